// Colours that people who see colours differently tell apart.

// Cividis: polynomial fit to the map of Nunez, Anderton and Renslow 2018, PLoS One 13:e0199239.
function cividis(t) {
  const clamp = (v) => Math.max(0, Math.min(255, Math.round(v)));
  return [
    clamp(-4.54 - t * (35.34 - t * (2381.73 - t * (6402.7 - t * (7024.72 - t * 2710.57))))),
    clamp(32.49 + t * (170.73 + t * (52.82 - t * (131.46 - t * (176.58 - t * 67.37))))),
    clamp(81.24 + t * (442.36 - t * (2482.43 - t * (6167.24 - t * (6614.94 - t * 2475.67))))),
  ];
}

// Blue over white to orange: differences, with nothing in the middle.
const kDiverging = [[5, 77, 128], [67, 147, 195], [146, 197, 222], [247, 247, 247],
  [253, 184, 99], [224, 130, 20], [150, 74, 6]];

function diverging(t) {
  const place = Math.min(kDiverging.length - 1.0001, Math.max(0, t * (kDiverging.length - 1)));
  const i = Math.floor(place);
  return kDiverging[i].map((v, c) => Math.round(v + (place - i) * (kDiverging[i + 1][c] - v)));
}

const kSteps = 256;
export const kMaps = {
  sequential: Array.from({ length: kSteps }, (_, i) => cividis(i / (kSteps - 1))),
  difference: Array.from({ length: kSteps }, (_, i) => diverging(i / (kSteps - 1))),
};

/** Where on 0 to 1 a value lies. `scale`: {low, high, kind: "linear" | "log"}. */
export function placeOn(scale, value) {
  if (scale.kind === "log") {
    return value <= scale.low ? 0 : Math.log(value / scale.low) / Math.log(scale.high / scale.low);
  }
  return (value - scale.low) / (scale.high - scale.low);
}

/** One line style per protocol: colours of Okabe and Ito 2008, darkened to be read on white. */
export const kProtocols = [
  { colour: "#00558c", dash: "", mark: "●" },
  { colour: "#b14700", dash: "7 4", mark: "■" },
  { colour: "#2e7d32", dash: "2 3", mark: "▲" },
  { colour: "#8b3a6f", dash: "9 3 2 3", mark: "◆" },
  { colour: "#7a5a00", dash: "5 2", mark: "▼" },
  { colour: "#444b57", dash: "1 2", mark: "✚" },
];

export function styleOf(protocol) {
  return kProtocols[protocol % kProtocols.length];
}
