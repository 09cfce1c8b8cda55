// What every entry of the package offers, beside how its module gets ready.

export { CalliyoError } from "./error.js";
export { Engine } from "./engine.js";
export { call, codeName } from "./library.js";
export { initSync } from "./module.js";
export * from "./operations.js";
export {
  AGENT_STATES,
  CALL_STATUSES,
  DIRECTIONS,
  FOLLOW_UP_STATES,
  NO_AGENT,
  REASONS,
  UNKNOWN_AGENT,
  WEEKDAYS,
} from "./tables.js";
