// The line of the depth section on the maps, with ends to drag.

import { s } from "./dom.js";

/** Draws the line of a state on a view; dragging an end changes the state. */
export function drawSectionLine(view, state) {
  const line = state.get("line");
  view.layers.line.replaceChildren();
  if (!line) return;
  const [x0, y0, x1, y1] = [view.px(line.x0), view.py(line.y0), view.px(line.x1), view.py(line.y1)];
  view.layers.line.append(s("path", { d: `M${x0} ${y0}L${x1} ${y1}` }),
    grip(view, state, x0, y0, (x, y) => ({ x0: x, y0: y })),
    grip(view, state, x1, y1, (x, y) => ({ x1: x, y1: y })));
  view.sizeMarks();
}

function grip(view, state, x, y, moved) {
  const end = s("rect", { "data-x": x, "data-y": y, class: "grip" }, s("title", {}, "drag: end of the section line"));
  end.addEventListener("pointerdown", (event) => {
    view.svg.setPointerCapture(event.pointerId);
    view.dragging = true;
    const go = (move) => {
      const [px, py] = view.at(move);
      state.set({ line: { ...state.get("line"), ...moved(Math.round(px * 10) / 10, Math.round(py * 10) / 10) } });
    };
    const stop = () => {
      view.dragging = false;
      view.svg.removeEventListener("pointermove", go);
      view.svg.removeEventListener("pointerup", stop);
    };
    view.svg.addEventListener("pointermove", go);
    view.svg.addEventListener("pointerup", stop);
    event.preventDefault();
  });
  return end;
}
