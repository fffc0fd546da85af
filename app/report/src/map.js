// A map of the skin: a heatmap on a canvas, and over it the outline, punctures and marks as SVG.

import { kMaps, placeOn } from "./colours.js";
import { h, s } from "./dom.js";
import { ticks } from "./format.js";

const kMargin = 1.5;
const kRest = 160;

export function boundsOf(page, rings) {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [x, y] of ring) {
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x);
      y1 = Math.max(y1, y);
    }
  }
  return { x0: x0 - kMargin, y0: y0 - kMargin, x1: x1 + kMargin, y1: y1 + kMargin };
}

export class MapView {
  /**
   * `options`: {label, bounds, rings, punctures: [{x, y, session}], onhover, onpick, ordered, pale};
   * `pale` says of which sessions punctures and path are pale.
   */
  constructor(options) {
    Object.assign(this, options);
    const { bounds } = this;
    this.width = bounds.x1 - bounds.x0;
    this.height = bounds.y1 - bounds.y0;
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.svg = s("svg", { viewBox: `0 0 ${this.width} ${this.height}`, role: "group",
      "aria-label": this.label });
    this.element = h("div", { class: "map" }, this.canvas, this.svg);
    this.layers = {};
    for (const name of ["territory", "gaps", "path", "outline", "reach", "marks", "line"]) {
      this.layers[name] = s("g", { class: name });
      this.svg.append(this.layers[name]);
    }
    this.drawOutline();
    this.placePunctures();
    this.svg.addEventListener("pointermove", (event) => this.hover(event));
    this.svg.addEventListener("pointerleave", () => this.onhover?.(null));
    this.svg.addEventListener("click", (event) => {
      if (this.dragged) return;
      const near = this.nearest(...this.at(event));
      if (near !== null) this.onpick?.(near);
    });
    this.svg.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.render()).observe(this.element);
  }

  px(x) { return x - this.bounds.x0; }
  py(y) { return this.bounds.y1 - y; }
  at(event) {
    const box = this.svg.getBoundingClientRect();
    return [this.bounds.x0 + ((event.clientX - box.left) / box.width) * this.width,
      this.bounds.y1 - ((event.clientY - box.top) / box.height) * this.height];
  }

  ringPath() {
    return this.rings.map((ring) => "M" + ring.map(([x, y]) =>
      `${this.px(x).toFixed(3)} ${this.py(y).toFixed(3)}`).join("L") + "Z").join("");
  }

  drawOutline() {
    this.layers.outline.append(s("path", { d: this.ringPath(), class: "ring" }));
  }

  /** Visiting order as a path; places that are not visited (yet) are left out. */
  drawPath(punctures = this.punctures, upTo = punctures.length) {
    this.layers.path.replaceChildren();
    if (!this.ordered || punctures.length === 0) return;
    const visited = punctures.slice(0, upTo).filter((p) => !p.missed);
    for (const session of new Set(visited.map((p) => p.session))) {
      const points = visited.filter((p) => p.session === session)
        .map((p) => `${this.px(p.x).toFixed(2)},${this.py(p.y).toFixed(2)}`);
      this.layers.path.append(s("polyline", { points: points.join(" "), class: this.pale?.(session) ? "pale" : null }));
    }
  }

  placePunctures() {
    this.marks = this.punctures.map((puncture, i) => {
      const mark = s("circle", { cx: this.px(puncture.x), cy: this.py(puncture.y),
        class: this.pale?.(puncture.session) ? "mark pale" : "mark",
        "data-puncture": i + 1, role: "button", tabindex: i === 0 ? "0" : "-1",
        "aria-label": `puncture ${i + 1}` });
      mark.addEventListener("focus", () => this.onhover?.(i));
      mark.addEventListener("blur", () => this.onhover?.(null));
      return mark;
    });
    this.layers.marks.replaceChildren(...this.marks);
    this.drawPath();
    this.sizeMarks();
  }

  sizeMarks() {
    const perPixel = this.width / Math.max(80, this.element.clientWidth);
    const radius = Math.min(4.2 * perPixel, 0.9);
    this.svg.style.setProperty("--pixel", `${perPixel}px`);
    for (const mark of this.marks) mark.setAttribute("r", radius.toFixed(3));
    const grip = 11 * perPixel;
    for (const end of this.layers.line.children) {
      if (!end.classList.contains("grip")) continue;
      end.setAttribute("x", Number(end.dataset.x) - grip / 2);
      end.setAttribute("y", Number(end.dataset.y) - grip / 2);
      end.setAttribute("width", grip);
      end.setAttribute("height", grip);
    }
  }

  move(i, x, y) {
    this.punctures[i].x = x;
    this.punctures[i].y = y;
    this.marks[i].setAttribute("cx", this.px(x));
    this.marks[i].setAttribute("cy", this.py(y));
  }

  nearest(x, y) {
    let best = null;
    let distance = Math.max(2.5, this.width / 30);
    this.punctures.forEach((puncture, i) => {
      const d = Math.hypot(puncture.x - x, puncture.y - y);
      if (d < distance) [distance, best] = [d, i];
    });
    return best;
  }

  hover(event) {
    if (this.dragging) return;
    this.onhover?.(this.nearest(...this.at(event)));
  }

  /** Arrow keys go from puncture to puncture in visiting order. */
  key(event) {
    const mark = event.target.closest?.(".mark");
    if (!mark || this.onkey?.(event, this.marks.indexOf(mark))) return;
    const here = this.marks.indexOf(mark);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.onpick?.(here);
    else if (step) this.focusMark(Math.min(this.marks.length - 1, Math.max(0, here + step)));
    else if (event.key === "Home") this.focusMark(0);
    else if (event.key === "End") this.focusMark(this.marks.length - 1);
    else return;
    event.preventDefault();
  }

  focusMark(i) {
    for (const mark of this.marks) mark.setAttribute("tabindex", "-1");
    this.marks[i].setAttribute("tabindex", "0");
    this.marks[i].focus();
  }

  /** Marks one puncture; `index` null for none. */
  highlight(index) {
    if (this.lit !== undefined && this.lit !== null) this.marks[this.lit]?.classList.remove("lit");
    this.lit = index;
    if (index !== null) this.marks[index]?.classList.add("lit");
  }

  /**
   * Shows values on a raster. `scale` as placeOn takes it with `map` "sequential" | "difference";
   * below `threshold`, where there is one, the map is hatched. `pace` "moving": at half the
   * resolution until it rests.
   */
  show(values, raster, scale, threshold, pace = "resting") {
    this.shown = { values, raster, scale, threshold };
    clearTimeout(this.rest);
    if (pace === "moving") this.rest = setTimeout(() => this.render(), kRest);
    this.render(pace === "moving" ? 0.5 : 1);
  }

  /** Nothing to see where nothing is known. */
  clear() {
    this.shown = null;
    clearTimeout(this.rest);
    this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  render(fineness = 1) {
    if (fineness === 1) this.sizeMarks();
    if (!this.shown) return;
    const { values, raster, scale, threshold } = this.shown;
    const ratio = fineness * Math.min(2, window.devicePixelRatio || 1);
    const w = Math.max(60, Math.min(900, Math.round(this.element.clientWidth * ratio)));
    const height = Math.max(1, Math.round((w * this.height) / this.width));
    if (this.canvas.width !== w || this.canvas.height !== height) {
      this.canvas.width = w;
      this.canvas.height = height;
      this.clip = null;
    }
    const context = this.canvas.getContext("2d");
    const image = context.createImageData(w, height);
    const pixels = new Uint32Array(image.data.buffer);
    const colours = coloursOf(scale.map ?? "sequential");
    const { nx, ny, step } = raster;
    const dx = this.width / w;
    const hatch = Math.max(6, Math.round(w / 70));
    const logarithmic = scale.kind === "log";
    const factor = logarithmic ? 255 / Math.log(scale.high / scale.low)
      : 255 / (scale.high - scale.low || 1);
    for (let py = 0; py < height; py++) {
      const v = (this.bounds.y1 - (py + 0.5) * dx - raster.y) / step - 0.5;
      if (v < -1 || v > ny) continue;
      const j = Math.max(0, Math.min(ny - 2, Math.floor(v)));
      const b = ny > 1 ? Math.max(0, Math.min(1, v - j)) : 0;
      const row = j * nx;
      const up = ny > 1 ? row + nx : row;
      for (let p = 0; p < w; p++) {
        const u = (this.bounds.x0 + (p + 0.5) * dx - raster.x) / step - 0.5;
        if (u < -1 || u > nx) continue;
        const i = Math.max(0, Math.min(nx - 2, u | 0));
        const a = nx > 1 ? Math.max(0, Math.min(1, u - i)) : 0;
        const right = nx > 1 ? i + 1 : i;
        const low = values[row + i] + a * (values[row + right] - values[row + i]);
        const high = values[up + i] + a * (values[up + right] - values[up + i]);
        const value = low + b * (high - low);
        const place = logarithmic
          ? (value > scale.low ? Math.log(value / scale.low) * factor : 0)
          : (value - scale.low) * factor;
        const index = place <= 0 ? 0 : place >= 255 ? 255 : place | 0;
        const striped = threshold !== undefined && value < threshold &&
          (p + py) % hatch < hatch / 4;
        pixels[py * w + p] = colours[striped ? 1 : 0][index];
      }
    }
    context.putImageData(image, 0, 0);
    this.clipToOutline(context, w, height);
  }

  clipToOutline(context, w, height) {
    this.clip ??= new Path2D(this.ringPath());
    context.save();
    context.globalCompositeOperation = "destination-in";
    context.scale(w / this.width, height / this.height);
    context.fill(this.clip, "evenodd");
    context.restore();
  }
}

