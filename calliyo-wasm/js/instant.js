// Instants as numbers: milliseconds since 1970-01-01T00:00:00Z.

import { rawInstant } from "calliyo-glue";

import { wellAsked } from "./answer.js";

/** What stands for a letter that is no digit: whatever it is added to is less than nothing. */
const NO_DIGIT = -1_000_000;

/** The days of each month of a year without a leap day. */
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The milliseconds of an instant: of a `Date`, a number of milliseconds, or RFC 3339 text.
 *
 * @param {Date | number | string} instant
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
  const millis = instant instanceof Date ? instant.getTime() : instant;
  if (!Number.isSafeInteger(millis)) {
    throw new RangeError(`${placeOf(path, row)}: ${instant} is no instant`);
  }
  return millis;
}

function placeOf(path, row) {
  return row === undefined ? path : `${path}[${row}]`;
}

/**
 * The milliseconds of text such as `2026-05-15T13:00:00Z` or `2026-05-15T13:00:00.000Z` of our time; NaN for any
 * other.
 */
function utcMillis(text) {
  const hasMillis = text.length === 24;
  if ((!hasMillis && text.length !== 20) || text.charCodeAt(text.length - 1) !== 0x5a) {
    return NaN;
  }
  const isMarked =
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a &&
    (!hasMillis || text.charCodeAt(19) === 0x2e);
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const day = pair(text, 8);
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  const second = pair(text, 17);
  const millis = hasMillis ? pair(text, 20) * 10 + digit(text, 22) : 0;
  const isDate =
    year >= 1970 &&
    year <= 2099 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= lastDay(year, month);
  const isTime =
    hour >= 0 &&
    hour <= 23 &&
    minute >= 0 &&
    minute <= 59 &&
    second >= 0 &&
    second <= 59 &&
    millis >= 0;
  if (!isMarked || !isDate || !isTime) {
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
  return own * 365 + (own >> 2) + Math.trunc((153 * months + 2) / 5) - 719_483;
}

function pair(text, place) {
  return digit(text, place) * 10 + digit(text, place + 1);
}

function digit(text, place) {
  const value = text.charCodeAt(place) - 0x30;
  return value >= 0 && value <= 9 ? value : NO_DIGIT;
}
