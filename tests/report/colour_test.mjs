// Colours that every eye tells apart: protanopia, deuteranopia and tritanopia after Machado, Oliveira
// and Fernandes 2009 (IEEE TVCG 15:1291, severity 1.0); differences in CIELAB (CIE 1976).

import { kMaps, kProtocols } from "../../app/report/src/colours.js";
import { check, runCases } from "./lib.mjs";

const kEyes = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
const linear = (v) => (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));

/** L*, a*, b* of an sRGB colour as an eye sees it. */
function lab(rgb, eye) {
  const light = rgb.map((v) => linear(v / 255));
  const [r, g, b] = eye.map((row) => Math.min(1, Math.max(0, row.reduce((sum, m, i) => sum + m * light[i], 0))));
  const f = (t) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389 / 27 + 16) / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const apart = (a, b) => Math.hypot(...a.map((v, i) => v - b[i]));
const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

const cases = Object.entries(kEyes).flatMap(([name, eye]) => [
  [`${name}: the colours of maps grow lighter with the value`, () => {
    const lightness = kMaps.sequential.map((colour) => lab(colour, eye)[0]);
    for (let i = 8; i < lightness.length; i++) {
      check(lightness[i] > lightness[i - 8], `step ${i} is not lighter than step ${i - 8}`);
    }
    check(lightness[255] - lightness[0] > 60, "dark to light spans most of the range");
  }],
  [`${name}: more and less stay apart in differences`, () => {
    for (let i = 0; i < 100; i++) {
      const distance = apart(lab(kMaps.difference[i], eye), lab(kMaps.difference[255 - i], eye));
      check(distance > 0.12 * (127 - i), `steps ${i} and ${255 - i} are ${distance.toFixed(1)} apart`);
    }
  }],
  [`${name}: the first three protocols differ in colour; all differ in dash and mark`, () => {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < i; j++) {
        const distance = apart(lab(rgb(kProtocols[i].colour), eye), lab(rgb(kProtocols[j].colour), eye));
        check(distance > 11, `${kProtocols[i].colour} and ${kProtocols[j].colour}: ${distance.toFixed(1)}`);
      }
    }
    check(new Set(kProtocols.map((p) => p.dash)).size === kProtocols.length, "dashes differ");
    check(new Set(kProtocols.map((p) => p.mark)).size === kProtocols.length, "marks differ");
  }],
]);
cases.push(["protocol colours are read on white (WCAG AA, 4.5:1)", () => {
  for (const { colour } of kProtocols) {
    const [r, g, b] = rgb(colour).map((v) => linear(v / 255));
    const contrast = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
    check(contrast >= 4.5, `${colour}: ${contrast.toFixed(2)}`);
  }
}]);
process.exit((await runCases(cases)) === 0 ? 0 : 1);
