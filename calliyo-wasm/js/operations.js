// Written by `cargo xtask operations` from the table in calliyo-core/src/wire/operation.rs; do not edit.

import { operation } from "./library.js";

/** Every operation, by name. Each is a method of `Engine`; those that need no engine are functions, too. */
export const OPERATIONS = Object.freeze([
  Object.freeze({ name: "agenda", needsEngine: true }),
  Object.freeze({ name: "apply", needsEngine: false }),
  Object.freeze({ name: "applyPlan", needsEngine: true }),
  Object.freeze({ name: "assign", needsEngine: true }),
  Object.freeze({ name: "assignable", needsEngine: true }),
  Object.freeze({ name: "callReport", needsEngine: true }),
  Object.freeze({ name: "captureLeads", needsEngine: true }),
  Object.freeze({ name: "captureOutcome", needsEngine: false }),
  Object.freeze({ name: "changeSettings", needsEngine: true }),
  Object.freeze({ name: "checkCallForm", needsEngine: true }),
  Object.freeze({ name: "checkFollowUpForm", needsEngine: true }),
  Object.freeze({ name: "checkPolicy", needsEngine: false }),
  Object.freeze({ name: "contradictions", needsEngine: true }),
  Object.freeze({ name: "conversionReport", needsEngine: true }),
  Object.freeze({ name: "conversionsIn", needsEngine: true }),
  Object.freeze({ name: "countsTowardCap", needsEngine: true }),
  Object.freeze({ name: "coverage", needsEngine: true }),
  Object.freeze({ name: "customers", needsEngine: true }),
  Object.freeze({ name: "dashboard", needsEngine: true }),
  Object.freeze({ name: "decide", needsEngine: true }),
  Object.freeze({ name: "decideEach", needsEngine: true }),
  Object.freeze({ name: "defaultFollowUpAt", needsEngine: true }),
  Object.freeze({ name: "defaultPolicy", needsEngine: false }),
  Object.freeze({ name: "diffPolicies", needsEngine: true }),
  Object.freeze({ name: "due", needsEngine: true }),
  Object.freeze({ name: "editPipeline", needsEngine: true }),
  Object.freeze({ name: "evenness", needsEngine: true }),
  Object.freeze({ name: "explain", needsEngine: true }),
  Object.freeze({ name: "explainAgents", needsEngine: true }),
  Object.freeze({ name: "followUpHistory", needsEngine: true }),
  Object.freeze({ name: "followUpReport", needsEngine: true }),
  Object.freeze({ name: "funnel", needsEngine: true }),
  Object.freeze({ name: "handOver", needsEngine: true }),
  Object.freeze({ name: "isCallingHour", needsEngine: true }),
  Object.freeze({ name: "isWorkingDay", needsEngine: true }),
  Object.freeze({ name: "liveCalls", needsEngine: true }),
  Object.freeze({ name: "nextDue", needsEngine: true }),
  Object.freeze({ name: "nextWorkingDay", needsEngine: true }),
  Object.freeze({ name: "normalizePhone", needsEngine: true }),
  Object.freeze({ name: "period", needsEngine: true }),
  Object.freeze({ name: "pipelineDiagram", needsEngine: true }),
  Object.freeze({ name: "previewPipelineEdit", needsEngine: true }),
  Object.freeze({ name: "queue", needsEngine: true }),
  Object.freeze({ name: "queueAgainstCap", needsEngine: true }),
  Object.freeze({ name: "readCallForm", needsEngine: true }),
  Object.freeze({ name: "readFollowUpForm", needsEngine: true }),
  Object.freeze({ name: "reminders", needsEngine: true }),
  Object.freeze({ name: "remove", needsEngine: true }),
  Object.freeze({ name: "repair", needsEngine: true }),
  Object.freeze({ name: "revenue", needsEngine: true }),
  Object.freeze({ name: "seesLead", needsEngine: true }),
  Object.freeze({ name: "stalled", needsEngine: true }),
  Object.freeze({ name: "targetProgress", needsEngine: true }),
  Object.freeze({ name: "timeInStatus", needsEngine: true }),
  Object.freeze({ name: "timeToConvert", needsEngine: true }),
  Object.freeze({ name: "timeline", needsEngine: true }),
  Object.freeze({ name: "toInstant", needsEngine: true }),
  Object.freeze({ name: "toLocal", needsEngine: true }),
  Object.freeze({ name: "topUp", needsEngine: true }),
  Object.freeze({ name: "transitions", needsEngine: true }),
  Object.freeze({ name: "upgradeDocument", needsEngine: false }),
  Object.freeze({ name: "version", needsEngine: false }),
]);

/** a lead with events applied; none where no event created it */
export const apply = /* @__PURE__ */ operation("apply");

/** the figures of a batch as one line, with the rows that the host could not read */
export const captureOutcome = /* @__PURE__ */ operation("captureOutcome");

/** every fault of a policy, and advice */
export const checkPolicy = /* @__PURE__ */ operation("checkPolicy");

/** the policy that works with nothing configured, every default written out */
export const defaultPolicy = /* @__PURE__ */ operation("defaultPolicy");

/** a stored policy, lead, event or plan of any schema in the present one */
export const upgradeDocument = /* @__PURE__ */ operation("upgradeDocument");

/** the versions of library, rules and time-zone data */
export const version = /* @__PURE__ */ operation("version");
