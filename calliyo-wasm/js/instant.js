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
  if (!hasMillis && text.length !== 20) {
    return NaN;
  }
  const unmarked =
    differs(text, 4, 0x2d) |
    differs(text, 7, 0x2d) |
    differs(text, 10, 0x54) |
    differs(text, 13, 0x3a) |
    differs(text, 16, 0x3a) |
    differs(text, 19, hasMillis ? 0x2e : 0x5a) |
    differs(text, text.length - 1, 0x5a);
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const day = pair(text, 8);
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  const second = pair(text, 17);
  const millis = hasMillis ? pair(text, 20) * 10 + digit(text, 22) : 0;
  const outside =
    beyond(year - 1970, 129) |
    beyond(month - 1, 11) |
    beyond(day - 1, 30) |
    beyond(hour, 23) |
    beyond(minute, 59) |
    beyond(second, 59) |
    millis;
  if (unmarked !== 0 || outside < 0 || day > lastDay(year, month)) {
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

/** Not 0 unless a letter stands at its place. */
function differs(text, place, letter) {
  return text.charCodeAt(place) ^ letter;
}

/** Less than 0 unless a number is from 0 to `most`. Many of them together take one branch. */
function beyond(value, most) {
  return value | (most - value);
}
