// The punctures of one protocol as a trainer has them at the moment, and what they reach.

import { Coverage } from "./coverage.js";
import { percent } from "./format.js";
import { addInsertion } from "./superposition.js";

const kAgreement = 0.1;  // points

/** Why a protocol cannot be trained with, or "". */
export function reasonAgainst(protocol) {
  const { responses, sampling } = protocol.page;
  if (!responses) return "this file holds no responses of single depots: run the scenario again";
  if (responses.no_variants) return responses.no_variants;
  if (!sampling) return "the map has too many cells for a page; a larger numerics.step helps";
  if (!(protocol.page.threshold > 0)) return "the prescription has no threshold";
  return "";
}

/** Is the page's coverage of the plan far from the engine's, and what to say about it. */
export function agreement(protocol, planned) {
  const engine = protocol.measure("coverage");
  const far = engine !== null && Math.abs(engine - planned) > kAgreement;
  return { far, text: far
    ? `The page's coverage of the plan, ${percent(planned, 2)}, is not the engine's, ${percent(engine, 2)}: trust the engine.`
    : `As planned the page finds ${percent(planned, 2)}; the engine ${percent(engine, 2)}.` };
}

/** The punctures of one protocol as they stand on the page, and what they reach. */
export class Session {
  constructor(protocol) {
    this.protocol = protocol;
    const { page } = protocol;
    this.variants = page.responses.variants;
    this.coverage = new Coverage(page.raster, page.sampling);
    this.plan = protocol.plan.map((p, i) => ({ x: p.x, y: p.y, missed: false,
      depth: this.variants.depth_of[i], volume: this.variants.volume_of[i] }));
    this.map = new Float64Array(page.raster.nx * page.raster.ny);
    this.reset();
  }

  reset() {
    this.now = this.plan.map((insertion) => ({ ...insertion }));
    this.made = 0;
    this.map.fill(0);
    this.goTo(this.now.length);
    this.growth = null;
  }

  add(insertion, factor) {
    if (!insertion.missed) addInsertion(this.map, this.protocol.page, insertion, factor);
  }

  /** The first `count` punctures are made. */
  goTo(count) {
    if (count === 0) this.map.fill(0);
    else {
      while (this.made < count) this.add(this.now[this.made++], 1);
      while (this.made > count) this.add(this.now[--this.made], -1);
    }
    this.made = count;
    this.measured = null;
  }

  edit(i, changes) {
    const made = i < this.made;
    if (made) this.add(this.now[i], -1);
    Object.assign(this.now[i], changes);
    if (made) this.add(this.now[i], 1);
    this.measured = null;
    this.growth = null;
  }

  changed(i) {
    const [a, b] = [this.plan[i], this.now[i]];
    return a.x !== b.x || a.y !== b.y || a.missed !== b.missed || a.depth !== b.depth || a.volume !== b.volume;
  }

  changes() {
    return this.now.filter((_, i) => this.changed(i)).length;
  }

  reached() {
    this.measured ??= this.coverage.of(this.map, this.protocol.page.threshold);
    return this.measured;
  }

  /**
   * Works on the curve of coverage after each puncture (at most 61 points) until a moment; true when
   * it is whole.
   */
  growUntil(moment) {
    const { length } = this.now;
    this.growth ??= { x: [0], y: [0], map: new Float64Array(this.map.length), next: 0 };
    const { growth } = this;
    const stride = Math.max(1, Math.ceil(length / 60));
    while (growth.next < length) {
      if (performance.now() > moment) return false;
      const insertion = this.now[growth.next++];
      if (!insertion.missed) addInsertion(growth.map, this.protocol.page, insertion, 1);
      if (growth.next % stride === 0 || growth.next === length) {
        growth.x.push(growth.next);
        growth.y.push(this.coverage.of(growth.map, this.protocol.page.threshold).whole ?? 0);
      }
    }
    return true;
  }
}
