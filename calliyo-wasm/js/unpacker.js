// Packed answers to values: what `wire::writer::packing` of the library writes.
//
// A text of JSON would name every field of every object, and be taken apart letter by letter. Tokens name fields by numbers
// instead: numbers of 32 bits, of which the lowest three say what it is. The texts stand one behind the other in a text of
// their own.

import { FALSE, FIXED, HALF, NATURAL, NULL, TEXT, TRUE, WIDE } from "./tokens.js";

const LIST = 3 << 3;
const END = 5 << 3;
const NAME = 5;

/** A wide number that may be negative. */
const SIGNED = WIDE;

/** A byte-order mark is a part of the text that begins with it. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The memory that an answer lay in last, as tokens and as bytes. */
let words = new Int32Array(0);
let bytes = new Uint8Array(0);

/** The names of the answer that is unpacked. */
let known;

/** Where the next token stands. */
let next = 0;

/** Where the next chunk of texts begins. */
let texts = 0;

/** The chunk that is open, and how much of it was read. */
let chunk = "";
let place = 0;

/** The names that stand in the answers of one engine, by number. */
export class Names {
  all = [];
  /** Those that a field gets by being assigned. Of the others all objects inherit something, which may have its own mind. */
  fields = [];
  #tell;

  /** @param {(number: number) => string} tell tells the name of a number */
  constructor(tell) {
    this.#tell = tell;
  }

  /** Asks for the names that are new, where there are so many. */
  learn(count) {
    for (let number = this.all.length; number < count; number += 1) {
      const name = this.#tell(number);
      this.all.push(name);
      this.fields.push(name in Object.prototype ? undefined : name);
    }
  }
}

/**
 * The value of a packed answer.
 *
 * @param {ArrayBuffer} memory where it lies
 * @param {number} tokensAt the address of its tokens
 * @param {number} textsAt the address of its texts
 * @param {Names} names
 */
export function unpacked(memory, tokensAt, textsAt, names) {
  if (words.buffer !== memory) {
    words = new Int32Array(memory);
    bytes = new Uint8Array(memory);
  }
  known = names;
  next = tokensAt >>> 2;
  texts = textsAt >>> 0;
  const own = value(token());
  known = undefined;
  chunk = "";
  return own;
}

/** The next token. */
function token() {
  const own = words[next];
  next += 1;
  return own;
}

/** The value that begins with a token. */
function value(own) {
  switch (own & 7) {
    case TEXT: {
      const start = place;
      place += own >>> 3;
      return chunk.slice(start, place);
    }
    case NAME:
      return known.all[own >>> 3];
    case NATURAL:
      return own >>> 3;
    case FIXED:
      return fixed(own);
    case WIDE: {
      const lower = token() >>> 0;
      const upper = token();
      return (own === SIGNED ? upper : upper >>> 0) * HALF + lower;
    }
    default:
      openChunk(own >>> 3);
      return value(token());
  }
}

function fixed(own) {
  switch (own) {
    case NULL:
      return null;
    case FALSE:
      return false;
    case TRUE:
      return true;
    case LIST:
      return list();
    default:
      return object();
  }
}

function list() {
  const items = [];
  for (let own = token(); own !== END; own = token()) {
    items.push(value(own));
  }
  return items;
}

/**
 * Makes a plain object. JavaScript engines tell plain objects apart by which field came when, and those that come from `{}` are
 * one family: with answers in it, a request that a page puts together takes half as long again to be packed.
 */
function Fields() {}
Fields.prototype = Object.prototype;

/** A name and a value by turns, until the object ends. */
function object() {
  const fields = new Fields();
  for (let own = token(); own !== END; own = token()) {
    const name = (own & 7) === NAME ? known.fields[own >>> 3] : undefined;
    if (name === undefined) {
      define(fields, value(own), value(token()));
    } else {
      fields[name] = value(token());
    }
  }
  return fields;
}

/** Sets a field, whatever its name is. */
function define(fields, name, own) {
  const field = { value: own, writable: true, enumerable: true, configurable: true };
  Object.defineProperty(fields, name, field);
}

/** Opens the next chunk of texts, all of which are slices of it. */
function openChunk(size) {
  chunk = decoder.decode(bytes.subarray(texts, texts + size));
  texts += size;
  place = 0;
}
