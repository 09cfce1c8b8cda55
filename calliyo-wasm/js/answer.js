// Values to requests, and answers to results.

import { CalliyoError } from "./error.js";

/** The request as text. What JSON has no word for, such as `undefined`, is left to the library to refuse. */
export function textOf(value) {
  return String(JSON.stringify(value));
}

/** The result in an answer; a failure is thrown. */
export function resultOf(text) {
  const answer = JSON.parse(text);
  if (answer.type !== "success") {
    throw new CalliyoError(answer.errors);
  }
  return answer.result;
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
      resultOf(thrown);
    }
    throw thrown;
  }
}
