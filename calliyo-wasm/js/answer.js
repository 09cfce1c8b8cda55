// Values to requests, and answers to results.

import { rawMalformed, rawUnknownStatus } from "calliyo-glue";

import { CalliyoError } from "./error.js";

const encoder = new TextEncoder();

/** Where short texts are encoded: the module copies what it is given. */
const scratch = new Uint8Array(32_768);

/** The request as text. What JSON has no word for, such as `undefined`, is left to the library to refuse. */
export function textOf(value) {
  return String(JSON.stringify(value));
}

/** A text as the module is given it: good until the next one. */
export function bytesOf(text) {
  // A code unit takes three bytes at most.
  if (text.length * 3 > scratch.length) {
    return encoder.encode(text);
  }
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
}

/** Throws where an operation or a request is no text: the module would make something of it that nobody meant. */
export function needTexts(operation, request) {
  if (typeof operation !== "string" || typeof request !== "string") {
    throw new TypeError("the name of an operation and a request are texts: methods take objects");
  }
}

/** The result in an answer; a failure is thrown. */
export function resultOf(answer) {
  if (answer.type !== "success") {
    throw new CalliyoError(answer.errors);
  }
  return answer.result;
}

/** The error of a value of a record that cannot be read. */
export function malformed(path, detail) {
  return errorOf(rawMalformed(path, detail));
}

/** The error of a status that the pipeline does not have. */
export function unknownStatus(path, status) {
  return errorOf(rawUnknownStatus(path, String(status)));
}

/** The error that a failure answer tells. */
function errorOf(failure) {
  return new CalliyoError(JSON.parse(failure).errors);
}

/**
 * What `ask` returns. Where it throws a text, that is a failure answer, and becomes an error.
 *
 * @template T
 * @param {() => T} ask
 * @returns {T}
 */
export function wellAsked(ask) {
  try {
    return ask();
  } catch (thrown) {
    if (typeof thrown === "string") {
      resultOf(JSON.parse(thrown));
    }
    throw thrown;
  }
}

/** A value of JSON, of which no part can be changed from now on. */
export function frozen(value) {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
