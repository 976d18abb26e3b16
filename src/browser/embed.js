// The loader, one small file at a lasting address: it defines <book-appointment>. It puts the server's first screen into the page, keeps
// what is pressed until the program is there, and then leaves the element to it (host.js). It knows no name of the program: the first
// screen brings it.

const server = new URL(document.currentScript?.src || location.href).origin;
const create = (name, more) => Object.assign(document.createElement(name), more);
const pause = (seconds, ...others) => Promise.race([new Promise((done) => setTimeout(done, 1000 * seconds)), ...others]);
// Until the first screen is here: its room, so that little moves when it comes.
const WAITING = ":host{display:block}:host([hidden]){display:none}.wait{min-height:540px;border-radius:16px;background:#8881}.notice{font:16px/1.5 system-ui;padding:16px}";
const FRESH = ["portal", "entry", "lang", "mode"];

let program;
let tries = 0;
// Once for the whole page. Some browsers never fetch a module again that failed once, and one that has crashed is of no use: another
// address is another module.
const load = async ([js, wasm]) => {
  if ((await program)?.dead) program = undefined;
  program ??= import(server + js + (tries++ ? `?${tries}` : "")).then(async (module) => {
    await module.default({ module_or_path: fetch(server + wasm) });
    return module;
  });
  return program;
};

const sheets = {};
const wear = (root, style) => {
  try {
    if (!sheets[style]) (sheets[style] = new CSSStyleSheet()).replaceSync(style);
    root.adoptedStyleSheets = [sheets[style]];
  } catch {
    root.prepend(create("style", { textContent: style }));
  }
};

/** A button of the first screen, as it is found again in the program's. */
const keyOf = (button) => ["slot", "day", "turn"].filter((key) => button?.dataset?.[key]).map((key) => `[data-${key}="${button.dataset[key]}"]`)[0];

class BookAppointment extends HTMLElement {
  static observedAttributes = [...FRESH, "label", "scheme", "source", "campaign", ..."name email phone note answers".split(" ").map((name) => "prefill-" + name)];
  #turn; // what runs belongs to the turn in which it began
  #root;
  #dialog;
  #opening;
  #again; // ends a wait between two tries
  #held; // a finger is down
  #presses;
  #lost; // the program can't run here: plain pages take over
  #taken; // the program's hold on the element

  connectedCallback() {
    if (this.#turn) return;
    if (!this.#root) {
      this.#root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      this.#listen();
    }
    const turn = (this.#turn = {});
    this.#presses = [];
    if (this.#screen) return this.#live(turn); // the page brought its first screen along
    wear(this.#root, WAITING);
    const wait = create("div", { className: "wait" });
    const mode = this.getAttribute("mode");
    if (mode === "dialog" || mode === "floating") {
      this.#dialog = create("dialog", { onclose: () => this.#tell("closed", {}) });
      this.#dialog.part = "dialog";
      this.#dialog.append(wait);
    }
    this.#root.replaceChildren(this.#dialog ?? wait);
    if (mode !== "dialog") this.#open(turn);
  }

  // A move in the page takes an element out and puts it back in at once: only one that stays away is taken down.
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, now) {
    const turn = this.#turn;
    if (before === now || !turn) return;
    if (!FRESH.includes(name)) {
      this.#taken?.prefill();
      return this.#paint();
    }
    // Several that change together are one change.
    queueMicrotask(() => {
      if (this.#turn !== turn) return;
      this.#stop();
      if (this.isConnected) this.connectedCallback();
    });
  }

  /** Opens the dialog. */
  open() {
    if (!this.#dialog || this.#dialog.open) return;
    this.#dialog.showModal();
    if (!this.#opening) this.#open(this.#turn);
  }

  /** Closes the dialog. */
  close() {
    this.#dialog?.close();
  }

  get #home() {
    return this.#dialog ?? this.#root;
  }
  get #screen() {
    return this.#home.querySelector(".appointment");
  }
  get #data() {
    return this.#home.querySelector("template")?.dataset ?? {};
  }
  get #place() {
    return [this.getAttribute("portal") ?? "", this.getAttribute("entry") ?? ""];
  }
  get #language() {
    return this.lang || this.closest("[lang]")?.lang || "";
  }
  get #own() {
    return this.getAttribute("mode") === "standalone";
  }

