// Contestants that take turns, and the table of what they took.

/** How long a turn takes at least, in milliseconds: what is quicker is repeated, since short times are easily disturbed. */
const TURN = 100;

/** Rounds before those that count: until then functions are compiled while they run. */
const WARM_UP = 3;

/**
 * Measures contestants in turn, so that what else the machine does meets all of them alike.
 *
 * @param rounds how many rounds count, each of all contestants
 * @param contestants functions by name; what they return is awaited
 * @returns for each name the median of its turns, in milliseconds per run
 */
export async function contest(rounds, contestants) {
  const names = Object.keys(contestants);
  const turns = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (const name of names) {
      turns[name].push(await turnOf(contestants[name]));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(turns[name].slice(WARM_UP))]));
}

/** The value in the middle, or halfway between the two that are. */
export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
}

/** How long a run of a contestant takes in its turn, in milliseconds. */
async function turnOf(work) {
  // What the contestant before has left behind is not charged to this one.
  globalThis.gc?.();
  // Such a collection makes the engine forget the shapes of values that nobody holds any more, and what it had compiled for
  // them. No program meets one before each handful of questions: the first run brings all of it back, and does not count.
  await work();
  const start = performance.now();
  let runs = 0;
  let took = 0;
  while (took < TURN) {
    const ended = work();
    if (ended instanceof Promise) {
      await ended;
    }
    runs += 1;
    took = performance.now() - start;
  }
  return took / runs;
}

/** A bound, and whether it is a floor. */
export const atMost = (bound) => ({ bound, isMet: (value) => value <= bound, sign: "≤" });
export const atLeast = (bound) => ({ bound, isMet: (value) => value >= bound, sign: "≥" });

/** What XState's `transition` took, in milliseconds, on the machine on which the targets in time were set. */
const TRANSITION_WHERE_TARGETS_WERE_SET = 10_400e-6;

/** The rows so far, printed line by line as the figures come in. */
export class Table {
  #met = 0;
  #missed = 0;
  /** How many times as long as there things take here. */
  #pace = 1;

  constructor() {
    console.log("Medians. A ratio is that of a peer's time to ours, or of ours to the native one. Behind a time in");
    console.log("brackets: what it would be where targets were set, where XState's transition takes 10.4 µs.\n");
    console.log(line("", "measured", "ratio", "target", ""));
  }

  /** Takes note of what XState's `transition` takes here, before any time is shown. */
  setPace(transition) {
    this.#pace = transition / TRANSITION_WHERE_TARGETS_WERE_SET;
  }

  case(name, size) {
    console.log(`\n${name}: ${size}`);
  }

  /**
   * How long something takes, in milliseconds, where it may be asked to take at most so long. What it would take at the
   * pace of the other machine is shown beside it, and is not what is judged.
   */
  time(name, took, target) {
    const shown = target && `${target.sign} ${duration(target.bound)}`;
    const there = target ? `(${duration(took / this.#pace)})` : "";
    console.log(line(name, duration(took), there, shown, this.#verdict(target, took)));
  }

  /** How long something takes, and that as a multiple. */
  ratio(name, took, times, target) {
    const shown = target && `${target.sign} ${target.bound} ×`;
    const multiple = `${times.toFixed(times < 100 ? 2 : 0)} ×`;
    console.log(line(name, duration(took), multiple, shown, this.#verdict(target, times)));
  }

  close() {
    console.log(`\n${this.#met} targets met, ${this.#missed} missed`);
  }

  #verdict(target, value) {
    if (!target) {
      return "";
    }
    const isMet = target.isMet(value);
    this.#met += isMet ? 1 : 0;
    this.#missed += isMet ? 0 : 1;
    return isMet ? "met" : "missed";
  }
}

function line(name, measured, ratio, target, verdict) {
  const cells = [name.padEnd(46), measured.padStart(16), ratio.padStart(11), (target ?? "").padStart(12)];
  return `  ${cells.join(" ")}  ${verdict}`.trimEnd();
}

/** Milliseconds in the unit in which they are read best. */
function duration(milliseconds) {
  const nanoseconds = milliseconds * 1e6;
  if (nanoseconds < 1e3) return `${Number(nanoseconds.toFixed(1))} ns`;
  if (nanoseconds < 1e6) return `${Number((nanoseconds / 1e3).toFixed(2))} µs`;
  return `${Number(milliseconds.toFixed(1))} ms`;
}
