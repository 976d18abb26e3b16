// The loader, one small file at a lasting address: it defines <book-appointment>. It puts the server's first screen into the page, keeps
// what is pressed until the program is there, and tells the page what happens. It knows no name of the program: the first screen brings it.

const script = document.currentScript;
const server = new URL(script?.src || location.href).origin;
const create = (name, more) => Object.assign(document.createElement(name), more);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** Until the first screen is here: its room, so that little moves when it comes. */
const WAITING = ":host{all:initial;display:block}:host([hidden]){display:none}.wait{min-height:540px;border-radius:16px;background:#8881}.notice{font:16px/1.5 system-ui;padding:16px}";
/** What is pressed in a first screen, by what its buttons carry. */
const KEYS = ["slot", "day", "turn"];
const keyOf = (button) => KEYS.filter((key) => button?.dataset?.[key]).map((key) => `button[data-${key}="${button.dataset[key]}"]`)[0];
const FIELDS = ["name", "email", "phone", "note"];

let program;
let tries = 0;
/** Program and WebAssembly travel side by side, once for the whole page. Some browsers never fetch a module again that failed once: another address is another module. */
const load = ([js, wasm]) =>
  (program ??= import(server + js + (tries++ ? `?${tries}` : "")).then(async (module) => {
    module.crash.told = (error) => {
      // Nothing of it can be trusted any more; the next to ask gets a program of its own.
      program = undefined;
      for (const element of all) element.crashed(module, error);
    };
    await module.default({ module_or_path: fetch(server + wasm) });
    return module;
  }));

const sheets = {};
const wear = (root, style) => {
  try {
    if (!sheets[style]) (sheets[style] = new CSSStyleSheet()).replaceSync(style);
    root.adoptedStyleSheets = [sheets[style]];
  } catch {
    root.prepend(create("style", { textContent: style }));
  }
};

const all = new Set();

class BookAppointment extends HTMLElement {
  static observedAttributes = ["portal", "entry", "lang", "mode", "label", "scheme", "source", "campaign", ...FIELDS.map((name) => "prefill-" + name), "prefill-answers"];
  #turn; // what runs belongs to the turn in which it began
  #root;
  #dialog;
  #mounted;
  #module;
  #lost; // the program can't run here: plain pages take over
  #picked; // the time that was pressed
  #draft; // what was typed, for this tab only
  #presses = [];
  #held;

