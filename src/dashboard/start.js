// Starts the dashboard's program on its page: bundled with wasm-bindgen's glue. When it can't start, or crashes, the page itself says so.

import init, { crash } from "./dashboard.js";

const page = document.getElementById("dashboard");

const away = () => {
  page.replaceChildren();
  document.getElementById("away").hidden = false;
};

crash.told = away;
init({ module_or_path: page.dataset.program }).catch(away);
