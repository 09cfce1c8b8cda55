// Types of what every entry of the package offers. Requests and results are in operations.d.ts, codes in codes.d.ts.
// They need TypeScript 5.2 or later, and no types of a platform.

/// <reference lib="esnext.disposable" />

import type { Code, Diagnostic } from "./codes.js";
import type {
  Agent,
  CallFilterChoices,
  CallInput,
  CallQuery,
  CheckPolicyRequest,
  ConversionQuery,
  ConversionsInRequest,
  CoverageRequest,
  EngineOperations,
  FollowUpInput,
  FollowUpQuery,
  FreeOperations,
  LeadInput,
  OneOf,
  OperationName,
  RevenueRequest,
  TimeInStatusRequest,
  Transition,
  TransitionsRequest,
} from "./operations.js";

import type { Figures, Plans, ReportName, Sizes, Tables } from "./columns.js";

export type * from "./operations.js";
export * from "./columns.js";

/** Where a module comes from: its address, a response, its bytes, or compiled already. */
export type ModuleSource =
  | string
  | Platform<"URL">
  | Platform<"Request">
  | Platform<"Response">
  | Promise<Platform<"Response">>
  | ModuleBytes
  | CompiledModule;

/** The bytes of a module. */
export type ModuleBytes = ArrayBuffer | ArrayBufferView;

/** A `WebAssembly.Module`. */
export type CompiledModule = typeof globalThis extends { WebAssembly: { Module: Class<infer Own> } }
  ? Own & object
  : object;

/** What a class of the platform makes, where its types are there. */
type Platform<Name extends string> = typeof globalThis extends Record<Name, Class<infer Own>> ? Own : never;

type Class<Own> = abstract new (...args: never) => Own;

/**
 * Gets the module ready. In browsers it is fetched from beside the package unless `source` says otherwise; in Node
 * and in edge workers it is ready already. The entry `calliyo/slim` always needs a source: `slim.wasm`, or `lead.wasm`, which
 * has the operations of {@link OPERATIONS} that are asked about a lead, and no columns. Once is enough, and more is harmless.
 */
export default function init(source?: ModuleSource): Promise<void>;

/** Gets the module ready at once, from its bytes or compiled already. */
export function initSync(module: ModuleBytes | CompiledModule): void;

/**
 * What a company configures, checked once: every operation is a method, request in, result out. A failure answer is
 * thrown as a {@link CalliyoError}. It never changes.
 */
export interface Engine extends Omit<EngineOperations, "transitions"> {}

export class Engine {
  /**
   * @param policy a policy, or its JSON text; what is left out has its default, and so has all of it
   * @throws {CalliyoError} with every fault in `errors`
   */
  constructor(policy?: CheckPolicyRequest["policy"] | string);

  /** The ids of the pipeline's statuses, in the order in which `canMove` and columns count them. */
  readonly statuses: readonly string[];

  /**
   * Answers a request of any operation: JSON text in, JSON text out, which is `{"type":"success","result":…}` or
   * `{"type":"failure","errors":[…]}`.
   *
   * @throws {TypeError} where one of them is no text
   */
  call(operation: OperationName, request: string): string;

  /**
   * What the moves of a lead depend on, for an actor and an instant: a number for {@link Engine.canMove}. It is good
   * for engines of the same policy and version of the library, as long as neither lead nor context change.
   *
   * @throws {CalliyoError} where lead or context cannot be read
   */
  facts(lead: TransitionsRequest["lead"], context: TransitionsRequest["context"]): number;

  /**
   * Whether a lead of these facts may be moved to a status: 0, or else the number of the code that refuses it, for
   * {@link codeName}. The answer is that of the operation `transitions`. The first call takes longer.
   *
   * @param facts what {@link Engine.facts} gave
   * @param to the index of the status in {@link Engine.statuses}
   */
  canMove(facts: number, to: number): number;

  /**
   * Every status as a move for one lead. Leads whose moves depend on the same facts share one answer, which is frozen: it
   * is the same object as long as nothing changes that matters to a view.
   */
  transitions(request: TransitionsRequest): readonly SharedTransition[];

  /**
   * Makes columns in the memory of the module, zeroed: so many rows of each table.
   *
   * @throws {Error} where the module is `lead.wasm`, which has none
   */
  columns(rows: Rows): Columns;

  /**
   * Plans a job over columns. Nothing in them changes; what comes back is the caller's own.
   *
   * @throws {CalliyoError} where a column is missing or means nothing
   */
  plan<Job extends keyof Plans>(job: Job, columns: Columns, options: PlanOptions<Job>): Plans[Job];

