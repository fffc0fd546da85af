// What is said in tables and short texts: overview, comparison, gaps, balance, sessions, evidence.

import { h, named, s, table, tableBehind } from "./dom.js";
import { duration, number, percent, quantityText, signed, unitText, withUnit, words } from "./format.js";

const kKey = ["coverage", "interior.coverage", "edge_band.coverage", "V80", "D95", "CV", "DU_lq", "gap_count",
  "largest_gap", "covering_radius", "spill", "puncture_count", "total_volume_asked", "path_length"];

/** Quantities at a time, and those of no time; the others are gathered until a time. */
const kMoments = ["concentration", "areal_amount"];
const kTimeless = ["areal_dose", "nominal_areal_dose"];

export function intended(data) {
  return data.result.protocols[0].mesogrid.intended_use;
}

function mark(protocol) {
  return h("span", { class: `key key-${protocol.index % 6}` }, protocol.style.mark);
}

/** Grade in words for the first screen. */
function gradeBadge(protocol) {
  const grade = protocol.run.scenario.weakest_grade;
  const outside = protocol.run.scenario.resolved.filter((value) => value.outside_range).length;
  return h("p", { class: "grade" }, h("span", { class: `badge grade-${grade ?? "none"}` }, grade ?? "–"),
    grade ? " weakest grade of its inputs (A best, E worst)" : " no input has a grade",
    outside ? h("strong", {}, ` · ${outside} outside their range`) : null);
}

export function overview(protocols) {
  const p = protocols[0].run.prescription;
  const when = kMoments.includes(p.quantity) ? "at" : "until";
  const timed = p.at && !kTimeless.includes(p.quantity);
  const at = p.until_cleared ? " until everything is cleared" : timed ? ` ${when} ${duration(p.at.value)}` : "";
  const cards = protocols.map((protocol) => {
    const value = (name) => protocol.measure(name);
    const unit = (name) => protocol.run.measures[name]?.unit;
    const bar = (name, text) => value(name) === null ? null : h("div", { class: "meter" },
      h("span", {}, text), s("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
        s("rect", { width: 100, height: 8, class: "rail" }),
        s("rect", { width: Math.max(0, value(name)), height: 8, fill: protocol.style.colour })),
      h("b", {}, percent(value(name))));
    const pair = (text, name, digits) => value(name) === null ? null
      : [h("dt", {}, text), h("dd", {}, withUnit(value(name), unit(name), digits))];
    return h("article", { class: "protocol" }, h("h3", {}, mark(protocol), " ", named(protocol.short)),
      h("p", { class: "big" }, h("b", {}, percent(value("coverage"))), " of the area reached",
        protocol.apart ? ` in session 1; at least ${percent(value("coverage_session_min"))} in every session` : ""),
      bar("interior.coverage", "interior"), bar("edge_band.coverage", "edge band"),
      h("dl", {}, pair("punctures", "puncture_count"), pair("volume", "total_volume_asked"),
        pair("D95", "D95"), pair("largest gap", "largest_gap", 3), pair("CV", "CV", 3)),
      gradeBadge(protocol));
  });
  return h("div", {}, h("p", { class: "question" }, "Reached means: ", h("b", {}, quantityText(p.quantity)),
    " of ", named(p.solute), ` in the ${p.layer}${at}, at least `,
    h("b", {}, withUnit(p.threshold.value, p.threshold.unit)),
    p.illustrative ? " — an illustrative threshold without a source: read the curve, not one number."
      : [" (", named(p.footing), ")."]),
  h("div", { class: "cards" }, cards));
}

function betterText(row) {
  if (row.verdict) return row.verdict;
  if (row.better === "none" || row.difference === null || row.difference === 0) return "";
  const b = (row.better === "higher") === row.difference > 0;
  return b ? "B" : "A";
}

