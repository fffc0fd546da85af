// Coverage of a map as the engine measures it: sub-cells of two parabolas (engine/run/sub_cell_dose)
// and the share of a plane over a threshold (engine/domain/dose_distribution).

function parabolas(refinement) {
  const table = [];
  for (let k = 0; k < refinement; k++) {
    const width = 1 / refinement;
    const t = (k + 0.5) * width - 0.5;
    const square = t * t + (width * width - 1) / 12;
    table.push([0.5 * (square - t), 0.5 * (square + t), (t - 0.5) * width, (t + 0.5) * width]);
  }
  return table;
}

/** Share of a rectangle on which a plane of this mean and rises is at least `threshold`. */
export function shareAtLeast(mean, riseX, riseY, threshold) {
  const larger = Math.max(riseX, riseY);
  const smaller = Math.min(riseX, riseY);
  const excess = mean - threshold;
  const edge = 0.5 * (larger + smaller);
  if (excess >= edge) return 1;
  if (excess <= -edge) return 0;
  if (Math.abs(excess) <= 0.5 * (larger - smaller)) return 0.5 + excess / larger;
  const rest = edge - Math.abs(excess);
  const corner = 0.5 * (rest / larger) * (rest / smaller);
  return excess > 0 ? 1 - corner : corner;
}

/** The parabola through the three outermost cells goes on beyond the raster. */
function beyond(a, b, c, count) {
  if (count === 1) return a;
  return count === 2 ? 2 * a - b : 3 * a - 3 * b + c;
}

export class Coverage {
  /** `raster` {nx, ny}; `sampling` {refinement, whole, interior}: shares of sub-cells, 65535 = all. */
  constructor(raster, sampling) {
    this.nx = raster.nx;
    this.ny = raster.ny;
    this.n = sampling.refinement;
    this.sampling = sampling;
    this.table = parabolas(this.n);
    const cells = this.nx * this.ny;
    this.whole = new Float64Array(cells);
    this.interior = new Float64Array(cells);
    this.totals = [0, 0];
    const columns = this.nx * this.n;
    for (let s = 0; s < sampling.whole.length; s++) {
      const row = Math.floor(s / columns);
      const cell = Math.floor(row / this.n) * this.nx + Math.floor((s - row * columns) / this.n);
      this.whole[cell] += sampling.whole[s];
      this.interior[cell] += sampling.interior[s];
      this.totals[0] += sampling.whole[s];
      this.totals[1] += sampling.interior[s];
    }
    this.padded = new Float64Array((this.nx + 2) * (this.ny + 2));
    this.d = new Float64Array(9);
  }

  pad(values) {
    const { nx, ny, padded } = this;
    const w = nx + 2;
    for (let j = 0; j < ny; j++) {
      const row = (j + 1) * w;
      const from = j * nx;
      for (let i = 0; i < nx; i++) padded[row + 1 + i] = values[from + i];
      padded[row] = beyond(values[from], values[from + 1], values[from + 2], nx);
      padded[row + w - 1] =
        beyond(values[from + nx - 1], values[from + nx - 2], values[from + nx - 3], nx);
    }
    for (let i = 0; i < w; i++) {
      padded[i] = beyond(padded[w + i], padded[2 * w + i], padded[3 * w + i], ny);
      padded[(ny + 1) * w + i] =
        beyond(padded[ny * w + i], padded[(ny - 1) * w + i], padded[(ny - 2) * w + i], ny);
    }
  }

  /** Sub-cell of the product parabola: [excess, rise x, rise y] into out. */
  subCell(kx, ky, out) {
    const d = this.d;
    const [lmX, umX, lrX, urX] = this.table[kx];
    const [lmY, umY, lrY, urY] = this.table[ky];
    const m0 = d[1] + lmX * (d[0] - d[1]) + umX * (d[2] - d[1]);
    const m1 = d[4] + lmX * (d[3] - d[4]) + umX * (d[5] - d[4]);
    const m2 = d[7] + lmX * (d[6] - d[7]) + umX * (d[8] - d[7]);
    const r0 = lrX * (d[0] - d[1]) + urX * (d[2] - d[1]);
    const r1 = lrX * (d[3] - d[4]) + urX * (d[5] - d[4]);
    const r2 = lrX * (d[6] - d[7]) + urX * (d[8] - d[7]);
    out[0] = m1 + lmY * (m0 - m1) + umY * (m2 - m1);
    out[1] = r1 + lmY * (r0 - r1) + umY * (r2 - r1);
    out[2] = lrY * (m0 - m1) + urY * (m2 - m1);
  }

  flattening(average, differences) {
    if (average >= differences) return 1;
    if (average <= 0) return 0;
    let lowest = average;
    const out = [0, 0, 0];
    for (let ky = 0; ky < this.n; ky++) {
      for (let kx = 0; kx < this.n; kx++) {
        this.subCell(kx, ky, out);
        lowest = Math.min(lowest, average + out[0] - 0.5 * (Math.abs(out[1]) + Math.abs(out[2])));
      }
    }
    return lowest >= 0 ? 1 : average / (average - lowest);
  }

  /** {whole, interior, edge_band} in per cent; null for a region without area. */
  of(values, threshold) {
    this.pad(values);
    const { nx, ny, n, d, padded, sampling } = this;
    const w = nx + 2;
    const out = [0, 0, 0];
    const sums = [0, 0];
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const cell = j * nx + i;
        if (this.whole[cell] === 0) continue;
        const at = (j + 1) * w + i + 1;
        const average = Math.max(padded[at], 0);
        let differences = 0;
        for (let y = 0; y < 3; y++) {
          for (let x = 0; x < 3; x++) {
            const difference = padded[at + (y - 1) * w + x - 1] - average;
            d[3 * y + x] = difference;
            differences += Math.abs(difference);
          }
        }
        if (average + differences < threshold) continue;
        if (average - differences >= threshold) {
          sums[0] += this.whole[cell];
          sums[1] += this.interior[cell];
          continue;
        }
        const kept = this.flattening(average, differences);
        for (let ky = 0; ky < n; ky++) {
          for (let kx = 0; kx < n; kx++) {
            const s = (j * n + ky) * nx * n + i * n + kx;
            if (sampling.whole[s] === 0) continue;
            this.subCell(kx, ky, out);
            const share = shareAtLeast(average + kept * out[0], kept * Math.abs(out[1]),
                                       kept * Math.abs(out[2]), threshold);
            sums[0] += share * sampling.whole[s];
            sums[1] += share * sampling.interior[s];
          }
        }
      }
    }
    const [whole, interior] = this.totals;
    const per = (sum, total) => (total > 0 ? (100 * sum) / total : null);
    return {
      whole: per(sums[0], whole),
      interior: per(sums[1], interior),
      edge_band: per(sums[0] - sums[1], whole - interior),
    };
  }
}
