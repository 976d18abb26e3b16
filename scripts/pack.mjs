// From what trunk built to what the server embeds: `node scripts/pack.mjs STAGED DIST PROFILE`.
//
//   dist/assets/NAME-HASH.EXT   final bytes under a name that holds their hash: may be cached for ever
//   dist/embed.d.ts, dist/custom-elements.json
//                               what tools ask about the loader
//   dist/embed.js               the loader at its evergreen address; under its hash too, for pages that pin it
//   dist/manifest.json          {"widget.wasm": "assets/widget-….wasm", "dashboard.wasm": …, "embed.js.integrity": "sha384-…"}
//
// Each with a brotli and a gzip sibling, compressed once and hard, so that no request has to.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, parse, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { slim, whole } from "./slim.mjs";

const [staged, dist, profile] = process.argv.slice(2);
const quick = profile === "draft";
const esbuild = fromPath("esbuild");
// Safari 16 is the oldest that has all of the WebAssembly we ask for.
const oldest = ["chrome96", "firefox104", "safari16"];

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "assets"), { recursive: true });
const manifest = {};

await program("widget", "src/browser/host.js", ["default", "mount", "crash"]);
await program("dashboard", "src/dashboard/start.js", ["default", "crash"]);
for (const sheet of readdirSync("style").filter((name) => name.endsWith(".css") && name !== "tokens.css"))
  asset(sheet, await bundle(join("style", sheet), {}));

// What the loader says by itself, in every language: as long as the server is away, nobody else can.
const sentences = Object.fromEntries(readdirSync("locales").filter((file) => file.endsWith(".toml")).map((file) => [parse(file).name, loaderSentences(join("locales", file))]));
const loader = await bundle("src/browser/embed.js", { format: "iife", define: { SENTENCES: JSON.stringify(sentences) } });
store("embed.js", loader);
asset("embed.js", loader);
manifest["embed.js.integrity"] = `sha384-${createHash("sha384").update(loader).digest("base64")}`;
// For tools: the types, and what an editor knows of the element.
for (const file of ["embed.d.ts", "custom-elements.json"]) store((manifest[file] = file), readFileSync(join("src/browser", file)));
// Loaders of released versions, for pages that pin theirs.
for (const file of readdirSync("src/browser/published").filter((file) => file.endsWith(".js"))) {
  const bytes = readFileSync(join("src/browser/published", file));
  if (file !== `embed-${hash(bytes)}.js`) throw new Error(`published/${file}: its bytes are those of embed-${hash(bytes)}.js`);
  store(`assets/${file}`, bytes);
}
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");

/** A program: its module, and one script of the glue and of what starts it. `wanted` is what that imports of the glue. */
async function program(name, starter, wanted) {
  const folder = join(staged, name);
  const { glue, wasm } = await (quick ? whole : slim)(esbuild, join(folder, `${name}.js`), join(folder, `${name}_bg.wasm`), wanted);
  asset(`${name}.wasm`, wasm);
  const its = { filter: new RegExp(`/${name}\\.js$`) };
  const glued = { name: "glue", setup: (build) => build.onLoad(its, () => ({ contents: glue, loader: "js" })) };
  const resolved = { name: "resolved", setup: (build) => build.onResolve(its, () => ({ path: resolve(folder, `${name}.js`) })) };
  asset(`${name}.js`, await bundle(starter, { format: "esm", plugins: [resolved, glued] }));
}

/** The sentences of `[loader]` in a file of texts, in the order in which the loader reads them. */
function loaderSentences(file) {
  const section = readFileSync(file, "utf8").split(/^\[/m).find((part) => part.startsWith("loader]"));
  return ["unreachable", "retry", "plain"].map((key) => JSON.parse(section.match(new RegExp(`^${key} = (".*")$`, "m"))[1]));
}

/** Minified, with what it imports inside. */
async function bundle(file, options) {
  const built = await esbuild.build({ entryPoints: [file], bundle: true, minify: true, write: false, legalComments: "none", target: oldest, ...options });
  return Buffer.from(built.outputFiles[0].contents);
}

function asset(name, bytes) {
  const { name: stem, ext } = parse(name);
  manifest[name] = `assets/${stem}-${hash(bytes)}${ext}`;
  store(manifest[name], bytes);
}

function hash(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

function store(path, bytes) {
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quick ? 1 : 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  writeFileSync(join(dist, path), bytes);
  writeFileSync(join(dist, `${path}.br`), brotli);
  writeFileSync(join(dist, `${path}.gz`), gzipSync(bytes, { level: quick ? 1 : 9 }));
}

/** A package of the tools' own folder, which the scripts put on PATH as `node_modules/.bin`. */
function fromPath(name) {
  const bin = process.env.PATH.split(delimiter).find((folder) => folder.endsWith("npm/node_modules/.bin"));
  return createRequire(join(dirname(bin), "x"))(name);
}
