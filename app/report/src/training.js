// The training view: punctures one at a time, missed, moved, deepened, with more or less volume.

import { chartTable, legend, lineChart } from "./charts.js";
import { field, h, named, s, select } from "./dom.js";
import { number, percent, signed, unitText, withUnit } from "./format.js";
import { colourBar, MapView } from "./map.js";
import { Player } from "./player.js";
import { agreement, reasonAgainst, Session } from "./session.js";

const kRegions = [["whole", "whole area", "coverage"], ["interior", "interior", "interior.coverage"],
  ["edge_band", "edge band", "edge_band.coverage"]];
const kNudge = 0.5;
const kSlice = 12;

class Panel {
  constructor(training, protocol) {
    this.training = training;
    this.protocol = protocol;
    this.session = new Session(protocol);
    this.chosen = 0;
    const { session } = this;
    this.view = new MapView({ label: `training map of ${protocol.name}`, bounds: protocol.bounds,
      rings: protocol.rings, punctures: session.now, ordered: true,
      onpick: (i) => this.choose(i), onkey: (event, i) => this.key(event, i) });
    this.view.marks.forEach((mark, i) => mark.addEventListener("focus", () => this.choose(i)));
    this.letDrag();
    this.readings = kRegions.map(([key, text]) => {
      const value = h("strong", { "data-reading": key });
      const change = h("span", { class: "change" });
      return { key, value, change, element: h("div", { class: "reading" }, h("span", {}, text), value, change) };
    });
    this.editor = h("div", { class: "editor" });
    this.check = h("p", { class: "note" });
    this.element = h("section", { class: "panel", "aria-label": `training with ${protocol.name}` },
      h("h3", {}, h("span", { class: `key key-${protocol.index % 6}` }, protocol.style.mark), " ",
        named(protocol.short)),
      h("div", { class: "readings", role: "status" }, this.readings.map((r) => r.element)),
      this.view.element, this.editor, this.check);
    this.planned = { ...session.reached() };
    this.compareWithEngine();
    this.buildEditor();
  }

  compareWithEngine() {
    const { far, text } = agreement(this.protocol, this.planned.whole);
    this.check.classList.toggle("warning", far);
    this.check.textContent = text;
  }

  choose(i) {
    this.chosen = i;
    this.update();
  }

  /** m: miss, arrows with shift: move, plus and minus: volume, d and u: deeper and up. */
  key(event, i) {
    const moves = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const now = this.session.now[i];
    if (event.shiftKey && moves[event.key]) {
      const [dx, dy] = moves[event.key];
      this.edit(i, { x: now.x + kNudge * dx, y: now.y + kNudge * dy });
    } else if (event.key === "m") this.edit(i, { missed: !now.missed });
    else if (event.key === "+" || event.key === "-") this.step(i, "volume", event.key === "+" ? 1 : -1);
    else if (event.key === "d" || event.key === "u") this.step(i, "depth", event.key === "d" ? 1 : -1);
    else return false;
    event.preventDefault();
    return true;
  }

  step(i, name, by) {
    const list = this.session.variants[name === "depth" ? "depths" : "volumes"];
    const to = Math.max(0, Math.min(list.length - 1, this.session.now[i][name] + by));
    this.edit(i, { [name]: to });
  }

  edit(i, changes) {
    this.session.edit(i, changes);
    this.chosen = i;
    const now = this.session.now[i];
    this.view.move(i, now.x, now.y);
    this.update();
    this.training.later();
  }

  letDrag() {
    this.view.marks.forEach((mark, i) => {
      mark.addEventListener("pointerdown", (event) => {
        this.choose(i);
        let moved = false;
        const { svg } = this.view;
        svg.setPointerCapture(event.pointerId);
        const go = (move) => {
          moved = true;
          this.view.dragged = true;
          const [x, y] = this.view.at(move);
          this.edit(i, { x: Math.round(x * 20) / 20, y: Math.round(y * 20) / 20 });
        };
        const end = () => {
          svg.removeEventListener("pointermove", go);
          svg.removeEventListener("pointerup", end);
          setTimeout(() => { this.view.dragged = false; });
          if (moved) mark.focus({ preventScroll: true });
        };
        svg.addEventListener("pointermove", go);
        svg.addEventListener("pointerup", end);
      });
    });
  }

