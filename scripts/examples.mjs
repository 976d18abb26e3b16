// The example pages into dist/examples/: `node scripts/examples.mjs DIST`. Pages are copied as they are, their places SERVER and
// PORTAL/ENTRY still open; the apps of React and Vue are bundled with their framework, so that no page loads anything from elsewhere.

import { cpSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

const to = join(process.argv[2], "examples");
const bin = process.env.PATH.split(delimiter).find((folder) => folder.endsWith("npm/node_modules/.bin"));
const modules = dirname(bin);
const require = createRequire(join(modules, "x"));
const esbuild = require("esbuild");

rmSync(to, { recursive: true, force: true });
cpSync("examples", to, { recursive: true, filter: (file) => !/\.(tsx|vue)$|\/main\.js$/.test(file) });
await app("examples/react/main.tsx", "react", { jsx: "automatic" });
await app("examples/vue/main.js", "vue", { plugins: [singleFileComponents()], define: { __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" } });

async function app(entry, folder, { define, ...options }) {
  await esbuild.build({
    entryPoints: [entry],
    outfile: join(to, folder, "app.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome96", "firefox104", "safari16"],
    legalComments: "inline",
    nodePaths: [modules],
    define: { "process.env.NODE_ENV": '"production"', ...define },
    ...options,
  });
}

/** `.vue` files with `<script setup>`, as Vue's own compiler reads them. */
function singleFileComponents() {
  const vue = require("vue/compiler-sfc");
  const templateOptions = { compilerOptions: { isCustomElement: (tag) => tag === "book-appointment" } };
  return {
    name: "vue",
    setup: (build) =>
      build.onLoad({ filter: /\.vue$/ }, ({ path }) => {
        const { descriptor, errors } = vue.parse(readFileSync(path, "utf8"), { filename: path });
        if (errors.length) return { errors: errors.map(({ message: text }) => ({ text })) };
        return { contents: vue.compileScript(descriptor, { id: path, inlineTemplate: true, templateOptions }).content, loader: "js" };
      }),
  };
}
