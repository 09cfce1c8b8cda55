// What one would write for this one pipeline.

import { GUARDS, guardsBetween } from "./guards.mjs";

/** A table by the names of both statuses: the guards of each move, of which the first that fails gives its code. */
export function table(statuses) {
  const row = (from) => statuses.map((to) => [to, guardsBetween(from, to).map((name) => GUARDS[name])]);
  const rows = Object.fromEntries(statuses.map((from) => [from, Object.fromEntries(row(from))]));
  return (known, to) => {
    for (const guard of rows[known.status][to]) {
      if (!guard.isMet(known)) {
        return guard.code;
      }
    }
    return null;
  };
}

const BITS = Object.keys(GUARDS);

/** The same on numbers alone, as one would write it who measures: each guard is a bit. */
export function bits(statuses) {
  const required = new Uint8Array(statuses.length ** 2);
  for (const [fromPlace, from] of statuses.entries()) {
    for (const [toPlace, to] of statuses.entries()) {
      const own = guardsBetween(from, to).map((name) => 1 << BITS.indexOf(name));
      required[fromPlace * statuses.length + toPlace] = own.reduce((all, bit) => all | bit);
    }
  }
  return {
    /** What is known, as a number. */
    facts(known) {
      const met = BITS.filter((name) => GUARDS[name].isMet(known));
      const bits = met.reduce((all, name) => all | (1 << BITS.indexOf(name)), 0);
      return (statuses.indexOf(known.status) << BITS.length) | bits;
    },
    /** 0, or the first bit that is missing. */
    canMove(facts, to) {
      const missing = required[(facts >> BITS.length) * statuses.length + to] & ~facts;
      return missing & -missing;
    },
  };
}