const kTables = {};

/** Packed colours, plain and (for hatching) mixed with white. */
function coloursOf(name) {
  kTables[name] ??= [0, 0.55].map((white) => Uint32Array.from(kMaps[name], ([r, g, b]) => {
    const mix = (v) => Math.round(v + white * (255 - v));
    return (255 << 24) | (mix(b) << 16) | (mix(g) << 8) | mix(r);
  }));
  return kTables[name];
}

/** Round numbers on a scale: powers of ten, or four to six equal steps. */
function roundValues({ kind, low, high }) {
  if (kind === "log") {
    const values = [];
    for (let power = Math.ceil(Math.log10(low)); power <= Math.log10(high) + 1e-9; power++) {
      values.push(Math.pow(10, power));
    }
    return values;
  }
  return ticks(low, high, 5);
}

/** A colour bar with ticks; `marks`: [{value, text}]. */
export function colourBar(scale, unit, number, marks = []) {
  const steps = kMaps[scale.map ?? "sequential"];
  const gradient = s("linearGradient", { id: `bar-${colourBar.count = (colourBar.count ?? 0) + 1}` },
    Array.from({ length: 17 }, (_, i) => {
      const [r, g, b] = steps[Math.round((i * (steps.length - 1)) / 16)];
      return s("stop", { offset: `${(100 * i) / 16}%`, "stop-color": `rgb(${r},${g},${b})` });
    }));
  const svg = s("svg", { viewBox: "0 0 460 46", class: "colour-bar", role: "img",
    "aria-label": `colours from ${number(scale.low)} to ${number(scale.high)} ${unit}` },
  s("defs", {}, gradient),
  s("rect", { x: 14, y: 8, width: 380, height: 14, fill: `url(#${gradient.id})` }),
  roundValues(scale).map((value) => s("text", { x: 14 + 380 * placeOn(scale, value), y: 39,
    "text-anchor": "middle" }, number(value))),
  s("text", { x: 400, y: 20 }, unit));
  for (const { value, text } of marks) {
    const place = placeOn(scale, value);
    if (place < 0 || place > 1) continue;
    svg.append(s("path", { d: `M${14 + 380 * place} 4v22`, class: "tick" },
      s("title", {}, text)));
  }
  return svg;
}
