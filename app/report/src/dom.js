// Elements from code: text always as text, never as markup, so nothing of the data can become code.

const kSvg = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function s(tag, attributes, ...children) {
  const element = document.createElementNS(kSvg, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity));
  return element;
}

/** A name from the data: shown as it is, kept from turning the writing direction around it. */
export function named(text) {
  return h("bdi", { class: "name" }, text);
}

/** A labelled control. */
export function field(label, control) {
  return h("label", { class: "field" }, h("span", {}, label), control);
}

export function select(options, chosen, change) {
  const element = h("select", { onchange: () => change(element.value) });
  for (const [value, text] of options) {
    element.append(h("option", { value, selected: value === chosen }, text));
  }
  return element;
}

/** A table that is made when somebody opens it, or prints. */
export function tableBehind(summary, make) {
  let filled = false;
  const element = h("details", { class: "as-table" }, h("summary", {}, summary));
  element.fillNow = () => {
    if (element.current) element.current.remove();
    element.current = h("div", { class: "scroll", tabindex: "0" }, make());
    element.append(element.current);
    filled = true;
  };
  element.refresh = () => {
    if (element.open) element.fillNow();
    else filled = false;
  };
  element.addEventListener("toggle", () => {
    if (element.open && !filled) element.fillNow();
  });
  return element;
}

/** A plain table; cells are text or elements, numbers are set to the right. */
export function table(head, rows, caption) {
  const cell = (tag, value) => h(tag,
    { class: typeof value === "number" || isNumeric(value) ? "number" : null,
      scope: tag === "th" ? "col" : null }, value instanceof Node ? value : String(value ?? ""));
  return h("table", {},
    caption ? h("caption", {}, caption) : null,
    h("thead", {}, h("tr", {}, head.map((value) => cell("th", value)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value) => cell("td", value))))));
}

function isNumeric(value) {
  return typeof value === "string" && /^[+−-]?[\d.,  ]+(e[+−-]?\d+)?( ?%)?$/.test(value);
}
