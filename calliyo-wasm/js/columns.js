import { RawColumns } from "calliyo-glue";

import { bytesOf, textOf, wellAsked } from "./answer.js";
import { millisOf } from "./instant.js";
import { memory } from "./module.js";
import { Table } from "./table.js";
import {
  AGENT_STATES,
  CALL_STATUSES,
  DIRECTIONS,
  FIGURES,
  FOLLOW_UP_STATES,
  JOBS,
  OUTPUTS,
  REPORTS,
  SIZES,
  TABLES,
  UNKNOWN_AGENT,
} from "./tables.js";

/**
 * How many records are worked off for one column before the next: what the processor has at hand. Each step is a loop of
 * its own over so many values, which is quicker than one loop whose steps differ by column.
 */
const BLOCK = 1024;

/** Columns without which nothing can be asked, whatever records have. */
const NEEDED = {
  leads: ["status", "capturedAt", "owner"],
  agents: ["cap", "held", "counter", "state"],
  calls: ["startedAt", "status", "durationSeconds", "agent"],
  followUps: ["at", "owner", "state"],
  history: ["lead", "status", "enteredAt"],
};

/** The columns of leads that depend on the instant. */
const FLAGS = ["liveCall", "followUpAhead", "openFollowUp"];

/** What stands for a name that the company does not have: a number that no check lets pass. */
const NO_STATUS = 0xffff;
const NO_BYTE = 0xff;

/** What an output of 64 bits is where there is no limit. */
const NO_LIMIT = 2n ** 63n - 1n;

/** What an engine does with the columns of a company. Not of the package's outside. */
export let planOf;
export let reportOf;

/**
 * The columns of a company in the memory of the module, for jobs and reports of millions of rows: one property per
 * table, such as `columns.leads`.
 */
export class Columns {
  #raw = new RawColumns();
  #engine;
  /** What dense numbers name, in their order: `fill` adds what it meets. */
  names = {};
  #numbers = new Map();
  /** The leads that were filled last, as long as nobody asked for their numbers. */
  #unnamed;

  constructor(engine, { sizes = {}, ...rows }) {
    this.#engine = engine;
    for (const [name, columns] of Object.entries(TABLES)) {
      this[name] = new Table(() => this.#module, name, wholeRows(name, rows[name] ?? 0), columns);
    }
    for (const table of Object.keys(rows)) {
      if (!(table in TABLES)) {
        throw new RangeError(`there is no table ${table}`);
      }
    }
    // The rows of these tables are what their dense numbers name.
    for (const [name, count] of Object.entries({
      agents: this.agents.rows,
      leads: this.leads.rows,
      ...sizes,
    })) {
      this.setSize(name, count);
    }
  }

  static {
    planOf = (columns, raw, job, options) => columns.#plan(raw, job, options);
    reportOf = (columns, raw, name, query) => columns.#report(raw, name, query);
  }

  get #module() {
    if (this.#raw === undefined) {
      throw new Error("the columns were freed");
    }
    return this.#raw;
  }

  /** Says how many there are of what dense numbers name; reports need it of what they look at. */
  setSize(name, count) {
    if (!(name in SIZES)) {
      throw new RangeError(`there is no size ${name}`);
    }
    this.#module.setSize(SIZES[name], wholeRows(name, count));
  }

  /**
   * Writes columns from records, row by row: what a record has under the name of a column. Ids become dense numbers,
   * and `names` tells what these stand for; an agent's is its row. What a record does not have is missing, or 0 where
   * nothing can be.
   *
   * @param {object} records the records of each table, as many as it has rows, and `now`, which leads with a call in
   *   progress or with follow-ups need
   * @param {object} [fields] the columns to write, by table; where it is left out, every one that a record has
   *   something for
   */
  fill({ now, ...records }, fields = {}) {
    // Agents come first: leads and calls name them.
    for (const name of ["agents", "leads", "calls", "followUps", "history"]) {
      if (records[name] !== undefined) {
        this.#fillTable(this[name], name, records[name], fields[name], now);
      }
    }
    if (records.agents !== undefined && records.leads !== undefined) {
      this.#countHeld(records.agents);
    }
  }

  /** Gives the memory back; views of it must not be used any more. Twice is harmless. */
  free() {
    this.#raw?.free();
    this.#raw = undefined;
  }