  #stop() {
    this.#taken?.free();
    this.close();
    this.#turn = this.#taken = this.#dialog = this.#opening = this.#held = this.#lost = undefined;
    this.#root.replaceChildren();
  }

  // Fetches the first screen, again and again while the server is away.
  async #open(turn) {
    this.#opening = turn;
    const [portal, entry] = this.#place;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    const address = `${server}/api/w1/open?${new URLSearchParams({ portal, entry, lang: this.#language, zone })}`;
    for (let wait = 2; ; wait = Math.min(2 * wait, 60)) {
      const html = await fetch(address).then((answer) => answer.text(), () => "");
      if (this.#turn !== turn) return;
      if (html.startsWith("<style>")) {
        const { content } = create("template", { innerHTML: html });
        const style = content.querySelector("style");
        style.remove();
        wear(this.#root, style.textContent);
        this.#home.replaceChildren(content);
        this.#paint();
        const { code, developer } = this.#data;
        if (!code) return this.#live(turn);
        this.#fail(code, developer);
        if (code !== "unavailable") return;
      } else {
        this.#apologise();
        this.#fail("unreachable", `${server} does not answer; it is asked again`);
      }
      await pause(wait, new Promise((again) => addEventListener("online", (this.#again = again), { once: true })));
      if (this.#turn !== turn) return;
    }
  }

  #apologise() {
    const [said, again, plain] = SENTENCES[this.#language.slice(0, 2)] ?? SENTENCES.en;
    const notice = create("div", { className: "notice", role: "alert" });
    const button = create("button", { textContent: again, onclick: () => this.#again() });
    button.dataset.action = "retry";
    notice.append(create("p", { textContent: said }), button, " ", create("a", { textContent: plain, target: "_blank", href: `${server}/b/${this.#place.join("/")}/plain` }));
    this.#home.replaceChildren(notice);
  }

  // The first screen is in the page: the program takes over, and does again what was pressed meanwhile.
  async #live(turn) {
    this.#paint();
    // The first screen is seen before anything else is done; a page in the background draws none.
    await pause(0.3, new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    for (let wait = 1; wait < 32; wait *= 2) {
      try {
        const module = await load(this.#data.program.split(" "));
        await this.#held;
        if (this.#turn !== turn) return;
        const focused = keyOf(this.#root.activeElement);
        const find = (key) => this.#screen.querySelector(key);
        this.#taken = module.take({ element: this, home: this.#home, server, place: this.#place, own: this.#own, tell: this.#tell.bind(this), fail: this.#fail.bind(this) });
        this.#lost = false;
        this.#paint();
        if (focused) find(focused)?.focus({ preventScroll: true });
        for (const pressed of this.#presses) find(pressed)?.click();
        return this.#tell("ready", { portal: this.#place[0], entry: this.#place[1] });
      } catch (error) {
        program = undefined;
        if (this.#turn !== turn) return;
        if (!this.#lost) this.#fail("program", `the program can't run here, plain pages take over: ${error}`);
        this.#lost = true;
        const pressed = this.#presses.pop();
        if (pressed) this.#leave(this.#root.querySelector(pressed));
        await pause(wait);
        if (this.#turn !== turn) return;
      }
    }
  }

  #listen() {
    const root = this.#root;
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const pressed = keyOf(button);
      if (!pressed || this.#taken) return;
      event.preventDefault();
      if (this.#lost) return this.#leave(button);
      this.#presses.push(pressed);
      button.ariaPressed = true;
    });
    // A finger that is down when the program comes must find the same button when it lifts.
    root.addEventListener("pointerdown", () => {
      this.#held = new Promise((lifted) => addEventListener("pointerup", () => setTimeout(lifted), { once: true }));
      this.#held = pause(2, this.#held);
    });
    // What is typed inside is nobody's shortcut.
    for (const name of ["keydown", "keyup", "keypress"]) root.addEventListener(name, (event) => event.stopPropagation());
  }

  // On to the plain page that the button stands for.
  #leave(button) {
    const to = new URL(button.getAttribute("formaction") ?? button.form.getAttribute("action"), server);
    to.search = new URLSearchParams([...new FormData(button.form), [button.name, button.value]]);
    open(to, this.#own ? "_self" : "_blank");
  }

  #tell(name, detail) {
    return this.dispatchEvent(new CustomEvent("appointment-" + name, { detail, bubbles: true, composed: true, cancelable: name === "booked" }));
  }

  #fail(code, developer) {
    if (developer) console.error(`<book-appointment portal="${this.#place[0]}" entry="${this.#place[1]}">: ${developer}.`);
    this.#tell("failed", { code });
  }

  // What the attributes and the first screen say of the rest: the scheme, the names of the dialog and of the floating button.
  #paint() {
    const { title, close } = this.#data;
    if (this.#dialog && title) {
      this.#dialog.ariaLabel = title;
      if (!this.#dialog.querySelector(".close")) this.#dialog.prepend(create("button", { className: "close", ariaLabel: close, onclick: () => this.close() }));
      if (this.getAttribute("mode") === "floating") {
        const button = this.#root.querySelector(".floating") ?? create("button", { className: "floating", onclick: () => this.open() });
        button.textContent = this.getAttribute("label") || title;
        button.part = "button";
        this.#root.prepend(button);
      }
    }
    const scheme = this.getAttribute("scheme");
    for (const part of this.#root.querySelectorAll(".appointment,.floating,dialog")) {
      if (scheme) part.dataset.scheme = scheme;
      else delete part.dataset.scheme;
    }
  }
}

const dialogs = {};
if (!customElements.get("book-appointment")) {
  customElements.define("book-appointment", BookAppointment);
  // Whatever carries data-book-appointment="portal/entry" opens a dialog; data-book-appointment-lang and the like are its attributes.
  document.addEventListener("click", (event) => {
    const opener = event.composedPath().find((element) => element.dataset?.bookAppointment);
    if (!opener) return;
    event.preventDefault();
    const [portal, entry] = opener.dataset.bookAppointment.split("/");
    const given = [...opener.attributes].map(({ name, value }) => [name.split("data-book-appointment-")[1], value]);
    const wanted = Object.entries({ portal, entry, mode: "dialog", ...Object.fromEntries(given) }).filter(([name]) => name !== "undefined");
    const dialog = (dialogs[wanted] ??= create("book-appointment"));
    for (const [name, value] of wanted) dialog.setAttribute(name, value);
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.open();
  });
}
