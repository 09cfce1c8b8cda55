/** The page's side of the worker: every question is a promise. */

import type { Company, Fill } from "../company/company";
import type { Method, Question, Reply, Service, Standing, Trouble } from "./messages";
import type { Operation, Request, Response } from "./records";

/** What the worker could not do, with its findings. */
export class WorkerTrouble extends Error {
  readonly kind: Trouble["kind"];
  readonly findings: Trouble["findings"];

  constructor({ kind, message, findings }: Trouble) {
    super(message);
    this.name = "WorkerTrouble";
    this.kind = kind;
    this.findings = findings;
  }
}

type Args<Name extends Method> = Parameters<Service[Name]>;
type Result<Name extends Method> = ReturnType<Service[Name]>;
type Waiting = { resolve: (result: never) => void; reject: (trouble: Error) => void };

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "calliyo" });
const waiting = new Map<number, Waiting>();
let asked = 0;
let onChange: (standing: Standing) => void = () => {};

worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
  if (data.standing) onChange(data.standing);
  const { resolve, reject } = waiting.get(data.number)!;
  waiting.delete(data.number);
  if (data.trouble) reject(new WorkerTrouble(data.trouble));
  else resolve(data.result as never);
});

// What cannot even be loaded answers nothing.
worker.addEventListener("error", () => {
  for (const { reject } of waiting.values()) reject(new Error("the engine cannot be loaded"));
  waiting.clear();
});

/** Calls a method of the company, or of the office that opens companies. */
export function request<Name extends Exclude<Method, "ask">>(method: Name, ...args: Args<Name>): Promise<Result<Name>> {
  return send(method, args);
}

/**
 * Asks an operation of the engine. Fields named in `fill` are filled from the company in the worker.
 *
 * @throws {WorkerTrouble} of kind `refusal` when the library refuses the request
 */
export function ask<Op extends Operation>(
  operation: Op,
  request: Partial<Request<Op>>,
  fill: Fill<Op> = {},
): Promise<Response<Op>> {
  return send("ask", [operation, request, fill] satisfies Parameters<Company["ask"]>);
}

/** Tells of every change of the company. */
export function whenChanged(listener: (standing: Standing) => void): void {
  onChange = listener;
}

function send<Result>(method: Method, args: unknown[]): Promise<Result> {
  asked += 1;
  const number = asked;
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject });
    worker.postMessage({ number, method, args } satisfies Question);
  });
}
