// The report page in headless Chromium: node tests/report/page_test.mjs PROGRAM

import { execFileSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { check, dataOf, equal, load, open, openBrowser, root, runCases, Workplace, withData } from "./lib.mjs";
import { kHostile, pointsTable, scenario } from "./scenarios.mjs";

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

const reading = (page, panel, key) => page.locator(".panel").nth(panel).locator(`[data-reading=${key}]`)
  .getAttribute("data-value").then(Number);

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

  ["agrees with the engine to 1e-3 of coverage after every kind of edit", () => agreement("lens", abcPage, abc[0], true)],

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
      await agreement(name, place.path(`${name}.html`), file);
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

  ["shows a course session by session, each in its places and with its own coverage", async () => {
    const course = (basis, shifts) => scenario({ basis, extra: `[schedule]\nsessions = 2\ninterval = "7 d"\n${shifts}` });
    const shifts = 'shifts = [["0 mm", "0 mm"], ["2.5 mm", "2 mm"]]';
    const files = [["alike", ""], ["moved", shifts]].map(([name, moves]) =>
      place.write(`${name}.toml`, course("per_session", moves)));
    place.run("compare", ...files, "--report", place.path("course.html"), "--quiet");
    const page = await open(browser, place.path("course.html"));
    const { data } = dataOf(place.path("course.html"));
    const { measures, tables, punctures } = data.result.protocols[1];
    const percent = (value) => `${value.toFixed(1)} %`;
    const lines = await page.locator("#sessions .timeline").evaluateAll((all) =>
      all.map((svg) => [...svg.querySelectorAll("text")].map((t) => t.textContent).join(" ")));
    const reached = tables.sessions.rows.map((row) => row[tables.sessions.columns.indexOf("coverage")]);
    check(Math.abs(reached[0] - reached[1]) > 0.1, `the sessions differ: ${reached}`);
    check(reached.every((value) => lines[1].includes(percent(value))), `coverage of each session: ${lines[1]}`);
    check(lines[0].split(percent(data.result.protocols[0].measures.coverage.value)).length === 3, `alike: ${lines[0]}`);
    const text = await page.textContent("#sessions");
    for (const name of ["coverage_session_min", "coverage_session_mean", "coverage_union", "coverage_intersection"]) {
      check(text.includes(percent(measures[name].value)), `${name} is told`);
    }
    const moved = page.locator("#maps .map").nth(1);
    equal(await moved.locator(".mark").count(), punctures.rows.length, "punctures of both sessions");
    equal(await moved.locator(".mark.pale").count(), punctures.rows.length / 2, "the later ones are pale");
    equal(await moved.locator(".path polyline").count(), 2, "no path from one session to the next");
    check(Math.abs((await reading(page, 1, "whole")) - measures.coverage.value) < 0.1, "training is with session 1");
    await page.locator("#maps select").first().selectOption("areal");
    const pixels = () => page.evaluate(() => [...document.querySelectorAll("#maps canvas")].map((c) => c.toDataURL()));
    const slider = page.locator("#maps input[type=range]");
    await slider.focus();
    await page.keyboard.press("Home");
    const [alikeFirst, movedFirst] = await pixels();
    equal(alikeFirst, movedFirst, "session 1 lies in the same places");
    while (!(await page.textContent("#maps output")).startsWith("session 2")) await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(300);
    const [alikeSecond, movedSecond] = await pixels();
    check(alikeSecond !== movedSecond, "session 2 does not");
    equal(page.trouble.join("; "), "", "trouble");
    await page.close();
  }],

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

  ["keeps its limits of size and time", async () => {
    const files = ["5", "5.1", "5.05"].map((spacing, i) => place.write(`big${i}.toml`, scenario({ name: `big ${i}`,
      outline: 'rectangle = ["50 mm", "50 mm"]', pattern: `kind = "square"\nspacing = "${spacing} mm"` })));
    place.run("compare", ...files, "-o", place.path("big.h5"), "--quiet");
    const began = performance.now();
    place.run("report", place.path("big.h5"), "-o", place.path("big.html"));
    const seconds = (performance.now() - began) / 1000;
    const { size } = statSync(place.path("big.html"));
    const { data } = dataOf(place.path("big.html"));
    equal(data.pages[0].responses.fields.times.length, 24, "times");
    check(data.result.protocols[0].punctures.rows.length >= 100, "punctures");
    check(size <= 3e6, `at most 3 MB: ${size} bytes`);
    const page = await open(browser, place.path("big.html"));
    const timing = await page.evaluate(async () => {
      const ready = performance.getEntriesByName("ready")[0].startTime;
      const quantity = document.querySelector("#maps select");
      quantity.value = "concentration";
      quantity.dispatchEvent(new Event("change"));
      const slider = document.querySelector("#maps input[type=range]");
      const frames = [];
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 24; i++) {
          const from = performance.now();
          slider.value = String(i);
          slider.dispatchEvent(new Event("input"));
          frames.push(performance.now() - from);
        }
      }
      const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
      return { ready, first: mean(frames.slice(0, 24)), again: mean(frames.slice(24)) };
    });
    console.log(`  ${size} bytes, written in ${seconds.toFixed(2)} s, interactive after ${Math.round(timing.ready)} ms, ` +
      `a slider step ${timing.first.toFixed(1)} ms at first, ${timing.again.toFixed(1)} ms later`);
    // a machine that does other things at once is slower than the goals; they hold where it is quiet
    const slack = process.env.MESOGRID_QUIET === "yes" ? 1 : 4;
    check(seconds <= 1 * slack, `written in 1 s: ${seconds}`);
    check(timing.ready <= 1000 * slack, `interactive within 1 s: ${timing.ready} ms`);
    check(timing.first <= (1000 / 30) * slack, `30 frames per second at first: ${timing.first} ms a frame`);
    check(timing.again <= (1000 / 30) * slack, `30 frames per second: ${timing.again} ms a frame`);
    await page.close();
  }],
];

