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
