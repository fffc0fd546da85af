// Numbers and units for reading; files keep full precision.

const kRaised = { 2: "²", 3: "³" };

/** "ug s/mm3" as "µg s/mm³". */
export function unitText(unit) {
  if (!unit || unit === "1") return "";
  return unit.replace(/\bu(?=[gLm])/g, "µ").replace(/(mm|cm|um|s)([23])/g, (_, u, p) => u + kRaised[p])
    .replace(/\*/g, " ");
}

/** About four significant digits. */
export function number(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "n/a";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    return value.toExponential(digits - 2).replace("-", "−").replace("e−", "e−").replace("e+", "e");
  }
  const decimals = size === 0 ? 0
    : Math.max(0, Math.min(4, digits - 1 - Math.floor(Math.log10(size))));
  let text = value.toFixed(decimals);
  if (text.includes(".")) text = text.replace(/\.?0+$/, "");
  return text.replace("-", "−");
}

export function withUnit(value, unit, digits) {
  const text = unitText(unit);
  return text ? `${number(value, digits)} ${text}` : number(value, digits);
}

export function percent(value, decimals = 1) {
  return value === null || value === undefined ? "n/a" : `${value.toFixed(decimals)} %`;
}

export function signed(value, digits) {
  if (value === null || value === undefined) return "n/a";
  const text = number(value, digits);
  return value > 0 ? `+${text}` : text;
}

/** Seconds as a duration in the unit people would use. */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) return "until cleared";
  const size = Math.abs(seconds);
  if (size === 0) return "0 s";
  if (size < 120) return `${number(seconds, 2)} s`;
  if (size < 5400) return `${number(seconds / 60, 2)} min`;
  if (size < 172800) return `${number(seconds / 3600, 3)} h`;
  return `${number(seconds / 86400, 3)} d`;
}

const kQuantities = {
  auc: "exposure (AUC)",
  areal_dose: "areal dose",
  areal_amount: "areal amount",
  areal_exposure: "areal exposure",
  bound_dose: "bound dose",
  concentration: "concentration",
  peak: "peak concentration",
  time_above: "time above the level",
  nominal_areal_dose: "nominal areal dose",
};

export function quantityText(quantity) {
  return kQuantities[quantity] ?? quantity;
}

/** "interior.V80" as "V80, interior". */
export function words(name) {
  const [, region, rest] = name.match(/^(interior|edge_band)\.(.+)$/) ?? [null, "", name];
  return (region ? `${rest}, ${region}` : rest).replace(/_/g, " ");
}

/** Round numbers from low to high, about `count` of them. */
export function ticks(low, high, count) {
  const raw = (high - low) / count || 1;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 5, 10].find((m) => m * power >= raw) * power;
  const list = [];
  for (let v = Math.ceil(low / step - 1e-9) * step; v <= high + 1e-9 * step; v += step) {
    list.push(Math.abs(v) < 1e-12 * step ? 0 : v);
  }
  return list;
}
