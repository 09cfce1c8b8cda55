// Instants as numbers: milliseconds since 1970-01-01T00:00:00Z.

import { rawInstant } from "calliyo-glue";

import { malformed, wellAsked } from "./answer.js";

/** The days of each month of a year without a leap day. */
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

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
    const millis = utcMillis(instant);
    // The library reads every other form, and says what is wrong.
    return Number.isNaN(millis) ? wellAsked(() => rawInstant(instant, placeOf(path, row))) : millis;
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

/**
 * The milliseconds of text such as `2026-05-15T13:00:00Z` or `2026-05-15T13:00:00.000Z` of our time; NaN for any
 * other. A column has millions of them: what is asked of each letter is a few steps without a branch, and short enough
 * that engines put all of it in one place.
 */
function utcMillis(text) {
  const hasMillis = text.length === 24;
  if (!hasMillis && text.length !== 20) {
    return NaN;
  }
  const y0 = digit(text, 0);
  const y1 = digit(text, 1);
  const y2 = digit(text, 2);
  const y3 = digit(text, 3);
  const o0 = digit(text, 5);
  const o1 = digit(text, 6);
  const d0 = digit(text, 8);
  const d1 = digit(text, 9);
  const h0 = digit(text, 11);
  const h1 = digit(text, 12);
  const m0 = digit(text, 14);
  const m1 = digit(text, 15);
  const s0 = digit(text, 17);
  const s1 = digit(text, 18);
  let unmarked =
    differs(text, 4, 0x2d) |
    differs(text, 7, 0x2d) |
    differs(text, 10, 0x54) |
    differs(text, 13, 0x3a) |
    differs(text, 16, 0x3a) |
    differs(text, text.length - 1, 0x5a);
  let beyond =
    past(y0, 9) | past(y1, 9) | past(y2, 9) | past(y3, 9) |
    past(o0, 9) | past(o1, 9) | past(d0, 9) | past(d1, 9) |
    past(h0, 9) | past(h1, 9) | past(m0, 5) | past(m1, 9) |
    past(s0, 5) | past(s1, 9);
  let millis = 0;
  if (hasMillis) {
    const i0 = digit(text, 20);
    const i1 = digit(text, 21);
    const i2 = digit(text, 22);
    unmarked |= differs(text, 19, 0x2e);
    beyond |= past(i0, 9) | past(i1, 9) | past(i2, 9);
    millis = i0 * 100 + i1 * 10 + i2;
  }
  const year = y0 * 1000 + y1 * 100 + y2 * 10 + y3;
  const month = o0 * 10 + o1;
  const day = d0 * 10 + d1;
  const hour = h0 * 10 + h1;
  const minute = m0 * 10 + m1;
  const second = s0 * 10 + s1;
  beyond |= past(year - 1970, 129) | past(month - 1, 11) | past(day - 1, 30) | past(hour, 23);
  if (unmarked !== 0 || beyond < 0 || day > lastDay(year, month)) {
    return NaN;
  }
  return (
    (((daysBefore(year, month) + day - 1) * 24 + hour) * 60 + minute) * 60_000 +
    second * 1000 +
    millis
  );
}

/** The last day of a month from 1970 to 2099, when every fourth year has a leap day. */
function lastDay(year, month) {
  return MONTHS[month - 1] + (month === 2 && (year & 3) === 0 ? 1 : 0);
}

/** The days from 1970 to such a month. Years begin with March here, so that the leap day is the last of a year. */
function daysBefore(year, month) {
  const own = month <= 2 ? year - 1 : year;
  const months = month <= 2 ? month + 9 : month - 3;
  // 719,483 days lie between 0000-03-01, without the leap days that centuries leave out, and 1970-01-01.
  return own * 365 + (own >> 2) + (((153 * months + 2) / 5) | 0) - 719_483;
}

/** The value of a digit, and less than 0 or more than 9 for any other letter. */
function digit(text, place) {
  return text.charCodeAt(place) - 0x30;
}

/** Not 0 unless a letter stands at its place. */
function differs(text, place, letter) {
  return text.charCodeAt(place) ^ letter;
}

/** Less than 0 unless a number is from 0 to `most`. */
function past(value, most) {
  return value | (most - value);
}
