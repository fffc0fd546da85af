// The report page in headless Chromium: node tests/report/page_test.mjs PROGRAM

import { execFileSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { agreement } from "./agreement.mjs";
import { course } from "./course.mjs";
import { check, dataOf, equal, load, open, openBrowser, reading, root, runCases, Workplace, withData } from "./lib.mjs";
import { limits } from "./limits.mjs";
import { kHostile, scenario } from "./scenarios.mjs";

const place = new Workplace(process.argv[2] ?? join(root, "build/check/app/mesogrid"));
const pictures = process.env.MESOGRID_PICTURES;
const browser = await openBrowser();

/** Three protocols, written once for most cases. */
const abc = [["a", 'kind = "square"\nspacing = "5 mm"'], ["b", 'kind = "hexagonal"\nspacing = "5.1 mm"'],
  ["c", 'kind = "offset-rows"\nspacing = "5 mm"']].map(([name, pattern]) =>
  place.write(`${name}.toml`, scenario({ name: `${name} pattern`, pattern })));
place.run("compare", ...abc, "--report", place.path("abc.html"), "-o", place.path("abc.h5"), "--quiet");
const abcPage = place.path("abc.html");

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

const cases = [
  ["opens from a file without request, error or warning", async () => {
    const page = await open(browser, abcPage);
    equal(page.trouble.join("; "), "", "trouble");
    equal(await page.locator("article.protocol").count(), 3, "protocols");
    const first = await page.evaluate(() => {
      const seen = (selector) => document.querySelector(selector).getBoundingClientRect().bottom < innerHeight;
      return [seen("#use"), seen("article.protocol .grade")];
    });
    check(first.every(Boolean), `intended use and weakest grade stand on the first screen: ${first}`);
    check((await page.textContent("#use")).includes("Not a medical device"), "intended use");
    await picture(page, "light");
    await page.close();
  }],

  ["is the same page whether written with the results or from their file", async () => {
    place.run("report", place.path("abc.h5"), "-o", place.path("again.html"));
    const [a, b] = [dataOf(abcPage), dataOf(place.path("again.html"))];
    equal(JSON.stringify(b.data.result), JSON.stringify(a.data.result), "results");
    equal(JSON.stringify(b.data.pages), JSON.stringify(a.data.pages), "pages");
    check(a.arrays.equals(b.arrays), "the arrays are the same bytes");
  }],

  ["shows every quantity, depth and time by slider and keyboard", async () => {
    const page = await open(browser, abcPage);
    const pixels = () => page.evaluate(() => document.querySelector("#maps canvas").toDataURL());
    const prescribed = await pixels();
    const quantity = page.locator("#maps select").first();
    await quantity.selectOption("concentration");
    const concentration = await pixels();
    check(concentration !== prescribed, "another quantity draws another map");
    await page.locator("#maps input[type=range]").focus();
    const before = await page.textContent("#maps output");
    await page.keyboard.press("ArrowRight");
    check((await page.textContent("#maps output")) !== before, "an arrow key moves the time on");
    check((await pixels()) !== concentration, "another time draws another map");
    await page.keyboard.press("Home");
    equal(await page.textContent("#maps output"), "0 s", "first time");
    const early = await pixels();
    await page.locator("#maps select").nth(1).selectOption({ index: 2 });
    check((await pixels()) !== early, "another depth draws another map");
    for (const q of ["areal", "exposure"]) {
      await quantity.selectOption(q);
      await page.keyboard.press("End");
    }
    await quantity.selectOption("prescribed");
    equal(await pixels(), prescribed, "the prescribed map comes back");
    await page.locator("#maps select").nth(2).selectOption("0");
    check((await page.textContent("#maps .note")).includes("less A"), "differences say what they are");
    await picture(page, "differences");
    equal(page.trouble.join("; "), "", "trouble");
    await page.close();
  }],

  ["links the map and the table of punctures both ways", async () => {
    const page = await open(browser, abcPage);
    const mark = page.locator("#maps .map").first().locator("[data-puncture='7']");
    await mark.scrollIntoViewIfNeeded();
    const box = await mark.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    equal(await page.textContent(".card h3"), "Puncture 7", "card");
    equal(await page.locator("#punctures tr.lit").getAttribute("data-row"), "7", "row");
    equal(await page.locator("#maps .territory polygon").count(), 1, "territory");
    equal(await page.locator("#maps .reach circle").count(), 1, "reach");
    await page.mouse.move(5, 5);
    await page.locator("#punctures tr[data-row='3']").hover();
    equal(await page.locator("#maps .mark.lit").first().getAttribute("data-puncture"), "3", "mark");
    await page.locator("#maps .mark").first().focus();
    await page.keyboard.press("ArrowRight");
    equal(await page.textContent(".card h3"), "Puncture 2", "arrow keys go on in visiting order");
    const columns = await page.locator("#punctures th button").allTextContents();
    const reach = columns.findIndex((text) => text.startsWith("unique area"));
    await page.locator("#punctures th button").nth(reach).click();
    await page.locator("#punctures th button").nth(reach).click();
    const values = await page.locator(`#punctures tbody tr td:nth-child(${reach + 1})`).allTextContents();
    const numbers = values.map((text) => Number(text.replace("−", "-")));
    check(numbers.every((v, i) => i === 0 || v <= numbers[i - 1]), `sorted downward: ${numbers.slice(0, 5)}`);
    equal(page.trouble.join("; "), "", "trouble");
    await page.close();
  }],

  ["draws a depth section along any line", async () => {
    const page = await open(browser, abcPage);
    equal(await page.locator("#depth canvas").count(), 3, "sections");
    await page.locator("#depth").scrollIntoViewIfNeeded();
    await page.locator("#depth .layer-name").first().waitFor();
    const names = await page.locator("#depth .layer-name").allTextContents();
    check(names.includes("dermis") && names.includes("hypodermis"), `layers are named: ${names}`);
    const sum = () => page.evaluate(() => document.querySelector("#depth canvas").toDataURL());
    const before = await sum();
    await page.locator("#depth input[type=number]").nth(1).fill("0");
    await page.locator("#depth input[type=number]").nth(1).press("Enter");
    await page.locator("#depth input[type=number]").nth(3).fill("5");
    await page.locator("#depth input[type=number]").nth(3).press("Enter");
    await page.waitForTimeout(100);
    check((await sum()) !== before, "another line, another section");
    await page.close();
  }],

  ["trains: steps, plays, scrubs and grows", async () => {
    const page = await open(browser, abcPage);
    const { data } = dataOf(abcPage);
    const whole = data.result.protocols[0].measures.coverage.value;
    check(Math.abs((await reading(page, 0, "whole")) - whole) < 0.1, "all punctures: the engine's coverage");
    const slider = page.locator("#training input[type=range]");
    await slider.focus();
    await page.keyboard.press("Home");
    equal(await reading(page, 0, "whole"), 0, "no puncture, no coverage");
    let last = 0;
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press("ArrowRight");
      const now = await reading(page, 0, "whole");
      check(now > last, `puncture ${i + 1} adds: ${now} after ${last}`);
      last = now;
    }
    await page.locator("#training .play").click();
    await page.waitForFunction((from) => Number(document.querySelector("#training [data-reading=whole]")
      .dataset.value) > from, last + 3);
    await page.locator("#training .play").click();
    equal(page.trouble.join("; "), "", "trouble");
    await page.close();
  }],

  ["agrees with the engine to 1e-3 of coverage after every kind of edit", () => agreement({ browser, place }, "lens", abcPage, abc[0], true)],

  ["agrees with the engine for depots in two layers, lines, mirrored walls and sessions", async () => {
    const variants = {
      gaussian: scenario({ depot: 'kind = "gaussian"\nsigma = "1.2 mm"', pattern: 'kind = "hexagonal"\nspacing = "4 mm"',
        outline: 'polygon = [["0 mm","0 mm"],["20 mm","2 mm"],["17 mm","15 mm"],["3 mm","12 mm"]], holes = [{ polygon = [["8 mm","5 mm"],["11 mm","5 mm"],["11 mm","8 mm"],["8 mm","8 mm"]] }]' }),
      dose: scenario({ quantity: 'quantity = "areal_dose"', threshold: "40 ug/mm2" }),
      late: scenario({ quantity: 'quantity = "concentration"\nreduce = "depth_mean"\nat = "1 h"', threshold: "0.3 ug/mm3",
        extra: 'walls = "mirrored"', pattern: 'kind = "square"\nspacing = "4 mm"' }),
      course: scenario({ basis: "cumulative", threshold: "60000 ug s/mm3",
        extra: '[schedule]\nsessions = 3\ninterval = "7 d"' }),
      lines: scenario({ technique: 'technique = "line"\nlength = "3 mm"\nangle = "20 deg"', depth: "1.2 mm",
        volume: "60 uL", pattern: 'kind = "rectangular"\nspacing_x = "8 mm"\nspacing_y = "4 mm"' }),
    };
    for (const [name, text] of Object.entries(variants)) {
      const file = place.write(`${name}.toml`, text);
      place.run("run", file, "--report", place.path(`${name}.html`), "--quiet");
      await agreement({ browser, place }, name, place.path(`${name}.html`), file);
    }
  }],

  ["says what it cannot show", async () => {
    const file = place.write("peak.toml", scenario({ quantity: 'quantity = "peak"\nreduce = "depth_mean"\nat = "6 h"',
      threshold: "20 ug/mm3" }));
    place.run("run", file, "--report", place.path("peak.html"), "--quiet");
    const peak = await open(browser, place.path("peak.html"));
    check((await peak.textContent("#training")).includes("do not add up"), "peaks are not trained with");
    check((await peak.textContent("#comparison")).includes("nothing to compare"), "one protocol");
    equal(peak.trouble.join("; "), "", "trouble");
    await peak.close();
    const old = withData(abcPage, (data) => data.pages.forEach((p) => { p.responses = null; }), place.path("old.html"));
    const page = await open(browser, old);
    for (const part of ["training", "depth"]) {
      check((await page.textContent(`#${part}`)).includes("holds no responses"), `${part} says why it is empty`);
    }
    check((await page.textContent("#sessions")).includes("does not hold"), "sessions");
    check((await page.textContent("#maps .note")).includes("no responses"), "maps");
    equal(page.trouble.join("; "), "", "trouble");
    await page.close();
  }],

  ["shows a course session by session, each in its places and with its own coverage", () => course({ browser, place })],

  ["shows hostile names as they are and runs none of them", async () => {
    const files = kHostile.map((name, i) => place.write(`h${i}.toml`, scenario({ name, source: name, solute: "s",
      outline: 'rectangle = ["10 mm", "10 mm"]', step: "0.5 mm" })));
    place.run("compare", ...files, "--report", place.path("hostile.html"), "--quiet");
    const page = await open(browser, place.path("hostile.html"));
    equal(page.trouble.join("; "), "", "trouble");
    const found = await page.evaluate(() => ({ scripts: document.scripts.length,
      foreign: document.querySelectorAll("img, iframe, object, embed, link, base, form, svg image, svg foreignObject").length,
      handlers: [...document.querySelectorAll("*")].filter((e) => e.getAttributeNames().some((a) => a.startsWith("on"))).length,
      names: [...document.querySelectorAll("#evidence .name")].map((e) => e.textContent),
      isolated: [...document.querySelectorAll(".name")].every((e) => getComputedStyle(e).unicodeBidi === "isolate"),
      wide: document.documentElement.scrollWidth - innerWidth }));
    equal(found.scripts, 2, "scripts");
    equal(found.foreign, 0, "foreign elements");
    equal(found.handlers, 0, "handlers in attributes");
    check(found.isolated, "names keep their writing direction to themselves");
    check(found.wide <= 0, `nothing is wider than the window: ${found.wide} px`);
    for (const name of kHostile) check(found.names.includes(name), `shown as it is: ${name.slice(0, 40)}`);
    await page.close();
  }],

  ["prints whole", async () => {
    const page = await open(browser, abcPage);
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const printed = await page.evaluate(() => ({
      hidden: [...document.querySelectorAll("section[id]")].filter((e) => e.getBoundingClientRect().height < 20).map((e) => e.id),
      closed: document.querySelectorAll("details:not([open])").length,
      cut: [...document.querySelectorAll(".scroll")].filter((e) => e.scrollHeight > e.clientHeight + 2).length,
      rows: document.querySelectorAll("#punctures tbody tr").length,
      empty: [...document.querySelectorAll("details.as-table")].filter((d) => !d.querySelector("td")).length }));
    equal(printed.hidden.join(), "", "parts that are missing on paper");
    equal(printed.closed, 0, "tables that stay closed");
    equal(printed.cut, 0, "tables that are cut off");
    equal(printed.empty, 0, "tables without cells");
    const all = dataOf(abcPage).data.result.protocols.reduce((sum, p) => sum + p.punctures.rows.length, 0);
    equal(printed.rows, all, "rows of punctures of all protocols");
    const pdf = await page.pdf({ format: "A4", landscape: true, printBackground: true });
    check(pdf.length > 50000, `a PDF of ${pdf.length} bytes`);
    await picture(page, "print");
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    check((await page.locator("details:not([open])").count()) > 0, "closed again afterwards");
    await page.close();
  }],

  ["has every chart as a table, names on every control and contrast AA", async () => {
    const page = await open(browser, abcPage);
    await page.waitForSelector("#training details.as-table");
    for (const part of ["maps", "depth", "curves", "training"]) {
      const details = page.locator(`#${part} details.as-table`).first();
      await details.locator("summary").click();
      await details.locator("td").first().waitFor();
      check((await details.locator("td").count()) > 10, `${part} as a table`);
    }
    await page.evaluate(load("axe-core").source);
    for (const projector of [false, true]) {
      if (projector) await page.click("#projector");
      const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa"] }));
      const said = violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(" | ")}`);
      equal(said.join("\n"), "", "accessibility");
    }
    await page.close();
  }],

  ["fits narrow windows and the projector", async () => {
    for (const [name, width] of [["narrow", 800], ["phone", 420]]) {
      const page = await open(browser, abcPage, { width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(wide <= 0, `nothing is wider than ${width} px: ${wide}`);
      await picture(page, name);
      await page.close();
    }
    const page = await open(browser, abcPage, { width: 1600, height: 1000 });
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".reading strong")).fontSize));
    const before = await size();
    await page.keyboard.press("Alt+p");
    check((await size()) > 1.5 * before, "projector mode has large type");
    await picture(page, "projector");
    equal(page.trouble.join("; "), "", "trouble");
    await page.close();
  }],

  ["has its picture made for the docs", async () => {
    execFileSync(join(root, "docs/make-pictures"), [place.program, place.path("pictures")],
      { env: { ...process.env, MESOGRID_PARAVIEW: "no" }, stdio: "pipe" });
    const { size } = statSync(join(place.path("pictures"), "page.png"));
    check(size > 50000 && size < 200000, `page.png: ${size} bytes`);
  }],

  ["keeps its limits of size and time", () => limits({ browser, place })],
];

const failures = await runCases(cases);
await browser.close();
place.clear();
process.exit(failures === 0 ? 0 : 1);
