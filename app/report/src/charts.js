// Line charts as SVG, each with its numbers as a table.

import { h, s, table, tableBehind } from "./dom.js";
import { number, ticks } from "./format.js";

/**
 * `series`: [{name, style, x, y, low?, high?}]; `marks`: [{x, text}]. low and high, where a result
 * carries them, make a band.
 */
export function lineChart({ title, xLabel, yLabel, series, marks = [], yRange, xRange, tall }) {
  const [w, height] = [560, tall ?? 300];
  const [left, right, top, bottom] = [58, 14, 14, 46];
  const all = (name) => series.flatMap((line) => Array.from(line[name] ?? []));
  const x0 = xRange?.[0] ?? Math.min(...all("x"), 0);
  const x1 = xRange?.[1] ?? Math.max(...all("x"), ...marks.map((m) => m.x));
  const y0 = yRange?.[0] ?? Math.min(0, ...all("y"));
  const y1 = yRange?.[1] ?? Math.max(...all("y"), ...all("high"));
  const px = (x) => left + ((x - x0) / (x1 - x0 || 1)) * (w - left - right);
  const py = (y) => height - bottom - ((y - y0) / (y1 - y0 || 1)) * (height - top - bottom);
  const inside = (x) => x >= x0 - 1e-9 && x <= x1 + 1e-9 * Math.abs(x1);
  const points = (xs, ys) => Array.from(xs, (x, i) => [x, ys[i]])
    .filter(([x, y]) => inside(x) && Number.isFinite(y))
    .map(([x, y]) => `${px(x).toFixed(1)},${py(y).toFixed(1)}`);
  const svg = s("svg", { viewBox: `0 0 ${w} ${height}`, class: "chart", role: "img",
    "aria-label": title });
  for (const y of ticks(y0, y1, 5)) {
    svg.append(s("path", { d: `M${left} ${py(y)}H${w - right}`, class: "grid" }),
      s("text", { x: left - 7, y: py(y) + 4, "text-anchor": "end" }, number(y)));
  }
  for (const x of ticks(x0, x1, 6)) {
    svg.append(s("path", { d: `M${px(x)} ${height - bottom}v5`, class: "axis" }),
      s("text", { x: px(x), y: height - bottom + 19, "text-anchor": "middle" }, number(x)));
  }
  svg.append(s("path", { d: `M${left} ${top}V${height - bottom}H${w - right}`, class: "axis" }));
  for (const { x, text } of marks) {
    if (!inside(x)) continue;
    const end = px(x) > w - 150;
    svg.append(s("path", { d: `M${px(x)} ${top}V${height - bottom}`, class: "mark-line" }),
      s("text", { x: px(x) + (end ? -6 : 6), y: top + 10, "text-anchor": end ? "end" : "start",
        class: "mark-text" }, text));
  }
  for (const line of series) {
    if (line.low && line.high) {
      svg.append(s("polygon", { points: [...points(line.x, line.high),
        ...points(line.x, line.low).reverse()].join(" "), class: "band", fill: line.style.colour }));
    }
    svg.append(s("polyline", { points: points(line.x, line.y).join(" "), class: "line",
      stroke: line.style.colour, "stroke-dasharray": line.style.dash }));
  }
  svg.append(s("text", { x: (left + w - right) / 2, y: height - 6, "text-anchor": "middle" }, xLabel),
    s("text", { transform: `translate(13 ${(top + height - bottom) / 2}) rotate(-90)`,
      "text-anchor": "middle" }, yLabel));
  return svg;
}

/** Which line is which, by colour, dash and name. */
export function legend(entries) {
  return h("ul", { class: "legend" }, entries.map(({ style, name }) => h("li", {},
    s("svg", { viewBox: "0 0 34 10", width: 34, height: 10, "aria-hidden": "true" },
      s("path", { d: "M1 5H33", class: "line", stroke: style.colour,
        "stroke-dasharray": style.dash })), name)));
}

/** The numbers of a chart, thinned to about `most` rows. */
export function chartTable(summary, xHead, series, most = 41) {
  return tableBehind(summary, () => {
    const longest = series.reduce((a, b) => (b.x.length > a.x.length ? b : a), series[0]);
    const stride = Math.max(1, Math.ceil(longest.x.length / most));
    const head = [xHead];
    const rows = [];
    for (const line of series) head.push(line.plain ?? "value");
    for (let i = 0; i < longest.x.length; i += stride) {
      rows.push([number(longest.x[i]),
        ...series.map((line) => (line.x.length === longest.x.length &&
          Math.abs(line.x[i] - longest.x[i]) < 1e-9 * Math.abs(longest.x[i]) + 1e-12
          ? number(line.y[i]) : number(readAt(line, longest.x[i]))))]);
    }
    return table(head, rows);
  });
}

function readAt(line, x) {
  const { x: xs, y: ys } = line;
  if (x < xs[0] || x > xs[xs.length - 1]) return null;
  let i = 0;
  while (i + 2 < xs.length && xs[i + 1] < x) i++;
  const share = (x - xs[i]) / (xs[i + 1] - xs[i] || 1);
  return ys[i] + share * (ys[i + 1] - ys[i]);
}
