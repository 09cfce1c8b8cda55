// One table of columns: views of the module's memory, and the writing of values into them.

import { RUN, millisOf, numberOf, writeTexts, writeWide } from "./instant.js";
import { memory } from "./module.js";

/** The view of a column, by what stands on its rows. */
export const VIEWS = {
  byte: Uint8Array,
  number16: Uint16Array,
  number32: Uint32Array,
  signed64: BigInt64Array,
  unsigned64: BigUint64Array,
  instant: BigInt64Array,
  flags: Uint8Array,
};

/** The owner of the memory that a view shows: the memory is not given back while somebody has the view. */
const owners = new WeakMap();

/**
 * The columns of one table. Each is a property with the name of the column: a view, made when it is first asked for.
 */
export class Table {
  /** The validity bitmaps, by column: a bit per row, the least significant of each byte first. New ones are full. */
  valid = {};
  #name;
  #rows;
  #raw;
  #columns = new Map();

  constructor(raw, name, rows, columns) {
    this.#raw = raw;
    this.#name = name;
    this.#rows = rows;
    for (const column of columns) {
      this.#columns.set(column.name, {
        ...column,
        view: undefined,
        validity: undefined,
        values: 0,
      });
      const own = { enumerable: true, get: () => this.#view(column.name) };
      Object.defineProperty(this, column.name, own);
      if (column.mayMiss) {
        Object.defineProperty(this.valid, column.name, {
          enumerable: true,
          get: () => this.#validity(column.name),
        });
      }
    }
  }

  /** How many rows there are. */
  get rows() {
    return this.#rows;
  }

  /** Whether a column holds lists. */
  isOfLists(name) {
    return this.#column(name).kind === "lists";
  }

  /** The names of the columns. */
  get names() {
    return [...this.#columns.keys()];
  }

  /** What finds the values of a column in records that have it under the same name. */
  sourceOf(name) {
    const { of, gather } = this.#column(name);
    return { of, gather };
  }

  /** Forgets a column: what holds where it is unset stands beside it. */
  unset(name) {
    const column = this.#column(name);
    this.#raw().unset(column.constant);
    column.view = undefined;
    column.validity = undefined;
    column.values = 0;
  }

  /**
   * Writes a column: a value per row, `null` or `undefined` where it is missing, which is 0 where nothing can be. An
   * instant that must be there is refused. Instants are text, numbers or dates, flags are true or false, and a list is
   * an array of numbers. A column that could not be written to its end is unset.
   */
  set(name, values) {
    if (values.length !== this.rows) {
      throw new RangeError(`${this.#name}.${name}: ${values.length} values for ${this.rows} rows`);
    }
    try {
      if (this.isOfLists(name)) {
        this.writeLists(name, values);
      } else {
        this.write(name, values, 0, this.rows);
      }
    } catch (error) {
      this.unset(name);
      throw error;
    }
  }

  /** Writes rows of a column, of which `values` has one for each. */
  write(name, values, from, to) {
    let buffer;
    do {
      const write = this.#writer(name);
      ({ buffer } = memory());
      write(values, from, to);
      // The memory has grown where the library was asked to read an instant: what was written since is lost.
    } while (buffer !== memory().buffer);
  }

  /** The views of a column, and of its validity if values may be missing, as long as the memory does not grow. */
  viewsOf(name) {
    const validity = this.#column(name).mayMiss ? this.#validity(name) : undefined;
    return [this.#view(name), validity];
  }

  /** Writes a column of lists. */
  writeLists(name, lists) {
    const column = this.#column(name);
    const path = `${this.#name}.${name}`;
    let buffer;
    do {
      column.values = lists.reduce((sum, list, row) => sum + lengthOf(list, path, row), 0);
      column.view = undefined;
      const { offsets, values } = this.#lists(column);
      ({ buffer } = memory());
      let end = 0;
      lists.forEach((list, row) => {
        const length = lengthOf(list, path, row);
        for (let place = 0; place < length; place += 1) {
          values[end] = inRange(list[place], 4294967295, path, row);
          end += 1;
        }
        offsets[row + 1] = end;
      });
    } while (buffer !== memory().buffer);
  }

  /** What writes rows of a column, as long as the memory does not grow. */
  #writer(name) {
    const column = this.#column(name);
    const path = `${this.#name}.${name}`;
    const [values, validity] = this.viewsOf(name);
    switch (column.kind) {
      case "flags":
        return flagWriter(values, path);
      case "instant":
        return instantWriter(values, validity, path, !column.mayMiss);
      case "signed64":
        return wideWriter(values, validity, path, wholeNumber);
      case "unsigned64":
        return wideWriter(values, validity, path, count);
      default:
        return numberWriter(values, validity, path, 2 ** (8 * values.BYTES_PER_ELEMENT) - 1);
    }
  }

  #column(name) {
    const column = this.#columns.get(name);
    if (column === undefined) {
      throw new RangeError(`${this.#name} has no column ${name}`);
    }
    return column;
  }

  #view(name) {
    const raw = this.#raw();
    const column = this.#column(name);
    if (column.kind === "lists") {
      return this.#lists(column);
    }
    if (column.view?.buffer !== memory().buffer) {
      const length = column.kind === "flags" ? Math.ceil(this.rows / 8) : this.rows;
      const address = placed(raw.column(column.constant, this.rows));
      column.view = new VIEWS[column.kind](memory().buffer, address, length);
      owners.set(column.view, raw);
    }
    return column.view;
  }

  #validity(name) {
    const raw = this.#raw();
    const column = this.#column(name);
    if (column.validity?.buffer !== memory().buffer) {
      this.#view(name);
      const address = placed(raw.validity(column.constant));
      column.validity = new Uint8Array(memory().buffer, address, Math.ceil(this.rows / 8));
      owners.set(column.validity, raw);
    }
    return column.validity;
  }

  /** The views of a column of lists. */
  #lists(column) {
    if (column.view?.offsets.buffer !== memory().buffer) {
      const raw = this.#raw();
      if (column.view === undefined) {
        placed(raw.lists(column.constant, this.rows, column.values));
      }
      const { buffer } = memory();
      const offsets = new Uint32Array(buffer, raw.listOffsets(column.constant), this.rows + 1);
      const values = new Uint32Array(buffer, raw.listValues(column.constant), column.values);
      owners.set(offsets, raw);
      owners.set(values, raw);
      column.view = { offsets, values };
    }
    return column.view;
  }
}

