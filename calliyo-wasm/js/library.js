// What needs no engine.

import { rawCall, rawCodeName } from "calliyo-glue";

import { bytesOf, needTexts, resultOf, textOf } from "./answer.js";
import { needModule } from "./module.js";

/**
 * Answers a request for an operation that needs no engine: text in, text out. Of texts it never throws once the module
 * is ready.
 *
 * @param {string} operation
 * @param {string} request
 * @returns {string}
 */
export function call(operation, request) {
  needModule();
  needTexts(operation, request);
  return rawCall(operation, bytesOf(request));
}

/** The function of an operation that needs no engine: request in, result out. None at all is one without fields. */
export function operation(name) {
  return (request = {}) => resultOf(JSON.parse(call(name, textOf(request))));
}

/**
 * The name of a code by the number that `canMove` gives.
 *
 * @param {number} number
 * @returns {string | undefined}
 */
export function codeName(number) {
  needModule();
  return rawCodeName(number);
}
