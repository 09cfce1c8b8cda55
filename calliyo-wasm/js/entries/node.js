// Node: the module lies beside this file and is ready once it is imported.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { init, initSync } from "../module.js";

export * from "../calliyo.js";
export { init as default };

initSync(bytes());

/** The module. Bundlers copy what `new URL` names, but some put an address in its place that Node cannot open. */
function bytes() {
  try {
    return readFileSync(new URL("./calliyo.wasm", import.meta.url));
  } catch {
    return readFileSync(join(dirname(fileURLToPath(import.meta.url)), "calliyo.wasm"));
  }
}
