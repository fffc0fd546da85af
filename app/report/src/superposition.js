// Maps as sums of profiles about the axes of depots (engine/run/depot_responses).

/** Axes from which a depot is seen between mirrors: its own and the nearest images. */
export function imagesOf(x, y, raster, mirrored) {
  if (!mirrored) return [[x, y]];
  const x1 = raster.x + raster.nx * raster.step;
  const y1 = raster.y + raster.ny * raster.step;
  const images = [];
  for (const px of [x, 2 * raster.x - x, 2 * x1 - x]) {
    for (const py of [y, 2 * raster.y - y, 2 * y1 - y]) images.push([px, py]);
  }
  return images;
}

/** Adds factor times the profile (a function of r < reach) about (x, y) to the cells of a raster. */
function addProfile(target, raster, x, y, reach, factor, profile) {
  const { nx, ny, step } = raster;
  const i0 = Math.max(0, Math.floor((x - reach - raster.x) / step));
  const i1 = Math.min(nx - 1, Math.floor((x + reach - raster.x) / step));
  const j0 = Math.max(0, Math.floor((y - reach - raster.y) / step));
  const j1 = Math.min(ny - 1, Math.floor((y + reach - raster.y) / step));
  const limit = reach * reach;
  for (let j = j0; j <= j1; j++) {
    const dy = raster.y + (j + 0.5) * step - y;
    for (let i = i0; i <= i1; i++) {
      const dx = raster.x + (i + 0.5) * step - x;
      const square = dx * dx + dy * dy;
      if (square < limit) target[j * nx + i] += factor * profile(Math.sqrt(square));
    }
  }
}

/** Adds one insertion, {x, y, depth, volume} with indices into the variants, to a map. */
export function addInsertion(target, page, insertion, factor) {
  const { variants, mirrored } = page.responses;
  const { kernels, step, radii } = variants;
  for (const [, , dx, dy, fluid, kernel] of partsOf(variants, insertion.depth, insertion.volume)) {
    const at = kernel * radii;
    // cubic through four neighbours; the profile is even about the axis
    const profile = (r) => {
      const place = r / step;
      const i = Math.floor(place);
      const t = place - i;
      const a = kernels[at + Math.abs(i - 1)];
      const b = kernels[at + i];
      const c = kernels[at + i + 1];
      const e = i + 2 < radii ? kernels[at + i + 2] : 0;
      return b + t * (c - a / 3 - b / 2 - e / 6 +
        t * ((a + c) / 2 - b + t * ((e - a) / 6 + (b - c) / 2)));
    };
    for (const [x, y] of imagesOf(insertion.x + dx, insertion.y + dy, page.raster, mirrored)) {
      addProfile(target, page.raster, x, y, (radii - 1) * step, factor * fluid, profile);
    }
  }
}

function partsOf(variants, depth, volume) {
  if (!variants.byNode) {
    variants.byNode = new Map();
    for (const part of variants.parts) {
      const key = part[0] * 1000 + part[1];
      if (!variants.byNode.has(key)) variants.byNode.set(key, []);
      variants.byNode.get(key).push(part);
    }
  }
  return variants.byNode.get(depth * 1000 + volume) ?? [];
}

const kFine = 400;

/** Profiles of each class at one time as tables over r, fine enough for linear reading. */
function tabulated(fields, weights) {
  const { radii } = fields;
  const reach = radii[radii.length - 1];
  const count = radii.length;
  return weights.map((values) => {
    const table = new Float64Array(kFine + 2);
    let peak = 0;
    let last = 0;
    for (let f = 0; f <= kFine; f++) {
      // radii are reach (i/(count - 1))^1.5
      const place = Math.min(count - 1.000001, (count - 1) * Math.pow(f / kFine, 2 / 3));
      const i = Math.floor(place);
      const share = (f / kFine * reach - radii[i]) / (radii[i + 1] - radii[i]);
      table[f] = values[i] + Math.min(1, Math.max(0, share)) * (values[i + 1] - values[i]);
      peak = Math.max(peak, table[f]);
    }
    for (let f = 0; f <= kFine; f++) if (table[f] > 2e-5 * peak) last = f;
    return { table, reach: ((last + 1) * reach) / kFine, scale: kFine / reach };
  });
}

