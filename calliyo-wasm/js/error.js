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
