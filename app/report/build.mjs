// Builds the report page: node app/report/build.mjs [OUTPUT], with esbuild found in the folder of
// MESOGRID_NODE_MODULES (default build/npm/node_modules). The built page is committed, so that the
// program needs neither node nor npm.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = process.env.MESOGRID_NODE_MODULES ?? join(here, "../../build/npm/node_modules");
const esbuild = createRequire(join(modules, "x.js"))("esbuild");

async function bundled(entry) {
  const result = await esbuild.build({ entryPoints: [join(here, "src", entry)], bundle: true, write: false,
    minify: true, charset: "utf8", legalComments: "none", target: ["chrome109", "firefox115", "safari16"],
    format: "iife" });
  return result.outputFiles[0].text.trim();
}

const hash = (text) => `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
const script = await bundled("main.js");
const style = await bundled("page.css");
for (const [text, end] of [[script, "</script"], [style, "</style"], [script, ")embedded\""]]) {
  if (text.includes(end)) throw new Error(`the built page would be cut off by ${end}`);
}
// functions as replacements, so that no "$&" of the text is taken for a pattern
const page = readFileSync(join(here, "src/page.html"), "utf8")
  .replace("SCRIPT_HASH", () => hash(script)).replace("STYLE_HASH", () => hash(style))
  .replace("STYLE", () => style).replace("SCRIPT", () => script);
writeFileSync(process.argv[2] ?? join(here, "page.html"), page);
