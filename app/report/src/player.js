// A slider that can also play by itself.

import { h } from "./dom.js";

export class Player {
  /** `options`: {label, count, change(index), text(index), perSecond, loop}. */
  constructor(options) {
    Object.assign(this, options);
    this.index = options.start ?? 0;
    this.button = h("button", { type: "button", class: "play", onclick: () => this.toggle() }, "▶ Play");
    this.slider = h("input", { type: "range", min: "0", max: String(this.count - 1), step: "1",
      "aria-label": this.label, oninput: () => {
        this.pause();
        this.go(Number(this.slider.value));
      } });
    this.slider.value = String(this.index);
    this.output = h("output", {}, this.text(this.index));
    this.element = h("div", { class: "player" }, this.button, this.slider, this.output);
    this.slider.setAttribute("aria-valuetext", this.text(this.index));
  }

  go(index) {
    this.index = Math.max(0, Math.min(this.count - 1, index));
    this.slider.value = String(this.index);
    this.output.textContent = this.text(this.index);
    this.slider.setAttribute("aria-valuetext", this.text(this.index));
    this.change(this.index);
  }

  setCount(count) {
    this.count = count;
    this.slider.max = String(count - 1);
  }

  toggle() {
    if (this.timer) this.pause();
    else this.play();
  }

  play() {
    if (this.index >= this.count - 1) this.go(0);
    this.button.textContent = "❚❚ Pause";
    this.timer = setInterval(() => {
      this.go(this.index + 1);
      if (this.index >= this.count - 1) this.pause();
    }, 1000 / this.perSecond);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.button.textContent = "▶ Play";
  }
}
