// Heatmaps of every quantity, depth and time, side by side on one colour scale.

import { field, h, named, s, select, tableBehind } from "./dom.js";
import { duration, number, quantityText, unitText } from "./format.js";
import { colourBar, MapView } from "./map.js";
import { mapNote } from "./map_note.js";
import { coarseTable, sample, shownRaster } from "./map_values.js";
import { longestCourse, territoryOf, timesOf } from "./model.js";
import { Player } from "./player.js";
import { drawSectionLine } from "./section_line.js";
import { mapAt } from "./superposition.js";

const kDecades = 1e4;

export class Maps {
  constructor(protocols, state, card) {
    this.protocols = protocols;
    this.state = state;
    this.card = card;
    this.times = timesOf(protocols);
    this.cache = new Map();
    this.ranges = new Map();
    this.views = protocols.map((protocol) => this.makeView(protocol));
    this.bar = h("div", { class: "bar" });
    this.note = h("p", { class: "note" });
    this.player = new Player({ label: "time since the first session", count: Math.max(1, this.times.length),
      start: Math.floor(this.times.length / 2), perSecond: 6,
      text: (i) => (this.times.length ? this.timeText(i) : ""),
      change: (i) => this.state.set({ time: i }) });
    this.state.values.time = this.player.index;
    this.table = tableBehind("These maps as a table", () => this.asTable());
    this.element = this.build();
    state.when(["quantity", "band", "time", "compare", "colours"], (changed) => {
      this.pace = changed.includes("time") ? "moving" : "resting";
      this.update();
      this.pace = "resting";
    });
    state.when(["hover", "pin"], () => this.mark());
    state.when(["line"], () => this.drawLines());
    this.update();
    this.drawLines();
  }

  makeView(protocol) {
    const view = new MapView({ label: `map of ${protocol.name}`, bounds: protocol.bounds,
      rings: protocol.rings, punctures: protocol.punctures, ordered: true,
      pale: (session) => protocol.apart && session !== protocol.plan[0].session,
      onhover: (i) => this.state.set({ hover: i === null ? null : `${protocol.index}:${i}` }),
      onpick: (i) => {
        const pin = `${protocol.index}:${i}`;
        this.state.set({ pin: this.state.get("pin") === pin ? null : pin });
      } });
    this.drawGaps(view, protocol);
    return view;
  }

  drawGaps(view, protocol) {
    const gaps = protocol.run.tables.gaps;
    for (const [i, row] of (gaps?.rows ?? []).entries()) {
      const [x, y, radius] = ["x", "y", "inscribed_radius"].map((n) => row[gaps.columns.indexOf(n)]);
      if (x === null || radius === null) continue;
      view.layers.gaps.append(s("circle", { cx: view.px(x), cy: view.py(y),
        r: Math.max(0.3, radius).toFixed(2) }, s("title", {}, `gap ${i + 1}: radius ${number(radius)} mm`)));
    }
  }

  build() {
    const controls = h("div", { class: "controls" });
    this.quantitySelect = select(this.quantities(), this.state.get("quantity"),
      (quantity) => this.state.set({ quantity, band: this.bands(quantity)[0][0] }));
    this.bandHolder = h("span", {});
    controls.append(field("Quantity", this.quantitySelect), this.bandHolder);
    if (this.protocols.length > 1) {
      controls.append(field("Show", select([["", "each protocol"],
        ...this.protocols.map((p) => [String(p.index), `difference to ${p.short}`])], "",
      (compare) => this.state.set({ compare }))));
    }
    this.colourSelect = select([["log", "logarithmic"], ["linear", "linear"], ["now", "linear, this time"]],
      "log", (colours) => this.state.set({ colours }));
    this.colourField = field("Colours", this.colourSelect);
    controls.append(this.colourField);
    for (const [name, text, on] of [["path", "visiting order", true], ["gaps", "gaps", true],
      ["marks", "punctures", true]]) {
      const box = h("input", { type: "checkbox", checked: on, onchange: () => {
        for (const view of this.views) view.layers[name].classList.toggle("off", !box.checked);
      } });
      controls.append(h("label", { class: "check" }, box, text));
    }
    const figures = this.views.map((view, i) => h("figure", {},
      h("figcaption", {}, h("span", { class: `key key-${i % 6}` }, this.protocols[i].style.mark), " ",
        named(this.protocols[i].short)), view.element));
    this.timeRow = h("div", { class: "time-row" }, this.player.element);
    return h("div", {}, controls, this.timeRow,
      h("div", { class: `figures of-${Math.min(3, figures.length)}` }, figures),
      this.card, this.bar, this.note, this.table);
  }

