// Every token and part as the manifest names them, with something to change each. What is changed goes into one style sheet of the page,
// which is also what is shown to copy.

const server = document.querySelector("main").dataset.server;
const form = document.getElementById("tokens");
const copy = document.getElementById("copy");
const scheme = document.getElementById("scheme");
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

// A declaration to try on each part.
const TRIES = {
  widget: "letter-spacing: 0.02em",
  step: "box-shadow: 0 8px 40px rgb(0 0 0 / 20%)",
  slot: "border-radius: 999px",
  day: "border-radius: 50%",
  button: "text-transform: uppercase",
  field: "background: #fffbe8",
  notice: "border-style: dashed",
  dialog: "border: 4px solid #14584f",
};

const make = (name, properties, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};
const cell = (...inside) => make("td", {}, ...inside);
const named = (name, description) => cell(make("code", { textContent: name }), make("small", { textContent: description }));
const field = (type, name, value) => make("input", { type, name, defaultValue: value, ariaLabel: name });

fetch(`${server}/custom-elements.json`)
  .then((answer) => answer.json())
  .then((manifest) => {
    const { cssProperties, cssParts } = manifest.modules[0].declarations[0];
    const tokens = Object.fromEntries(cssProperties.map((token) => [token.name, token]));
    for (const { name, description, default: value } of cssProperties) {
      const dark = tokens[`${name}-dark`];
      if (dark) {
        const row = make("tr", {}, named(name, description), cell(field("color", name, value)), cell(field("color", dark.name, dark.default)));
        document.getElementById("colours").append(row);
      } else if (!name.endsWith("-dark")) {
        document.getElementById("measures").append(make("tr", {}, named(name, description), cell(field("text", name, value))));
      }
    }
    for (const { name, description } of cssParts) {
      const part = `::part(${name})`;
      const outline = make("label", { className: "outline" }, make("input", { type: "checkbox", name: part }), "outline");
      const tried = make("input", { type: "text", name: part, placeholder: TRIES[name] ?? "", ariaLabel: `Declarations of ${part}` });
      document.getElementById("parts").append(make("tr", {}, named(part, description), cell(tried), cell(outline)));
    }
    write();
  });

/** The style sheet of everything that differs from its default. */
function write() {
  const changed = [...form.elements].filter(({ type, value, defaultValue }) => ["color", "text"].includes(type) && value.trim() && value !== defaultValue);
  const tokens = changed.filter(({ name }) => name.startsWith("--")).map(({ name, value }) => `  ${name}: ${value};\n`);
  const parts = changed.filter(({ name }) => name.startsWith("::")).map(({ name, value }) => `book-appointment${name} {\n  ${value.replace(/;?\s*$/, ";")}\n}\n`);
  const rules = (tokens.length ? `book-appointment {\n${tokens.join("")}}\n` : "") + parts.join("");
  const outlines = [...form.elements].filter(({ type, checked }) => type === "checkbox" && checked);
  sheet.replaceSync(rules + outlines.map(({ name }) => `book-appointment${name} { outline: 3px solid #d4351c; outline-offset: 1px }`).join("\n"));
  copy.textContent = rules || "/* Nothing is changed yet. */";
}

form.addEventListener("input", write);
form.addEventListener("reset", () => setTimeout(write));

scheme.addEventListener("change", () => {
  document.getElementById("ground").dataset.scheme = scheme.value;
  for (const widget of document.querySelectorAll("book-appointment")) {
    if (scheme.value) widget.setAttribute("scheme", scheme.value);
    else widget.removeAttribute("scheme");
  }
});
