// Node: the module lies beside this file and is ready once it is imported.

import { readFileSync } from "node:fs";

import { init, initSync } from "../module.js";

export * from "../calliyo.js";
export { init as default };

initSync(readFileSync(new URL("./calliyo.wasm", import.meta.url)));