export function comparison(protocols, rows) {
  if (protocols.length < 2) return h("p", { class: "missing" }, "One protocol: nothing to compare.");
  const measures = Object.keys(protocols[0].run.measures);
  const chosen = [...kKey.filter((n) => measures.includes(n)), ...measures.filter((n) => !kKey.includes(n))];
  const cell = (name) => protocols.map((protocol) => {
    const measured = protocol.run.measures[name];
    if (!measured) return "";
    if (measured.value === null) return h("span", { class: "reason", title: measured.reason }, "n/a");
    const interval = measured.low !== undefined && measured.low !== null
      ? ` (${number(measured.low)} to ${number(measured.high)})` : "";
    return number(measured.value) + interval;
  });
  const best = (name) => {
    const { better } = protocols[0].run.measures[name];
    const values = protocols.map((p) => p.measure(name));
    if (better === "none" || values.some((v) => v === null)) return "";
    const top = better === "higher" ? Math.max(...values) : Math.min(...values);
    const winners = protocols.filter((_, i) => Math.abs(values[i] - top) <= 1e-9 * Math.abs(top));
    return winners.length === protocols.length ? "equal" : winners.map((p) => p.short.split(" · ")[0]).join(", ");
  };
  const head = ["measure", "unit", ...protocols.map((p) => h("span", {}, mark(p), " ", named(p.short))),
    "best, nominal"];
  const main = chosen.slice(0, kKey.length).map((name) =>
    [words(name), unitText(protocols[0].run.measures[name].unit), ...cell(name), best(name)]);
  const rest = chosen.slice(kKey.length).map((name) =>
    [words(name), unitText(protocols[0].run.measures[name].unit), ...cell(name), best(name)]);
  const uncertain = rows.some((row) => row.low !== null || row.verdict !== null);
  return h("div", {}, h("div", { class: "scroll", tabindex: "0" }, table(head, main)),
    tableBehind(`${rest.length} more measures`, () => table(head, rest)),
    tableBehind("Every pair: differences, intervals, verdicts", () => table(
      ["measure", "A", "B", "A is", "B is", "B − A", "low", "high", "P(B better)", "better", "question"],
      rows.map((row) => [words(row.measure), named(row.a), named(row.b), number(row.value_a), number(row.value_b),
        signed(row.difference), row.low === null ? "" : number(row.low), row.high === null ? "" : number(row.high),
        row.p_b_better === null ? "" : number(row.p_b_better), betterText(row), row.question ?? ""]))),
    uncertain ? null : h("p", { class: "note" }, "Nominal: exact hands, one skin. Intervals and verdicts stand ",
      "here when a result carries them; a difference alone is none."));
}

export function gaps(protocols) {
  return h("div", { class: "columns" }, protocols.map((protocol) => {
    const list = protocol.run.tables.gaps;
    const rows = (list?.rows ?? []).map((row, i) => [i + 1, ...row.map((v) => number(v, 3))]);
    return h("div", {}, h("h3", {}, mark(protocol), " ", named(protocol.short)),
      rows.length === 0 ? h("p", {}, list ? "No gap." : "This result lists no gaps.")
        : h("div", { class: "scroll tall", tabindex: "0" }, table(["", ...list.columns.map((name, c) => h("span", {},
          words(name), " ", h("span", { class: "unit" }, unitText(list.units[c]))))], rows)));
  }));
}

const kParts = [["present", "in the tissue", "#00558c"], ["cleared", "cleared", "#7fb2d6"],
  ["left_box", "left the window", "#b14700"], ["wrong_layer", "wrong layer", "#444b57"]];

function balanceOf(ledger) {
  const total = ledger.delivered || 1;
  let x = 0;
  const bars = kParts.map(([key, , colour]) => {
    const width = (100 * Math.max(0, ledger[key])) / total;
    const rect = s("rect", { x, y: 0, width, height: 10, fill: colour });
    x += width;
    return rect;
  });
  return h("div", { class: "balance" }, s("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img",
    "aria-label": `where the ${ledger.solute} is` }, bars),
  h("ul", { class: "legend" }, kParts.filter(([key]) => ledger[key] > 0).map(([key, text, colour]) =>
    h("li", {}, s("svg", { width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" },
      s("rect", { width: 12, height: 12, fill: colour })),
    `${text} ${percent((100 * ledger[key]) / total)}`))));
}

export function balance(protocols) {
  const rows = [];
  for (const protocol of protocols) {
    for (const ledger of [protocol.run.ledger, ...protocol.run.other_ledgers]) {
      rows.push([named(protocol.short), named(ledger.solute), duration(ledger.at?.value), ledger.unit,
        ...["asked", "leaked", "delivered", "present", "cleared", "left_box", "wrong_layer"].map((k) =>
          number(ledger[k])), number(ledger.mass_balance_error, 3)]);
    }
  }
  return h("div", {}, h("div", { class: "columns" }, protocols.map((p) => h("div", {},
    h("h3", {}, mark(p), " ", named(p.short), h("span", { class: "unit" }, ` after ${duration(p.run.ledger.at?.value)}`)),
    balanceOf(p.run.ledger)))),
  h("div", { class: "scroll", tabindex: "0" }, table(["protocol", "solute", "at", "unit", "asked", "leaked", "delivered",
    "in the tissue", "cleared", "left the window", "wrong layer", "balance error"], rows)));
}

export function sessions(protocols) {
  const known = protocols.filter((p) => p.page.responses);
  if (known.length === 0) return h("p", { class: "missing" }, "This file does not hold the course of sessions.");
  const last = Math.max(1, ...known.map((p) => {
    const ends = p.page.responses.session_ends;
    return ends[ends.length - 1] - ends[0];
  }));
  if (known.every((p) => p.page.responses.session_ends.length === 1)) {
    return h("p", {}, "Every protocol is one session, all punctures at time 0. A course of sessions stands here as a ",
      "time line, and the time slider runs through it.");
  }
  return h("div", {}, known.map((protocol) => h("div", {}, h("h3", {}, mark(protocol), " ", named(protocol.short)),
    timeLine(protocol, last), h("p", { class: "note" }, courseText(protocol)), sessionTable(protocol))));
}

