// The loader: one small file at a lasting address. It fetches the program by its hashed names, which `scripts/pack.mjs` writes in.
const here = document.currentScript?.src ?? location.href;
const at = (path) => new URL(path, here).href;
const wasm = fetch(at(WIDGET_WASM));
import(at(WIDGET_JS)).then((program) => program.default({ module_or_path: wasm }));
