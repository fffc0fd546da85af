// The protocols of a page with what every part needs of them at hand.

import { boundsOf } from "./map.js";
import { styleOf } from "./colours.js";

export function protocolsOf(data) {
  return data.result.protocols.map((run, index) => {
    const page = data.pages[index];
    const columns = run.punctures.columns;
    const column = (name) => columns.indexOf(name);
    const [x, y, session] = ["x", "y", "session"].map(column);
    const all = run.punctures.rows.map((row, i) => ({ index: i, x: row[x], y: row[y],
      session: row[session] ?? 1, row }));
    const first = all.filter((puncture) => puncture.session === all[0].session);
    // sessions in the same places are shown once
    const alike = all.every(({ x: px, y: py }, i) => {
      const twin = first[i % first.length];
      return px === twin.x && py === twin.y;
    });
    return {
      index, run, page,
      name: run.scenario.name,
      short: shortName(index, run.scenario.name),
      style: styleOf(index),
      rings: run.target.rings,
      bounds: boundsOf(page, run.target.rings),
      rows: all,
      plan: first,
      punctures: alike ? first : all,
      /** Do its sessions differ and stand each for itself? Map and measures are the first one's. */
      apart: !alike && run.prescription.basis === "per_session",
      scale: run.prescription.threshold.value > 0 && page.threshold > 0
        ? run.prescription.threshold.value / page.threshold : 1,
      unit: run.prescription.threshold.value > 0 ? run.prescription.threshold.unit : page.unit,
      value(i, name) {
        const at = column(name);
        return at < 0 ? null : run.punctures.rows[i][at];
      },
      measure(name) {
        return run.measures[name]?.value ?? null;
      },
    };
  });
}

function shortName(index, name) {
  const letter = String.fromCharCode(65 + (index % 26));
  return name.length > 60 ? `${letter} · ${name.slice(0, 57)}…` : `${letter} · ${name}`;
}

/** The protocol with the longest course among those that can be drawn through time. */
export function longestCourse(protocols) {
  const length = ({ page: { responses: { session_ends: ends } } }) => ends[ends.length - 1] - ends[0];
  return protocols.filter((p) => p.page.responses?.fields)
    .reduce((best, p) => (best && length(best) >= length(p) ? best : p), undefined);
}

/** The times of the slider: those of one session, or of a whole course session by session. */
export function timesOf(protocols) {
  const first = longestCourse(protocols);
  if (!first) return [];
  const { fields, session_ends: ends } = first.page.responses;
  if (ends.length === 1) return fields.times;
  const times = [];
  ends.forEach((end, i) => {
    const until = i + 1 < ends.length ? ends[i + 1] - end : Infinity;
    const stride = Math.max(1, Math.ceil((ends.length * fields.times.length) / 120));
    fields.times.forEach((age, t) => {
      if (age < until && t % stride === 0) times.push(end - ends[0] + age);
    });
  });
  const last = ends[ends.length - 1] - ends[0] + first.run.prescription.at?.value;
  return times.filter((time) => !(time > last));
}

/** Half-planes: the part of a box that is nearest to punctures[i]. */
export function territoryOf(punctures, i, bounds) {
  let polygon = [[bounds.x0, bounds.y0], [bounds.x1, bounds.y0], [bounds.x1, bounds.y1],
    [bounds.x0, bounds.y1]];
  const own = punctures[i];
  for (const other of punctures) {
    if (other === own || other.missed) continue;
    const [nx, ny] = [other.x - own.x, other.y - own.y];
    if (nx === 0 && ny === 0) continue;
    const limit = (nx * (own.x + other.x) + ny * (own.y + other.y)) / 2;
    const side = ([x, y]) => nx * x + ny * y - limit;
    const cut = [];
    polygon.forEach((a, k) => {
      const b = polygon[(k + 1) % polygon.length];
      const [sa, sb] = [side(a), side(b)];
      if (sa <= 0) cut.push(a);
      if (sa * sb < 0) {
        const t = sa / (sa - sb);
        cut.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
      }
    });
    polygon = cut;
  }
  return polygon;
}
