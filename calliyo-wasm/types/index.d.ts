// Types of what every entry of the package offers. Requests and results are in operations.d.ts, codes in codes.d.ts.

/// <reference lib="esnext.disposable" />

import type { Code, Diagnostic } from "./codes.js";
import type {
  CheckPolicyRequest,
  EngineOperations,
  FreeOperations,
  OperationName,
  TransitionsRequest,
} from "./operations.js";

export type * from "./operations.js";

/** Where a module comes from: its address, a response, its bytes, or compiled already. */
export type ModuleSource =
  | string
  | URL
  | Request
  | Response
  | BufferSource
  | WebAssembly.Module
  | Promise<Response>;

/**
 * Gets the module ready. In browsers it is fetched from beside the package unless `source` says otherwise; in Node and in
 * edge workers it is ready already. The entry `calliyo/slim` always needs a source. Once is enough, and more is harmless.
 */
export default function init(source?: ModuleSource): Promise<void>;

/** Gets the module ready at once, from its bytes or compiled already. */
export function initSync(module: BufferSource | WebAssembly.Module): void;

/**
 * What a company configures, checked once: every operation is a method, request in, result out. A failure answer is thrown
 * as a {@link CalliyoError}. It never changes.
 */
export interface Engine extends EngineOperations {}

export class Engine {
  /**
   * @param policy a policy, or its JSON text; what is left out has its default
   * @throws {CalliyoError} with every fault in `errors`
   */
  constructor(policy: CheckPolicyRequest["policy"] | string);

  /** The ids of the pipeline's statuses, in the order in which `canMove` and columns count them. */
  readonly statuses: readonly string[];

  /**
   * Answers a request of any operation: JSON text in, JSON text out, which is `{"type":"success","result":…}` or
   * `{"type":"failure","errors":[…]}`.
   */
  call(operation: OperationName, request: string): string;
  call(operation: string, request: string): string;

  /**
   * What the moves of a lead depend on, for an actor and an instant: a number for {@link Engine.canMove}. It is good for
   * engines of the same policy and version of the library, as long as neither lead nor context change.
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

  /** Gives its memory back; what is garbage is given back in time as well. Twice is harmless. */
  free(): void;
  [Symbol.dispose](): void;
}

/** What is thrown when something was refused: the findings of a failure answer. */
export class CalliyoError extends Error {
  constructor(errors: readonly [Diagnostic, ...Diagnostic[]]);

  readonly name: "CalliyoError";
  /** Every finding. */
  readonly errors: readonly [Diagnostic, ...Diagnostic[]];
  /** Of the first finding: what was wrong, such as `request.unknown_field`. */
  readonly code: Code;
  /** Of the first finding: the field at fault, such as `command.do.logCall`; empty for the whole. */
  readonly path: string;
  /** Of the first finding: the number of the rule behind it, such as `K2`. */
  readonly rule: string;
  /** Of the first finding: what the sentence is made from. */
  readonly params: Diagnostic["params"];
}

/** Answers a request of an operation that needs no engine: JSON text in, JSON text out, as {@link Engine.call} does. */
export function call(operation: keyof FreeOperations, request: string): string;
export function call(operation: string, request: string): string;

/** The name of a code by the number that {@link Engine.canMove} gives; `undefined` for a number of none. */
export function codeName(number: number): Code | undefined;

/** Every operation, by name. */
export const OPERATIONS: readonly { readonly name: OperationName; readonly needsEngine: boolean }[];

export const apply: FreeOperations["apply"];
export const captureOutcome: FreeOperations["captureOutcome"];
export const checkPolicy: FreeOperations["checkPolicy"];
export const defaultPolicy: FreeOperations["defaultPolicy"];
export const upgradeDocument: FreeOperations["upgradeDocument"];
export const version: FreeOperations["version"];
