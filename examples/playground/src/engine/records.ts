/** The records of the library, and its operations by name. */

import type { EngineOperations } from "calliyo";

export type * from "calliyo";

/** The name of an operation. */
export type Operation = keyof EngineOperations;
/** What an operation is asked. */
export type Request<Op extends Operation> = Parameters<EngineOperations[Op]>[0];
/** What an operation answers. */
export type Response<Op extends Operation> = ReturnType<EngineOperations[Op]>;