/** An address, or an error where the module had none to give. */
function placed(address) {
  if (address === 0) {
    throw new RangeError("there is too little memory for the column");
  }
  return address;
}

function flagWriter(bits, path) {
  return (values, from, to) => {
    for (let row = from; row < to; row += 1) {
      const value = values[row - from];
      if (typeof value !== "boolean" && value !== null && value !== undefined) {
        throw new RangeError(`${path}[${row}]: ${value} is neither true nor false`);
      }
      mark(bits, row, value === true);
    }
  };
}

function numberWriter(numbers, validity, path, most) {
  return (values, from, to) => {
    markThere(validity, values, from, to);
    for (let row = from; row < to; row += 1) {
      const value = values[row - from];
      numbers[row] = isMissing(value) ? 0 : inRange(value, most, path, row);
    }
  };
}

function wideWriter(numbers, validity, path, numberOf) {
  const halves = halvesOf(numbers);
  return (values, from, to) => {
    markThere(validity, values, from, to);
    for (let row = from; row < to; row += 1) {
      const value = values[row - from];
      writeWide(halves, row, isMissing(value) ? 0 : numberOf(value, path, row));
    }
  };
}

/** `isNeeded`: an instant that is missing is refused. */
function instantWriter(numbers, validity, path, isNeeded) {
  const halves = halvesOf(numbers);
  return (values, from, to) => {
    markThere(validity, values, from, to);
    for (let start = from; start < to; start += RUN) {
      const end = Math.min(start + RUN, to);
      if (writeTexts(values, start - from, end - from, isNeeded, halves, start)) {
        continue;
      }
      for (let row = start; row < end; row += 1) {
        const value = values[row - from];
        writeWide(halves, row, !isNeeded && isMissing(value) ? 0 : millisOf(value, path, row));
      }
    }
  };
}

/** Numbers of 64 bits as two halves each, the lower one first: it takes much longer to make a BigInt. */
function halvesOf(numbers) {
  return new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
}

/** Notes which values are there, where any may be missing: eight rows at a time, of which the first begins a byte. */
function markThere(bits, values, from, to) {
  if (bits === undefined) {
    return;
  }
  for (let row = from; row < to; row += 8) {
    const count = Math.min(8, to - row);
    let byte = 0;
    for (let place = 0; place < count; place += 1) {
      byte |= isMissing(values[row - from + place]) ? 0 : 1 << place;
    }
    bits[row >>> 3] = byte;
  }
}

/**
 * Notes whether a row has a value, of rows that are written one after the other up to another: what is returned is to
 * be given with the next, and 0 with the first, which begins a byte.
 */
export function markedThere(marked, isThere, bits, row, to) {
  const place = row & 7;
  const byte = marked | (isThere ? 1 << place : 0);
  if (place !== 7 && row + 1 !== to) {
    return byte;
  }
  if (bits !== undefined) {
    bits[row >>> 3] = byte;
  }
  return 0;
}

export function isMissing(value) {
  return value === null || value === undefined;
}

function mark(bits, row, isSet) {
  const bit = 1 << (row & 7);
  if (isSet) {
    bits[row >>> 3] |= bit;
  } else {
    bits[row >>> 3] &= ~bit;
  }
}

export function inRange(value, most, path, row) {
  if (!(value >= 0 && value <= most && Number.isInteger(value))) {
    throw new RangeError(`${path}[${row}]: ${value} is no whole number from 0 to ${most}`);
  }
  return value;
}

function lengthOf(list, path, row) {
  if (list === null || list === undefined) {
    return 0;
  }
  if (!Array.isArray(list) && !ArrayBuffer.isView(list)) {
    throw new RangeError(`${path}[${row}]: ${list} is no list`);
  }
  return list.length;
}

function wholeNumber(value, path, row) {
  const number = numberOf(value);
  if (!Number.isSafeInteger(number)) {
    throw new RangeError(`${path}[${row}]: ${value} is no whole number`);
  }
  return number;
}

function count(value, path, row) {
  return inRange(numberOf(value), Number.MAX_SAFE_INTEGER, path, row);
}
