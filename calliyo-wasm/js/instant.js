// Instants as numbers: milliseconds since 1970-01-01T00:00:00Z.

import { rawInstant } from "calliyo-glue";

import { malformed, wellAsked } from "./answer.js";

/** Half of a number of 64 bits. */
const HALF = 4294967296;

/** The days of each month of a year without a leap day. */
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The lengths of the texts of instants that are usual: with milliseconds and without. Both are whole words. */
const LONG = 24;
const SHORT = 20;

/** How many instants are read at once, at most: few enough that what was gathered is still at hand. */
export const RUN = 256;

const encoder = new TextEncoder();

/** Where texts are encoded, and the same as words of four letters, of which the first is the lowest. */
const bytes = new Uint8Array(RUN * LONG);
const words = new Int32Array(bytes.buffer);

/**
 * The day that was read last, as its letters stand in words, and its first millisecond: of instants that follow one
 * another most are of one day. None yet: no text has four bytes of 255.
 */
let knownYear = -1;
let knownMonth = 0;
let knownDay = 0;
let midnight = 0;

/** The halves of an instant that is read by itself. */
const single = new Int32Array(2);

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
    const millis = usualMillis(instant);
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
 * Writes a run of instants, `RUN` at most: where each is text such as `2026-05-15T13:00:00Z` or
 * `2026-05-15T13:00:00.000Z` of our time, or missing where it may be, which is 0. Whether that is so is returned;
 * otherwise each is to be read by itself. Put together and encoded at once, texts are read as numbers of four letters,
 * which takes less time than letter by letter.
 *
 * @param {ArrayLike<unknown>} values
 * @param {number} from the place of the first
 * @param {number} to the place behind the last
 * @param {boolean} isNeeded whether none may be missing
 * @param {Int32Array} halves the column, as two numbers a row: the lower and the upper half of its milliseconds
 * @param {number} row the row of the first
 */
export function writeTexts(values, from, to, isNeeded, halves, row) {
  let text = "";
  for (let place = from; place < to; place += 1) {
    const value = values[place];
    if (typeof value === "string" && isUsual(value.length)) {
      text += value;
    } else if (isNeeded || (value !== undefined && value !== null)) {
      return false;
    }
  }
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read !== written) {
    return false;
  }
  let word = 0;
  for (let place = from; place < to; place += 1) {
    const value = values[place];
    const own = row + place - from;
    if (typeof value !== "string") {
      writeWide(halves, own, 0);
    } else if (writeWords(word, value.length === LONG, halves, own)) {
      word += value.length >> 2;
    } else {
      return false;
    }
  }
  return true;
}

/** Writes a whole number of 64 bits as two halves, of which the lower is the first. */
export function writeWide(halves, row, number) {
  halves[2 * row] = number;
  halves[2 * row + 1] = Math.floor(number / HALF);
}

/** The milliseconds of a text of the usual form; NaN for any other. */
function usualMillis(text) {
  if (!isUsual(text.length)) {
    return NaN;
  }
  const { read, written } = encoder.encodeInto(text, bytes);
  const isRead = read === written && writeWords(0, text.length === LONG, single, 0);
  return isRead ? single[1] * HALF + (single[0] >>> 0) : NaN;
}

function isUsual(length) {
  return length === LONG || length === SHORT;
}

/**
 * Writes the milliseconds of a text that stands in the words from one on: `2026` `-05-` `15T1` `3:00` `:00.` `000Z`, or
 * `:00Z` last. Whether all is in its place, and from 1970 to 2099, is returned; otherwise nothing is written. Short
 * enough that engines put all of it in one place.
 */
function writeWords(word, hasMillis, halves, row) {
  const isOfMonth = words[word] === knownYear && words[word + 1] === knownMonth;
  const isKnown = isOfMonth && (words[word + 2] & 0xffff) === knownDay;
  if (!isKnown && !readDay(word)) {
    return false;
  }
  // A mark that is there becomes 0, and a digit its value.
  const hours = (words[word + 2] >>> 16) ^ 0x3054;
  const minutes = words[word + 3] ^ 0x30303a30;
  const seconds = words[word + 4] ^ (hasMillis ? 0x2e30303a : 0x5a30303a);
  const millis = hasMillis ? words[word + 5] ^ 0x5a303030 : 0;
  const strays =
    strayIn(hours, 0x0600, 0xf0ff) |
    strayIn(minutes, 0x06060006, 0xf0f0fff0) |
    strayIn(seconds, 0x00060600, 0xfff0f0ff) |
    strayIn(millis, 0x00060606, 0xfff0f0f0);
  const hour = (hours >> 8) * 10 + (minutes & 255);
  const minute = (pairs(minutes) >> 16) & 255;
  const second = (pairs(seconds) >> 8) & 255;
  const milli = (millis & 255) * 100 + ((pairs(millis) >> 8) & 255);
  if (strays !== 0 || hour > 23 || minute > 59 || second > 59) {
    return false;
  }
  writeWide(halves, row, midnight + ((hour * 60 + minute) * 60 + second) * 1000 + milli);
  return true;
}

/** Reads the day of such a text, which is known from then on; whether it is one. */
function readDay(word) {
  const letters = [words[word], words[word + 1], words[word + 2] & 0xffff];
  const years = letters[0] ^ 0x30303030;
  const months = letters[1] ^ 0x2d30302d;
  const days = letters[2] ^ 0x3030;
  const strays =
    strayIn(years, 0x06060606, 0xf0f0f0f0) |
    strayIn(months, 0x00060600, 0xfff0f0ff) |
    strayIn(days, 0x0606, 0xf0f0);
  const year = (pairs(years) & 255) * 100 + ((pairs(years) >> 16) & 255);
  const month = (pairs(months) >> 8) & 255;
  const day = pairs(days) & 255;
  if (strays !== 0 || year < 1970 || year > 2099 || month < 1 || month > 12) {
    return false;
  }
  if (day < 1 || day > lastDay(year, month)) {
    return false;
  }
  [knownYear, knownMonth, knownDay] = letters;
  midnight = (daysBefore(year, month) + day - 1) * 86_400_000;
  return true;
}

/**
 * Not 0 unless each of four letters is a mark, of which no bit is set, or a digit, 9 at most. `room` has 6 where a
 * digit stands, which takes what is more beyond the lower half of its letter, and `none` all bits that are not to be set.
 */
function strayIn(letters, room, none) {
  return (letters | (letters + room)) & none;
}

/** At the place of each of four digits the number of two digits that begins there. */
function pairs(digits) {
  return digits * 10 + (digits >> 8);
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
