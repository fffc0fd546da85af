// Size of a page, and how long it takes to write, to open and to move through time.

import { statSync } from "node:fs";
import { check, dataOf, equal, open } from "./lib.mjs";
import { scenario } from "./scenarios.mjs";

export async function limits({ browser, place }) {
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
}
