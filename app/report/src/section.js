// A cut through the skin along a line, with its layers.

import { field, h, named, s, table, tableBehind } from "./dom.js";
import { kMaps } from "./colours.js";
import { number, unitText } from "./format.js";
import { colourBar } from "./map.js";
import { sectionAt } from "./superposition.js";

const kPoints = 160;

export class Section {
  constructor(protocols, state, maps) {
    this.protocols = protocols.filter((p) => p.page.responses?.fields);
    this.state = state;
    this.maps = maps;
    this.figures = this.protocols.map((protocol) => this.figure(protocol));
    this.bar = h("div", { class: "bar" });
    this.caption = h("p", { class: "note" });
    this.inputs = {};
    this.table = tableBehind("These sections as a table", () => this.asTable());
    this.element = this.protocols.length === 0
      ? h("p", { class: "missing" }, "No section can be drawn: ",
        protocols[0].page.responses?.no_fields || "this file holds no responses of single depots", ".")
      : h("div", {}, this.controls(), h("div", { class: "sections" }, this.figures.map((f) => f.element)),
        this.bar, this.caption, this.table);
    // drawn when it is in sight: a slider of the maps must not wait for it
    this.stale = true;
    this.seen = false;
    state.when(["line", "time"], () => this.ask());
    new IntersectionObserver((entries) => {
      this.seen = entries.some((entry) => entry.isIntersecting);
      this.ask(this.stale);
    }).observe(this.element);
    window.addEventListener("beforeprint", () => this.update());
  }

