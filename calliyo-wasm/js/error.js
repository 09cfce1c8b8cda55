/**
 * What marks every error of the library, whichever copy of the package made it: the ES modules and the CommonJS modules of
 * one program each have their own.
 */
const MARK = Symbol.for("calliyo.CalliyoError");

/** What is thrown when something was refused: the findings of a failure answer. */
export class CalliyoError extends Error {
  /** @param {{ code: string, path: string, rule: string, params: object, message: string }[]} errors */
  constructor(errors) {
    super(errors.map((error) => error.message).join("; "));
    /** Every finding. */
    this.errors = errors;
    const [first] = errors;
    this.code = first.code;
    this.path = first.path;
    this.rule = first.rule;
    this.params = first.params;
  }
}

CalliyoError.prototype.name = "CalliyoError";
CalliyoError.prototype[MARK] = true;

/** Errors of every copy of the package are of this class; a class made from it has its own errors alone. */
function isInstance(value) {
  return this === CalliyoError
    ? value?.[MARK] === true
    : Function.prototype[Symbol.hasInstance].call(this, value);
}

Object.defineProperty(CalliyoError, Symbol.hasInstance, { value: isInstance });

/** A value of a record that cannot be read, told as the library tells it of records. */
export function malformed(path, detail) {
  const message = `the request cannot be read: ${detail}`;
  return new CalliyoError([
    { code: "request.malformed", path, rule: "K2", params: { detail }, message },
  ]);
}

/** A status that the pipeline does not have, told as the library tells it. */
export function unknownStatus(path, status) {
  const message = `the pipeline has no status \`${status}\``;
  return new CalliyoError([
    { code: "status.unknown", path, rule: "P7", params: { status }, message },
  ]);
}