  #fillTable(table, name, records, fields, now) {
    if (records.length !== table.rows) {
      throw new RangeError(`${name}: ${records.length} records for ${table.rows} rows`);
    }
    if (name === "agents") {
      this.#names(name).replace(records);
    } else if (name === "leads") {
      this.#unnamed = records;
    }
    const special = this.#sources(name, records, fields, now);
    const sourceOf = (field) => special[field] ?? { of: table.of(field) };
    const isTold = (field) => {
      const { of } = sourceOf(field);
      return NEEDED[name].includes(field) || records.some((record) => of(record) != null);
    };
    const written = (fields ?? table.names.filter(isTold)).map((field) => ({
      field,
      ...sourceOf(field),
    }));
    for (const { field, of } of written.filter(({ field }) => table.isOfLists(field))) {
      table.writeLists(field, records.map(of));
    }
    const others = written.filter(({ field }) => !table.isOfLists(field));
    const block = new Array(Math.min(BLOCK, records.length)).fill(undefined);
    // Once for a table without rows, too: its columns are there then.
    let from = 0;
    do {
      const to = Math.min(from + BLOCK, records.length);
      for (const { field, of, number } of others) {
        gather(records, of, from, to, block);
        number?.(block, to - from);
        table.write(field, block, from, to);
      }
      from = to;
    } while (from < records.length);
    for (const [size, numbers] of this.#numbers) {
      this.setSize(size, numbers.names.length);
    }
  }

  /**
   * Where the values of columns come from that do not hold what stands in the record under their name: `of` finds a
   * value in a record, and `number` puts dense numbers in the place of the first so many names in a list.
   */
  #sources(table, records, fields, now) {
    const agents = this.#names("agents");
    const known = (numbers, of, other) => ({
      of,
      number: (names, count) => numbers.numberKnown(names, count, other, undefined),
    });
    const needed = (list, of, other) => {
      const numbers = new Numbers(list);
      return { of, number: (names, count) => numbers.numberKnown(names, count, other, other) };
    };
    const added = (kind, of) => {
      const numbers = this.#names(kind);
      return { of, number: (names, count) => numbers.numberAll(names, count) };
    };
    const agent = (of) => known(agents, of, UNKNOWN_AGENT);
    const places = {
      branch: added("branches", ({ branch }) => branch),
      department: added("departments", ({ department }) => department),
    };
    const origins = {
      source: added("sources", ({ source }) => source),
      campaign: added("campaigns", ({ campaign }) => campaign),
    };
    const numbers = this.#names("tags");
    const tags = { of: (record) => record.tags?.map((tag) => numbers.add(tag)) };
    switch (table) {
      case "agents":
        return {
          ...places,
          state: known(new Numbers(AGENT_STATES), ({ state }) => state, NO_BYTE),
          receives: this.#receives(records),
        };
      case "leads":
        return {
          ...places,
          ...origins,
          ...(fields === undefined || fields.some((field) => FLAGS.includes(field))
            ? this.#flags(records, now)
            : {}),
          tags,
          status: needed(this.#engine.statuses, ({ status }) => status, NO_STATUS),
          owner: agent(({ owner }) => owner),
          lastOwner: agent(({ lastOwner }) => lastOwner),
          previousOwners: {
            of: (lead) => lead.previousOwners?.map((id) => agents.get(id) ?? UNKNOWN_AGENT),
          },
          convertedAt: { of: ({ conversion }) => conversion?.at },
          credited: agent(({ conversion }) => conversion?.agent),
          currency: added("currencies", ({ conversion }) => conversion?.order?.currency),
          amountMinor: { of: ({ conversion }) => conversion?.order?.amountMinor },
          taxMinor: { of: ({ conversion }) => conversion?.order?.taxMinor },
          refunded: {
            of: ({ conversion }) => conversion?.order?.payment === "refunded" || undefined,
          },
        };
      case "calls":
        return {
          ...places,
          ...origins,
          tags,
          status: needed(CALL_STATUSES, ({ status }) => status, NO_BYTE),
          direction: needed(DIRECTIONS, ({ direction }) => direction, NO_BYTE),
          agent: agent((call) => call.agent),
          lead: known(this.#leads(), ({ lead }) => lead, UNKNOWN_AGENT),
          response: added("responses", ({ response }) => response),
          parentKind: added("parentKinds", ({ parentKind }) => parentKind),
        };
      case "followUps":
        return {
          owner: agent(({ owner }) => owner),
          state: needed(FOLLOW_UP_STATES, ({ state }) => state, NO_BYTE),
        };
      default:
        return {
          lead: known(this.#leads(), ({ lead }) => lead, UNKNOWN_AGENT),
          status: needed(this.#engine.statuses, ({ status }) => status, NO_STATUS),
        };
    }
  }

  /** Which agents have a role that receives leads, as the engine says. */
  #receives(agents) {
    const roles = new Map(agents.map(({ role }) => [role, undefined]));
    for (const role of roles.keys()) {
      roles.set(role, this.#engine.receives(String(role)));
    }
    return { of: ({ role }) => roles.get(role) };
  }

  /** The flags of leads that take a look at the instant, as the engine says. */
  #flags(leads, now) {
    const millis = now === undefined ? undefined : millisOf(now, "now");
    const flags = new Map();
    for (const lead of leads) {
      if (lead.liveCall != null || lead.followUps?.length > 0) {
        if (millis === undefined) {
          throw new TypeError("`now` is needed: a lead has a call in progress or a follow-up");
        }
        flags.set(lead, this.#engine.leadFlags(lead, millis));
      }
    }
    const flag = (bit) => ({ of: (lead) => ((flags.get(lead) ?? 0) & bit) !== 0 || undefined });
    return { liveCall: flag(1), followUpAhead: flag(2), openFollowUp: flag(4) };
  }

  /** Counts what agents hold who do not say it, as jobs over records do. */
  #countHeld(agents) {
    if (agents.some(({ held }) => held === undefined)) {
      const counted = this.#engine.queues(this).held;
      const { held } = this.agents;
      agents.forEach((agent, row) => {
        held[row] = agent.held === undefined ? counted[row] : held[row];
      });
    }
  }

  /** The dense numbers of the leads. There are many, and most companies never ask for them. */
  #leads() {
    if (this.#unnamed !== undefined) {
      this.#names("leads").replace(this.#unnamed);
      this.#unnamed = undefined;
    }
    return this.#names("leads");
  }

  /** The dense numbers of a kind of names. */
  #names(size) {
    let numbers = this.#numbers.get(size);
    if (numbers === undefined) {
      numbers = new Numbers([]);
      this.#numbers.set(size, numbers);
      this.names[size] = numbers.names;
    }
    return numbers;
  }

  #plan(raw, job, { now }) {
    if (!(job in JOBS)) {
      throw new RangeError(`there is no job ${job}`);
    }
    const { constant, outputs } = JOBS[job];
    const millis = millisOf(now, "now");
    const outcome = wellAsked(() =>
      this.#module.plan(raw, constant, millis, this.leads.rows, this.agents.rows),
    );
    const made = OUTPUTS.filter((output) => outputs.includes(output.constant));
    return {
      outcome,
      ...Object.fromEntries(made.map((output) => [output.name, this.#output(output)])),
    };
  }

  /** A copy of what a job wrote: the memory is written anew by the next plan. */
  #output({ name, constant, kind }) {
    const length = this.#module.outputRows(constant);
    const View = { byte: Uint8Array, number32: Uint32Array }[kind] ?? BigInt64Array;
    const written = new View(memory().buffer, this.#module.output(constant), length);
    if (name === "isProven") {
      return written[0] === 1;
    }
    if (View !== BigInt64Array) {
      return written.slice();
    }
    return Float64Array.from(written, (value) => (value === NO_LIMIT ? Infinity : Number(value)));
  }

  #report(raw, name, query) {
    if (!(name in REPORTS)) {
      throw new RangeError(`there is no report ${name}`);
    }
    const report = wellAsked(() => this.#module.report(raw, REPORTS[name], bytesOf(textOf(query))));
    const figures = { rows: report.rows() };
    for (const [figure, constant] of Object.entries(FIGURES)) {
      const values = report.figure(constant);
      if (values !== undefined) {
        figures[figure] = values;
      }
    }
    report.free();
    return figures;
  }
}

if (Symbol.dispose) {
  Columns.prototype[Symbol.dispose] = Columns.prototype.free;
}

/** Dense numbers for names: the first is 0. */
class Numbers {
  names;
  #numbers;

  constructor(names) {
    this.names = [...names];
    this.#numbers = new Map(this.names.map((name, number) => [name, number]));
  }

  /** Names the rows of a table anew. */
  replace(records) {
    this.names.length = 0;
    this.#numbers.clear();
    for (const { id } of records) {
      this.#numbers.set(id, this.names.length);
      this.names.push(id);
    }
  }

  get(name) {
    return this.#numbers.get(name);
  }

  /** The number of a name, which gets the next one if it is new. */
  add(name) {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.length;
      this.#numbers.set(name, number);
      this.names.push(name);
    }
    return number;
  }

  /** Puts numbers in the place of names: `other` where a name is unknown, and `none` where there is none. */
  numberKnown(names, count, other, none) {
    const numbers = this.#numbers;
    for (let place = 0; place < count; place += 1) {
      const name = names[place];
      const isThere = name !== null && name !== undefined;
      names[place] = isThere ? (numbers.get(name) ?? other) : none;
    }
  }

  /** Puts numbers in the place of names, which become known by it. */
  numberAll(names, count) {
    for (let place = 0; place < count; place += 1) {
      const name = names[place];
      names[place] = name === null || name === undefined ? undefined : this.add(name);
    }
  }
}

/** Puts what `of` finds in each of some records into a list. */
function gather(records, of, from, to, into) {
  for (let row = from; row < to; row += 1) {
    into[row - from] = of(records[row]);
  }
}

function wholeRows(name, rows) {
  if (!(Number.isInteger(rows) && rows >= 0 && rows <= 0xffffffff)) {
    throw new RangeError(`${name}: ${rows} is no number of rows`);
  }
  return rows;
}