  /** "session 2 + 20 min" in a course. */
  timeText(i) {
    const { session_ends: ends } = longestCourse(this.protocols).page.responses;
    const time = this.times[i];
    if (ends.length === 1) return duration(time);
    const session = ends.findLastIndex((end) => end - ends[0] <= time);
    return `session ${session + 1} + ${duration(time - (ends[session] - ends[0]))}`;
  }

  quantities() {
    const { run } = this.protocols[0];
    const p = run.prescription;
    const list = [["prescribed", `prescribed: ${quantityText(p.quantity)}`]];
    if (this.times.length) {
      list.push(["concentration", "concentration"], ["areal", "amount per area"],
        ["exposure", "exposure until then"]);
    }
    return list;
  }

  /** [value, text]; a value is "layer:i", "plane:i" or "". */
  bands(quantity) {
    if (quantity === "prescribed") {
      const p = this.protocols[0].run.prescription;
      return [["", `${p.layer}, ${p.reduce.replace("_", " ")}`]];
    }
    const { responses } = this.protocols.find((p) => p.page.responses?.fields).page;
    const target = responses.layers.indexOf(this.protocols[0].run.target.layer);
    const layers = responses.layers.map((name, i) => [`layer:${i}`, `${name}, ` +
      `${number(responses.layer_faces[i], 3)} to ${number(responses.layer_faces[i + 1], 3)} mm`]);
    const first = layers.splice(Math.max(0, target), 1);
    const bands = [...first, ...layers];
    if (quantity === "exposure") return bands;
    const { faces } = responses.fields;
    for (let p = 0; p + 1 < faces.length; p++) {
      bands.push([`plane:${p}`, `${number(faces[p], 3)} to ${number(faces[p + 1], 3)} mm deep`]);
    }
    return bands;
  }

  /** {first, last, thickness, quantity} of a protocol for mapAt. */
  request(protocol, quantity, band) {
    const { responses } = protocol.page;
    const [kind, text] = band.split(":");
    const index = Number(text);
    if (quantity === "exposure") return { quantity, first: index, last: index, thickness: 1 };
    const { faces } = responses.fields;
    let [first, last] = [index, index];
    if (kind === "layer") {
      const near = (a, b) => Math.abs(a - b) < 1e-9;
      first = faces.findIndex((face) => near(face, responses.layer_faces[index]));
      last = faces.findIndex((face) => near(face, responses.layer_faces[index + 1])) - 1;
    }
    return { quantity, first, last, thickness: faces[last + 1] - faces[first] };
  }

  /** {values, raster} in display units. */
  mapOf(protocol, quantity, band, time) {
    const { page } = protocol;
    const key = `${protocol.index}|${quantity}|${band}|${quantity === "prescribed" ? "" : time}`;
    if (this.cache.has(key)) return this.cache.get(key);
    let made;
    if (quantity === "prescribed") {
      made = { values: page.map.map((value) => value * protocol.scale), raster: page.map_raster };
    } else if (!page.responses?.fields) {
      return null;
    } else {
      const raster = shownRaster(protocol);
      const request = this.request(protocol, quantity, band);
      const values = mapAt(page, raster, request, this.times[time]);
      const factor = quantity === "areal" ? request.thickness : 1;
      made = { values: Float32Array.from(values, (value) => factor * value), raster };
    }
    this.cache.set(key, made);
    return made;
  }

  unit() {
    const quantity = this.state.get("quantity");
    const { page, unit } = this.protocols[0];
    return { prescribed: unit, concentration: `${page.label}/mm3`, areal: `${page.label}/mm2`,
      exposure: `${page.label} s/mm3` }[quantity];
  }

  /** The greatest value of all protocols, over all times unless one is asked for. */
  highest(quantity, band, maps) {
    if (maps) return Math.max(...maps.filter(Boolean).map((m) => m.values.reduce((a, b) => Math.max(a, b), 0)));
    const key = `${quantity}|${band}`;
    if (!this.ranges.has(key)) {
      let most = 0;
      for (const protocol of this.protocols) {
        if (!protocol.page.responses?.fields) continue;
        const request = this.request(protocol, quantity, band);
        const raster = shownRaster(protocol, 1500);
        const stride = Math.max(1, Math.floor(this.times.length / 7));
        for (let t = 0; t < this.times.length; t += stride) {
          const at = quantity === "exposure" ? this.times.length - 1 : t;
          for (const v of mapAt(protocol.page, raster, request, this.times[at])) most = Math.max(most, v);
          if (quantity === "exposure") break;
        }
        if (quantity === "areal") most *= request.thickness;
      }
      this.ranges.set(key, most);
    }
    return this.ranges.get(key);
  }