  buildEditor() {
    const { variants } = this.session;
    const stepper = (name, label, unit) => {
      const output = h("output", { "data-edit": name });
      const button = (text, by, hint) => h("button", { type: "button", "aria-label": `${label}: ${hint}`,
        "data-step": `${name}${by > 0 ? "+" : "-"}`, onclick: () => this.step(this.chosen, name, by) }, text);
      this[name] = output;
      this[`${name}Text`] = () => withUnit(variants[`${name}s`][this.session.now[this.chosen][name]], unit, 3);
      return h("div", { class: "stepper" }, h("span", {}, label), button("−", -1, "less"), output,
        button("+", 1, "more"));
    };
    this.title = h("h4", {});
    this.missed = h("input", { type: "checkbox", "data-edit": "missed",
      onchange: () => this.edit(this.chosen, { missed: this.missed.checked }) });
    const place = (axis) => h("input", { type: "number", step: "0.5", class: "short", "data-edit": axis,
      onchange: (event) => {
        const value = Number(event.target.value);
        if (event.target.value !== "" && Number.isFinite(value)) this.edit(this.chosen, { [axis]: value });
      } });
    [this.placeX, this.placeY] = ["x", "y"].map(place);
    this.number = h("input", { type: "number", min: "1", max: String(this.session.now.length), class: "short",
      "data-edit": "number", onchange: () => this.choose(Math.max(0,
        Math.min(this.session.now.length - 1, Number(this.number.value) - 1))) });
    this.editor.append(field("Puncture", this.number),
      h("label", { class: "check" }, this.missed, "missed"),
      stepper("depth", "depth", "mm"), stepper("volume", "volume", "uL"),
      field("x, mm", this.placeX), field("y, mm", this.placeY),
      h("button", { type: "button", "data-edit": "reset", onclick: () => this.reset() }, "As planned"));
  }

  reset() {
    this.session.reset();
    this.view.punctures = this.session.now;
    this.session.now.forEach((p, i) => this.view.move(i, p.x, p.y));
    this.session.goTo(this.training.count(this));
    this.update();
    this.training.later();
  }

  update() {
    const { session, view } = this;
    const now = session.now[this.chosen];
    const reached = session.reached();
    const complete = session.made === session.now.length;
    for (const { key, value, change } of this.readings) {
      value.textContent = percent(reached[key], 1);
      value.dataset.value = String(reached[key]);
      const by = reached[key] - this.planned[key];
      change.textContent = reached[key] === null || !complete ? ""
        : Math.abs(by) < 0.005 ? "as planned" : `${signed(by, 3)} points`;
      change.classList.toggle("worse", complete && by < -0.005);
    }
    view.marks.forEach((mark, i) => {
      mark.classList.toggle("missed", session.now[i].missed);
      mark.classList.toggle("ahead", i >= session.made);
      mark.classList.toggle("edited", session.changed(i));
    });
    view.highlight(this.chosen);
    view.drawPath(session.now, session.made);
    this.missed.checked = now.missed;
    this.depth.textContent = this.depthText();
    this.volume.textContent = this.volumeText();
    this.placeX.value = String(Math.round(now.x * 100) / 100);
    this.placeY.value = String(Math.round(now.y * 100) / 100);
    this.number.value = String(this.chosen + 1);
    const { page, run, scale } = this.protocol;
    const high = this.training.high * scale;
    view.show(session.map.map((v) => v * scale), page.raster, { kind: "linear", low: 0, high },
      run.prescription.threshold.value);
  }
}

export class Training {
  constructor(protocols) {
    this.protocols = protocols;
    this.able = protocols.filter((p) => reasonAgainst(p) === "");
    this.reasons = protocols.filter((p) => reasonAgainst(p) !== "");
    this.element = h("div", { class: "training" });
    if (this.able.length === 0) {
      this.element.append(h("p", { class: "missing" }, "No training view: ",
        reasonAgainst(protocols[0]), "."));
      return;
    }
    this.high = Math.max(...this.able.map((p) => p.page.map.reduce((a, b) => Math.max(a, b), 0)));
    this.panels = new Map();
    this.shown = this.able.slice(0, 2);
    this.build();
    this.show();
    window.addEventListener("beforeprint", () => this.growOn(Infinity));
  }

