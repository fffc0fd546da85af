// The table of punctures: sorts, and is linked with the map both ways.

import { h, named } from "./dom.js";
import { number, unitText, withUnit, words } from "./format.js";

const kCard = ["depth", "volume_asked", "volume_delivered", "reach_area", "unique_area", "shared_area",
  "territory_area", "marginal_coverage", "wheal_diameter", "spread_radius"];

export class Punctures {
  constructor(protocols, state) {
    this.protocols = protocols;
    this.state = state;
    this.current = 0;
    this.sort = { column: 0, descending: false };
    this.tabs = h("div", { class: "tabs", role: "tablist" }, protocols.map((p, i) => h("button",
      { type: "button", role: "tab", class: "tab", "aria-selected": String(i === 0),
        onclick: () => this.show(i) },
      h("span", { class: `key key-${i % 6}` }, p.style.mark), " ", named(p.short))));
    this.holder = h("div", { class: "scroll tall", tabindex: "0", role: "region",
      "aria-label": "table of punctures" });
    this.others = h("div", { class: "print-only" });
    this.element = h("div", {}, protocols.length > 1 ? this.tabs : null, this.holder, this.others);
    window.addEventListener("beforeprint", () => this.others.replaceChildren(...this.plainTables()));
    window.addEventListener("afterprint", () => this.others.replaceChildren());
    this.show(0);
    state.when(["hover", "pin"], () => this.follow());
  }

  show(index) {
    this.current = index;
    this.holder.setAttribute("aria-label", `table of punctures of ${this.protocols[index].name}`);
    [...this.tabs.children].forEach((tab, i) => tab.setAttribute("aria-selected", String(i === index)));
    const { columns, units } = this.protocols[index].run.punctures;
    this.shown = columns.map((name, c) => c).filter((c) => columns[c] !== "session" ||
      this.protocols[index].run.punctures.rows.some((row) => row[c] !== 1));
    const head = h("tr", {}, this.shown.map((c) => [c, columns[c]]).map(([c, name]) => h("th", { scope: "col",
      "aria-sort": c === this.sort.column ? (this.sort.descending ? "descending" : "ascending") : "none" },
    h("button", { type: "button", class: "sort", onclick: () => this.sortBy(c) }, words(name),
      h("span", { class: "unit" }, unitText(units[c]))))));
    this.body = h("tbody", {});
    this.holder.replaceChildren(h("table", { class: "punctures" }, h("thead", {}, head), this.body));
    this.fillRows();
  }

  /** On paper every protocol has its table. */
  plainTables() {
    return this.protocols.filter((p) => p.index !== this.current).map((protocol) => {
      const { columns, units, rows } = protocol.run.punctures;
      return h("div", {}, h("h3", {}, named(protocol.short)), h("table", { class: "punctures" },
        h("thead", {}, h("tr", {}, columns.map((name, c) => h("th", { scope: "col" }, words(name), " ",
          h("span", { class: "unit" }, unitText(units[c])))))),
        h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value, c) =>
          h("td", { class: "number" }, c < 2 ? String(value) : number(value))))))));
    });
  }

  sortBy(column) {
    this.sort = { column, descending: this.sort.column === column && !this.sort.descending };
    this.show(this.current);
    this.holder.querySelectorAll("th button")[this.shown.indexOf(column)].focus();
  }

  fillRows() {
    const protocol = this.protocols[this.current];
    const { column, descending } = this.sort;
    const order = protocol.run.punctures.rows.map((row, i) => [row, i]);
    const sign = descending ? -1 : 1;
    order.sort(([a, i], [b, j]) => {
      const [x, y] = [a[column], b[column]];
      if (x === null || y === null) return (x === null) - (y === null) || i - j;
      return sign * (x - y) || i - j;
    });
    this.rowOf = new Map();
    this.body.replaceChildren(...order.map(([row, i]) => {
      const planned = protocol.punctures.length;
      const key = `${this.current}:${i % planned}`;
      const element = h("tr", { tabindex: "-1", "data-row": i + 1,
        onmouseenter: () => this.state.set({ hover: key }), onmouseleave: () => this.state.set({ hover: null }),
        onfocus: () => this.state.set({ hover: key }), onblur: () => this.state.set({ hover: null }),
        onclick: () => this.state.set({ pin: this.state.get("pin") === key ? null : key }),
        onkeydown: (event) => this.key(event, element, key) },
      this.shown.map((c) => h("td", { class: "number" }, c < 2 ? String(row[c]) : number(row[c]))));
      if (!this.rowOf.has(i % planned)) this.rowOf.set(i % planned, element);
      return element;
    }));
    this.body.firstElementChild?.setAttribute("tabindex", "0");
    this.follow();
  }

  key(event, element, key) {
    const to = { ArrowDown: element.nextElementSibling, ArrowUp: element.previousElementSibling }[event.key];
    if (event.key === "Enter") this.state.set({ pin: this.state.get("pin") === key ? null : key });
    else if (to) to.focus();
    else return;
    event.preventDefault();
  }

  follow() {
    this.lit?.classList.remove("lit");
    this.lit = null;
    const chosen = this.state.get("hover") ?? this.state.get("pin");
    if (!chosen) return;
    const [protocol, index] = chosen.split(":").map(Number);
    if (protocol !== this.current) return;
    this.lit = this.rowOf.get(index);
    if (!this.lit) return;
    this.lit.classList.add("lit");
    const box = this.holder.getBoundingClientRect();
    const row = this.lit.getBoundingClientRect();
    if (row.top < box.top + 40 || row.bottom > box.bottom) {
      this.holder.scrollTop += row.top - box.top - box.height / 2;
    }
  }
}

/** The numbers of the puncture that is pointed at. */
export class Card {
  constructor(protocols, state) {
    this.protocols = protocols;
    this.state = state;
    this.element = h("aside", { class: "card", "aria-live": "polite", "aria-label": "the chosen puncture" });
    state.when(["hover", "pin"], () => this.update());
    this.update();
  }

  update() {
    const chosen = this.state.get("hover") ?? this.state.get("pin");
    if (!chosen) {
      this.element.replaceChildren(h("p", { class: "hint" }, "Point at a puncture on a map or in the table, or ",
        "reach it with the Tab and arrow keys: its reach (disc of the same area), territory and numbers. ",
        "Click or Enter keeps it."));
      return;
    }
    const [at, index] = chosen.split(":").map(Number);
    const protocol = this.protocols[at];
    const { columns, units } = protocol.run.punctures;
    const pairs = kCard.filter((name) => columns.includes(name)).map((name) => [words(name),
      withUnit(protocol.value(index, name), units[columns.indexOf(name)])]);
    this.element.replaceChildren(
      h("div", { class: "card-head" }, h("h3", {}, `Puncture ${index + 1}`), named(protocol.short),
        this.state.get("pin") === chosen ? h("span", { class: "hint" }, "kept; click again to let go") : null),
      h("dl", {}, pairs.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))));
  }
}
