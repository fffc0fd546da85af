// What the parts of the page know of each other: which protocol and puncture are looked at.

export class State {
  constructor(values) {
    this.values = values;
    this.listeners = [];
  }
  get(name) {
    return this.values[name];
  }
  /** Tells everybody what changed. */
  set(changes) {
    const names = Object.keys(changes).filter((name) => this.values[name] !== changes[name]);
    if (names.length === 0) return;
    Object.assign(this.values, changes);
    for (const listener of this.listeners) listener(names);
  }
  when(names, act) {
    this.listeners.push((changed) => {
      if (changed.some((name) => names.includes(name))) act(changed);
    });
  }
}
