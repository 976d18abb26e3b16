// The element once its program is there: mounts it, fills the form, tells the page what happens, remembers what is typed for this tab,
// and goes on by a plain page when the program crashes. Bundled with wasm-bindgen's glue; embed.js has done the rest.

import init, { crash, mount } from "./widget.js";

export default init;
/** The program has crashed: nothing of it may be called any more. */
export let dead = false;

const FIELDS = ["name", "email", "phone", "note"];
const holds = new Set();

crash.told = (error) => {
  dead = true;
  for (const hold of holds) hold.crashed(error);
};

/** Takes the element over. What it gives back is all that the loader may do with it. */
export const take = (asked) => new Hold(asked);

class Hold {
  #mounted;
  #picked;
  #draft;

  constructor({ element, home, server, place, own, tell, fail }) {
    Object.assign(this, { element, home, server, place, own, tell, fail });
    this.data = home.querySelector("template").dataset;
    const fresh = document.createElement("div");
    const opened = Uint8Array.from(this.data.opened, (letter) => letter.charCodeAt());
    this.#mounted = mount(fresh, { tell: (...told) => this.#told(...told) }, server, ...place, !own, opened);
    if (!this.#mounted) throw new Error("it can't read what the server wrote");
    this.#draft = this.#keep() ?? {};
    this.prefill();
    fresh.addEventListener("input", ({ target }) => {
      this.#draft[target.name] = target.value;
      this.#keep(this.#draft);
    });
    // On our own page the browser's back leads a step back, and after the end to a new beginning; a page of someone else's keeps its history to itself.
    if (own) addEventListener("popstate", ({ state }) => (["done", "requested"].includes(this.#step) ? location.reload() : dead || this.#mounted.go(state?.step ?? "pick")));
    holds.add(this);
    home.querySelector(".appointment").replaceWith(fresh);
  }

  get #step() {
    return this.home.querySelector(".appointment")?.dataset.step;
  }

  get #filled() {
    return FIELDS.map((name) => this.#draft[name] ?? this.element.getAttribute("prefill-" + name) ?? "");
  }

  /** The attributes say what the form starts with, and what goes along with the appointment; what was typed stays. */
  prefill() {
    if (dead) return;
    const said = (name) => this.element.getAttribute(name) ?? "";
    let answers = [];
    try {
      answers = Object.entries(JSON.parse(said("prefill-answers") || "{}")).flatMap(([question, answer]) => [question, String(answer)]);
    } catch {
      this.fail("attribute", `prefill-answers is not a JSON object such as {"floor": "2"}`);
    }
    this.#mounted.prefill([...this.#filled, said("source"), said("campaign"), ...answers]);
  }

  free() {
    holds.delete(this);
    if (!dead) this.#mounted.free();
  }

  // A draft of the form, for this tab and only until it is sent. Where nothing may be stored, nothing is.
  #keep(draft) {
    const key = "appointment " + this.place.join("/");
    try {
      if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
      else if (draft === null) sessionStorage.removeItem(key);
      else return JSON.parse(sessionStorage.getItem(key));
    } catch {}
  }

  #told(name, a, b, c) {
    if (name === "view") {
      if (this.own && (history.state?.step ?? "pick") !== a) history[["done", "requested"].includes(a) ? "replaceState" : "pushState"]({ step: a }, "");
      this.tell(name, { step: a });
    } else if (name === "slot-picked") this.tell(name, { start: (this.#picked = a) });
    else if (name === "failed") this.fail(a);
    else {
      this.#keep(null);
      if (this.tell(name, { id: a, start: b, end: c })) return;
      // Not before the program has come to rest: what it stands on is taken away.
      queueMicrotask(() => (this.home === this.element.shadowRoot ? this.home.replaceChildren() : this.element.close()));
    }
  }

  /** A plain page goes on with what was picked and typed. */
  crashed(error) {
    this.fail("program", `the program has crashed, a plain page goes on: ${error}`);
    if (["done", "requested"].includes(this.#step)) return;
    const form = Object.assign(document.createElement("form"), { method: "post", target: this.own ? "_self" : "_blank" });
    form.action = `${this.server}/b/${this.place.join("/")}/plain/details?lang=${this.home.querySelector(".appointment").lang}`;
    const values = [["at", this.#picked ?? ""], ...this.#filled.map((value, at) => [FIELDS[at], value])];
    form.append(...values.map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
    form.append(Object.assign(document.createElement("button"), { className: "button", textContent: this.data.plain }));
    const notice = Object.assign(document.createElement("div"), { className: "notice", role: "alert", textContent: this.data.crashed });
    notice.append(form);
    this.home.querySelector(".step").replaceChildren(notice);
    if (this.own) form.submit();
  }
}