  connectedCallback() {
    all.add(this);
    if (this.#turn) return;
    this.#root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#listen();
    this.#start();
  }

  // A move in the page takes an element out and puts it back in at once: only one that stays away is taken down.
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#turn) return;
    if (name === "scheme") return this.#paint();
    if (name === "label") return this.#name();
    if (/^(prefill-|source|campaign)/.test(name)) return this.#mounted?.prefill(this.#prefill());
    // Several attributes that change together are one change.
    const turn = this.#turn;
    queueMicrotask(() => {
      if (this.#turn !== turn) return;
      this.#stop();
      if (this.isConnected) this.connectedCallback();
    });
  }

  /** Shows a step that was reached before; after the end, the beginning. */
  go(step) {
    if (this.#screen?.dataset.step === "done") {
      this.#stop();
      this.connectedCallback();
    } else this.#mounted?.go(step);
  }

  /** Opens the dialog. */
  open() {
    if (!this.#dialog || this.#dialog.open) return;
    this.#dialog.showModal();
    if (!this.#screen && !this.#opening) this.#open(this.#turn);
  }

  /** Closes the dialog. */
  close() {
    this.#dialog?.close();
  }

  #opening;

  get #mode() {
    return this.getAttribute("mode");
  }
  get #home() {
    return this.#dialog ?? this.#root;
  }
  get #screen() {
    return this.#home.querySelector(".appointment");
  }
  get #place() {
    return [this.getAttribute("portal") ?? "", this.getAttribute("entry") ?? ""];
  }
  get #language() {
    return this.lang || this.closest("[lang]")?.lang || document.documentElement.lang;
  }

  #start() {
    const turn = (this.#turn = {});
    if (this.#screen) return this.#live(turn); // the page brought its first screen along
    wear(this.#root, WAITING);
    if (/^(dialog|floating)$/.test(this.#mode)) {
      this.#dialog = create("dialog", { part: "dialog", onclose: () => this.#tell("closed", {}) });
      this.#dialog.append(create("div", { className: "wait" }));
      this.#root.replaceChildren(this.#dialog);
      if (this.#mode === "dialog") return;
    } else this.#root.replaceChildren(create("div", { className: "wait" }));
    this.#open(turn);
  }

  #stop() {
    all.delete(this);
    this.#turn = this.#lost = this.#opening = this.#held = this.#picked = undefined;
    this.#presses = [];
    this.#mounted?.free();
    this.#mounted = undefined;
    this.#dialog?.close();
    this.#dialog = undefined;
    this.#root?.replaceChildren();
  }

  // Fetches the first screen, again and again while the server is away.
  async #open(turn) {
    this.#opening = turn;
    const [portal, entry] = this.#place;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    const address = `${server}/api/w1/open?${new URLSearchParams({ portal, entry, lang: this.#language, zone })}`;
    for (let wait = 2; ; wait = Math.min(2 * wait, 60)) {
      const html = await fetch(address, { credentials: "omit" }).then((answer) => answer.text(), () => "");
      if (this.#turn !== turn) return;
      if (html.startsWith("<style>")) {
        const { content } = create("template", { innerHTML: html });
        const style = content.querySelector("style");
        style.remove();
        wear(this.#root, style.textContent);
        const { code, developer } = content.lastElementChild.dataset;
        this.#home.replaceChildren(content);
        this.#name();
        this.#paint();
        if (!code) return this.#live(turn);
        this.#fail(code, developer);
        if (!/^(unavailable|too_many)$/.test(code)) return;
      } else {
        this.#home.replaceChildren(this.#apology());
        this.#fail("unreachable", `${server} does not answer; it is asked again`);
      }
      await Promise.race([pause(1000 * wait), new Promise((again) => (this.#again = again)), new Promise((again) => addEventListener("online", again, { once: true }))]);
      if (this.#turn !== turn) return;
    }
  }
  #again;

  #apology() {
    const [said, again, plain] = SENTENCES[this.#language.slice(0, 2)] ?? SENTENCES.en;
    const notice = create("div", { className: "notice", role: "alert" });
    notice.append(
      create("p", { textContent: said }),
      create("button", { className: "button", textContent: again, onclick: () => this.#again() }),
      " ",
      create("a", { className: "button quiet", textContent: plain, target: "_blank", href: `${server}/b/${this.#place.join("/")}/plain` }),
    );
    notice.querySelector("button").dataset.action = "retry";
    return notice;
  }

  // The first screen is in the page: the program takes over, and does again what was pressed meanwhile.
  async #live(turn) {
    this.#paint();
    const { program: names, opened } = this.#home.querySelector("template").dataset;
    for (let wait = 1; !this.#mounted; wait *= 2) {
      try {
        const module = await load(names.split(" "));
        await this.#held;
        if (this.#turn !== turn) return;
        const fresh = create("div");
        const [portal, entry] = this.#place;
        const mounted = module.mount(fresh, { tell: (...told) => this.#told(...told) }, server, portal, entry, this.#mode !== "standalone", Uint8Array.from(opened, (letter) => letter.charCodeAt()));
        if (!mounted) throw new Error("the program can't read what the server wrote");
        this.#mounted = mounted;
        this.#module = module;
        mounted.prefill(this.#prefill());
        const focused = keyOf(this.#root.activeElement);
        this.#screen.replaceWith(fresh);
        this.#lost = undefined;
        this.#paint();
        if (focused) fresh.querySelector(focused)?.focus({ preventScroll: true });
        for (const pressed of this.#presses.splice(0)) fresh.querySelector(pressed)?.click();
        this.#tell("ready", { portal, entry });
      } catch (error) {
        program = undefined;
        if (this.#turn !== turn) return;
        if (!this.#lost) this.#fail("program", `the program can't run here, plain pages take over: ${error}`);
        this.#lost = true;
        const pressed = this.#presses.pop();
        if (pressed) this.#leave(this.#root.querySelector(pressed));
        if (wait > 16) return;
        await pause(1000 * wait);
        if (this.#turn !== turn) return;
      }
    }
  }

  #listen() {
    const root = this.#root;
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const pressed = keyOf(button);
      if (!pressed || this.#mounted) return;
      event.preventDefault();
      if (this.#lost) return this.#leave(button);
      this.#presses.push(pressed);
      if (button.dataset.slot) button.setAttribute("aria-pressed", "true");
    });
    // A finger that is down when the program comes must find the same button when it lifts.
    root.addEventListener("pointerdown", () => {
      if (!this.#mounted) this.#held = new Promise((lifted) => ["pointerup", "pointercancel"].forEach((name) => addEventListener(name, () => setTimeout(lifted), { once: true })));
    });
    root.addEventListener("input", ({ target }) => {
      this.#draft = { ...this.#draft, [target.name]: target.value };
      this.#keep(JSON.stringify(this.#draft));
    });
    // What is typed inside is nobody's shortcut.
    for (const name of ["keydown", "keyup", "keypress"]) root.addEventListener(name, (event) => event.stopPropagation());
  }

  // On to the plain page that the button stands for.
  #leave(button) {
    const to = new URL(button.getAttribute("formaction") ?? button.form.getAttribute("action"), server);
    to.search = new URLSearchParams([...new FormData(button.form), [button.name, button.value]]);
    open(to, this.#mode === "standalone" ? "_self" : "_blank");
  }

  // A draft of the form, for this tab and only until it is sent. Where nothing may be stored, nothing is.
  #keep(draft) {
    const key = "appointment " + this.#place.join("/");
    try {
      if (draft === undefined) return JSON.parse(sessionStorage.getItem(key)) ?? {};
      if (draft) sessionStorage.setItem(key, draft);
      else sessionStorage.removeItem(key);
    } catch {
      return {};
    }
  }

  #prefill() {
    this.#draft ??= this.#keep();
    const said = (name) => this.getAttribute(name) ?? "";
    return [...FIELDS.map((name) => this.#draft[name] ?? said("prefill-" + name)), said("source"), said("campaign"), said("prefill-answers")];
  }

  /** The program has crashed: a plain page goes on with what was picked and typed. */
  crashed(module, error) {
    if (this.#module !== module) return;
    this.#module = this.#mounted = undefined; // nothing of it may be called any more
    this.#fail("program", `the program has crashed, a plain page goes on: ${error}`);
    const step = this.#screen?.dataset.step;
    if (step === "done") return;
    const own = this.#mode === "standalone";
    const form = create("form", { method: "post", action: `${server}/b/${this.#place.join("/")}/plain/details?lang=${this.#language.slice(0, 2)}`, target: own ? "_self" : "_blank" });
    for (const [name, value] of Object.entries({ ...Object.fromEntries(FIELDS.map((name, at) => [name, this.#prefill()[at]])), at: this.#picked ?? "" })) form.append(create("input", { type: "hidden", name, value }));
    const [, , plain, said] = SENTENCES[this.#language.slice(0, 2)] ?? SENTENCES.en;
    const notice = create("div", { className: "notice", role: "alert" });
    form.append(create("button", { className: "button", textContent: plain }));
    notice.append(create("p", { textContent: said }), form);
    this.#screen.querySelector(".step").replaceChildren(notice);
    if (own) form.submit();
  }

  #told(name, a, b, c) {
    if (name === "view") {
      // On our own page the browser's back leads a step back; a page of someone else's keeps its history to itself.
      if (this.#mode === "standalone" && history.state?.step !== a) history[a === "done" ? "replaceState" : "pushState"]({ step: a }, "");
      return this.#tell(name, { step: a });
    }
    if (name === "slot-picked") return this.#tell(name, { start: (this.#picked = a) });
    if (name === "failed") return this.#tell(name, { code: a });
    this.#keep("");
    // Not before the program has come to rest: what it stands on may be taken away.
    if (this.#tell(name, { id: a, start: b, end: c })) return;
    queueMicrotask(() => (this.#dialog ? this.close() : this.#home.replaceChildren()));
  }

  #tell(name, detail) {
    return this.dispatchEvent(new CustomEvent("appointment-" + name, { detail, bubbles: true, composed: true, cancelable: name === "booked" }));
  }

  #fail(code, developer) {
    console.error(`<book-appointment portal="${this.#place[0]}" entry="${this.#place[1]}">: ${developer}.`);
    this.#tell("failed", { code });
  }

  // What the dialog and the floating button are called, once the first screen has told.
  #name() {
    const { title = "", close = "" } = this.#home.querySelector("template")?.dataset ?? {};
    if (!this.#dialog || !title) return;
    this.#dialog.setAttribute("aria-label", title);
    if (!this.#dialog.querySelector(".close")) this.#dialog.prepend(create("button", { className: "close", onclick: () => this.close() }));
    this.#dialog.querySelector(".close").ariaLabel = close;
    if (this.#mode !== "floating") return;
    const floating = this.#root.querySelector(".floating") ?? create("button", { className: "floating", part: "button", onclick: () => this.open() });
    floating.textContent = this.getAttribute("label") || title;
    this.#root.prepend(floating);
  }

  #paint() {
    const scheme = this.getAttribute("scheme");
    for (const part of this.#root.querySelectorAll(".appointment, .floating, dialog")) {
      if (scheme) part.dataset.scheme = scheme;
      else delete part.dataset.scheme;
    }
  }
}

const dialogs = {};

if (!customElements.get("book-appointment")) {
  customElements.define("book-appointment", BookAppointment);
  addEventListener("popstate", ({ state }) => document.querySelector("book-appointment[mode=standalone]")?.go(state?.step ?? "pick"));
  // Whatever carries data-book-appointment="portal/entry" opens a dialog of its own; data-book-appointment-lang and the like are its attributes.
  document.addEventListener("click", (event) => {
    const opener = event.composedPath().find((element) => element.dataset?.bookAppointment);
    if (!opener) return;
    event.preventDefault();
    const [portal, entry] = opener.dataset.bookAppointment.split("/");
    const given = [...opener.attributes].filter(({ name }) => name.startsWith("data-book-appointment-")).map(({ name, value }) => [name.slice(22), value]);
    const wanted = { portal, entry, mode: "dialog", ...Object.fromEntries(given) };
    const dialog = (dialogs[JSON.stringify(wanted)] ??= create("book-appointment"));
    for (const [name, value] of Object.entries(wanted)) dialog.setAttribute(name, value);
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.open();
  });
}
