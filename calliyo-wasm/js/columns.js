import { RawColumns } from "calliyo-glue";

import { bytesOf, malformed, textOf, unknownStatus, wellAsked } from "./answer.js";
import { millisOf } from "./instant.js";
import { memory } from "./module.js";
import { Table, VIEWS, inRange, isMissing, markedThere } from "./table.js";
import {
  AGENT_STATES,
  CALL_STATUSES,
  DIRECTIONS,
  FIGURES,
  FOLLOW_UP_STATES,
  JOBS,
  LEFT_OUT,
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

/** Columns that are written whatever records have: what can be asked of records can be asked of columns then. */
const NEEDED = {
  leads: ["status", "capturedAt", "owner"],
  agents: ["cap", "held", "counter", "state"],
  calls: ["startedAt", "status", "durationSeconds", "agent", "lead"],
  followUps: ["at", "owner", "state"],
  history: ["lead", "status", "enteredAt"],
};

/** The tables in the order in which they are filled: leads and calls name agents. */
const IN_ORDER = ["agents", "leads", "calls", "followUps", "history"];

/** The columns of leads that depend on the instant. */
const FLAGS = ["liveCall", "followUpAhead", "openFollowUp"];

/** The kind of parent that is a lead. */
const LEAD = "lead";

/** Half of a character that takes two units of text. */
const SURROGATE = /[\ud800-\udfff]/;

/** What is needed to count what agents hold. */
const COUNTED = ["leads.status", "leads.capturedAt", "leads.owner", "agents.cap"];

/** What stands in outputs of 64 bits where there is no value, by kind, and what it becomes: no limit, or no number. */
const MISSING = { signed64: [2n ** 63n - 1n, Infinity], unsigned64: [2n ** 64n - 1n, NaN] };

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
  /** The columns that `fill` wrote, as `leads.status`. */
  #filled = new Set();
  /** Those of them that name agents or leads by the rows that these had. */
  #naming = { agents: new Set(), leads: new Set() };
  /** What agents say that they hold, where some of them do not say it. */
  #toldHeld;

  constructor(engine, { sizes = {}, ...rows }) {
    this.#engine = engine;
    for (const [name, columns] of Object.entries(TABLES)) {
      this[name] = new Table(() => this.#module, name, wholeRows(name, rows[name] ?? 0), columns);
    }
    for (const table of Object.keys(rows)) {
      if (!Object.hasOwn(TABLES, table)) {
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
    const own = (columns) => {
      if (!(typeof columns === "object" && columns !== null && #raw in columns)) {
        throw new TypeError("these are no Columns but something else: keep columns out of proxies");
      }
      return columns;
    };
    planOf = (columns, raw, job, options) => own(columns).#plan(raw, job, options);
    reportOf = (columns, raw, name, query) => own(columns).#report(raw, name, query);
  }

  get #module() {
    if (this.#raw === undefined) {
      throw new Error("the columns were freed");
    }
    return this.#raw;
  }

  /** Says how many there are of what dense numbers name; reports need it of what they look at. */
  setSize(name, count) {
    if (!Object.hasOwn(SIZES, name)) {
      throw new RangeError(`there is no size ${name}`);
    }
    this.#module.setSize(SIZES[name], wholeRows(name, count));
  }

  /**
   * Writes columns from records, row by row: what a record has under the name of a column, or under that of the field
   * that it comes from. Ids become dense numbers, and `names` tells what these stand for; an agent's is its row. What a
   * record does not have is missing, or what the library takes a record for that leaves it out; an instant that must be
   * there is refused. Columns of which no record has anything are unset, whatever stood in them. What agents hold is
   * counted where they do not say it, once leads are filled as well; until then it is unset.
   *
   * Agents come before what names them, or with it. Where their order changes, all that names them is filled with them,
   * and so it is with leads. Nothing stays half filled: where a record is wrong, all columns that were to be written are
   * unset.
   *
   * @param {object} records the records of each table, as many as it has rows, and `now`, which leads with a call in
   *   progress or with follow-ups need
   * @param {object} [fields] the columns to write, by table; where a table is left out, every one that a record has
   *   something for. Of leads whose ids are not in order that is `idRank` as well, which takes longer than all others
   */
  fill({ now, ...records }, fields = {}) {
    for (const [name, own] of Object.entries(records)) {
      if (own !== undefined) {
        this.#needRows(name, own);
      }
    }
    const renamed = ["agents", "leads"].filter((name) => this.#isRenamed(name, records, fields));
    for (const name of renamed) {
      this.#rename(name, records[name]);
    }
    const tables = IN_ORDER.filter((name) => records[name] !== undefined);
    try {
      for (const name of tables) {
        this.#fillTable(this[name], name, records[name], fields[name], now);
      }
    } catch (error) {
      for (const name of tables) {
        const own = this[name].names.filter((field) => fields[name]?.includes(field) ?? true);
        this.#forget(name, own);
      }
      throw error;
    }
    if (records.agents !== undefined && (fields.agents?.includes("held") ?? true)) {
      this.#toldHeld = records.agents.map(({ held }) => held);
    }
    if (records.agents !== undefined || records.leads !== undefined) {
      this.#countHeld();
    }
  }

  /** Gives the memory back; views of it must not be used any more. Twice is harmless. */
  free() {
    this.#raw?.free();
    this.#raw = undefined;
  }

  #needRows(name, records) {
    if (!Object.hasOwn(TABLES, name)) {
      throw new RangeError(`there is no table ${name}`);
    }
    if (records.length !== this[name].rows) {
      throw new RangeError(`${name}: ${records.length} records for ${this[name].rows} rows`);
    }
  }

  /**
   * Whether the rows of agents or leads get names anew. They keep those that they have where a column of theirs, or one
   * that names them, is not filled with them; others are refused then.
   */
  #isRenamed(name, records, fields) {
    const own = records[name];
    if (own === undefined) {
      return false;
    }
    const isWritten = (column) => {
      const [table, field] = column.split(".");
      return records[table] !== undefined && (fields[table]?.includes(field) ?? true);
    };
    const ofRows = [...this.#filled].filter((column) => column.startsWith(`${name}.`));
    const kept = [...ofRows, ...this.#naming[name]].filter((column) => !isWritten(column));
    if (kept.length === 0) {
      return true;
    }
    if (!this.#areNamed(name, own)) {
      throw new TypeError(`${name} are others than before: fill ${kept.join(", ")} with them`);
    }
    return false;
  }

  /** Whether records are those that the rows of agents or leads have their names from. */
  #areNamed(name, records) {
    const unnamed = name === "leads" ? this.#unnamed : undefined;
    return unnamed === undefined
      ? haveIds(records, this.#names(name).names)
      : haveSameIds(records, unnamed);
  }

  #rename(name, records) {
    if (name === "agents" || this.#numbers.has(name)) {
      this.#names(name).replace(records);
    } else {
      // The list of the host, which goes on using it, may look otherwise by then.
      this.#unnamed = records.slice();
    }
  }

  #fillTable(table, name, records, fields, now) {
    const special = this.#sources(name, records, fields, now);
    const sources = (fields ?? table.names).map((field) => ({
      field,
      column: `${name}.${field}`,
      ...(special[field] ?? table.sourceOf(field)),
    }));
    const told = toldBy(
      records,
      sources.filter(({ names }) => fields === undefined || names !== undefined),
    );
    const isWritten = (own) =>
      fields !== undefined ||
      records.length === 0 ||
      NEEDED[name].includes(own.field) ||
      told.has(own);
    const written = sources.filter(isWritten);
    const naming = written.filter((own) => own.names !== undefined && told.has(own));
    for (const { column, names } of naming) {
      this.#needNames(column, names);
    }
    if (fields === undefined) {
      const isLeft = (field) => !written.some((own) => own.field === field);
      this.#forget(name, table.names.filter(isLeft));
    }
    write(table, records, written);
    for (const { column, names } of written) {
      this.#filled.add(column);
      this.#naming[names]?.delete(column);
    }
    for (const { column, names } of naming) {
      this.#naming[names].add(column);
    }
    for (const [size, numbers] of this.#numbers) {
      this.setSize(size, numbers.names.length);
    }
  }

  /** Unsets columns of a table. */
  #forget(name, fields) {
    for (const field of fields) {
      const column = `${name}.${field}`;
      this[name].unset(field);
      this.#filled.delete(column);
      this.#naming.agents.delete(column);
      this.#naming.leads.delete(column);
    }
  }

  /** Refuses a column that names agents before they have names: it would take all of them for unknown ones. */
  #needNames(column, name) {
    if (name === "agents" && this.agents.rows > 0 && this.#names(name).names.length === 0) {
      throw new TypeError(`${column}: fill agents before, or with it`);
    }
  }

  /**
   * Where the values of columns come from that do not hold what stands in the record under their name: `of` finds a
   * value in a record, `gather` those of a run of records, and `number` writes the dense numbers of a list of names
   * on a run of rows. `names` is the table whose rows these numbers are. Or else `values` are all values.
   */
  #sources(table, records, fields, now) {
    const agents = this.#names("agents");
    const plain = (field) => this[table].sourceOf(field);
    const named = (field, names, leftOut, refusal) => {
      const path = `${table}.${field}`;
      const numbers = new Numbers(names);
      const none = numbers.get(leftOut);
      const number = (block, from, to, column) =>
        numbers.numberEach(block, from, to, column, none, path, (name, row) => {
          const own = `${path}[${row}]`;
          return name == null ? malformed(own, `missing field \`${field}\``) : refusal(own, name);
        });
      return { ...plain(field), number };
    };
    const choice = (field, names, leftOut) =>
      named(field, names, leftOut, (path, name) => {
        const expected = names.map((own) => `\`${own}\``).join(", ");
        return malformed(path, `unknown variant \`${name}\`, expected one of ${expected}`);
      });
    const status = () => named("status", this.#engine.statuses, undefined, unknownStatus);
    const added = (kind, source) => {
      const numbers = this.#names(kind);
      return { ...source, number: (...run) => numbers.numberAll(...run) };
    };
    const agent = (source) => ({
      ...source,
      names: "agents",
      number: (...run) => agents.numberKnown(...run, UNKNOWN_AGENT),
    });
    const lead = (source) => {
      const numbers = this.#leads();
      return { ...source, names: "leads", number: (...run) => numbers.numberAll(...run) };
    };
    const places = () => ({
      branch: added("branches", plain("branch")),
      department: added("departments", plain("department")),
    });
    const origins = () => ({
      source: added("sources", plain("source")),
      campaign: added("campaigns", plain("campaign")),
    });
    const numbers = this.#names("tags");
    const tags = { of: (record) => record.tags?.map((tag) => numbers.add(tag)) };
    switch (table) {
      case "agents":
        return {
          ...places(),
          state: choice("state", AGENT_STATES, LEFT_OUT.agentState),
          receives: this.#receives(records),
        };
      case "leads":
        return {
          ...places(),
          ...origins(),
          ...(fields === undefined || fields.some((field) => FLAGS.includes(field))
            ? this.#flags(records, now)
            : {}),
          tags,
          ...idRanks(records, fields),
          status: status(),
          owner: agent(plain("owner")),
          lastOwner: agent(plain("lastOwner")),
          previousOwners: {
            names: "agents",
            of: (lead) => lead.previousOwners?.map((id) => agents.get(id) ?? UNKNOWN_AGENT),
          },
          convertedAt: { of: ({ conversion }) => conversion?.at },
          credited: agent({ of: ({ conversion }) => conversion?.agent }),
          currency: added("currencies", {
            of: ({ conversion }) => conversion?.order?.currency,
          }),
          amountMinor: { of: ({ conversion }) => conversion?.order?.amountMinor },
          taxMinor: { of: ({ conversion }) => conversion?.order?.taxMinor },
          refunded: {
            of: ({ conversion }) => conversion?.order?.payment === "refunded" || undefined,
          },
        };
      case "calls":
        return {
          ...places(),
          ...origins(),
          tags,
          status: choice("status", CALL_STATUSES),
          direction: choice("direction", DIRECTIONS, LEFT_OUT.direction),
          agent: agent(plain("agent")),
          lead: lead({ of: leadOf }),
          response: added("responses", plain("response")),
          parentKind: added("parentKinds", { of: parentKindOf }),
        };
      case "followUps":
        return {
          owner: agent(plain("owner")),
          state: choice("state", FOLLOW_UP_STATES, LEFT_OUT.followUpState),
          // A follow-up may come with a note of its own, which is text.
          note: { of: ({ kind, note }) => kind === "note" || note === true || undefined },
        };
      default:
        return {
          lead: lead(plain("lead")),
          status: status(),
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
    const has = (lead, bit) => ((flags.get(lead) ?? 0) & bit) !== 0;
    const flag = (bit) => ({
      of: flags.size === 0 ? () => undefined : (lead) => has(lead, bit) || undefined,
    });
    return { liveCall: flag(1), followUpAhead: flag(2), openFollowUp: flag(4) };
  }

  /** Counts what agents hold who do not say it, as jobs over records do. No job can be planned before it is counted. */
  #countHeld() {
    if (!this.#toldHeld?.includes(undefined)) {
      return;
    }
    this.#forget("agents", ["held"]);
    if (COUNTED.every((column) => this.#filled.has(column))) {
      const { held } = this.#engine.queues(this);
      // `null` is known to be nothing.
      const all = this.#toldHeld.map((told, row) => (told === undefined ? held[row] : told));
      this.agents.set("held", all);
      this.#filled.add("agents.held");
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

  #plan(raw, job, { now, into } = {}) {
    if (!Object.hasOwn(JOBS, job)) {
      throw new RangeError(`there is no job ${job}`);
    }
    const { constant, outputs } = JOBS[job];
    const millis = millisOf(now, "now");
    const outcome = wellAsked(() =>
      this.#module.plan(raw, constant, millis, this.leads.rows, this.agents.rows),
    );
    const made = OUTPUTS.filter((output) => outputs.includes(output.constant));
    const arrays = made.map((output) => [output.name, this.#output(output, into?.[output.name])]);
    return { outcome, ...Object.fromEntries(arrays) };
  }

  /** A copy of what a job wrote, in a given array if it fits: the memory is written anew by the next plan. */
  #output({ name, constant, kind }, given) {
    const length = this.#module.outputRows(constant);
    const View = VIEWS[kind];
    const written = new View(memory().buffer, this.#module.output(constant), length);
    if (name === "isProven") {
      return written[0] === 1;
    }
    const Kind = MISSING[kind] === undefined ? View : Float64Array;
    const fits = given instanceof Kind && given.length === length;
    const own = fits ? given : new Kind(length);
    if (Kind === View) {
      own.set(written);
    } else {
      const [missing, stands] = MISSING[kind];
      written.forEach((value, row) => {
        own[row] = value === missing ? stands : Number(value);
      });
    }
    return own;
  }

  #report(raw, name, query = {}) {
    if (!Object.hasOwn(REPORTS, name)) {
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

  /**
   * Writes the numbers of names on the rows of a column from one to another, and where there is a name at all: `other`
   * where it is unknown.
   */
  numberKnown(names, from, to, column, validity, other) {
    const numbers = this.#numbers;
    let bits = 0;
    for (let row = from; row < to; row += 1) {
      const name = names[row - from];
      const isThere = name !== null && name !== undefined;
      column[row] = isThere ? (numbers.get(name) ?? other) : 0;
      bits = markedThere(bits, isThere, validity, row, to);
    }
  }

  /**
   * Writes the numbers of names on the rows of a column from one to another: `none` where there is no name. What
   * `refusal` makes of a name and its row is thrown where a name is unknown, and where there is none and `none` is not
   * there either.
   */
  numberEach(names, from, to, column, none, path, refusal) {
    const numbers = this.#numbers;
    const most = 2 ** (8 * column.BYTES_PER_ELEMENT) - 1;
    for (let row = from; row < to; row += 1) {
      const name = names[row - from];
      const isThere = name !== null && name !== undefined;
      const number = isThere ? numbers.get(name) : none;
      if (number === undefined) {
        throw refusal(name, row);
      }
      column[row] = inRange(number, most, path, row);
    }
  }

  /** Writes the numbers of names, which become known by it, likewise. */
  numberAll(names, from, to, column, validity) {
    let bits = 0;
    for (let row = from; row < to; row += 1) {
      const name = names[row - from];
      const isThere = name !== null && name !== undefined;
      column[row] = isThere ? this.add(name) : 0;
      bits = markedThere(bits, isThere, validity, row, to);
    }
  }
}

/** Whether records have these ids, in their order. */
function haveIds(records, ids) {
  for (let row = 0; row < records.length; row += 1) {
    if (records[row].id !== ids[row]) {
      return false;
    }
  }
  return true;
}

/** Whether records have the ids of others, which are mostly the same records. */
function haveSameIds(records, others) {
  for (let row = 0; row < records.length; row += 1) {
    if (records[row] !== others[row] && records[row].id !== others[row].id) {
      return false;
    }
  }
  return true;
}

/**
 * The sources that find something in some record. Some records are asked for everything before the next ones are, as in
 * writing: they are at hand then.
 */
function toldBy(records, sources) {
  const block = blockFor(records);
  let untold = sources.filter(({ values }) => values === undefined);
  for (let from = 0; from < records.length && untold.length > 0; from += BLOCK) {
    const to = Math.min(from + BLOCK, records.length);
    untold = untold.filter(({ of, gather = gatherBy(of) }) => {
      gather(records, from, to, block);
      return !hasAny(block, to - from);
    });
  }
  return new Set(sources.filter((own) => !untold.includes(own)));
}

function hasAny(values, count) {
  for (let place = 0; place < count; place += 1) {
    if (!isMissing(values[place])) {
      return true;
    }
  }
  return false;
}

/** A list for what is found in a run of records. */
function blockFor(records) {
  return new Array(Math.min(BLOCK, records.length)).fill(undefined);
}

/** Writes columns of a table from their sources. */
function write(table, records, columns) {
  const isWhole = ({ field, values }) => values !== undefined || table.isOfLists(field);
  for (const { field, of, values } of columns.filter(isWhole)) {
    if (table.isOfLists(field)) {
      table.writeLists(field, records.map(of));
    } else {
      table.write(field, values, 0, records.length);
    }
  }
  const others = columns.filter((own) => !isWhole(own));
  const block = blockFor(records);
  // Once for a table without rows, too: its columns are there then.
  let from = 0;
  do {
    const to = Math.min(from + BLOCK, records.length);
    for (const { field, of, gather = gatherBy(of), number } of others) {
      gather(records, from, to, block);
      if (number === undefined) {
        table.write(field, block, from, to);
      } else {
        number(block, from, to, ...table.viewsOf(field));
      }
    }
    from = to;
  } while (from < records.length);
}

/** What puts into a list what `of` finds in each of a run of records. */
function gatherBy(of) {
  return (records, from, to, into) => {
    for (let row = from; row < to; row += 1) {
      into[row - from] = of(records[row]);
    }
  };
}

/** The lead that a call belongs to: a parent by itself is the id of a lead, and so is what stands under that name. */
function leadOf({ parent, lead }) {
  if (isObject(parent)) {
    return parent.kind === LEAD ? parent.id : undefined;
  }
  return parent ?? lead;
}

function parentKindOf(call) {
  if (isObject(call.parent)) {
    return call.parent.kind;
  }
  return call.parentKind ?? (leadOf(call) == null ? undefined : LEAD);
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}

/** The source of the ranks of ids, unless records tell ranks of their own, ids are no text, or nobody needs ranks. */
function idRanks(records, fields) {
  const isAsked = fields?.includes("idRank") ?? true;
  const hasId = ({ id, idRank }) => typeof id === "string" && idRank == null;
  if (!isAsked || !records.every(hasId)) {
    return {};
  }
  const ids = records.map(({ id }) => id);
  const compare = ids.some((id) => SURROGATE.test(id)) ? byBytes : byUnits;
  const isInOrder = ids.every((id, row) => row === 0 || compare(ids[row - 1], id) <= 0);
  if (isInOrder && fields === undefined) {
    return {};
  }
  // A list: a typed array takes four times as long to sort.
  const rows = [...ids.keys()];
  rows.sort((one, other) => compare(ids[one], ids[other]));
  const values = new Uint32Array(ids.length);
  rows.forEach((row, rank) => {
    values[row] = rank;
  });
  return { idRank: { values } };
}

function byUnits(one, other) {
  return one < other ? -1 : Number(one !== other);
}

/**
 * The order of texts by their bytes in UTF-8, which is that of ids. Units of text have the same order but for
 * surrogates, which stand for what comes last.
 */
function byBytes(one, other) {
  const length = Math.min(one.length, other.length);
  for (let place = 0; place < length; place += 1) {
    const own = one.charCodeAt(place);
    const its = other.charCodeAt(place);
    if (own !== its) {
      const isLast = SURROGATE.test(one[place]);
      return isLast === SURROGATE.test(other[place]) ? own - its : isLast ? 1 : -1;
    }
  }
  return one.length - other.length;
}

function wholeRows(name, rows) {
  if (!(Number.isInteger(rows) && rows >= 0 && rows <= 0xffffffff)) {
    throw new RangeError(`${name}: ${rows} is no number of rows`);
  }
  return rows;
}