  ask(stale = true) {
    this.stale = stale;
    if (!this.seen || !this.stale || this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = null;
      if (!this.stale) return;
      this.update();
      this.table.refresh();
    });
  }

  controls() {
    const names = { x0: "from x", y0: "y", x1: "to x", y1: "y" };
    return h("div", { class: "controls" }, h("span", { class: "hint" },
      "Drag the ends of the dashed line on a map, or write them (mm):"),
    Object.entries(names).map(([key, label]) => {
      this.inputs[key] = h("input", { type: "number", step: "0.5", class: "short",
        onchange: () => {
          const value = Number(this.inputs[key].value);
          if (Number.isFinite(value)) this.state.set({ line: { ...this.state.get("line"), [key]: value } });
        } });
      return field(label, this.inputs[key]);
    }));
  }

  figure(protocol) {
    const canvas = h("canvas", { "aria-hidden": "true" });
    const svg = s("svg", { viewBox: "0 0 700 170", class: "section-svg", role: "img",
      "aria-label": `depth section of ${protocol.name}` });
    return { protocol, canvas, svg, element: h("figure", {},
      h("figcaption", {}, h("span", { class: `key key-${protocol.index % 6}` }, protocol.style.mark), " ",
        named(protocol.short)), h("div", { class: "section" }, canvas, svg)) };
  }

  update() {
    this.stale = false;
    if (this.protocols.length === 0) return;
    const line = this.state.get("line");
    for (const [key, input] of Object.entries(this.inputs)) input.value = String(line[key]);
    const time = this.maps.times[this.state.get("time")];
    this.made = this.figures.map(({ protocol }) => sectionAt(protocol.page, line, kPoints, time));
    let high = 0;
    for (const values of this.made) for (const v of values) high = Math.max(high, v);
    high = high || 1;
    const scale = { kind: "log", low: high / 1e3, high };
    this.figures.forEach((figure, i) => this.draw(figure, this.made[i], scale, line));
    const { label } = this.protocols[0].page;
    this.bar.replaceChildren(colourBar(scale, unitText(`${label}/mm3`), number));
    this.caption.textContent = `Concentration at ${this.maps.timeText(this.state.get("time"))}, depth ` +
      `stretched; the same colours for every protocol, logarithmic. The time is that of the maps. ` +
      `Layers: ${this.layerText()}.`;
  }

  layerText() {
    const { layers, layer_faces: faces } = this.protocols[0].page.responses;
    return layers.map((name, i) => `${name} ${number(faces[i], 3)} to ${number(faces[i + 1], 3)} mm`).join(", ");
  }

  draw({ protocol, canvas, svg }, values, scale, line) {
    const { fields, layers, layer_faces: layerFaces } = protocol.page.responses;
    const { faces } = fields;
    const planes = faces.length - 1;
    const depth = faces[planes];
    const [w, height] = [620, 140];
    canvas.width = w;
    canvas.height = height;
    const context = canvas.getContext("2d");
    const image = context.createImageData(w, height);
    const pixels = new Uint32Array(image.data.buffer);
    const colours = kMaps.sequential.map(([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r);
    const factor = 255 / Math.log(scale.high / scale.low);
    const centre = (p) => 0.5 * (faces[p] + faces[p + 1]);
    for (let y = 0; y < height; y++) {
      const z = ((y + 0.5) / height) * depth;
      let plane = 0;
      while (plane + 1 < planes && faces[plane + 1] <= z) plane++;
      // never across the face of two layers, where concentration may jump
      const face = z < centre(plane) ? plane : plane + 1;
      const inside = !layerFaces.some((edge) => Math.abs(edge - faces[face]) < 1e-9);
      const other = !inside ? plane : z < centre(plane) ? plane - 1 : plane + 1;
      const b = other === plane ? 0 : (z - centre(plane)) / (centre(other) - centre(plane));
      for (let x = 0; x < w; x++) {
        const u = ((x + 0.5) / w) * (kPoints - 1);
        const i = Math.min(kPoints - 2, u | 0);
        const at = (p) => values[p * kPoints + i] + (u - i) * (values[p * kPoints + i + 1] - values[p * kPoints + i]);
        const value = (1 - b) * at(plane) + b * at(other);
        const index = value > scale.low ? Math.min(255, (Math.log(value / scale.low) * factor) | 0) : 0;
        pixels[y * w + x] = colours[index];
      }
    }
    context.putImageData(image, 0, 0);
    this.annotate(svg, layers, layerFaces, depth, line);
  }

  annotate(svg, layers, layerFaces, depth, line) {
    const y = (z) => 10 + (140 * z) / depth;
    const length = Math.hypot(line.x1 - line.x0, line.y1 - line.y0);
    const parts = [];
    let lastText = -20;
    layerFaces.forEach((face, i) => {
      parts.push(s("path", { d: `M60 ${y(face)}H680`, class: "layer" }));
      if (y(face) - lastText > 11) {
        parts.push(s("text", { x: 54, y: y(face) + 4, "text-anchor": "end" }, number(face, 3)));
        lastText = y(face);
      }
      if (i < layers.length && y(layerFaces[i + 1]) - y(face) > 12) {
        parts.push(s("text", { x: 67, y: y(face) + 13, class: "layer-name" }, layers[i]));
      }
    });
    parts.push(s("text", { transform: "translate(13 80) rotate(-90)", "text-anchor": "middle" }, "depth, mm"));
    for (let i = 0; i <= 4; i++) {
      parts.push(s("text", { x: 60 + 155 * i, y: 165, "text-anchor": i === 4 ? "end" : "middle" },
        i === 4 ? `${number((length * i) / 4, 3)} mm` : number((length * i) / 4, 3)));
    }
    svg.replaceChildren(...parts);
  }

  asTable() {
    if (this.stale) this.update();
    return h("div", {}, this.figures.map(({ protocol }, f) => {
      const { faces } = protocol.page.responses.fields;
      const picks = Array.from({ length: 9 }, (_, i) => Math.round((i / 8) * (kPoints - 1)));
      const line = this.state.get("line");
      const length = Math.hypot(line.x1 - line.x0, line.y1 - line.y0);
      return table(["depth, mm \\ along, mm", ...picks.map((p) => number((length * p) / (kPoints - 1), 3))],
        Array.from({ length: faces.length - 1 }, (_, p) => [
          `${number(faces[p], 3)} to ${number(faces[p + 1], 3)}`,
          ...picks.map((i) => number(this.made[f][p * kPoints + i]))]), protocol.short);
    }));
  }
}
