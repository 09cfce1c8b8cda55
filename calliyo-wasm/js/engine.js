import { RawEngine } from "calliyo-glue";

import { bytesOf, frozen, needTexts, resultOf, textOf, wellAsked } from "./answer.js";
import { Columns, planOf, reportOf } from "./columns.js";
import { memory, needColumns, needModule } from "./module.js";
import { OPERATIONS } from "./operations.js";
import { Kinds, asked } from "./packer.js";
import { Names, unpacked } from "./unpacker.js";

/** The index of no status. */
const NO_STATUS = 0xffffffff;

/** How many answers of `transitions` are kept: more than the leads and people of most companies need. */
const KEPT_TRANSITIONS = 1024;

/**
 * Answers of `canMove` are kept for facts below this, which are those of almost every lead: there are sixteen for each
 * status, and for each role where the company lists allowed moves.
 */
const KEPT_FACTS = 4096;

/** No answers at all. */
const NO_MOVES = new Uint16Array(0);

/** What stands behind an engine in the module. */
let moduleOf;

/** What an engine makes of a request: the result of an operation, and the facts of a lead. */
let answerTo;
let factsOf;

/** What a company configures, checked once. It never changes. */
export class Engine {
  /** What stands behind it in the module; none once it was freed. */
  #raw;
  /** The kinds of objects that stand in requests. */
  #kinds = new Kinds((tokens, names) => wellAsked(() => moduleOf(this).tellNames(tokens, names)));
  /** The names of fields in answers. */
  #names = new Names((number) => moduleOf(this).answerName(number));
  #statuses;
  /** Answers of `transitions`, by the facts of the lead and the context. */
  #transitions = new Map();
  /** Answers of `canMove` plus 1, with a place per status for each of the first facts; 0 where nobody has asked yet. */
  #moves = NO_MOVES;
  /** How many statuses there are, once `canMove` was asked. */
  #places = 0;

  /** @param {object | string} policy a policy, or its JSON text */
  constructor(policy = {}) {
    needModule();
    const text = typeof policy === "string" ? policy : textOf(policy);
    this.#raw = wellAsked(() => new RawEngine(bytesOf(text)));
  }

  static {
    moduleOf = (engine) => {
      if (!(#raw in engine)) {
        throw new TypeError("this is no Engine but something else: keep engines out of proxies");
      }
      if (engine.#raw === undefined) {
        throw new Error("the engine was freed");
      }
      return engine.#raw;
    };
    answerTo = (engine, operation, request) => {
      const raw = moduleOf(engine);
      const answer = asked(request, engine.#kinds, (bytes, tokens) => {
        if (tokens === undefined) {
          return JSON.parse(raw.call(operation, bytes));
        }
        engine.#names.learn(raw.ask(operation, bytes, tokens));
        return unpacked(memory().buffer, raw.answerTokens(), raw.answerTexts(), engine.#names);
      });
      return resultOf(answer);
    };
    factsOf = (engine, request) => {
      const raw = moduleOf(engine);
      return wellAsked(() =>
        asked(request, engine.#kinds, (bytes, tokens) => raw.facts(bytes, tokens)),
      );
    };
  }

  /** The ids of the pipeline's statuses, in the order in which `canMove` and columns count them. */
  get statuses() {
    const raw = moduleOf(this);
    this.#statuses ??= Object.freeze(resultOf(JSON.parse(raw.statuses())));
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
    const raw = moduleOf(this);
    needTexts(operation, request);
    return raw.call(operation, bytesOf(request));
  }

  /**
   * What the moves of a lead depend on, for an actor and an instant, as a number for `canMove`. It is good for
   * engines of the same policy and version of the library, as long as neither lead nor context change.
   *
   * @param {object} lead
   * @param {object} context
   * @returns {number}
   */
  facts(lead, context) {
    return factsOf(this, { lead, context });
  }

  /**
   * Whether a lead of these facts may be moved to a status, by its index in the pipeline: 0, or else the number of the
   * code that refuses it, for `codeName`. The first call takes longer; what was asked before is a look into an array.
   *
   * @param {number} facts
   * @param {number} to
   * @returns {number}
   */
  canMove(facts, to) {
    if (isBelow(KEPT_FACTS, facts) && isBelow(this.#places, to)) {
      const kept = this.#moves[facts * this.#places + to];
      if (kept !== 0) {
        return kept - 1;
      }
    }
    return this.#askMove(facts, to);
  }

  /** Asks the module, and keeps what it answers where `canMove` looks first. */
  #askMove(facts, to) {
    // The module would take what is no index for 0.
    const refused = moduleOf(this).canMove(facts, isBelow(NO_STATUS, to) ? to : NO_STATUS);
    if (this.#moves === NO_MOVES) {
      this.#places = this.statuses.length;
      this.#moves = new Uint16Array(KEPT_FACTS * this.#places);
    }
    if (isBelow(KEPT_FACTS, facts) && isBelow(this.#places, to)) {
      this.#moves[facts * this.#places + to] = refused + 1;
    }
    return refused;
  }

  /**
   * Every status as a move for one lead. The answer depends on nothing but the facts of lead and context, so that it is
   * written and read once. All leads of the same facts share it; it is frozen.
   *
   * @param {object} request
   * @returns {readonly object[]}
   */
  transitions(request) {
    const facts = factsOf(this, request);
    let answer = this.#transitions.get(facts);
    if (answer === undefined) {
      answer = frozen(answerTo(this, "transitions", request));
      if (this.#transitions.size === KEPT_TRANSITIONS) {
        this.#transitions.clear();
      }
      this.#transitions.set(facts, answer);
    }
    return answer;
  }

  /**
   * Makes columns in the memory of the module: so many rows of each table.
   *
   * @param {object} rows such as `{ leads: 1_000_000, agents: 1_000 }`, with `sizes` for what other dense numbers name
   */
  columns(rows) {
    needColumns();
    const { statuses } = this;
    const own = {
      statuses,
      receives: (role) => moduleOf(this).receives(role),
      leadFlags: (lead, now) => {
        const raw = moduleOf(this);
        return wellAsked(() => raw.leadFlags(bytesOf(textOf(lead)), now));
      },
      queues: (columns) => this.report("queues", columns, {}),
    };
    return new Columns(own, rows);
  }

  /**
   * Plans a job over columns: `assignment`, `removal` or `topUp`. Nothing in the columns changes.
   *
   * @param {string} job
   * @param {Columns} columns
   * @param {{ now: Date | number | string }} options
   */
  plan(job, columns, options) {
    return planOf(columns, moduleOf(this), job, options);
  }

  /**
   * Makes a report over columns: each figure as a `Float64Array`, a number per row, NaN where a row has none.
   *
   * @param {string} name
   * @param {Columns} columns
   * @param {object} query
   */
  report(name, columns, query) {
    return reportOf(columns, moduleOf(this), name, query);
  }

  /** Gives its memory back. What is garbage is given back in time as well; twice is harmless. */
  free() {
    this.#raw?.free();
    this.#raw = undefined;
    this.#moves = NO_MOVES;
    this.#places = 0;
  }
}

/** Whether something is a whole number from 0 up to a bound, which is 2^32 at most. */
function isBelow(bound, value) {
  return value >>> 0 === value && value < bound;
}

// Every operation but those that have a method of their own.
for (const { name } of OPERATIONS.filter(({ name }) => !(name in Engine.prototype))) {
  Engine.prototype[name] = function (request = {}) {
    return answerTo(this, name, request);
  };
}

if (Symbol.dispose) {
  Engine.prototype[Symbol.dispose] = Engine.prototype.free;
}
