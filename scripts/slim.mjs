// Takes from wasm-bindgen's output what this program never uses: `slim(glue, wasm)` gives both back, smaller.
//
// Crates export whole classes (streams, for one) whether anyone calls them or not, and an export keeps everything alive that it
// reaches. So the glue is shaken first, then the module is cut down to the exports that the glue still names, and at last
// the names that both share (300 letters, some of them) become short ones.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

// Not all that wasm-opt knows: each feature named here locks browsers out that don't have it. Safari 16 has these.
const features = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"].map((name) => `--enable-${name}`);

/** As [slim] for whoever can't wait: all of the module, and the glue as slim would hand it on. */
export async function whole(esbuild, glueFile, wasmFile, wanted) {
  return { glue: await shake(esbuild, glueFile, wanted), wasm: readFileSync(wasmFile) };
}

export async function slim(esbuild, glueFile, wasmFile, wanted) {
  const folder = mkdtempSync(join(tmpdir(), "appointment-slim-"));
  try {
    const glue = await shake(esbuild, glueFile, wanted);
    const named = new Set([...glue.matchAll(/\bwasm\.([$\w]+)/g)].map(([, name]) => name));
    const cut = join(folder, "cut.wasm");
    const small = join(folder, "small.wasm");
    const graph = join(folder, "graph.json");
    const all = [...named].map((name) => ({ name, export: name }));
    writeFileSync(graph, JSON.stringify([{ name: "glue", root: true, reaches: [...named] }, ...all]));
    execFileSync("wasm-metadce", [wasmFile, ...features, `--graph-file=${graph}`, "-o", cut], { stdio: ["ignore", "ignore", "inherit"] });
    execFileSync("wasm-opt", [cut, ...features, "-Oz", "--low-memory-unused", "--converge", "-o", small]);
    const last = ["--minify-imports-and-exports-and-modules", "--strip-debug", "--strip-producers", "--strip-target-features"];
    const names = JSON.parse(execFileSync("wasm-opt", [small, ...features, ...last, "-o", small], { encoding: "utf8", maxBuffer: 1 << 26 }));
    return { glue: rename(glue, names), wasm: readFileSync(small) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Whatever escapes from the module is a crash: it is told before it goes on its way. A panic ends in a trap, and leaves nothing that may be called again.
const guard = `
export const crash = {};
function guarded(exports) {
    const calls = {};
    for (const [name, it] of Object.entries(exports)) {
        calls[name] = typeof it !== "function" ? it : (...given) => {
            try {
                return it(...given);
            } catch (error) {
                crash.told?.(error);
                throw error;
            }
        };
    }
    return calls;
}
`;

/** The glue with only what `wanted` reaches. Two of its habits look like side effects and are none. */
async function shake(esbuild, file, wanted) {
  const source = readFileSync(file, "utf8")
    .replace(/^if \(Symbol\.dispose\) .*$/gm, "")
    .replace(/^    wasm = instance\.exports;$/m, "    wasm = guarded(instance.exports);")
    .concat(guard)
    .replaceAll("new FinalizationRegistry(", "/* @__PURE__ */ new FinalizationRegistry(");
  const name = basename(file);
  const plugin = { name: "glue", setup: (build) => build.onLoad({ filter: /\.js$/ }, (asked) => (basename(asked.path) === name ? { contents: source, loader: "js" } : undefined)) };
  const stdin = { contents: `export { ${wanted.join(", ")} } from "./${name}"`, resolveDir: join(file, "..") };
  const built = await esbuild.build({ stdin, bundle: true, write: false, format: "esm", legalComments: "none", plugins: [plugin] });
  return built.outputFiles[0].text;
}

/** Short names on the glue's side too; what the module no longer imports is left out. */
function rename(glue, { imports, exports }) {
  const short = new Map(imports.map(([, name, to]) => [name, to]));
  const modules = [...new Set(imports.map(([module]) => module))];
  let kept = 0;
  const object = glue.replace(/(const import0 = \{\n)([^]*?)(^ {2}\};)/m, (_, open, body, close) => {
    const members = body.split(/^(?= {4}[$"\w]+: )/m).filter((member) => member.trim());
    const stay = members.flatMap((member) => {
      const name = member.match(/^ {4}"?([$\w]+)"?: /)?.[1];
      if (name === "__proto__") return [member];
      if (!short.has(name)) return [];
      kept += 1;
      return [member.replace(/^ {4}"?[$\w]+"?: /, `    ${short.get(name)}: `)];
    });
    return open + stay.map((member) => member.trimEnd().replace(/,?$/, ",\n")).join("") + close;
  });
  if (kept !== short.size) throw new Error(`the module imports ${short.size} functions, the glue has ${kept} of them`);
  let renamed = object;
  for (const module of modules) renamed = renamed.replaceAll(JSON.stringify(module), '"a"');
  const outside = new Map(exports);
  return renamed.replace(/\bwasm\.([$\w]+)/g, (_, name) => `wasm.${outside.get(name) ?? name}`);
}
