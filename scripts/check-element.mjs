// What is served beside the loader for tools: the types hold on examples, with React and Vue and without, and the manifest is one.
//
//   node scripts/check-element.mjs FOLDER      a folder to work in; it is made anew

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, join } from "node:path";

const folder = process.argv[2];
const bin = process.env.PATH.split(delimiter).find((folder) => folder.endsWith("npm/node_modules/.bin"));
const modules = dirname(bin);
const require = createRequire(join(modules, "x"));

const manifest = JSON.parse(readFileSync("src/browser/custom-elements.json", "utf8"));
const Ajv = require("ajv");
const schema = JSON.parse(readFileSync(join(modules, "custom-elements-manifest/schema.json"), "utf8"));
const check = new Ajv({ strict: false, allErrors: true }).compile(schema);
if (!check(manifest)) fail(`custom-elements.json is no manifest of ${manifest.schemaVersion}:\n${JSON.stringify(check.errors, null, 2)}`);

types("with-frameworks", ["tests/types/plain.ts", "tests/types/react.tsx", "tests/types/vue.ts", "examples/react/main.tsx", "examples/react/App.tsx"], true);
types("alone", ["tests/types/plain.ts"], false);

/** Checks examples strictly, libraries and all, in a folder that has React and Vue, or neither. */
function types(name, examples, frameworks) {
  const at = join(folder, name);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  if (frameworks) symlinkSync(modules, join(at, "node_modules"));
  cpSync("src/browser/embed.d.ts", join(at, "appointment.d.ts"));
  for (const example of examples) cpSync(example, join(at, basename(example)));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    jsx: "react-jsx",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
  };
  writeFileSync(join(at, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["appointment.d.ts", ...examples.map((example) => basename(example))] }));
  try {
    execFileSync(join(bin, "tsc"), ["--project", at], { encoding: "utf8" });
  } catch (error) {
    fail(`types, ${name}:\n${error.stdout || error}`);
  }
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
