/** The records of the library, as this page names them. */

export type * from "./operations";

import type { Operations } from "./operations";

/** The name of an operation. */
export type Operation = keyof Operations;
/** What an operation is asked. */
export type Request<Op extends Operation> = Operations[Op]["request"];
/** What an operation answers. */
export type Response<Op extends Operation> = Operations[Op]["response"];
