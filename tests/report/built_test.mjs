// The committed page is what its sources make: node tests/report/built_test.mjs OUTPUT

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load, modules, root } from "./lib.mjs";

load("esbuild");
const output = process.argv[2];
execFileSync(process.execPath, [join(root, "app/report/build.mjs"), output],
  { env: { ...process.env, MESOGRID_NODE_MODULES: modules }, stdio: "inherit" });
if (readFileSync(output, "utf8") !== readFileSync(join(root, "app/report/page.html"), "utf8")) {
  console.log("FAILED: app/report/page.html is not what its sources make; run: node app/report/build.mjs");
  process.exit(1);
}
console.log("the same bytes");
