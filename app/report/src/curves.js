// Coverage and dose-area curves, one chart per region.

import { chartTable, legend, lineChart } from "./charts.js";
import { field, h, named, select } from "./dom.js";
import { unitText, words } from "./format.js";

const kRegions = [["", "whole area"], ["interior.", "interior"], ["edge_band.", "edge band"]];

export class Curves {
  constructor(protocols) {
    this.protocols = protocols;
    this.region = "";
    this.kind = "share";
    this.holder = h("div", {});
    this.element = h("div", {},
      h("div", { class: "controls" },
        field("Region", select(kRegions.filter(([prefix]) => this.curve(protocols[0], prefix)), "",
          (region) => { this.region = region; this.update(); })),
        field("As", select([["share", "share of the area, %"], ["area", "area, mm²"]], "share",
          (kind) => { this.kind = kind; this.update(); }))),
      this.holder, this.others());
    this.update();
  }

  curve(protocol, prefix) {
    return protocol.run.curves[`${prefix}coverage_curve`];
  }

  update() {
    const series = this.protocols.filter((p) => this.curve(p, this.region)).map((protocol) => {
      const curve = this.curve(protocol, this.region);
      const factor = this.kind === "area" ? protocol.run.target.area.value / 100 : 1;
      const scaled = (values) => values?.map((v) => v * factor);
      return { name: named(protocol.short), plain: protocol.short, style: protocol.style,
        x: curve.x.values, y: scaled(curve.y.values), low: scaled(curve.low), high: scaled(curve.high),
        unit: curve.x.unit };
    });
    if (series.length === 0) {
      this.holder.replaceChildren(h("p", { class: "missing" }, "This result holds no coverage curve."));
      return;
    }
    const p = this.protocols[0].run.prescription;
    const unit = unitText(series[0].unit);
    const text = p.illustrative ? "illustrative threshold" : "threshold";
    const end = Math.max(...series.map((line) => {
      const low = (this.kind === "area" ? 0.002 * this.protocols[0].run.target.area.value : 0.2);
      const last = line.y.findLastIndex((v) => v > low);
      return line.x[Math.min(line.x.length - 1, last + 1)];
    }), 1.2 * p.threshold.value);
    const area = this.kind === "area" && this.region === "";
    this.holder.replaceChildren(
      lineChart({ title: "coverage curve", xLabel: `dose, ${unit}`,
        yLabel: this.kind === "area" ? "area with at least this dose, mm²" : "area with at least this dose, %",
        series, xRange: [0, end], yRange: area ? undefined : this.kind === "share" ? [0, 100] : undefined,
        marks: [{ x: p.threshold.value, text }] }),
      legend(series), chartTable("These curves as a table", `dose, ${unit}`, series));
  }

  /** Any other curve a result carries. */
  others() {
    const names = Object.keys(this.protocols[0].run.curves).filter((n) => !n.endsWith("coverage_curve"));
    return names.map((name) => {
      const series = this.protocols.filter((p) => p.run.curves[name]).map((protocol) => {
        const curve = protocol.run.curves[name];
        return { name: named(protocol.short), plain: protocol.short, style: protocol.style,
          x: curve.x.values, y: curve.y.values, curve };
      });
      const { x, y } = series[0].curve;
      return h("div", {}, h("h3", {}, words(name)),
        lineChart({ title: words(name), series, xLabel: `${words(x.name)}, ${unitText(x.unit)}`,
          yLabel: `${words(y.name)}, ${unitText(y.unit)}` }),
        legend(series), chartTable("This curve as a table", words(x.name), series));
    });
  }
}
