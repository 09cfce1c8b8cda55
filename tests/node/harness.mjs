// Behaviours, one after the other: prints each that does not hold and, last, `N passed, M failed`.

/** Runs every behaviour of an object of functions, by name. */
export function check(behaviours) {
  let passed = 0;
  let failed = 0;
  for (const [behaviour, holds] of Object.entries(behaviours)) {
    try {
      holds();
      passed += 1;
    } catch (error) {
      failed += 1;
      console.log(`${behaviour}\n${error.stack}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Numbers that look random, the same in each run: splitmix32. */
export function random(seed) {
  let state = seed;
  /** A whole number from 0, below `end`. */
  return (end) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % end;
  };
}
