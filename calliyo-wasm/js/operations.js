// Written by `cargo xtask operations` from the table in calliyo-core/src/wire/operation.rs; do not edit.

import { operation } from "./library.js";

/** Every operation, by name. Each is a method of `Engine`; those that need no engine are functions, too. */
export const OPERATIONS = Object.freeze([
  Object.freeze({ name: "agenda", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "apply", needsEngine: false, isOfLead: true }),
  Object.freeze({ name: "applyPlan", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "assign", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "assignable", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "callReport", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "captureLeads", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "captureOutcome", needsEngine: false, isOfLead: false }),
  Object.freeze({ name: "changeSettings", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "checkCallForm", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "checkFollowUpForm", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "checkPolicy", needsEngine: false, isOfLead: false }),
  Object.freeze({ name: "contradictions", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "conversionReport", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "conversionsIn", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "countsTowardCap", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "coverage", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "customers", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "dashboard", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "decide", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "decideEach", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "defaultFollowUpAt", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "defaultPolicy", needsEngine: false, isOfLead: false }),
  Object.freeze({ name: "diffPolicies", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "due", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "editPipeline", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "evenness", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "explain", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "explainAgents", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "followUpHistory", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "followUpReport", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "funnel", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "handOver", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "isCallingHour", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "isWorkingDay", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "liveCalls", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "nextDue", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "nextWorkingDay", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "normalizePhone", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "period", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "pipelineDiagram", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "previewPipelineEdit", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "queue", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "queueAgainstCap", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "readCallForm", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "readFollowUpForm", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "reminders", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "remove", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "repair", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "revenue", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "seesLead", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "stalled", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "targetProgress", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "timeInStatus", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "timeToConvert", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "timeline", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "toInstant", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "toLocal", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "topUp", needsEngine: true, isOfLead: false }),
  Object.freeze({ name: "transitions", needsEngine: true, isOfLead: true }),
  Object.freeze({ name: "upgradeDocument", needsEngine: false, isOfLead: false }),
  Object.freeze({ name: "version", needsEngine: false, isOfLead: true }),
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
