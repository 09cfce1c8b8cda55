/** The one place that knows the package. */

import init, { CalliyoError, Engine, defaultPolicy, upgradeDocument } from "calliyo";

import type { Operation, Request, Response } from "./records";

export { CalliyoError, Engine, defaultPolicy, init, upgradeDocument };

/** Asks an engine by the name of an operation. */
export function askEngine<Op extends Operation>(engine: Engine, operation: Op, request: Request<Op>): Response<Op> {
  const method = engine[operation] as (request: Request<Op>) => Response<Op>;
  return method.call(engine, request);
}
