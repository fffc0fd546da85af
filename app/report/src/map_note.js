// What is said below the maps.

import { withUnit } from "./format.js";

/** What stands below the maps of a quantity; `timed`: can other quantities and times be drawn? */
export function mapNote(protocols, quantity, timed) {
  const p = protocols[0].run.prescription;
  if (quantity === "prescribed") {
    const why = protocols[0].page.responses?.no_fields ||
      "this file holds no responses of single depots; run the scenario again with this version";
    const without = timed ? "" : ` Other quantities, times and sections cannot be drawn: ${why}.`;
    return `Hatched: below the threshold of ${withUnit(p.threshold.value, p.threshold.unit)} ` +
      `(mark on the colour bar). Circles: gaps with their largest inscribed disc. The line follows ` +
      `the visiting order.${apartText(protocols)}${without}`;
  }
  const missing = protocols.filter((protocol) => !protocol.page.responses?.fields).map((protocol) =>
    ` ${protocol.short} cannot be drawn: ${protocol.page.responses?.no_fields || "no responses"}.`);
  return "Made on this page from the engine's response of one depot of each kind, summed over the " +
    "depots; the same colours for every protocol." + missing.join("");
}

function apartText(protocols) {
  const apart = protocols.filter((p) => p.apart).map((p) => p.short.split(" · ")[0]);
  return apart.length ? ` ${apart.join(", ")}: map and gaps are those of session 1; pale punctures are those ` +
    "of later sessions, judged by themselves." : "";
}