/** The values of each class at an age, between the computed ones: linear in log t. */
function atAge(times, age, valuesAt) {
  if (age <= times[0]) return valuesAt(0);
  let i = 0;
  while (i + 2 < times.length && times[i + 1] < age) i++;
  if (age >= times[times.length - 1]) return valuesAt(times.length - 1);
  const from = times[i];
  const to = times[i + 1];
  const share = from > 0 ? Math.log(age / from) / Math.log(to / from) : age / to;
  if (share < 1e-9) return valuesAt(i);
  if (share > 1 - 1e-9) return valuesAt(i + 1);
  const low = valuesAt(i);
  const high = valuesAt(i + 1);
  return low.map((values, c) => values.map((value, r) => value + share * (high[c][r] - value)));
}

/** Per class, the mean concentration over planes [first, last] at an age. */
function bandProfiles(page, age, first, last) {
  const { fields, classes } = page.responses;
  const planes = fields.faces.length - 1;
  const count = fields.radii.length;
  const thickness = fields.faces[last + 1] - fields.faces[first];
  return atAge(fields.times, age, (t) => Array.from({ length: classes }, (_, c) => {
    const sum = new Float64Array(count);
    for (let p = first; p <= last; p++) {
      const weight = (fields.faces[p + 1] - fields.faces[p]) / thickness;
      const at = ((c * fields.times.length + t) * planes + p) * count;
      for (let r = 0; r < count; r++) sum[r] += weight * fields.concentration[at + r];
    }
    return sum;
  }));
}

/** Per class, the exposure of a layer until an age. */
function exposureProfiles(page, age, layer) {
  const { fields, classes, layers } = page.responses;
  const count = fields.radii.length;
  return atAge(fields.times, age, (t) => Array.from({ length: classes }, (_, c) => {
    const at = ((c * fields.times.length + t) * layers.length + layer) * count;
    return fields.exposure.slice(at, at + count);
  }));
}

/** The depots that one session, from 0, puts into the skin. */
function depotsOf({ depots }, session) {
  return depots.filter(([, , , , , only]) => only === 0 || only === session + 1);
}

/**
 * A map of the whole session, or course, at a time since the first session. `what`:
 * {quantity: "concentration" | "exposure", first, last} with planes or a layer.
 */
export function mapAt(page, raster, what, time) {
  const values = new Float64Array(raster.nx * raster.ny);
  const { responses } = page;
  for (const [s, end] of responses.session_ends.entries()) {
    const age = time - (end - responses.session_ends[0]);
    if (age < 0) continue;
    const profiles = what.quantity === "exposure"
      ? exposureProfiles(page, age, what.first)
      : bandProfiles(page, age, what.first, what.last);
    const tables = tabulated(responses.fields, profiles);
    for (const [, x, y, fluid, depotClass] of depotsOf(responses, s)) {
      const { table, reach, scale } = tables[depotClass];
      const profile = (r) => {
        const place = r * scale;
        const i = place | 0;
        return table[i] + (place - i) * (table[i + 1] - table[i]);
      };
      for (const [px, py] of imagesOf(x, y, page.raster, responses.mirrored)) {
        addProfile(values, raster, px, py, reach, fluid, profile);
      }
    }
  }
  return values;
}

/** Concentration on a line of `count` points and all planes: [plane][point]. */
export function sectionAt(page, line, count, time) {
  const { responses } = page;
  const planes = responses.fields.faces.length - 1;
  const values = new Float64Array(planes * count);
  for (const [s, end] of responses.session_ends.entries()) {
    const age = time - (end - responses.session_ends[0]);
    if (age < 0) continue;
    for (let p = 0; p < planes; p++) {
      const tables = tabulated(responses.fields, bandProfiles(page, age, p, p));
      for (const [, x, y, fluid, depotClass] of depotsOf(responses, s)) {
        const { table, reach, scale } = tables[depotClass];
        for (const [px, py] of imagesOf(x, y, page.raster, responses.mirrored)) {
          for (let k = 0; k < count; k++) {
            const share = k / (count - 1);
            const r = Math.hypot(line.x0 + share * (line.x1 - line.x0) - px,
                                 line.y0 + share * (line.y1 - line.y0) - py);
            if (r >= reach) continue;
            const place = r * scale;
            const i = place | 0;
            values[p * count + k] += fluid * (table[i] + (place - i) * (table[i + 1] - table[i]));
          }
        }
      }
    }
  }
  return values;
}
