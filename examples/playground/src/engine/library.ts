/** The one place that knows the package: an engine, and operations that need none. */

import init, { Engine, call } from "calliyo";
import wasm from "calliyo/calliyo_bg.wasm?url";

import type { Diagnostic, Operation, PolicyInput, Request, Response } from "./records";

/** What the library refused, with every finding. */
export class Refusal extends Error {
  constructor(readonly findings: Diagnostic[]) {
    super(findings.map((finding) => finding.message).join("; "));
    this.name = "Refusal";
  }
}

/** A checked policy that answers every operation. */
export class Rules {
  readonly #engine: Engine;

  /** @throws {Refusal} with every fault of the policy */
  constructor(policy: PolicyInput) {
    try {
      this.#engine = new Engine(JSON.stringify(policy));
    } catch (thrown) {
      throw thrown instanceof Error ? refusalIn(thrown.message) : thrown;
    }
  }

  /** @throws {Refusal} when the request is refused */
  ask<Op extends Operation>(operation: Op, request: Request<Op>): Response<Op> {
    return resultIn(this.#engine.call(operation, JSON.stringify(request)));
  }

  free(): void {
    this.#engine.free();
  }
}

/** Asks an operation that needs no engine. */
export function askWithoutEngine<Op extends Operation>(operation: Op, request: Request<Op>): Response<Op> {
  return resultIn(call(operation, JSON.stringify(request)));
}

/** Loads the library; everything else waits for it. */
export async function load(): Promise<void> {
  await init({ module_or_path: wasm });
}

type Answer<Result> = { type: "success"; result: Result } | { type: "failure"; errors: Diagnostic[] };

function resultIn<Result>(text: string): Result {
  const answer = JSON.parse(text) as Answer<Result>;
  if (answer.type === "failure") throw new Refusal(answer.errors);
  return answer.result;
}

function refusalIn(text: string): Refusal {
  const answer = JSON.parse(text) as Answer<never>;
  return new Refusal(answer.type === "failure" ? answer.errors : []);
}
