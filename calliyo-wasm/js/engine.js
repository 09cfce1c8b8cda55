import { RawEngine } from "calliyo-glue";

import { resultOf, textOf, wellAsked } from "./answer.js";
import { needModule } from "./module.js";
import { OPERATIONS } from "./operations.js";

/** The index of no status. */
const NO_STATUS = 0xffffffff;

/** What a company configures, checked once. It never changes. */
export class Engine {
  /** What stands behind it in the module; none once it was freed. */
  #raw;
  #statuses;

  /** @param {object | string} policy a policy, or its JSON text */
  constructor(policy) {
    needModule();
    const text = typeof policy === "string" ? policy : textOf(policy);
    this.#raw = wellAsked(() => new RawEngine(text));
  }

  get #module() {
    if (this.#raw === undefined) {
      throw new Error("the engine was freed");
    }
    return this.#raw;
  }

  /** The ids of the pipeline's statuses, in the order in which `canMove` and columns count them. */
  get statuses() {
    this.#statuses ??= Object.freeze(JSON.parse(this.#module.statuses()));
    return this.#statuses;
  }

  /**
   * Answers a request of any operation: text in, text out. A failure is an answer too.
   *
   * @param {string} operation
   * @param {string} request
   * @returns {string}
   */
  call(operation, request) {
    return this.#module.call(operation, request);
  }

  /**
   * What the moves of a lead depend on, for an actor and an instant, as a number for `canMove`. It is good for engines of
   * the same policy and version of the library, as long as neither lead nor context change.
   *
   * @param {object} lead
   * @param {object} context
   * @returns {number}
   */
  facts(lead, context) {
    const raw = this.#module;
    return wellAsked(() => raw.facts(textOf(lead), textOf(context)));
  }

  /**
   * Whether a lead of these facts may be moved to a status, by its index in the pipeline: 0, or else the number of the
   * code that refuses it, for `codeName`. The first call takes longer.
   *
   * @param {number} facts
   * @param {number} to
   * @returns {number}
   */
  canMove(facts, to) {
    // The module would take what is no index for 0.
    return this.#module.canMove(facts, to >>> 0 === to ? to : NO_STATUS);
  }

  /** Gives its memory back. What is garbage is given back in time as well; twice is harmless. */
  free() {
    this.#raw?.free();
    this.#raw = undefined;
  }
}

for (const { name } of OPERATIONS) {
  Engine.prototype[name] = function (request) {
    return resultOf(this.call(name, textOf(request)));
  };
}

if (Symbol.dispose) {
  Engine.prototype[Symbol.dispose] = Engine.prototype.free;
}
