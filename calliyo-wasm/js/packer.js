// Values to requests without a text between: what `wire::packed` of the library reads.
//
// A text would be written only to be taken apart again, which takes longer than most questions. Plain values become
// tokens instead: numbers of 32 bits, of which the lowest three say what it is. Whatever else `JSON.stringify` knows what
// to do with is left to it, and so is what is large: such a request crosses as its text, which means the same.

import { bytesOf, textOf } from "./answer.js";
import { FALSE, HALF, NATURAL, NULL, TEXT, TRUE, WIDE } from "./tokens.js";

const LIST = 4;
const OBJECT = 5;

/** Numbers below this fit a token. */
const SMALL = 2 ** 28;

/** How deep values may stand in each other here; the library reads twice as much. */
const DEPTH = 32;

/** How many kinds of objects have a number, at most: where names are data there is no end of them. */
const MOST_KINDS = 512;

/** Where requests are packed: tokens, and the texts behind them. */
const scratch = new Uint8Array(65_536);
const words = new Int32Array(scratch.buffer);
const MOST_TOKENS = 8192;
const MOST_TEXT = scratch.length - 4 * MOST_TOKENS;

const encoder = new TextEncoder();

/** Whether a value is being packed: it may have properties that ask another question when they are looked at. */
let isPacking = false;

/** How many tokens there are so far, and the texts. */
let tokens = 0;
let texts = "";

/** Whose objects are packed. */
let kinds;

/** The kinds of objects that one engine was told of: such as have the same names in the same order. */
export class Kinds {
  /** The kind of a request, as long as others are of the same. */
  top = [undefined];
  #byNames = new Map();
  #tell;

  /** @param {(tokens: number, packed: Uint8Array) => void} tell takes the names of a kind, which gets a number by it */
  constructor(tell) {
    this.#tell = tell;
  }

  /** The kind of an object; none where it cannot have one. */
  of(object) {
    const names = Object.keys(object);
    // A proxy may tell other names when it is asked again; a method of this name would make another text.
    if (!hasNames(object, names) || names.includes("toJSON")) {
      return undefined;
    }
    const key = JSON.stringify(names);
    const kind = this.#byNames.get(key);
    return kind ?? (this.#byNames.size < MOST_KINDS ? this.#add(key, names) : undefined);
  }

  #add(key, names) {
    const text = names.join("");
    const bytes = encoder.encode(text);
    if (bytes.length !== text.length) {
      return undefined;
    }
    const lengths = names.map((name) => token(TEXT, name.length));
    const own = Int32Array.of(token(LIST, names.length), ...lengths);
    const packed = new Uint8Array(own.byteLength + bytes.length);
    packed.set(new Uint8Array(own.buffer));
    packed.set(bytes, own.byteLength);
    this.#tell(own.length, packed);
    const kind = { number: this.#byNames.size, names, below: names.map(() => undefined) };
    this.#byNames.set(key, kind);
    return kind;
  }
}

/**
 * Gives a request to `ask`: its bytes, which are good until the next, and how many tokens they begin with; or the bytes
 * of its text, where it cannot be packed, and no number.
 *
 * @template T
 * @param {unknown} request
 * @param {Kinds} own
 * @param {(bytes: Uint8Array, tokens: number | undefined) => T} ask
 * @returns {T}
 */
export function asked(request, own, ask) {
  const bytes = isPacking ? undefined : packedBytes(request, own);
  return bytes === undefined ? ask(bytesOf(textOf(request)), undefined) : ask(bytes, tokens);
}

function packedBytes(request, own) {
  // Whoever gives all values a form of their own means it. What all objects inherit is no part of any text.
  if (Object.prototype.toJSON !== undefined || Array.prototype.toJSON !== undefined) {
    return undefined;
  }
  if (!hasNames(Object.prototype, [])) {
    return undefined;
  }
  isPacking = true;
  kinds = own;
  tokens = 0;
  texts = "";
  try {
    if (!pack(request, own.top, 0, DEPTH) || tokens > MOST_TOKENS || texts.length > MOST_TEXT) {
      return undefined;
    }
    const start = 4 * tokens;
    const { read, written } = encoder.encodeInto(texts, scratch.subarray(start));
    // Tokens count letters, which are bytes where all of them are ASCII.
    return read === written ? scratch.subarray(0, start + written) : undefined;
  } finally {
    isPacking = false;
    texts = "";
  }
}

/** Packs a value, which stands at a place in what is `above`. Whether it could be packed is returned. */
function pack(value, above, place, depth) {
  switch (typeof value) {
    case "string":
      put(token(TEXT, value.length));
      texts += value;
      return true;
    case "number":
      return packNumber(value);
    case "boolean":
      put(value ? TRUE : FALSE);
      return true;
    case "object":
      if (value === null) {
        put(NULL);
        return true;
      }
      // What is too large is not looked at to its end.
      if (depth === 0 || tokens > MOST_TOKENS) {
        return false;
      }
      return Array.isArray(value)
        ? packList(value, above, place, depth - 1)
        : packObject(value, above, place, depth - 1);
    default:
      return false;
  }
}

function packNumber(number) {
  if (number >= 0 && number < SMALL && (number | 0) === number) {
    put(token(NATURAL, number));
    return true;
  }
  put(WIDE);
  put(number);
  put(Math.floor(number / HALF));
  return Number.isSafeInteger(number);
}

/** What stands in a list is mostly of one kind. */
function packList(list, above, place, depth) {
  if (Object.getPrototypeOf(list) !== Array.prototype || list.toJSON !== undefined) {
    return false;
  }
  put(token(LIST, list.length));
  for (let item = 0; item < list.length; item += 1) {
    if (tokens > MOST_TOKENS || !pack(list[item], above, place, depth)) {
      return false;
    }
  }
  return true;
}

function packObject(object, above, place, depth) {
  const prototype = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    return false;
  }
  let kind = above[place];
  if (kind === undefined || !hasNames(object, kind.names)) {
    kind = kinds.of(object);
    if (kind === undefined) {
      return false;
    }
    above[place] = kind;
  }
  put(token(OBJECT, kind.number));
  let own = 0;
  for (const name in object) {
    if (!pack(object[name], kind.below, own, depth)) {
      return false;
    }
    own += 1;
  }
  // A value that was looked at may have changed the object.
  return own === kind.names.length;
}

/** Whether what is met in an object are these names in their order. */
function hasNames(object, names) {
  let place = 0;
  for (const name in object) {
    if (name !== names[place]) {
      return false;
    }
    place += 1;
  }
  return place === names.length;
}

function token(kind, size) {
  return (size << 3) | kind;
}

/** Adds a token. What is beyond the room is lost, and refused at the end. */
function put(own) {
  words[tokens] = own;
  tokens += 1;
}
