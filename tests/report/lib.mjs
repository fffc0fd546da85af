// What the browser tests share: a browser without network, the program, and scenarios made on the way.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const modules = process.env.MESOGRID_NODE_MODULES ?? join(root, "build/npm/node_modules");
const kBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const kSkipped = 77;

/** Ends the test as skipped, loudly; as failed where a browser is required (.ci/run). */
export function skip(why) {
  const required = process.env.MESOGRID_BROWSER === "required";
  console.log(`${required ? "FAILED" : "SKIPPED"}: ${why}`);
  process.exit(required ? 1 : kSkipped);
}

export function load(name) {
  try {
    return createRequire(join(modules, "x.js"))(name);
  } catch {
    return skip(`npm package ${name} is not in ${modules}; .ci/run puts it there (npm ci)`);
  }
}

export async function openBrowser() {
  const { chromium } = load("playwright-core");
  const executablePath = kBrowsers.find((path) => existsSync(path));
  if (!executablePath) skip("no chromium; install: apt-get install chromium");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-domain-reliability",
    "--disable-gpu"] });
}

/** A page opened from a file; `.trouble` lists requests, errors and dialogs that should not be. */
export async function open(browser, file, size = { width: 1280, height: 900 }) {
  const page = await browser.newPage({ viewport: size });
  page.trouble = [];
  page.on("console", (message) => page.trouble.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.trouble.push(`error: ${error.stack}`));
  page.on("dialog", (dialog) => {
    page.trouble.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== `file://${file}`) page.trouble.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.goto(`file://${file}`);
  await page.waitForSelector("body.ready", { timeout: 20000 });
  return page;
}

export class Workplace {
  constructor(program) {
    this.program = program;
    this.folder = mkdtempSync(join(tmpdir(), "mesogrid-report-"));
  }
  path(name) { return join(this.folder, name); }
  write(name, text) {
    writeFileSync(this.path(name), text);
    return this.path(name);
  }
  read(path) { return readFileSync(path, "utf8"); }
  run(...words) {
    return execFileSync(this.program, words, { encoding: "utf8", maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"] });
  }
  clear() { rmSync(this.folder, { recursive: true, force: true }); }
}

/** The block of data of a page: {text, arrays}; and a page with another one. */
export function dataOf(file) {
  const html = readFileSync(file, "utf8");
  const [, base64] = html.match(/<script type="text\/plain" id="data">([A-Za-z0-9+/=]*)<\/script>/);
  const bytes = gunzipSync(Buffer.from(base64, "base64"));
  const length = bytes.readUInt32LE(0);
  return { html, base64, data: JSON.parse(bytes.subarray(4, 4 + length).toString("utf8")),
    arrays: bytes.subarray(4 + length) };
}

export function withData(file, change, into) {
  const { html, base64, data, arrays } = dataOf(file);
  change(data);
  let text = Buffer.from(JSON.stringify(data));
  text = Buffer.concat([text, Buffer.alloc((8 - ((4 + text.length) % 8)) % 8, " ")]);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  const packed = gzipSync(Buffer.concat([head, text, arrays])).toString("base64");
  writeFileSync(into, html.replace(base64, () => packed));
  return into;
}

/** A number that a panel of the training view shows. */
export const reading = (page, panel, key) => page.locator(".panel").nth(panel).locator(`[data-reading=${key}]`)
  .getAttribute("data-value").then(Number);

let failures = 0;
let checks = 0;

export function check(is, what) {
  checks += 1;
  if (is) return;
  failures += 1;
  console.log(`  FAILED: ${what}`);
}

export function equal(value, wanted, what) {
  check(value === wanted, `${what}: ${JSON.stringify(value)} instead of ${JSON.stringify(wanted)}`);
}

/** Runs the cases one after the other; each is a sentence and a function. */
export async function runCases(cases) {
  const only = process.env.MESOGRID_CASE;
  const except = process.env.MESOGRID_EXCEPT;
  for (const [name, act] of cases) {
    if ((only && !name.includes(only)) || (except && name.includes(except))) continue;
    const before = failures;
    const began = performance.now();
    try {
      await act();
    } catch (error) {
      failures += 1;
      console.log(`  FAILED: ${error.stack}`);
    }
    console.log(`${failures === before ? "ok    " : "FAILED"} ${name} (${Math.round(performance.now() - began)} ms)`);
  }
  console.log(`${checks} checks, ${failures} failures`);
  return failures;
}
