// What packed requests and packed answers have in common: tokens of 32 bits, of which the lowest three say what it is, and the
// others how much of it or which. See `wire::packed` of the library.

export const FIXED = 0;
export const NATURAL = 1;
export const WIDE = 2;
export const TEXT = 3;

export const NULL = FIXED;
export const FALSE = FIXED | (1 << 3);
export const TRUE = FIXED | (2 << 3);

/** A wide number is its halves: the lower one, and so many times this. */
export const HALF = 4294967296;
