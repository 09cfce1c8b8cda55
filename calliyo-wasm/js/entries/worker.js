// Edge workers: the platform compiles the module, which is ready once this file is imported.

import module from "./calliyo.wasm";

import { init, initSync } from "../module.js";

export * from "../calliyo.js";
export { init as default };

initSync(module);