/** Edits on the page, and the same punctures given to the engine one by one. */
async function agreement(name, html, file, thorough) {
  const { data } = dataOf(html);
  const page = await open(browser, html);
  const { variants } = data.pages[0].responses;
  const run = data.result.protocols[0];
  const column = (wanted) => run.punctures.columns.indexOf(wanted);
  const planned = data.pages[0].responses.variants.depth_of.length;
  const rows = run.punctures.rows.slice(0, planned).map((row, i) => ({ x: row[column("x")], y: row[column("y")],
    depth: variants.depths[variants.depth_of[i]], volume: variants.volumes[variants.volume_of[i]] }));
  const panel = page.locator(".panel").first();
  const edit = (what) => panel.locator(`[data-edit=${what}]`);
  const choose = async (i) => {
    await edit("number").fill(String(i + 1));
    await edit("number").press("Enter");
  };
  const steps = async (what, by) => {
    for (let i = 0; i < Math.abs(by); i++) await panel.locator(`[data-step='${what}${by > 0 ? "+" : "-"}']`).click();
  };
  const compare = async (what) => {
    if (!thorough && !what.startsWith("and two")) return;
    const engine = engineOn(file, rows.filter((row) => !row.missed), name, data);
    for (const [key, measure] of [["whole", "coverage"], ["interior", "interior.coverage"], ["edge_band", "edge_band.coverage"]]) {
      const wanted = engine.measures[measure].value;
      const got = await reading(page, 0, key);
      if (wanted === null) continue;
      check(Math.abs(got - wanted) <= 0.1, `${name}, ${what}, ${key}: ${got} on the page, ${wanted} from the engine`);
      worst = Math.max(worst, Math.abs(got - wanted));
    }
  };
  let worst = 0;
  await compare("as planned");
  const last = rows.length - 1;
  await choose(1);
  await edit("missed").check();
  rows[1].missed = true;
  await compare("one missed");
  await choose(last);
  await edit("x").fill(String(Math.round((rows[last].x - 1.7) * 10) / 10));
  await edit("x").press("Enter");
  rows[last].x = Math.round((rows[last].x - 1.7) * 10) / 10;
  await edit("y").fill(String(Math.round((rows[last].y - 0.9) * 10) / 10));
  await edit("y").press("Enter");
  rows[last].y = Math.round((rows[last].y - 0.9) * 10) / 10;
  await compare("and one moved");
  const node = (list, value, by) => list[Math.max(0, Math.min(list.length - 1, list.indexOf(value) + by))];
  await choose(3);
  await steps("depth", 3);
  rows[3].depth = node(variants.depths, rows[3].depth, 3);
  await choose(2);
  await steps("depth", -2);
  rows[2].depth = node(variants.depths, rows[2].depth, -2);
  await compare("and one deeper, one higher");
  await choose(0);
  await steps("volume", 3);
  rows[0].volume = node(variants.volumes, rows[0].volume, 3);
  await choose(4);
  await steps("volume", -3);
  rows[4].volume = node(variants.volumes, rows[4].volume, -3);
  await compare("and two volumes");
  console.log(`  ${name}: at most ${worst.toFixed(4)} points from the engine`);
  equal(page.trouble.join("; "), "", "trouble");
  await page.close();
}

function engineOn(file, rows, name, data) {
  place.write(`${name}.points.csv`, pointsTable(rows));
  const text = data.result.protocols[0].scenario.file && place.read(file)
    .replace(/\[pattern\]\n[^[]*\n(?=\[depot\])/, `[pattern]\nkind = "points"\nfile = "${name}.points.csv"\n`);
  const edited = place.write(`${name}.edited.toml`, text);
  return JSON.parse(place.run("run", edited, "--json", "-", "--quiet"));
}

const failures = await runCases(cases);
await browser.close();
place.clear();
process.exit(failures === 0 ? 0 : 1);
