// Without the time-zone database, everywhere: the caller brings the module.

export * from "../calliyo.js";
export { init as default } from "../module.js";
