// The loader, one small file at a lasting address: it defines <book-appointment>, and fetches the program by the hashed names that
// `scripts/pack.mjs` writes in. The element's class has to be JavaScript; all that it does is to mount and to take away.

const here = document.currentScript?.src || location.href;
const at = (path) => new URL(path, here).href;
const server = new URL(here).origin;

// Asked for at once, before any element is on the page: program and WebAssembly travel side by side.
let program;
let tries = 0;
const load = () =>
  // Some browsers never fetch a module again that failed once: another address is another module.
  (program ??= import(at(WIDGET_JS) + (tries++ ? `?${tries}` : "")).then(async (js) => {
    await js.default({ module_or_path: fetch(at(WIDGET_WASM)) });
    return js;
  }));

class BookAppointment extends HTMLElement {
  static observedAttributes = ["portal", "entry", "lang", "scheme"];
  #mounted;
  #turn = 0;

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" });
    this.#start();
  }

  // A move in the page takes an element out and puts it back in at once: only one that stays away is taken down.
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected || !this.shadowRoot) return;
    if (name === "scheme") return this.#paint();
    this.#stop();
    this.#start();
  }

  async #start() {
    if (this.#turn) return;
    const turn = (this.#turn = ++BookAppointment.turns);
    const language = this.lang || this.closest("[lang]")?.lang || "";
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: at(WIDGET_CSS) });
    const root = document.createElement("div");
    root.innerHTML = SKELETON;
    root.style.display = "none";
    const styled = new Promise((done) => (sheet.onload = sheet.onerror = done)).then(() => (root.style.display = ""));
    this.shadowRoot.replaceChildren(sheet, root);
    this.#paint();
    const sentences = SENTENCES[language.slice(0, 2)] ?? SENTENCES.en;
    try {
      const js = await load();
      await styled;
      if (this.#turn !== turn) return;
      root.replaceChildren();
      const own = this.getAttribute("mode") === "standalone";
      this.#mounted = js.mount(root, server, this.getAttribute("portal") ?? "", this.getAttribute("entry") ?? "", language, !own, sentences);
      this.#paint();
    } catch (error) {
      console.error("<book-appointment>: the program did not arrive.", error);
      if (this.#turn !== turn) return;
      program = undefined;
      this.#apologise(root, sentences, turn);
    }
  }

  #stop() {
    this.#turn = 0;
    this.#mounted?.free();
    this.#mounted = undefined;
    this.shadowRoot?.replaceChildren();
  }

  #apologise(root, sentences, turn) {
    root.innerHTML = '<div class="appointment"><section class="step"><div class="notice" role="alert"><p></p><button type="button" class="button" data-action="retry"></button> <a class="button quiet" target="_blank"></a></div></section></div>';
    root.querySelector("p").textContent = sentences[0];
    // The same booking on plain pages, which need none of this.
    const around = root.querySelector("a");
    around.textContent = sentences[4];
    around.href = `${server}/b/${this.getAttribute("portal")}/${this.getAttribute("entry")}/plain`;
    const again = root.querySelector("button");
    again.textContent = sentences[3];
    again.onclick = () => {
      if (this.#turn === turn) {
        this.#stop();
        this.#start();
      }
    };
    this.#paint();
  }

  #paint() {
    const scheme = this.getAttribute("scheme");
    const widget = this.shadowRoot.querySelector(".appointment");
    if (!widget) return;
    if (scheme) widget.dataset.scheme = scheme;
    else delete widget.dataset.scheme;
  }
}
BookAppointment.turns = 0;

if (!customElements.get("book-appointment")) {
  load().catch(() => (program = undefined));
  customElements.define("book-appointment", BookAppointment);
}