  /**
   * Makes a report over columns. The query of each is that of the C interface, and of `callReport` and its like; what
   * it names is named by dense numbers.
   *
   * @throws {CalliyoError} where a column is missing or means nothing, or the query does
   */
  report<Name extends ReportName>(name: Name, columns: Columns, query: Queries[Name]): Figures;

  /** Gives its memory back; what is garbage is given back in time as well. Twice is harmless. */
  free(): void;
  [Symbol.dispose](): void;
}

/** A move as {@link Engine.transitions} tells it: nobody can change it. */
export type SharedTransition = {
  readonly [Field in keyof Transition]: Transition[Field] extends readonly (infer Item)[]
    ? readonly Item[]
    : Transition[Field];
};

/** What is thrown when something was refused: the findings of a failure answer. */
export class CalliyoError extends Error {
  constructor(errors: readonly [Diagnostic, ...Diagnostic[]]);

  /** What kind of error it is. */
  readonly name: "CalliyoError";
  /** Every finding. */
  readonly errors: readonly [Diagnostic, ...Diagnostic[]];
  /** Of the first finding: what was wrong, such as `request.unknown_field`. */
  readonly code: Code;
  /** Of the first finding: the field at fault, such as `command.do.logCall`; empty for the whole. */
  readonly path: string;
  /** Of the first finding: the number of the rule behind it, such as `K2`. */
  readonly rule: string;
  /** Of the first finding: what the sentence is made from. In `errors`, the code of each tells what is in it. */
  readonly params: Diagnostic["params"];
}

/** Answers a request of an operation that needs no engine: JSON text in, JSON text out, as {@link Engine.call} does. */
export function call(operation: keyof FreeOperations, request: string): string;

/** The name of a code by the number that {@link Engine.canMove} gives; `undefined` for a number of none. */
export function codeName(number: number): Code | undefined;

/** Every operation, by name. */
export const OPERATIONS: readonly {
  /** Under which it is asked, and the method of {@link Engine} that asks it. */
  readonly name: OperationName;
  /** Whether it asks an engine made from a policy; others are functions of the package as well. */
  readonly needsEngine: boolean;
  /** Whether a page asks it about the lead that it shows: what the module `lead.wasm` answers. */
  readonly isOfLead: boolean;
}[];

export const apply: FreeOperations["apply"];
export const captureOutcome: FreeOperations["captureOutcome"];
export const checkPolicy: FreeOperations["checkPolicy"];
export const defaultPolicy: FreeOperations["defaultPolicy"];
export const upgradeDocument: FreeOperations["upgradeDocument"];
export const version: FreeOperations["version"];

/** An instant: a date, milliseconds since 1970-01-01T00:00:00Z, or RFC 3339 text. */
export type Instant = Date | number | string;

/** What a plan over columns is made for. */
export interface PlanOptions<Job extends keyof Plans> {
  /** When it is. */
  now: Instant;
  /** A plan that is needed no more: its arrays get the new one where they are as long. */
  into?: Plans[Job] | undefined;
}

/** How many rows each table has; those that are left out have none. */
export type Rows = { readonly [Table in keyof Tables]?: number } & {
  /**
   * How many there are of what dense numbers name; of agents and leads as many as there are rows where it is left
   * out.
   */
  readonly sizes?: Partial<Sizes>;
};

/**
 * The columns of a company in the memory of the module, for jobs and reports over millions of rows. A view is good
 * until the memory grows, which every call can do: take it from here whenever it is needed.
 */
export interface Columns extends Tables {}

export class Columns {
  private constructor();

  /** What dense numbers name, in their order, as far as `fill` has met it. */
  readonly names: { readonly [Size in keyof Sizes]?: readonly string[] };

  /** Says how many there are of what dense numbers name; reports need it of what they look at. */
  setSize(name: keyof Sizes, count: number): void;

