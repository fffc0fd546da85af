// Builds the page when its data are read.

import { Curves } from "./curves.js";
import { readData } from "./data.js";
import { h, named } from "./dom.js";
import { balance, comparison, evidence, gaps, intended, overview, sessions } from "./facts.js";
import { Maps } from "./maps.js";
import { protocolsOf } from "./model.js";
import { Card, Punctures } from "./punctures.js";
import { Section } from "./section.js";
import { State } from "./state.js";
import { Training } from "./training.js";

function section(id, title, ...content) {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), content);
}

function lineThrough(protocol) {
  const { bounds, punctures } = protocol;
  const middle = [(bounds.x0 + bounds.x1) / 2, (bounds.y0 + bounds.y1) / 2];
  let nearest = { y: middle[1], d: Infinity };
  for (const { x, y } of punctures) {
    const d = Math.hypot(x - middle[0], y - middle[1]);
    if (d < nearest.d) nearest = { y, d };
  }
  const round = (v) => Math.round(v * 10) / 10;
  return { x0: round(bounds.x0 + 1.5), y0: round(nearest.y), x1: round(bounds.x1 - 1.5), y1: round(nearest.y) };
}

function projector() {
  const on = document.body.classList.toggle("projector");
  document.getElementById("projector").setAttribute("aria-pressed", String(on));
  if (on) document.getElementById("training").scrollIntoView();
}

function header(data) {
  const made = data.program;
  document.getElementById("use").textContent = intended(data);
  document.getElementById("made").replaceChildren(
    `mesogrid ${made.version} (${made.commit})`, data.file ? " · " : "", data.file ? named(data.file) : "",
    made.began ? ` · computed ${made.began.slice(0, 10)}` : "");
  document.getElementById("projector").addEventListener("click", projector);
  document.getElementById("print").addEventListener("click", () => window.print());
  document.addEventListener("keydown", (event) => {
    if (event.key === "p" && event.altKey) projector();
  });
}

/** Everything is on paper: tables that were behind a click are opened, and closed again. */
function printWhole() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      opened.push(details);
      details.open = true;
      details.fillNow?.();
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
}

async function start() {
  performance.mark("begun");
  const data = await readData(document.getElementById("data"));
  performance.mark("read");
  const protocols = protocolsOf(data);
  const state = new State({ quantity: "prescribed", band: "", compare: "", colours: "log", time: 0,
    hover: null, pin: null, line: lineThrough(protocols[0]) });
  header(data);
  const maps = new Maps(protocols, state, new Card(protocols, state).element);
  performance.mark("maps");
  const training = new Training(protocols);
  performance.mark("training");
  document.querySelector("main").append(
    section("overview", "At a glance", overview(protocols)),
    section("maps", "Maps", maps.element),
    section("training", "Training: puncture by puncture", training.element),
    section("depth", "Depth section", new Section(protocols, state, maps).element),
    section("curves", "Coverage curves", new Curves(protocols).element),
    section("comparison", "Comparison", comparison(protocols, data.result.comparison)),
    section("punctures", "Punctures", new Punctures(protocols, state).element),
    section("gaps", "Gaps", gaps(protocols)),
    section("balance", "Mass balance", balance(protocols)),
    section("sessions", "Sessions", sessions(protocols)),
    section("evidence", "What it stands on", evidence(protocols)));
  printWhole();
  document.body.classList.add("ready");
  // page.html#training: when the browser looked for it, it was not there yet
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: "instant" });
  performance.mark("ready");
}

start().catch((error) => {
  document.getElementById("trouble").textContent =
    `This page cannot show its data: ${error.message}. It needs a browser of 2023 or later.`;
});
