// Scenarios of the browser tests: small enough to run in a second, close enough to real ones.

export function scenario({ name = "A grid", pattern, depth = "1.0 mm", volume = "20 uL", extra = "",
  outline = 'rectangle = ["24 mm", "18 mm"]', depot = 'kind = "swollen-lens"', step = "0.4 mm",
  technique = "", quantity = 'quantity = "auc"\nreduce = "depth_mean"\nat = "6 h"',
  threshold = "30000 ug s/mm3", solute = "ascorbate", source = "a test", basis = "per_session" } = {}) {
  const text = JSON.stringify;
  return `schema = 1
name = ${text(name)}
source = ${text(source)}
[target]
outline = { ${outline} }
layer = "dermis"
interior_margin = "2.5 mm"
[tissue]
layers = [
  { name = "epidermis", thickness = "0.075 mm", clearance = "0 1/s" },
  { name = "dermis", thickness = "1.3 mm", half_life = "10 min" },
  { name = "hypodermis", thickness = "4.5 mm", half_life = "30 min" },
]
[product]
solutes = [{ name = ${text(solute)}, concentration = "100 mg/mL", molar_mass = "176 Da" }]
[delivery]
${technique}
depth = "${depth}"
volume = "${volume}"
[pattern]
${pattern ?? 'kind = "square"\nspacing = "5 mm"'}
[depot]
${depot}
[prescription]
solute = ${text(solute)}
${quantity}
layer = "dermis"
threshold = "${threshold}"
basis = "${basis}"
[numerics]
step = "${step}"
${extra}
`;
}

/** The punctures of a page as a CSV table that a scenario takes; `edit` changes or drops rows. */
export function pointsTable(rows) {
  return ["x [mm],y [mm],depth [mm],volume [uL]", ...rows.map((r) =>
    [r.x, r.y, r.depth, r.volume].join(","))].join("\n") + "\n";
}

/** Names that try to break out, of every kind we could think of. */
export const kHostile = [
  "</script><img src=x onerror=alert(1)>",
  "<!--<script>",
  "]]><svg/onload=alert(2)>",
  "{{7*7}} ${7*7} @MESOGRID_DATA@",
  "\u202Egnp.exe\u202C right to left",
  "\"' onmouseover=alert(3) x='",
  "javascript:alert(4)",
  "&lt;b&gt;&amp;&#x3c;",
  "=cmd()|' /C calc'!A0",
  "é ﷽ 𝔘 👩‍⚕️ \u200b\u2066\u2069",
  "W".repeat(200),
];