  /**
   * Writes columns from records: what a record has under the name of a column, or under that of the field that it
   * comes from. Ids become dense numbers. What a record does not have is missing, or what the library takes a record for
   * that leaves it out; an instant that must be there is refused. Columns of which no record has anything are unset,
   * whatever stood in them. What agents hold is counted where they do not say it, once leads are filled as well; until
   * then it is unset. Views of before are not to be used any more.
   *
   * Agents come before what names them, or with it. Where their order changes, all that names them is filled with them,
   * and so it is with leads. Nothing stays half filled: where a record is wrong, all columns that were to be written are
   * unset.
   *
   * @param records the records of each table, as many as it has rows, and `now`, which leads with a call in
   *   progress or with follow-ups need
   * @param fields the columns to write; where a table is left out, every one that a record has something for. Of leads
   *   whose ids are not in order that is `idRank` as well, which takes longer than all others; without it, leads that
   *   are alike go in the order of the rows
   * @throws {CalliyoError} where a record cannot be read, with a path such as `leads.statusSince[1]`
   */
  fill(
    records: { readonly [Name in keyof Tables]?: readonly Row<Name>[] } & { readonly now?: Instant },
    fields?: { readonly [Name in keyof Tables]?: readonly ColumnName<Name>[] },
  ): void;

  /**
   * Gives the memory back; views of it must not be used any more. Twice is harmless. Columns that nobody has any more give
   * it back in time, but not before the last view is gone as well.
   */
  free(): void;
  [Symbol.dispose](): void;
}

/** What the reports over columns are asked. */
export interface Queries {
  /** What to count by and which calls count. */
  calls: Omit<CallQuery, "filters"> & { readonly filters?: readonly OneOf<NumberedFilters>[] | undefined };
  /** What to count by and which leads count. */
  conversion: ConversionQuery;
  /** When the conversions were made. */
  conversions: Pick<ConversionsInRequest, "period">;
  /** When the conversions were made; left out: ever. */
  revenue: Pick<RevenueRequest, "period">;
  /** When the conversions were made; left out: ever. */
  timeToConvert: Pick<RevenueRequest, "period">;
  /** Nothing: `{}`. */
  funnel: Record<string, never>;
  /** Nothing: `{}`. */
  queues: Record<string, never>;
  /** Nothing: `{}`. */
  stalled: Record<string, never>;
  /** The instant that due and overdue depend on, and a period. */
  followUps: FollowUpQuery;
  /** The instant until which is counted. */
  leadsInStatus: Pick<TimeInStatusRequest, "until">;
  /** The instant until which is counted. */
  timeInStatus: Pick<TimeInStatusRequest, "until">;
  /** The first and the last local date. */
  coverage: Pick<CoverageRequest, "first" | "last">;
  /** Nothing: `{}`. */
  evenness: Record<string, never>;
}

/** Which calls count, where names are dense numbers: they are what a call may do without. */
export type NumberedFilters = {
  [Dimension in keyof CallFilterChoices]: null extends CallFilterChoices[Dimension][number]
    ? readonly (number | null)[]
    : CallFilterChoices[Dimension];
};

/**
 * What `fill` looks for in a record: its fields, and columns by their names. Values may be as rows of a database have
 * them; they are checked when they are written.
 */
export type Row<Name extends keyof Tables> = {
  readonly [Field in ColumnName<Name> | keyof Records[Name]]?: unknown;
};

/** The records that tables are filled from. */
interface Records {
  /** Leads. */
  leads: LeadInput;
  /** Agents. */
  agents: Agent;
  /** Calls. */
  calls: CallInput;
  /** Follow-ups. */
  followUps: FollowUpInput;
  /** Moves between statuses, which columns alone describe. */
  history: object;
}

/** The name of a column. */
export type ColumnName<Name extends keyof Tables> = Exclude<
  keyof Tables[Name],
  keyof Table<unknown, unknown>
> &
  string;

/** One table of columns: a property for each column, made when it is first asked for. */
export interface Table<Columns, Validity> {
  /** How many rows there are. */
  readonly rows: number;

  /** The validity bitmaps: a bit per row, the least significant of each byte first. New ones are full. */
  readonly valid: Validity;

  /**
   * Writes a column: a value per row, `null` or `undefined` where it is missing, which is 0 where nothing can be. An
   * instant that must be there is refused. Instants are {@link Instant}s, flags are true or false, and a list is an
   * array of numbers. A column that could not be written to its end is unset.
   */
  set(
    name: keyof Columns & string,
    values: ArrayLike<Instant | bigint | boolean | readonly number[] | null | undefined>,
  ): void;

  /** Forgets a column. */
  unset(name: keyof Columns & string): void;
}

/** A column of lists: that of row `i` is made of `values` from `offsets[i]` to `offsets[i + 1]`. */
export interface Lists {
  /** Where each list begins in `values`, and behind the last row where that ends: one more than there are rows. */
  readonly offsets: Uint32Array;
  /** What is in the lists, one behind the other. */
  readonly values: Uint32Array;
}
