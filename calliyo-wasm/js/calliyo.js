// What every entry of the package offers, beside how its module gets ready.

export { CalliyoError } from "./error.js";
export { Engine } from "./engine.js";
export { call, codeName } from "./library.js";
export { initSync } from "./module.js";
export * from "./operations.js";