/** Coverage of each session that is judged by itself; null where they are judged together. */
function coverageOf(protocol, count) {
  if (protocol.run.prescription.basis === "cumulative") return null;
  const list = protocol.run.tables.sessions;
  const column = list?.columns.indexOf("coverage") ?? -1;
  if (list && column >= 0) return list.rows.map((row) => row[column]);
  return protocol.apart ? null : Array(count).fill(protocol.measure("coverage"));
}

function timeLine(protocol, last) {
  const ends = protocol.page.responses.session_ends;
  const at = (end) => 24 + (652 * (end - ends[0])) / last;
  const reached = coverageOf(protocol, ends.length);
  // texts of sessions that lie close together would overlap
  let text = -Infinity;
  return s("svg", { viewBox: `0 0 700 ${reached ? 92 : 46}`, class: "timeline", role: "img",
    "aria-label": `${ends.length} sessions` }, reached ? s("path", { d: "M24 62H676", class: "axis" })
    : s("path", { d: "M24 18H676", class: "axis" }),
  ends.map((end, i) => {
    const x = at(end);
    const y = reached ? 62 : 18;
    const anchor = i === 0 ? "start" : x > 640 ? "end" : "middle";
    const marks = [s("circle", { cx: x, cy: y, r: 7, fill: protocol.style.colour })];
    if (reached?.[i] != null) {
      const height = 0.4 * reached[i];
      marks.push(s("rect", { x: x - 6, y: y - 50, width: 12, height: 40, class: "rail" }),
        s("rect", { x: x - 6, y: y - 10 - height, width: 12, height, fill: protocol.style.colour },
        s("title", {}, `session ${i + 1}: ${percent(reached[i])} reached`)));
    }
    if (x - text < 64) return marks;
    text = x;
    if (reached?.[i] != null) {
      marks.push(s("text", { x: i === 0 ? x + 11 : x - 11, y: y - 14, "text-anchor": i === 0 ? "start" : "end" },
        percent(reached[i])));
    }
    marks.push(s("text", { x, y: y + 24, "text-anchor": anchor }, `${i + 1}: ${duration(end - ends[0])}`));
    return marks;
  }));
}

function courseText(protocol) {
  const count = protocol.page.responses.session_ends.length;
  const slider = protocol.page.responses.fields ? " The time slider of the maps runs through them." : "";
  if (count === 1) return "One session.";
  if (protocol.run.prescription.basis === "cumulative") {
    return `${count} sessions, judged together: ${percent(protocol.measure("coverage"))} of the area reached.${slider}`;
  }
  if (!protocol.apart) {
    return `${count} sessions in the same places, judged one by one: each reaches ` +
      `${percent(protocol.measure("coverage"))} of the area.${slider}`;
  }
  const value = (name) => percent(protocol.measure(name));
  return `${count} sessions that differ, judged one by one (bars: share of the area reached): at least ` +
    `${value("coverage_session_min")} in every session, ${value("coverage_session_mean")} on average; ` +
    `${value("coverage_union")} of the area is reached in at least one session, ` +
    `${value("coverage_intersection")} in every one. Map, curves, gaps and other measures are those of session 1.${slider}`;
}

function sessionTable(protocol) {
  const list = protocol.run.tables.sessions;
  return list ? tableBehind("The sessions as a table", () => table(list.columns.map((name, c) => h("span", {},
    words(name), " ", h("span", { class: "unit" }, unitText(list.units[c])))),
  list.rows.map((row) => row.map((v) => number(v))))) : null;
}

export function evidence(protocols) {
  return h("div", {}, protocols.map((protocol) => {
    const all = protocol.run.scenario.resolved;
    const row = (value) => [value.key, named(value.value), value.default ? "default" : named(value.where),
      h("span", { class: `badge grade-${value.grade ?? "none"}` }, value.grade ?? "–"),
      named(value.range ?? ""), value.outside_range ? h("b", {}, "outside") : "", named(value.source)];
    const head = ["key", "value", "stated in", "grade", "range", "", "source"];
    const first = protocols[0].run.scenario.resolved;
    const weak = all.filter((value) => value.outside_range ||
      (value.grade !== null && value.grade === protocol.run.scenario.weakest_grade))
      .filter((value) => protocol.index === 0 || !first.some((other) => other.key === value.key &&
        other.value === value.value && other.source === value.source));
    const notes = protocol.run.notes;
    return h("div", { class: "evidence" }, h("h3", {}, mark(protocol), " ", named(protocol.short)), gradeBadge(protocol),
      h("p", {}, "Source: ", named(protocol.run.scenario.source || "none stated")),
      notes.length && (protocol.index === 0 || notes.join() !== protocols[0].run.notes.join()) ? h("ul", {}, notes.map((note) => h("li", {}, named(note)))) : null,
      weak.length ? h("div", { class: "scroll", tabindex: "0" }, table(head, weak.map(row),
        protocol.index === 0 ? "Weakest grade, or outside its range" : "The same, where it differs from A"))
        : h("p", { class: "note" }, "Weakest grade, or outside its range: the same as A."),
      tableBehind(`All ${all.length} values with source and grade`, () => table(head, all.map(row))));
  }));
}