  panel(protocol) {
    if (!this.panels.has(protocol)) this.panels.set(protocol, new Panel(this, protocol));
    return this.panels.get(protocol);
  }

  longest() {
    return Math.max(...this.shown.map((p) => p.plan.length));
  }

  build() {
    const choices = this.able.map((p) => [String(p.index), p.short]);
    const pick = (slot) => select(slot === 0 ? choices : [["", "nothing"], ...choices],
      this.shown[slot] ? String(this.shown[slot].index) : "", (value) => {
        this.picked[slot] = value;
        this.shown = this.picked.filter((v) => v !== "").map((v) =>
          this.able.find((p) => String(p.index) === v));
        this.shown = [...new Set(this.shown)];
        this.show();
      });
    this.picked = [0, 1].map((slot) => (this.shown[slot] ? String(this.shown[slot].index) : ""));
    this.player = new Player({ label: "punctures made", count: this.longest() + 1, start: this.longest(),
      perSecond: 8, text: (i) => `${i} of ${this.longest()} punctures`, change: (i) => this.go(i) });
    this.holder = h("div", { class: "panels" });
    this.bar = h("div", { class: "bar" });
    this.growthHolder = h("div", { class: "growth" });
    const p = this.able[0].run.prescription;
    this.bar.append(colourBar({ kind: "linear", low: 0, high: this.high * this.able[0].scale },
      unitText(this.able[0].unit), number, [{ value: p.threshold.value, text: "threshold" }]));
    this.element.append(
      h("div", { class: "controls" }, field("Left", pick(0)),
        this.able.length > 1 ? field("Right", pick(1)) : null),
      this.player.element, this.holder, this.bar,
      h("p", { class: "note" }, "On a puncture: drag or Shift + arrows to move it, M to miss it, D and U ",
        "for deeper and higher, + and − for its volume. Space on the slider's button plays; arrows scrub. ",
        `Hatched: below the threshold${p.illustrative ? ", which is illustrative" : ""}. `,
        "Depths and volumes go in the steps the engine computed."),
      this.growthHolder);
    if (this.reasons.length) {
      this.element.append(h("p", { class: "missing" }, this.reasons.map((r) =>
        h("span", {}, named(r.short), `: ${reasonAgainst(r)}. `))));
    }
  }

  show() {
    const panels = this.shown.map((p) => this.panel(p));
    this.holder.replaceChildren(...panels.map((panel) => panel.element));
    this.holder.className = `panels of-${panels.length}`;
    this.player.setCount(this.longest() + 1);
    this.player.go(this.longest());
    this.later(0);
  }

  /** How many punctures a panel has made: all, where it has fewer than the slider says. */
  count(panel) {
    return Math.min(this.player.index, panel.session.now.length);
  }

  go() {
    for (const protocol of this.shown) {
      const panel = this.panel(protocol);
      panel.session.goTo(this.count(panel));
      panel.update();
    }
    this.drawCursor();
  }

  /** The curve of growth follows edits when the hand rests. */
  later(wait = 250) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.growOn(performance.now() + kSlice), wait);
  }

  /** A slice of work at a time, so that nobody waits for it. */
  growOn(moment) {
    for (const protocol of this.shown) {
      if (!this.panel(protocol).session.growUntil(moment)) {
        this.later(0);
        return;
      }
    }
    this.drawGrowth();
  }

  drawGrowth() {
    const lines = this.shown.map((protocol) => ({ name: named(protocol.short), plain: protocol.short,
      style: protocol.style, ...this.panel(protocol).session.growth }));
    this.chart = lineChart({ title: "coverage after each puncture", xLabel: "punctures made",
      yLabel: "coverage, %", series: lines, yRange: [0, 100], xRange: [0, this.longest()], tall: 200 });
    this.cursor = s("path", { class: "cursor" });
    this.chart.append(this.cursor);
    this.growthHolder.replaceChildren(h("h3", {}, "Coverage as the punctures are made"), this.chart,
      legend(lines), chartTable("This curve as a table", "punctures", lines));
    this.drawCursor();
  }

  drawCursor() {
    const x = 58 + (this.player.index / this.longest()) * (560 - 72);
    this.cursor?.setAttribute("d", `M${x} 14V154`);
  }
}
