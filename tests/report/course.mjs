// Courses of sessions that lie in different places and are judged one by one.

import { check, dataOf, equal, open, reading } from "./lib.mjs";
import { scenario } from "./scenarios.mjs";

export async function course({ browser, place }) {
  const text = (basis, shifts) => scenario({ basis, extra: `[schedule]\nsessions = 2\ninterval = "7 d"\n${shifts}` });
  const shifts = 'shifts = [["0 mm", "0 mm"], ["2.5 mm", "2 mm"]]';
  const files = [["alike", ""], ["moved", shifts]].map(([name, moves]) =>
    place.write(`${name}.toml`, text("per_session", moves)));
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
  const told = await page.textContent("#sessions");
  for (const name of ["coverage_session_min", "coverage_session_mean", "coverage_union", "coverage_intersection"]) {
    check(told.includes(percent(measures[name].value)), `${name} is told`);
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
}
