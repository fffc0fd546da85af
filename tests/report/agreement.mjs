// Training edits on the page, and what the engine says to the same punctures.

import { check, dataOf, equal, open, reading } from "./lib.mjs";
import { pointsTable } from "./scenarios.mjs";

/** Edits on the page, and the same punctures given to the engine one by one. */
export async function agreement({ browser, place }, name, html, file, thorough) {
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
    const engine = engineOn(place, file, rows.filter((row) => !row.missed), name, data);
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

function engineOn(place, file, rows, name, data) {
  place.write(`${name}.points.csv`, pointsTable(rows));
  const text = data.result.protocols[0].scenario.file && place.read(file)
    .replace(/\[pattern\]\n[^[]*\n(?=\[depot\])/, `[pattern]\nkind = "points"\nfile = "${name}.points.csv"\n`);
  const edited = place.write(`${name}.edited.toml`, text);
  return JSON.parse(place.run("run", edited, "--json", "-", "--quiet"));
}
