// Values of a map, {values, raster}, at any place.

import { table } from "./dom.js";
import { number } from "./format.js";

const kShownCells = 9000;

/** The raster on which a protocol is drawn through time: at most about `cells` cells. */
export function shownRaster(protocol, cells = kShownCells) {
  const { raster } = protocol.page;
  const box = { w: raster.nx * raster.step, h: raster.ny * raster.step };
  const step = Math.max(raster.step, Math.sqrt((box.w * box.h) / cells));
  const nx = Math.max(2, Math.ceil(box.w / step));
  return { x: raster.x, y: raster.y, step: box.w / nx, nx,
    ny: Math.max(2, Math.ceil((box.h * nx) / box.w)) };
}

/** A map between its cells, linear. */
function valueAt({ values, raster }, x, y) {
  const clamp = (v, most) => Math.max(0, Math.min(most, v));
  const u = clamp((x - raster.x) / raster.step - 0.5, raster.nx - 1.000001);
  const v = clamp((y - raster.y) / raster.step - 0.5, raster.ny - 1.000001);
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const at = (a, b) => values[Math.min(raster.ny - 1, b) * raster.nx + Math.min(raster.nx - 1, a)];
  const low = at(i, j) + (u - i) * (at(i + 1, j) - at(i, j));
  const high = at(i, j + 1) + (u - i) * (at(i + 1, j + 1) - at(i, j + 1));
  return low + (v - j) * (high - low);
}

/** A map's value where cell `cell` of another raster lies. */
export function sample(map, raster, cell) {
  const j = Math.floor(cell / raster.nx);
  const i = cell - j * raster.nx;
  return valueAt(map, raster.x + (i + 0.5) * raster.step, raster.y + (j + 0.5) * raster.step);
}

/** A map as a table of seven rows of nine places. */
export function coarseTable(map, bounds, caption) {
  const xs = Array.from({ length: 9 }, (_, i) => bounds.x0 + ((i + 0.5) / 9) * (bounds.x1 - bounds.x0));
  const ys = Array.from({ length: 7 }, (_, j) => bounds.y1 - ((j + 0.5) / 7) * (bounds.y1 - bounds.y0));
  return table(["y \\ x, mm", ...xs.map((x) => number(x, 3))], ys.map((y) => [number(y, 3),
    ...xs.map((x) => number(valueAt(map, x, y)))]), caption);
}
