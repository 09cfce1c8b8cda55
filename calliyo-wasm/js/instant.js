// Instants as numbers: milliseconds since 1970-01-01T00:00:00Z.

import { rawInstant } from "calliyo-glue";

import { malformed, wellAsked } from "./answer.js";

/**
 * The milliseconds of an instant: of a `Date`, a number of milliseconds, or RFC 3339 text. None is refused, too.
 *
 * @param {Date | number | bigint | string} instant
 * @param {string} path the place of the instant, for the finding where it cannot be read
 * @param {number} [row] its row in the column
 * @returns {number}
 */
export function millisOf(instant, path, row) {
  if (typeof instant === "string") {
    return wellAsked(() => rawInstant(instant, placeOf(path, row)));
  }
  if (instant === undefined || instant === null) {
    throw malformed(placeOf(path, row), `missing field \`${path.split(".").at(-1)}\``);
  }
  const millis = isDate(instant) ? instant.getTime() : numberOf(instant);
  if (!Number.isSafeInteger(millis)) {
    throw new RangeError(`${placeOf(path, row)}: ${instant} is no instant`);
  }
  return millis;
}

/** What a view of 64 bits gives as a number; anything else as it is. */
export function numberOf(value) {
  return typeof value === "bigint" ? Number(value) : value;
}

/** Whether something is a date, of whichever window or context of the program. */
function isDate(value) {
  return value instanceof Date || Object.prototype.toString.call(value) === "[object Date]";
}

function placeOf(path, row) {
  return row === undefined ? path : `${path}[${row}]`;
}