  scaleFor(quantity, band, maps) {
    const colours = quantity === "prescribed" ? "linear" : this.state.get("colours");
    const one = quantity === "prescribed" || colours === "now";
    const high = this.highest(quantity, band, one ? maps : null) || 1;
    return colours === "log" ? { kind: "log", low: high / kDecades, high } : { kind: "linear", low: 0, high };
  }

  update() {
    const [quantity, band, time, compare] =
      ["quantity", "band", "time", "compare"].map((name) => this.state.get(name));
    const timed = quantity !== "prescribed";
    this.timeRow.classList.toggle("off", !timed);
    this.colourField.classList.toggle("off", !timed || compare !== "");
    if (this.bandsFor !== quantity) {
      this.bandsFor = quantity;
      this.bandHolder.replaceChildren(field("Depth", select(this.bands(quantity), band,
        (chosen) => this.state.set({ band: chosen }))));
      this.quantitySelect.value = quantity;
    }
    const maps = this.protocols.map((p) => this.mapOf(p, quantity, band, time));
    if (compare === "") this.showEach(maps, quantity, band);
    else this.showDifferences(maps, Number(compare));
    this.table.refresh();
    this.mark();
  }

  showEach(maps, quantity, band) {
    const scale = this.scaleFor(quantity, band, maps);
    const prescribed = quantity === "prescribed";
    const threshold = prescribed ? this.protocols[0].run.prescription.threshold.value : undefined;
    maps.forEach((map, i) => {
      if (map) this.views[i].show(map.values, map.raster, scale, threshold, this.pace);
      else this.views[i].clear();
    });
    this.bar.replaceChildren(colourBar(scale, unitText(this.unit()), number,
      prescribed ? [{ value: threshold, text: "threshold" }] : []));
    this.note.textContent = mapNote(this.protocols, quantity, this.times.length > 0);
  }

  showDifferences(maps, reference) {
    const base = maps[reference];
    if (!base) return;
    const differences = maps.map((map) => map === null ? null : { raster: map.raster,
      values: Float32Array.from(map.values, (value, c) => value - sample(base, map.raster, c)) });
    let most = 0;
    for (const d of differences.filter(Boolean)) for (const v of d.values) most = Math.max(most, Math.abs(v));
    const scale = { kind: "linear", low: -(most || 1), high: most || 1, map: "difference" };
    differences.forEach((map, i) => {
      if (map) this.views[i].show(map.values, map.raster, scale, undefined, this.pace);
      else this.views[i].clear();
    });
    this.bar.replaceChildren(colourBar(scale, unitText(this.unit()), number));
    this.note.textContent = `Each protocol less ${this.protocols[reference].short}: orange has more, blue less.`;
  }

  mark() {
    const chosen = this.state.get("hover") ?? this.state.get("pin");
    this.views.forEach((view, i) => {
      const [protocol, index] = (chosen ?? "-1:0").split(":").map(Number);
      const here = protocol === i ? index : null;
      view.highlight(here);
      view.layers.territory.replaceChildren();
      view.layers.reach.replaceChildren();
      if (here === null || !view.punctures[here]) return;
      this.drawReach(view, this.protocols[i], here);
    });
  }

  drawReach(view, protocol, index) {
    const own = view.punctures[index];
    const rivals = view.punctures.filter((other) => !protocol.apart || other.session === own.session);
    const polygon = territoryOf(rivals, rivals.indexOf(own), view.bounds);
    view.layers.territory.append(s("polygon", { points: polygon.map(([x, y]) =>
      `${view.px(x).toFixed(2)},${view.py(y).toFixed(2)}`).join(" ") }));
    const area = protocol.value(index, "reach_area");
    if (!(area > 0)) return;
    const { x, y } = view.punctures[index];
    view.layers.reach.append(s("circle", { cx: view.px(x), cy: view.py(y),
      r: Math.sqrt(area / Math.PI).toFixed(2) }));
  }

  drawLines() {
    if (this.times.length) for (const view of this.views) drawSectionLine(view, this.state);
  }

  /** Values on a coarse grid over each outline's box. */
  asTable() {
    const [quantity, band, time] = ["quantity", "band", "time"].map((n) => this.state.get(n));
    return h("div", {}, this.protocols.map((protocol) => {
      const map = this.mapOf(protocol, quantity, band, time);
      if (!map) return h("p", {}, "no map");
      return coarseTable(map, protocol.bounds, `${protocol.short}, ${unitText(this.unit())}`);
    }));
  }
}
