/**
 * The id of a branch: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "BranchId".
 */
export type BranchId = string;
/**
 * The id of a department: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DepartmentId".
 */
export type DepartmentId = string;
/**
 * The id of a person: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentId".
 */
export type AgentId = string;
/**
 * The id of a role: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RoleId".
 */
export type RoleId = string;
/**
 * A count, up to 2^53 − 1.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Count".
 */
export type Count = number;
/**
 * The id of a run: 1 to 200 bytes without control characters (rules L1, S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RunId".
 */
export type RunId = string;
/**
 * Who called whom (rule D3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Direction".
 */
export type Direction = "incoming" | "outgoing" | "missed";
/**
 * The id of a call: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallId".
 */
export type CallId = string;
/**
 * An instant from 1970 to 2099 (RFC 3339), answered as `YYYY-MM-DDTHH:MM:SS.mmmZ` (rule Z1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Timestamp".
 */
export type Timestamp = string;
/**
 * Whether an agent works (rules A2, G3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentState".
 */
export type AgentState = "active" | "away" | "banned";
/**
 * What resolved or expired a follow-up (rules F4 to F6, L8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Resolution".
 */
export type Resolution = "call" | "statusChange" | "person" | "dismissal" | "unassignment" | "note";
/**
 * The id of a follow-up or a note: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpId".
 */
export type FollowUpId = string;
/**
 * What a record of the shared shape is (rule F8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpKind".
 */
export type FollowUpKind = "call" | "meeting" | "visit" | "note";
/**
 * What a call or a follow-up belongs to: a lead, a deal, a cold contact, or something else (rule D1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ParentInput".
 */
export type ParentInput =
  | {
      id: ParentId;
      kind: ParentKindId;
    }
  | LeadId;
/**
 * The id of a parent: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ParentId".
 */
export type ParentId = string;
/**
 * The id of a kind of parent: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ParentKindId".
 */
export type ParentKindId = string;
/**
 * The id of a lead: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LeadId".
 */
export type LeadId = string;
/**
 * Whether a follow-up is still to be done (rule F1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpState".
 */
export type FollowUpState = "open" | "resolved" | "expired";
/**
 * Something that happened; a lead's timeline is its events in order.
 *
 * Readers ignore fields that they do not know, and refuse events of a newer schema (rule K2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "EventInput".
 */
export type EventInput = {
  actor: AgentId;
  at: Timestamp;
  id: EventId;
  /**
   * The lead; none for a change of settings.
   */
  lead?: LeadId | null;
  /**
   * The schema number of this document (rule K2); default the present one.
   */
  schema?: number;
} & EventInput1;
/**
 * The id of an event: its command's id, a slash and its ordinal, from 1 (rule L11).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "EventId".
 */
export type EventId = string;
export type EventInput1 =
  | {
      record: LeadInput;
      type: "lead.created";
    }
  | {
      changes: LeadEdit;
      type: "lead.updated";
    }
  | {
      from: StatusId;
      to: StatusId;
      type: "lead.status_changed";
    }
  | {
      /**
       * The owner before.
       */
      from?: AgentId | null;
      to: AgentId;
      type: "lead.assigned";
    }
  | {
      /**
       * The owner before; none when an inconsistent lead was mended.
       */
      from?: AgentId | null;
      type: "lead.unassigned";
    }
  | {
      conversion: ConversionInput;
      type: "lead.converted";
    }
  | {
      conversion: ConversionInput;
      type: "lead.unconverted";
    }
  | {
      call: LiveCallInput;
      type: "call.started";
    }
  | {
      call: CallInput;
      type: "call.completed";
    }
  | {
      call: LiveCallInput;
      type: "call.abandoned";
    }
  | {
      before: CallInput;
      call: CallInput;
      totals: CallTotalsInput;
      type: "call.corrected";
    }
  | {
      call: CallInput;
      totals: CallTotalsInput;
      type: "call.voided";
    }
  | {
      followUp: FollowUpInput;
      type: "followup.created";
    }
  | {
      followUp: FollowUpInput;
      from: Timestamp;
      type: "followup.rescheduled";
    }
  | {
      followUp: FollowUpId;
      from: AgentId;
      to: AgentId;
      type: "followup.reassigned";
    }
  | {
      followUp: FollowUpInput;
      type: "followup.completed";
    }
  | {
      followUp: FollowUpInput;
      type: "followup.expired";
    }
  | {
      note: FollowUpInput;
      type: "note.added";
    }
  | {
      /**
       * The order before.
       */
      before?: OrderInput | null;
      order: OrderInput;
      type: "order.updated";
    }
  | {
      /**
       * The parts of the policy that changed, by their names on the wire.
       */
      settings: string[];
      type: "settings.changed";
    };
/**
 * An amount of money in minor units (cents, paise), within ±(2^53 − 1) (rule V1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "MinorUnits".
 */
export type MinorUnits = number;
/**
 * A currency: three capital letters (ISO 4217).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Currency".
 */
export type Currency = string;
/**
 * How far an order is paid (rule V1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PaymentStatus".
 */
export type PaymentStatus = "unpaid" | "partial" | "paid" | "refunded";
/**
 * A priority, within ±(2^53 − 1); larger comes first.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Priority".
 */
export type Priority = number;
/**
 * The id of a status: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StatusId".
 */
export type StatusId = string;
/**
 * The id of a contact: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ContactId".
 */
export type ContactId = string;
/**
 * The status of a call (rule C1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallStatus".
 */
export type CallStatus = "called" | "busy" | "noAnswer" | "missed" | "inProgress" | "followUp" | "rescheduled";
/**
 * A daily job. Jobs that fall due at the same instant run in the order given here (rule S2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Job".
 */
export type Job = "removal" | "assignment" | "topUp";
/**
 * The name of a finding: its meaning never changes (rule K1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Code".
 */
export type Code =
  | "request.malformed"
  | "request.unknown_field"
  | "request.unknown_operation"
  | "request.too_large"
  | "request.too_deep"
  | "request.needs_engine"
  | "document.too_new"
  | "event.unknown"
  | "number.out_of_range"
  | "id.malformed"
  | "pipeline.incomplete"
  | "pipeline.duplicate_status"
  | "pipeline.order_incomplete"
  | "pipeline.protected"
  | "pipeline.name_taken"
  | "pipeline.name_length"
  | "pipeline.needs_replacement"
  | "pipeline.in_use"
  | "pipeline.fixed_flag"
  | "policy.status_not_recyclable"
  | "status.move_not_allowed"
  | "pipeline.move_to_itself"
  | "status.unknown"
  | "pipeline.role_empty"
  | "lead.unknown"
  | "lead.mismatch"
  | "lead.duplicate_id"
  | "agent.duplicate_id"
  | "lead.version_conflict"
  | "lead.captured_in_future"
  | "lead.inconsistent"
  | "status.unchanged"
  | "status.needs_follow_up"
  | "owner.unchanged"
  | "lead.is_customer"
  | "status.needs_owner"
  | "owner.not_expected"
  | "agent.banned"
  | "agent.unknown"
  | "agent.not_assignable"
  | "agent.away"
  | "agent.over_cap"
  | "command.already_done"
  | "context.incomplete"
  | "command.nothing_changed"
  | "call.live_has_duration"
  | "call.needs_follow_up"
  | "call.next_status_conflict"
  | "call.note_recommended"
  | "call.not_connected"
  | "call.connected_despite_status"
  | "follow_up.note_recommended"
  | "call.status_not_final"
  | "call.already_live"
  | "call.not_live"
  | "call.in_future"
  | "lead.next_step_missing"
  | "call.unknown"
  | "call.voided"
  | "lead.do_not_call"
  | "parent.not_lead"
  | "parent.disagrees"
  | "policy.lead_kind_missing"
  | "phone.invalid"
  | "policy.phone_prefix"
  | "contact.ambiguous"
  | "call.direction_disagrees"
  | "form.required"
  | "call.times_missing"
  | "call.times_disagree"
  | "text.too_long"
  | "attendee.duplicate"
  | "recording.not_audio"
  | "recording.not_allowed"
  | "follow_up.reminder_not_offered"
  | "form.unknown_choice"
  | "follow_up.needs_owner"
  | "follow_up.not_in_future"
  | "follow_up.not_overdue"
  | "follow_up.not_open"
  | "follow_up.unknown"
  | "follow_up.double_booked"
  | "follow_up.non_working_day"
  | "conversion.in_future"
  | "conversion.before_capture"
  | "conversion.not_expected"
  | "order.not_in_use"
  | "order.not_expected"
  | "lead.not_customer"
  | "money.currency_invalid"
  | "money.negative"
  | "time.malformed"
  | "time.out_of_range"
  | "policy.unknown_time_zone"
  | "policy.malformed_time_zone"
  | "calendar.no_working_day"
  | "policy.calling_hours"
  | "follow_up.outside_hours"
  | "call.outside_hours"
  | "plan.stale"
  | "plan.lead_missing"
  | "agent.at_cap"
  | "plan.already_applied"
  | "job.status_not_listed"
  | "job.is_customer"
  | "job.live_call"
  | "job.follow_up_ahead"
  | "job.owner_banned"
  | "job.do_not_call"
  | "job.exhausted"
  | "job.resting"
  | "job.not_owned"
  | "job.too_recent"
  | "job.no_agent_matches"
  | "job.only_barred_agent"
  | "job.limit_reached"
  | "job.agents_at_cap"
  | "job.no_leads"
  | "job.lead_placed"
  | "job.lead_removed"
  | "job.agent_receives"
  | "job.agent_banned"
  | "job.agent_away"
  | "job.agent_role"
  | "job.agent_other_branch"
  | "job.agent_other_department"
  | "job.agent_has_lead"
  | "job.agent_had_lead_last"
  | "job.agent_had_lead"
  | "job.agent_cap_zero"
  | "job.agent_without_cap"
  | "job.agent_above_cap"
  | "job.agent_at_cap"
  | "job.agent_run_limit"
  | "job.agent_day_limit"
  | "job.agent_others_turn"
  | "job.agent_only_had_leads"
  | "job.agent_no_lead"
  | "policy.removal_days"
  | "settings.confirmation_required"
  | "policy.blank_name"
  | "policy.number_range"
  | "policy.duplicate_entry"
  | "policy.empty_list"
  | "policy.unknown_role"
  | "policy.duplicate_role"
  | "permission.denied"
  | "lead.duplicate_phone"
  | "advice.top_up_before_assignment"
  | "advice.removal_hands_back"
  | "advice.sole_receiver"
  | "advice.job_without_statuses"
  | "advice.intake_of_zero"
  | "advice.status_without_exit"
  | "advice.status_never_entered"
  | "advice.nobody_manages_settings"
  | "advice.nobody_receives_leads"
  | "advice.role_cannot_work_leads"
  | "advice.cap_zero_for_everyone"
  | "advice.banned_agent_holds_leads";
/**
 * Something that happened; a lead's timeline is its events in order.
 *
 * Readers ignore fields that they do not know, and refuse events of a newer schema (rule K2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Event".
 */
export type Event = {
  actor: AgentId;
  at: Timestamp;
  id: EventId;
  /**
   * The lead; none for a change of settings.
   */
  lead: LeadId | null;
  /**
   * The schema number of this document (rule K2); default the present one.
   */
  schema: number;
} & Event1;
export type Event1 =
  | {
      record: Lead;
      type: "lead.created";
    }
  | {
      changes: LeadEdit;
      type: "lead.updated";
    }
  | {
      from: StatusId;
      to: StatusId;
      type: "lead.status_changed";
    }
  | {
      /**
       * The owner before.
       */
      from: AgentId | null;
      to: AgentId;
      type: "lead.assigned";
    }
  | {
      /**
       * The owner before; none when an inconsistent lead was mended.
       */
      from: AgentId | null;
      type: "lead.unassigned";
    }
  | {
      conversion: Conversion;
      type: "lead.converted";
    }
  | {
      conversion: Conversion;
      type: "lead.unconverted";
    }
  | {
      call: LiveCall;
      type: "call.started";
    }
  | {
      call: Call;
      type: "call.completed";
    }
  | {
      call: LiveCall;
      type: "call.abandoned";
    }
  | {
      before: Call;
      call: Call;
      totals: CallTotals;
      type: "call.corrected";
    }
  | {
      call: Call;
      totals: CallTotals;
      type: "call.voided";
    }
  | {
      followUp: FollowUp;
      type: "followup.created";
    }
  | {
      followUp: FollowUp;
      from: Timestamp;
      type: "followup.rescheduled";
    }
  | {
      followUp: FollowUpId;
      from: AgentId;
      to: AgentId;
      type: "followup.reassigned";
    }
  | {
      followUp: FollowUp;
      type: "followup.completed";
    }
  | {
      followUp: FollowUp;
      type: "followup.expired";
    }
  | {
      note: FollowUp;
      type: "note.added";
    }
  | {
      /**
       * The order before.
       */
      before: Order | null;
      order: Order;
      type: "order.updated";
    }
  | {
      /**
       * The parts of the policy that changed, by their names on the wire.
       */
      settings: string[];
      type: "settings.changed";
    };
/**
 * The value of one parameter of a [`Diagnostic`].
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Param".
 */
export type Param = string | number | string[];
/**
 * What ended calls are grouped by (rule M1).
 *
 * Fields of the call count as they are supplied; a call without one stands in the row *none*. Local days, weeks, months and
 * hours are those of the call's start (rule M2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallDimension".
 */
export type CallDimension =
  | "status"
  | "response"
  | "day"
  | "weekday"
  | "week"
  | "month"
  | "monthOfYear"
  | "hour"
  | "attempt"
  | "agent"
  | "branch"
  | "department"
  | "tag"
  | "campaign"
  | "source"
  | "direction"
  | "parentKind";
/**
 * Which calls count: those with one of the values listed. On the wire externally tagged, as in
 * `{"status": ["missed", "busy"]}`; a missing value is `null` where there can be one.
 *
 * `N` is what agents, branches and the like are named by: their dense numbers over columns, their ids over records.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallFilter".
 */
export type CallFilter =
  | {
      status: CallStatus[];
    }
  | {
      response: (string | null)[];
    }
  | {
      day: LocalDate[];
    }
  | {
      weekday: Weekday[];
    }
  | {
      week: LocalDate[];
    }
  | {
      month: LocalDate[];
    }
  | {
      monthOfYear: number[];
    }
  | {
      hour: number[];
    }
  | {
      attempt: (number | null)[];
    }
  | {
      agent: (string | null)[];
    }
  | {
      branch: (string | null)[];
    }
  | {
      department: (string | null)[];
    }
  | {
      tag: (string | null)[];
    }
  | {
      campaign: (string | null)[];
    }
  | {
      source: (string | null)[];
    }
  | {
      direction: Direction[];
    }
  | {
      parentKind: (string | null)[];
    };
/**
 * A date from 1970-01-01 to 2099-12-31, `YYYY-MM-DD` (rule Z1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LocalDate".
 */
export type LocalDate = string;
/**
 * A day of the week; `monday` to `sunday` on the wire.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Weekday".
 */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
/**
 * What is told of the calls of a row (rules M1, M7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallMeasure".
 */
export type CallMeasure =
  | "calls"
  | "attempts"
  | "connected"
  | "missed"
  | "talkSeconds"
  | "connectRate"
  | "meanTalkSeconds"
  | "reachRate"
  | "missedRate";
/**
 * What a group of a report is: a number or name of the host's, a date, or a bucket of its own.
 *
 * On the wire the bare value, and `null` for what is missing.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Key".
 */
export type Key = string | number | LocalDate | CallStatus | Direction | Weekday | null;
/**
 * What an agent plans to do (rule D7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ActivityKind".
 */
export type ActivityKind = "call" | "meeting" | "visit";
/**
 * What became of one lead of a batch; on the wire its `type` stands beside its fields.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CaptureFate".
 */
export type CaptureFate =
  | {
      /**
       * What happened, in the order of rule E; empty when nothing did.
       */
      events: Event[];
      /**
       * The guards that could not be checked because a fact is not known (rule L12).
       */
      notChecked: Code[];
      /**
       * The status that the call suggests (rule C5), when the command did not name one.
       */
      suggestedStatus: StatusId | null;
      type: "imported";
      /**
       * What to look at, in the order of the rule book.
       */
      warnings: Diagnostic[];
    }
  | {
      /**
       * The guards that could not be checked because a fact is not known (rule L12).
       */
      notChecked: Code[];
      reason: Diagnostic;
      type: "skipped";
    }
  | {
      /**
       * The guards that could not be checked because a fact is not known (rule L12).
       */
      notChecked: Code[];
      /**
       * The guards that fail; never empty.
       */
      reasons: Diagnostic[];
      type: "error";
    };
/**
 * The id of a command: 1 to 200 bytes without control characters (rules L1, L11).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CommandId".
 */
export type CommandId = string;
/**
 * A time of day, `HH:MM` or `HH:MM:SS` (rule Z1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LocalTime".
 */
export type LocalTime = string;
/**
 * What the shares of agents are compared by (rule A5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Evenness".
 */
export type Evenness = "received" | "held";
/**
 * To whom a lead with a branch or a department may go (rule A6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AssignmentScope".
 */
export type AssignmentScope = "company" | "branch" | "department" | "branchAndDepartment";
/**
 * Which fresh leads come first when places are filled (rule T1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FreshOrder".
 */
export type FreshOrder = "oldestFirst" | "newestFirst";
/**
 * A time of day at which a range ends, or `24:00` for the end of the day (rule Z6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "EndTime".
 */
export type EndTime = string;
/**
 * Where a reminder is shown (rule F9).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Channel".
 */
export type Channel = "inApp" | "push";
/**
 * From when an open follow-up is overdue (rule F5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OverdueFrom".
 */
export type OverdueFrom = "instant" | "nextDay";
/**
 * Which logged call resolves the day's follow-ups (rule F4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ResolvedBy".
 */
export type ResolvedBy = "anyCall" | "connectedCall";
/**
 * The id of a response: 1 to 200 bytes without control characters (rule L1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ResponseId".
 */
export type ResponseId = string;
/**
 * The lead status that a response suggests (rules D3, P7); on the wire externally tagged, as in
 * `{"role": "interested"}`.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Suggestion".
 */
export type Suggestion =
  | {
      role: SuggestedRole;
    }
  | {
      status: StatusId;
    };
/**
 * A role of [`StatusRoles`] that a call may suggest (rules C5, D3); the status behind it can change.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SuggestedRole".
 */
export type SuggestedRole = "notPicked" | "missed" | "interested" | "followUps";
/**
 * Who sees customers (rule V4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CustomerVisibility".
 */
export type CustomerVisibility = "all" | "agentOnly";
/**
 * An action on a resource, such as `lead.assign` (rule G3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Permission".
 */
export type Permission = string;
/**
 * On which leads a role acts (rule G3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Reach".
 */
export type Reach = "own" | "department" | "branch" | "company";
/**
 * Where a status stands in the life of a lead (rule P4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Stage".
 */
export type Stage = "capture" | "assign" | "call" | "followUp" | "convert";
/**
 * TZif bytes (RFC 9636), as base64 text (rule Z2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ZoneData".
 */
export type ZoneData = string;
/**
 * Whose number it is (rule D2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ContactMatch".
 */
export type ContactMatch =
  | {
      contact: ContactId;
      type: "linked";
    }
  | {
      type: "none";
    }
  | {
      /**
       * The contacts, by id.
       */
      contacts: ContactId[];
      type: "ambiguous";
    };
/**
 * Elapsed time, `HH:MM:SS`; the hours may pass 24 (rule D4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Duration".
 */
export type Duration = string;
/**
 * What a conversion report is grouped by (rule M4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Dimension".
 */
export type Dimension = "total" | "source" | "campaign" | "tag" | "agent";
/**
 * What is to be done with the lead; on the wire externally tagged: `{"logCall": {…}}`.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DeedInput".
 */
export type DeedInput =
  | {
      captureLead: NewLeadInput;
    }
  | {
      updateLead: LeadEdit;
    }
  | {
      assign: {
        owner: AgentId;
      };
    }
  | {
      unassign: {};
    }
  | {
      changeStatus: {
        /**
         * When the lead converted, for a move to Customer (rule V1); default now.
         */
        convertedAt?: Timestamp | null;
        /**
         * A follow-up scheduled with the move (rule L5).
         */
        followUp?: NewFollowUpInput | null;
        /**
         * What was bought, for a move to Customer (rule V1).
         */
        order?: OrderInput | null;
        /**
         * A new owner, in the same command (rule L6).
         */
        owner?: AgentId | null;
        to: StatusId;
      };
    }
  | {
      logCall: LogCallInput;
    }
  | {
      startCall: StartCallInput;
    }
  | {
      completeCall: LogCallInput;
    }
  | {
      abandonCall: {
        call: CallId;
      };
    }
  | {
      correctCall: CallEditInput;
    }
  | {
      voidCall: {
        call: CallInput;
      };
    }
  | {
      scheduleFollowUp: NewFollowUpInput;
    }
  | {
      rescheduleFollowUp: FollowUpEdit;
    }
  | {
      completeFollowUp: {
        followUp: FollowUpId;
      };
    }
  | {
      dismissFollowUp: {
        followUp: FollowUpId;
      };
    }
  | {
      addNote: NewNote;
    }
  | {
      updateOrder: {
        order: OrderInput;
      };
    };
/**
 * What becomes of a command.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Verdict".
 */
export type Verdict =
  | {
      /**
       * What happened, in the order of rule E; empty when nothing did.
       */
      events: Event[];
      /**
       * The lead with the events applied.
       */
      lead: Lead | null;
      /**
       * The guards that could not be checked because a fact is not known (rule L12).
       */
      notChecked: Code[];
      /**
       * The status that the call suggests (rule C5), when the command did not name one.
       */
      suggestedStatus: StatusId | null;
      type: "accepted";
      /**
       * What to look at, in the order of the rule book.
       */
      warnings: Diagnostic[];
    }
  | {
      /**
       * The guards that could not be checked because a fact is not known (rule L12).
       */
      notChecked: Code[];
      /**
       * The guards that fail; never empty.
       */
      reasons: Diagnostic[];
      type: "rejected";
    };
/**
 * What a host keeps for each job between two questions to [`due`].
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ScheduleState".
 */
export type ScheduleState =
  | {
      lastDue: Timestamp;
    }
  | {
      onSince: Timestamp;
    };
/**
 * One edit of the pipeline: all that a company may do to it; on the wire externally tagged.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PipelineEdit".
 */
export type PipelineEdit =
  | {
      add: {
        /**
         * Its place in the order, from 0; none = at the end.
         */
        place?: number | null;
        status: StatusInput;
      };
    }
  | {
      rename: {
        /**
         * Its new name.
         */
        name: string;
        status: StatusId;
      };
    }
  | {
      reorder: {
        /**
         * Every status, in the new order.
         */
        order: StatusId[];
      };
    }
  | {
      delete: {
        /**
         * The host's word that no lead sits on it.
         */
        noLeads?: boolean;
        /**
         * Where the leads that sit on it go; it may not be protected.
         */
        replacement?: StatusId | null;
        status: StatusId;
      };
    }
  | {
      adjust: StatusEdit;
    }
  | {
      setRole: {
        role: StatusRole;
        /**
         * The status; none leaves the part empty, which the assigned one cannot be.
         */
        status?: StatusId | null;
      };
    }
  | {
      setAllowedMoves: {
        /**
         * The moves; none = every move that the guards allow.
         */
        moves?: AllowedMoveInput[] | null;
      };
    };
/**
 * A part in the rules that the company gives to a status of its choice (rule P7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StatusRole".
 */
export type StatusRole = "assigned" | "notPicked" | "missed" | "interested";
/**
 * What became of one lead.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "HandOverOutcome".
 */
export type HandOverOutcome = {
  command: CommandId;
  lead: LeadId;
} & HandOverOutcome1;
export type HandOverOutcome1 =
  | {
      /**
       * What happened, in the order of rule E; empty when nothing did.
       */
      events: Event[];
      /**
       * The guards that could not be checked because a fact is not known (rule L12).
       */
      notChecked: Code[];
      /**
       * The status that the call suggests (rule C5), when the command did not name one.
       */
      suggestedStatus: StatusId | null;
      type: "accepted";
      /**
       * What to look at, in the order of the rule book.
       */
      warnings: Diagnostic[];
    }
  | {
      /**
       * The guards that could not be checked because a fact is not known (rule L12).
       */
      notChecked: Code[];
      /**
       * The guards that fail; never empty.
       */
      reasons: Diagnostic[];
      type: "rejected";
    };
/**
 * Local days that belong together.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Days".
 */
export type Days =
  | {
      day: LocalDate;
    }
  | {
      week: LocalDate;
    }
  | {
      month: LocalDate;
    }
  | {
      between: {
        from: LocalDate;
        toExclusive: LocalDate;
      };
    };
/**
 * What is to be done with the lead; on the wire externally tagged: `{"logCall": {…}}`.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Deed".
 */
export type Deed =
  | {
      captureLead: NewLead;
    }
  | {
      updateLead: LeadEdit;
    }
  | {
      assign: {
        owner: AgentId;
      };
    }
  | {
      unassign: {};
    }
  | {
      changeStatus: {
        /**
         * When the lead converted, for a move to Customer (rule V1); default now.
         */
        convertedAt: Timestamp | null;
        /**
         * A follow-up scheduled with the move (rule L5).
         */
        followUp: NewFollowUp | null;
        /**
         * What was bought, for a move to Customer (rule V1).
         */
        order: Order | null;
        /**
         * A new owner, in the same command (rule L6).
         */
        owner: AgentId | null;
        to: StatusId;
      };
    }
  | {
      logCall: LogCall;
    }
  | {
      startCall: StartCall;
    }
  | {
      completeCall: LogCall;
    }
  | {
      abandonCall: {
        call: CallId;
      };
    }
  | {
      correctCall: CallEdit;
    }
  | {
      voidCall: {
        call: Call;
      };
    }
  | {
      scheduleFollowUp: NewFollowUp;
    }
  | {
      rescheduleFollowUp: FollowUpEdit;
    }
  | {
      completeFollowUp: {
        followUp: FollowUpId;
      };
    }
  | {
      dismissFollowUp: {
        followUp: FollowUpId;
      };
    }
  | {
      addNote: NewNote;
    }
  | {
      updateOrder: {
        order: Order;
      };
    };
/**
 * Which part of the queue is asked for (rule F12).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "QueueFilter".
 */
export type QueueFilter = "all" | "dueToday";
/**
 * Why a lead stands where it does in the queue; the groups stand in this order (rule F11).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "QueueGroup".
 */
export type QueueGroup = "overdue" | "dueToday" | "stalled" | "fresh" | "waiting" | "later";
/**
 * What a saved log-call form asks for (rule D1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallEntry".
 */
export type CallEntry =
  | {
      do: Deed;
      lead: LeadId;
      type: "lead";
    }
  | {
      call: Call;
      /**
       * The follow-up scheduled with it.
       */
      followUp: FollowUp | null;
      type: "other";
    };
/**
 * What a saved schedule form asks for (rule D1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpEntry".
 */
export type FollowUpEntry =
  | {
      do: Deed;
      lead: LeadId;
      type: "lead";
    }
  | {
      followUp: FollowUp;
      type: "other";
    };
/**
 * Something that a move to a status takes with it (rule L9).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Need".
 */
export type Need = "followUp" | "owner" | "orderDetails";
/**
 * A kind of document that hosts store (rule K2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DocumentKind".
 */
export type DocumentKind = "policy" | "lead" | "event" | "plan";
/**
 * A document in the present schema, with every default written out.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "UpgradedDocument".
 */
export type UpgradedDocument = Policy | Lead | Event | Plan;

/**
 * The request and the response of every operation.
 */
export interface Operations {
  /**
   * an agent's open follow-ups in three lists, with counters
   */
  agenda: {
    request: AgendaRequest;
    response: Agenda;
  };
  /**
   * a lead with events applied; none where no event created it
   */
  apply: {
    request: ApplyRequest;
    response: Lead | null;
  };
  /**
   * the events of a plan's moves, and the moves refused
   */
  applyPlan: {
    request: ApplyPlanRequest;
    response: AppliedPlan;
  };
  /**
   * the plan of an auto-assignment run
   */
  assign: {
    request: AssignRequest;
    response: Plan;
  };
  /**
   * the agents whom a lead can be given to, each with cap and what a job would say
   */
  assignable: {
    request: AssignableRequest;
    response: AssignableAgent[];
  };
  /**
   * ended calls by up to two dimensions: counts, talk time, connect, reach and missed-call rate
   */
  callReport: {
    request: CallReportRequest;
    response: CallReport;
  };
  /**
   * the fate of each lead of a batch, with its events, and a line that counts them
   */
  captureLeads: {
    request: CaptureLeadsRequest;
    response: CapturedBatch;
  };
  /**
   * the figures of a batch as one line, with the rows that the host could not read
   */
  captureOutcome: {
    request: CaptureOutcomeRequest;
    response: CaptureOutcome;
  };
  /**
   * the new policy and the event that tells what changed, or why it may not
   */
  changeSettings: {
    request: ChangeSettingsRequest;
    response: ChangedSettings;
  };
  /**
   * what is missing and wrong in a log-call form, and what follows from it
   */
  checkCallForm: {
    request: CheckCallFormRequest;
    response: CallFormCheck;
  };
  /**
   * what is missing and wrong in a schedule form, and what follows from it
   */
  checkFollowUpForm: {
    request: CheckFollowUpFormRequest;
    response: FollowUpFormCheck;
  };
  /**
   * every fault of a policy, and advice
   */
  checkPolicy: {
    request: CheckPolicyRequest;
    response: CheckedPolicy;
  };
  /**
   * the names of what contradicts itself in a lead
   */
  contradictions: {
    request: ContradictionsRequest;
    response: string[];
  };
  /**
   * leads captured and those of them that are Customers now, by up to two dimensions
   */
  conversionReport: {
    request: ConversionReportRequest;
    response: ConversionReport;
  };
  /**
   * how many current conversions lie in a period
   */
  conversionsIn: {
    request: ConversionsInRequest;
    response: number;
  };
  /**
   * whether a lead fills a place of its owner's cap
   */
  countsTowardCap: {
    request: CountsTowardCapRequest;
    response: boolean;
  };
  /**
   * outgoing calls against the daily target, for every agent and day
   */
  coverage: {
    request: CoverageRequest;
    response: TargetProgress[];
  };
  /**
   * the customers that an actor sees, in the order supplied
   */
  customers: {
    request: CustomersRequest;
    response: LeadId[];
  };
  /**
   * an agent's day: calls, target, follow-ups, queue, conversions and revenue
   */
  dashboard: {
    request: DashboardRequest;
    response: Dashboard;
  };
  /**
   * the events of a command, or every guard that fails
   */
  decide: {
    request: DecideRequest;
    response: Verdict;
  };
  /**
   * what becomes of each command of a bulk action
   */
  decideEach: {
    request: DecideEachRequest;
    response: Verdict[];
  };
  /**
   * the instant of a follow-up that is scheduled without one
   */
  defaultFollowUpAt: {
    request: DefaultFollowUpAtRequest;
    response: Timestamp;
  };
  /**
   * the policy that works with nothing configured, every default written out
   */
  defaultPolicy: {
    request: DefaultPolicyRequest;
    response: Policy;
  };
  /**
   * the settings that differ, how leads and caps would stand, and the next run of each job
   */
  diffPolicies: {
    request: DiffPoliciesRequest;
    response: PolicyDiff;
  };
  /**
   * the jobs to run, each with the instant at which it fell due
   */
  due: {
    request: DueRequest;
    response: DueJobs;
  };
  /**
   * the policy with an edited pipeline, and what to do with leads on a deleted status
   */
  editPipeline: {
    request: EditPipelineRequest;
    response: PipelineChange;
  };
  /**
   * leads received per agent, the largest share less the smallest, and what found no place
   */
  evenness: {
    request: EvennessRequest;
    response: RunEvenness;
  };
  /**
   * where a lead of a plan goes, or what each agent has against it
   */
  explain: {
    request: ExplainRequest;
    response: ExplainedLead;
  };
  /**
   * why each agent of a plan receives no more leads
   */
  explainAgents: {
    request: ExplainAgentsRequest;
    response: ExplainedAgents;
  };
  /**
   * an agent's follow-ups: open ones by instant, then closed ones, newest first
   */
  followUpHistory: {
    request: FollowUpHistoryRequest;
    response: FollowUp[];
  };
  /**
   * follow-ups by owner: due now, and kept on time, late or expired in a period
   */
  followUpReport: {
    request: FollowUpReportRequest;
    response: FollowUpReport;
  };
  /**
   * the leads on each status, in pipeline order
   */
  funnel: {
    request: FunnelRequest;
    response: FunnelRow[];
  };
  /**
   * one agent's leads for another agent or the pool, decided lead by lead
   */
  handOver: {
    request: HandOverRequest;
    response: HandedOver;
  };
  /**
   * whether an instant lies within the calling hours; holidays do not matter
   */
  isCallingHour: {
    request: IsCallingHourRequest;
    response: boolean;
  };
  /**
   * whether the company works on a date
   */
  isWorkingDay: {
    request: IsWorkingDayRequest;
    response: boolean;
  };
  /**
   * the calls in progress with their age, oldest first
   */
  liveCalls: {
    request: LiveCallsRequest;
    response: LiveCallView[];
  };
  /**
   * when each job falls due next, in the order asked
   */
  nextDue: {
    request: NextDueRequest;
    response: NextRun[];
  };
  /**
   * the first working day after a date
   */
  nextWorkingDay: {
    request: NextWorkingDayRequest;
    response: LocalDate;
  };
  /**
   * a phone number as it is kept, to look it up by
   */
  normalizePhone: {
    request: NormalizePhoneRequest;
    response: string;
  };
  /**
   * the instants of a local day, week, month or span of days; none beyond 2099
   */
  period: {
    request: PeriodRequest;
    response: Period | null;
  };
  /**
   * the pipeline with its allowed moves as Mermaid and as DOT
   */
  pipelineDiagram: {
    request: PipelineDiagramRequest;
    response: Diagrams;
  };
  /**
   * what an edit of the pipeline would do to leads and caps, and the moves that it takes
   */
  previewPipelineEdit: {
    request: PreviewPipelineEditRequest;
    response: PipelineEffect;
  };
  /**
   * an agent's leads in the order to work them, each with its group
   */
  queue: {
    request: QueueRequest;
    response: QueueEntry[];
  };
  /**
   * each agent's queue size, and held leads against the cap
   */
  queueAgainstCap: {
    request: QueueAgainstCapRequest;
    response: QueueAgainstCap[];
  };
  /**
   * what to decide on a lead or to store for a log-call form, or all its faults
   */
  readCallForm: {
    request: ReadCallFormRequest;
    response: CallEntry;
  };
  /**
   * what to decide on a lead or to store for a schedule form, or all its faults
   */
  readFollowUpForm: {
    request: ReadFollowUpFormRequest;
    response: FollowUpEntry;
  };
  /**
   * the reminders that fall due in an interval, by instant
   */
  reminders: {
    request: RemindersRequest;
    response: Reminder[];
  };
  /**
   * the plan of an auto-removal run
   */
  remove: {
    request: RemoveRequest;
    response: Plan;
  };
  /**
   * what is to be commanded so that a lead is consistent again
   */
  repair: {
    request: RepairRequest;
    response: Deed[];
  };
  /**
   * revenue by agent and currency, without what was refunded
   */
  revenue: {
    request: RevenueRequest;
    response: RevenueRow[];
  };
  /**
   * whether an actor sees a lead: a customer by its own rule, any other by permission and reach
   */
  seesLead: {
    request: SeesLeadRequest;
    response: boolean;
  };
  /**
   * the leads in Followups without an open follow-up, longest first
   */
  stalled: {
    request: StalledRequest;
    response: StalledLead[];
  };
  /**
   * an agent's outgoing calls of a day against the daily target
   */
  targetProgress: {
    request: TargetProgressRequest;
    response: TargetProgress;
  };
  /**
   * how long leads were on each status, per lead and per status, from their events
   */
  timeInStatus: {
    request: TimeInStatusRequest;
    response: TimeInStatus;
  };
  /**
   * time from capture to conversion: count, mean, median and 90th percentile
   */
  timeToConvert: {
    request: TimeToConvertRequest;
    response: TimeToConvert;
  };
  /**
   * a lead's events, each with a line for people
   */
  timeline: {
    request: TimelineRequest;
    response: TimelineEntry[];
  };
  /**
   * the instant of a local date and time; none outside the supported time
   */
  toInstant: {
    request: ToInstantRequest;
    response: Timestamp | null;
  };
  /**
   * what the company's clocks show at an instant
   */
  toLocal: {
    request: ToLocalRequest;
    response: LocalMoment;
  };
  /**
   * the plan of a top-up run
   */
  topUp: {
    request: TopUpRequest;
    response: Plan;
  };
  /**
   * every status as a move for one lead
   */
  transitions: {
    request: TransitionsRequest;
    response: Transition[];
  };
  /**
   * a stored policy, lead, event or plan of any schema in the present one
   */
  upgradeDocument: {
    request: UpgradeDocumentRequest;
    response: UpgradedDocument;
  };
  /**
   * the versions of library, rules and time-zone data
   */
  version: {
    request: VersionRequest;
    response: Versions;
  };
}
/**
 * Asks for an agent's open follow-ups in three lists, with counters (rules F5, F11).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgendaRequest".
 */
export interface AgendaRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  agent: AgentId;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The open follow-ups of the agent, at least.
   */
  followUps: FollowUpInput[];
  now: Timestamp;
}
/**
 * Who acts (rule G3).
 *
 * Without a role the actor is the host's own process (an import, an integration, a job): permissions and the list of
 * allowed moves bind persons, not it.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Actor".
 */
export interface Actor {
  /**
   * The person's branch.
   */
  branch?: BranchId | null;
  /**
   * The person's department.
   */
  department?: DepartmentId | null;
  id: AgentId;
  /**
   * The person's role.
   */
  role?: RoleId | null;
}
/**
 * A person who works leads.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Agent".
 */
export interface Agent {
  /**
   * The agent's branch (rule A6).
   */
  branch?: BranchId | null;
  /**
   * Most leads held at once; none = no limit, 0 = receives none (rule A2).
   */
  cap?: number | null;
  counter?: Count;
  /**
   * The agent's department (rule A6).
   */
  department?: DepartmentId | null;
  /**
   * Leads held that count toward the cap (rule A2).
   */
  held?: number | null;
  id: AgentId;
  /**
   * The run that last gave leads to the agent, and how many: planned again under its id, the run counts them (rules A7,
   * S4). Default none.
   */
  lastRun?: RunShare | null;
  /**
   * The call that the agent has in progress, on whatever lead (rule C8).
   */
  liveCall?: LiveCallInput | null;
  /**
   * The name that people see.
   */
  name?: string | null;
  /**
   * Leads received from assignment and top-up on the run's local day, counted by the host (rule A7); default 0.
   */
  receivedToday?: number;
  role: RoleId;
  state?: AgentState;
}
/**
 * What a run of assignment or top-up gave to one agent (rule A7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RunShare".
 */
export interface RunShare {
  /**
   * Leads received in it.
   */
  received: number;
  run: RunId;
}
/**
 * A call in progress (rule C8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LiveCallInput".
 */
export interface LiveCallInput {
  agent: AgentId;
  direction?: Direction;
  id: CallId;
  /**
   * Whether an integration reported it (rule C11); default no.
   */
  recorded?: boolean;
  startedAt: Timestamp;
}
/**
 * A follow-up of a lead, or a note, which has the same shape (rule F8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpInput".
 */
export interface FollowUpInput {
  at: Timestamp;
  /**
   * The agents who take part beside the owner, each once (rule D6).
   */
  attendees?: AgentId[];
  /**
   * When it was resolved or expired.
   */
  closedAt?: Timestamp | null;
  /**
   * What resolved or expired it.
   */
  closedBy?: Resolution | null;
  id: FollowUpId;
  kind: FollowUpKind;
  /**
   * How often it was rescheduled (rule F7); default 0.
   */
  moves?: number;
  /**
   * What it is about.
   */
  note?: string | null;
  owner: AgentId;
  parent: ParentInput;
  /**
   * How many minutes before it a reminder comes; none = no reminder (rule D7).
   */
  reminderMinutes?: number | null;
  scheduledAt: Timestamp;
  state?: FollowUpState;
  /**
   * What it is about, in a line.
   */
  subject?: string | null;
}
/**
 * An agent's open follow-ups in three lists, with counters (rule F11).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Agenda".
 */
export interface Agenda {
  counters: AgendaCounters;
  /**
   * Due today and not overdue, by time.
   */
  dueToday: FollowUp[];
  /**
   * Overdue, oldest first.
   */
  overdue: FollowUp[];
  /**
   * On later days, by time.
   */
  upcoming: FollowUp[];
}
/**
 * How many open follow-ups there are (rules F5, M6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgendaCounters".
 */
export interface AgendaCounters {
  /**
   * Whose local date is today's.
   */
  dueToday: number;
  /**
   * Whose instant is past, or whose day is, as the policy says.
   */
  overdue: number;
  /**
   * On later days.
   */
  upcoming: number;
}
/**
 * A follow-up of a lead, or a note, which has the same shape (rule F8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUp".
 */
export interface FollowUp {
  at: Timestamp;
  /**
   * The agents who take part beside the owner, each once (rule D6).
   */
  attendees: AgentId[];
  /**
   * When it was resolved or expired.
   */
  closedAt: Timestamp | null;
  /**
   * What resolved or expired it.
   */
  closedBy: Resolution | null;
  id: FollowUpId;
  kind: FollowUpKind;
  /**
   * How often it was rescheduled (rule F7); default 0.
   */
  moves: number;
  /**
   * What it is about.
   */
  note: string | null;
  owner: AgentId;
  parent: Parent;
  /**
   * How many minutes before it a reminder comes; none = no reminder (rule D7).
   */
  reminderMinutes: number | null;
  scheduledAt: Timestamp;
  state: FollowUpState;
  /**
   * What it is about, in a line.
   */
  subject: string | null;
}
/**
 * What a call or a follow-up belongs to: a lead, a deal, a cold contact, or something else (rule D1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Parent".
 */
export interface Parent {
  id: ParentId;
  kind: ParentKindId;
}
/**
 * Asks for a lead after its events (rule L3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ApplyRequest".
 */
export interface ApplyRequest {
  /**
   * The events, in order.
   */
  events: EventInput[];
  /**
   * The lead before the events; none before it was created.
   */
  lead?: LeadInput | null;
}
/**
 * A prospect, with all that a decision needs (rule L1).
 *
 * Closed follow-ups, notes, past calls, former owners and conversions are history: views take them separately.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LeadInput".
 */
export interface LeadInput {
  /**
   * Ended calls that count as attempts (rule C3); default 0.
   */
  attempts?: number;
  /**
   * The branch it belongs to (rule A6).
   */
  branch?: BranchId | null;
  /**
   * The campaign it belongs to.
   */
  campaign?: string | null;
  capturedAt: Timestamp;
  /**
   * Whether any call was connected (rule C2); default no.
   */
  connectedEver?: boolean;
  /**
   * The current conversion; there exactly while Customer (rule L2).
   */
  conversion?: ConversionInput | null;
  /**
   * The department it belongs to (rule A6).
   */
  department?: DepartmentId | null;
  /**
   * Whether it asked not to be called (rule C13); default no.
   */
  doNotCall?: boolean;
  /**
   * The open follow-ups, by instant and id.
   */
  followUps?: FollowUpInput[];
  id: LeadId;
  /**
   * The start of the latest attempt.
   */
  lastAttempt?: Timestamp | null;
  /**
   * The owner before it was last unassigned (rule A3).
   */
  lastOwner?: AgentId | null;
  /**
   * The call in progress (rule C8).
   */
  liveCall?: LiveCallInput | null;
  /**
   * The prospect's name.
   */
  name?: string | null;
  /**
   * The agent it is assigned to; none while Unassigned (rule L2).
   */
  owner?: AgentId | null;
  /**
   * Since when it has that owner.
   */
  ownerSince?: Timestamp | null;
  /**
   * The phone number, in the form of rule D2: `+` and 8 to 15 digits.
   */
  phone?: string | null;
  /**
   * Larger comes first, none is least.
   */
  priority?: Priority | null;
  /**
   * The schema number of this document (rule K2); default the present one.
   */
  schema?: number;
  /**
   * Where it came from.
   */
  source?: string | null;
  status: StatusId;
  statusSince: Timestamp;
  /**
   * Tags, in the host's order.
   */
  tags?: string[];
  version?: Count;
}
/**
 * That a lead became a customer (rule V1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConversionInput".
 */
export interface ConversionInput {
  agent: AgentId;
  at: Timestamp;
  /**
   * What was bought.
   */
  order?: OrderInput | null;
}
/**
 * What a customer bought (rule V1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OrderInput".
 */
export interface OrderInput {
  amountMinor: MinorUnits;
  currency: Currency;
  payment?: PaymentStatus;
  /**
   * What was bought.
   */
  plan?: string | null;
  /**
   * The host's reference, such as an invoice number.
   */
  reference?: string | null;
  /**
   * The tax (GST) amount, in minor units of the currency; counted apart (rule M5).
   */
  taxMinor?: MinorUnits | null;
}
/**
 * What changes of a lead's own fields (rule L13): a field left out stays, `null` clears it.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LeadEdit".
 */
export interface LeadEdit {
  /**
   * The branch it belongs to.
   */
  branch?: BranchId | null;
  /**
   * The campaign it belongs to.
   */
  campaign?: string | null;
  /**
   * The department it belongs to.
   */
  department?: DepartmentId | null;
  /**
   * Whether it asked not to be called; cleared = no.
   */
  doNotCall?: boolean | null;
  /**
   * The prospect's name.
   */
  name?: string | null;
  /**
   * The phone number, as typed (rules D2, G4).
   */
  phone?: string | null;
  /**
   * Larger comes first.
   */
  priority?: Priority | null;
  /**
   * Where it came from.
   */
  source?: string | null;
  /**
   * The tags, all of them.
   */
  tags?: string[] | null;
}
/**
 * An ended call.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallInput".
 */
export interface CallInput {
  agent: AgentId;
  /**
   * The agents who took part beside the one whose call it is, each once (rule D6).
   */
  attendees?: AgentId[];
  /**
   * The host's contact who has that number (rule D2).
   */
  contact?: ContactId | null;
  /**
   * What was talked about (rule D5).
   */
  description?: string | null;
  direction?: Direction;
  /**
   * How long the parties were connected, in seconds (rule C2); default 0.
   */
  durationSeconds?: number;
  id: CallId;
  /**
   * What the agent wrote about it.
   */
  note?: string | null;
  parent: ParentInput;
  /**
   * The number that was called or that called, as it is kept (rule D2).
   */
  phone?: string | null;
  /**
   * Whether an integration reported it (rule C11); default no.
   */
  recorded?: boolean;
  /**
   * Where the recording is (rule D6).
   */
  recording?: Recording | null;
  /**
   * What the lead answered, as the host names it (rule D3).
   */
  response?: string | null;
  startedAt: Timestamp;
  status: CallStatus;
  /**
   * What the call came to, in a line or two (rule D5).
   */
  summary?: string | null;
  /**
   * Whether it was voided (rule C12); default no.
   */
  voided?: boolean;
}
/**
 * The recording of a call: a reference, never the sound itself (rule D6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Recording".
 */
export interface Recording {
  /**
   * Its media type, such as `audio/mpeg`; at most 200 characters.
   */
  mediaType: string;
  /**
   * Where the host finds it: a URL or a path of at most 200 characters (rule D5).
   */
  reference: string;
}
/**
 * What a lead's calls amount to (rules C3, C12).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallTotalsInput".
 */
export interface CallTotalsInput {
  /**
   * Calls that count as attempts.
   */
  attempts: number;
  /**
   * Whether any was connected.
   */
  connectedEver: boolean;
  /**
   * The start of the latest of them.
   */
  lastAttempt?: Timestamp | null;
}
/**
 * A prospect, with all that a decision needs (rule L1).
 *
 * Closed follow-ups, notes, past calls, former owners and conversions are history: views take them separately.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Lead".
 */
export interface Lead {
  /**
   * Ended calls that count as attempts (rule C3); default 0.
   */
  attempts: number;
  /**
   * The branch it belongs to (rule A6).
   */
  branch: BranchId | null;
  /**
   * The campaign it belongs to.
   */
  campaign: string | null;
  capturedAt: Timestamp;
  /**
   * Whether any call was connected (rule C2); default no.
   */
  connectedEver: boolean;
  /**
   * The current conversion; there exactly while Customer (rule L2).
   */
  conversion: Conversion | null;
  /**
   * The department it belongs to (rule A6).
   */
  department: DepartmentId | null;
  /**
   * Whether it asked not to be called (rule C13); default no.
   */
  doNotCall: boolean;
  /**
   * The open follow-ups, by instant and id.
   */
  followUps: FollowUp[];
  id: LeadId;
  /**
   * The start of the latest attempt.
   */
  lastAttempt: Timestamp | null;
  /**
   * The owner before it was last unassigned (rule A3).
   */
  lastOwner: AgentId | null;
  /**
   * The call in progress (rule C8).
   */
  liveCall: LiveCall | null;
  /**
   * The prospect's name.
   */
  name: string | null;
  /**
   * The agent it is assigned to; none while Unassigned (rule L2).
   */
  owner: AgentId | null;
  /**
   * Since when it has that owner.
   */
  ownerSince: Timestamp | null;
  /**
   * The phone number, in the form of rule D2: `+` and 8 to 15 digits.
   */
  phone: string | null;
  /**
   * Larger comes first, none is least.
   */
  priority: Priority | null;
  /**
   * The schema number of this document (rule K2); default the present one.
   */
  schema: number;
  /**
   * Where it came from.
   */
  source: string | null;
  status: StatusId;
  statusSince: Timestamp;
  /**
   * Tags, in the host's order.
   */
  tags: string[];
  version: Count;
}
/**
 * That a lead became a customer (rule V1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Conversion".
 */
export interface Conversion {
  agent: AgentId;
  at: Timestamp;
  /**
   * What was bought.
   */
  order: Order | null;
}
/**
 * What a customer bought (rule V1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Order".
 */
export interface Order {
  amountMinor: MinorUnits;
  currency: Currency;
  payment: PaymentStatus;
  /**
   * What was bought.
   */
  plan: string | null;
  /**
   * The host's reference, such as an invoice number.
   */
  reference: string | null;
  /**
   * The tax (GST) amount, in minor units of the currency; counted apart (rule M5).
   */
  taxMinor: MinorUnits | null;
}
/**
 * A call in progress (rule C8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LiveCall".
 */
export interface LiveCall {
  agent: AgentId;
  direction: Direction;
  id: CallId;
  /**
   * Whether an integration reported it (rule C11); default no.
   */
  recorded: boolean;
  startedAt: Timestamp;
}
/**
 * Asks for the events of a plan's moves, on leads as they are now (rule S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ApplyPlanRequest".
 */
export interface ApplyPlanRequest {
  actor: Actor;
  /**
   * The agents as they are now.
   */
  agents: Agent[];
  /**
   * The leads of the plan's moves as they are now, at least.
   */
  leads: LeadInput[];
  now: Timestamp;
  plan: PlanInput;
}
/**
 * What a run of a job would do (rule S4); it changes nothing.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PlanInput".
 */
export interface PlanInput {
  /**
   * What the run does to each agent who was supplied.
   */
  agents?: AgentTallyInput[];
  at: Timestamp;
  /**
   * Whether no plan places more leads, or better ones (rule A5); default yes. It is not known only of an assignment in
   * which so many agents hold more than their cap that the search for the best choice of who of them shall receive was
   * given up; the plan keeps every rule all the same.
   */
  isProven?: boolean;
  job: Job;
  /**
   * The moves, highest priority first.
   */
  moves: PlannedMoveInput[];
  /**
   * How many of the other leads are not eligible, by reason; moved, not placed, skipped and these are all leads.
   */
  notEligible?: ReasonCount[];
  /**
   * Eligible leads that stay as they are, each with the first reason that applies (rule A3).
   */
  notPlaced?: NotPlaced[];
  outcome: OutcomeInput;
  run: RunId;
  /**
   * The schema number of this document (rule K2); default the present one.
   */
  schema?: number;
  /**
   * Leads that were skipped and need a look: inconsistent ones, owners who were not supplied, exhausted ones (rules L2,
   * A1, A7).
   */
  skipped?: SkippedLeadInput[];
}
/**
 * What a run does to one agent.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentTallyInput".
 */
export interface AgentTallyInput {
  agent: AgentId;
  counter: Count;
  /**
   * Places of the cap that stay free; none without a cap.
   */
  free?: number | null;
  /**
   * Counting leads held after the run (rule A2).
   */
  held: number;
  /**
   * The run that last gave leads to the agent, for the host to store (rules A7, S4).
   */
  lastRun?: RunShare | null;
  /**
   * Leads that left for somebody else or for the pool.
   */
  left: number;
  /**
   * Leads received.
   */
  received: number;
  /**
   * Leads received from assignment and top-up on the run's local day, for the host to store (rule A7).
   */
  receivedToday?: number;
}
/**
 * One move of a plan, with what it saw of the lead (rule S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PlannedMoveInput".
 */
export interface PlannedMoveInput {
  lead: LeadId;
  saw: SawInput;
  /**
   * The agent who receives it; none = back to the pool.
   */
  to?: AgentId | null;
}
/**
 * What a move saw of its lead; a lead that differs makes the move stale (rule S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SawInput".
 */
export interface SawInput {
  /**
   * The owner.
   */
  owner?: AgentId | null;
  status: StatusId;
  version: Count;
}
/**
 * How many leads a reason applies to.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ReasonCount".
 */
export interface ReasonCount {
  /**
   * The leads.
   */
  leads: number;
  reason: Code;
}
/**
 * An eligible lead that stays as it is.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NotPlaced".
 */
export interface NotPlaced {
  lead: LeadId;
  reason: Code;
}
/**
 * What a run came to (rule S5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OutcomeInput".
 */
export interface OutcomeInput {
  /**
   * Agents who received them or, for removal, lost them.
   */
  agents: number;
  at: Timestamp;
  job: Job;
  /**
   * Eligible leads that were not placed or, for top-up, places that stay free; 0 for removal.
   */
  left: number;
  /**
   * All of it in one line.
   */
  line: string;
  /**
   * Leads assigned, removed or topped up.
   */
  moved: number;
  /**
   * The commonest reason for what is left; none when nothing is.
   */
  reason?: Code | null;
}
/**
 * A lead that a run leaves aside for a person to look at.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SkippedLeadInput".
 */
export interface SkippedLeadInput {
  lead: LeadId;
  /**
   * The contradictions of an inconsistent lead (rule L2).
   */
  problems?: string[];
  reason: Code;
}
/**
 * What applying a plan came to: the events of the moves that stand, and the moves that do not.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AppliedPlan".
 */
export interface AppliedPlan {
  /**
   * What the moves that stand do to each agent who was supplied, with the counters for the host to store (rules A5b, A7).
   */
  agents: AgentTally[];
  /**
   * The events, move by move; a move's command id is the run's id, a slash and the lead's id.
   */
  events: Event[];
  outcome: Outcome;
  /**
   * The moves that were refused, in the plan's order.
   */
  refused: RefusedMove[];
}
/**
 * What a run does to one agent.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentTally".
 */
export interface AgentTally {
  agent: AgentId;
  counter: Count;
  /**
   * Places of the cap that stay free; none without a cap.
   */
  free: number | null;
  /**
   * Counting leads held after the run (rule A2).
   */
  held: number;
  /**
   * The run that last gave leads to the agent, for the host to store (rules A7, S4).
   */
  lastRun: RunShare | null;
  /**
   * Leads that left for somebody else or for the pool.
   */
  left: number;
  /**
   * Leads received.
   */
  received: number;
  /**
   * Leads received from assignment and top-up on the run's local day, for the host to store (rule A7).
   */
  receivedToday: number;
}
/**
 * An ended call.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Call".
 */
export interface Call {
  agent: AgentId;
  /**
   * The agents who took part beside the one whose call it is, each once (rule D6).
   */
  attendees: AgentId[];
  /**
   * The host's contact who has that number (rule D2).
   */
  contact: ContactId | null;
  /**
   * What was talked about (rule D5).
   */
  description: string | null;
  direction: Direction;
  /**
   * How long the parties were connected, in seconds (rule C2); default 0.
   */
  durationSeconds: number;
  id: CallId;
  /**
   * What the agent wrote about it.
   */
  note: string | null;
  parent: Parent;
  /**
   * The number that was called or that called, as it is kept (rule D2).
   */
  phone: string | null;
  /**
   * Whether an integration reported it (rule C11); default no.
   */
  recorded: boolean;
  /**
   * Where the recording is (rule D6).
   */
  recording: Recording | null;
  /**
   * What the lead answered, as the host names it (rule D3).
   */
  response: string | null;
  startedAt: Timestamp;
  status: CallStatus;
  /**
   * What the call came to, in a line or two (rule D5).
   */
  summary: string | null;
  /**
   * Whether it was voided (rule C12); default no.
   */
  voided: boolean;
}
/**
 * What a lead's calls amount to (rules C3, C12).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallTotals".
 */
export interface CallTotals {
  /**
   * Calls that count as attempts.
   */
  attempts: number;
  /**
   * Whether any was connected.
   */
  connectedEver: boolean;
  /**
   * The start of the latest of them.
   */
  lastAttempt: Timestamp | null;
}
/**
 * What a run came to (rule S5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Outcome".
 */
export interface Outcome {
  /**
   * Agents who received them or, for removal, lost them.
   */
  agents: number;
  at: Timestamp;
  job: Job;
  /**
   * Eligible leads that were not placed or, for top-up, places that stay free; 0 for removal.
   */
  left: number;
  /**
   * All of it in one line.
   */
  line: string;
  /**
   * Leads assigned, removed or topped up.
   */
  moved: number;
  /**
   * The commonest reason for what is left; none when nothing is.
   */
  reason: Code | null;
}
/**
 * A move that was refused.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RefusedMove".
 */
export interface RefusedMove {
  lead: LeadId;
  reason: Diagnostic;
}
/**
 * A finding: a guard that fails, a fault, a warning, advice or a reason (rule K1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Diagnostic".
 */
export interface Diagnostic {
  code: Code;
  /**
   * The finding as an English sentence.
   */
  message: string;
  /**
   * What the sentence is made from: for each code always the same names.
   */
  params: {
    [k: string]: Param;
  };
  /**
   * The field that it is about, such as `lead.followUps[2].at`; empty for the whole.
   */
  path: string;
  /**
   * The rule behind it, such as `L6`.
   */
  rule: string;
}
/**
 * Asks what a run of auto-assignment would do (rules A, S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AssignRequest".
 */
export interface AssignRequest {
  /**
   * Who runs the job; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents; their order breaks ties.
   */
  agents: Agent[];
  /**
   * The leads that the job may look at, at least.
   */
  leads: LeadInput[];
  now: Timestamp;
  /**
   * Who had which lead before, where the policy excludes them (rule A7).
   */
  previousOwners?: PreviousOwners[];
  run: RunId;
}
/**
 * The agents who had a lead at any time, its present owner too, as the host knows from its history (rule A7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PreviousOwners".
 */
export interface PreviousOwners {
  /**
   * The agents, in any order; those who are not supplied to the run are passed by.
   */
  agents: AgentId[];
  lead: LeadId;
}
/**
 * What a run of a job would do (rule S4); it changes nothing.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Plan".
 */
export interface Plan {
  /**
   * What the run does to each agent who was supplied.
   */
  agents: AgentTally[];
  at: Timestamp;
  /**
   * Whether no plan places more leads, or better ones (rule A5); default yes. It is not known only of an assignment in
   * which so many agents hold more than their cap that the search for the best choice of who of them shall receive was
   * given up; the plan keeps every rule all the same.
   */
  isProven: boolean;
  job: Job;
  /**
   * The moves, highest priority first.
   */
  moves: PlannedMove[];
  /**
   * How many of the other leads are not eligible, by reason; moved, not placed, skipped and these are all leads.
   */
  notEligible: ReasonCount[];
  /**
   * Eligible leads that stay as they are, each with the first reason that applies (rule A3).
   */
  notPlaced: NotPlaced[];
  outcome: Outcome;
  run: RunId;
  /**
   * The schema number of this document (rule K2); default the present one.
   */
  schema: number;
  /**
   * Leads that were skipped and need a look: inconsistent ones, owners who were not supplied, exhausted ones (rules L2,
   * A1, A7).
   */
  skipped: SkippedLead[];
}
/**
 * One move of a plan, with what it saw of the lead (rule S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PlannedMove".
 */
export interface PlannedMove {
  lead: LeadId;
  saw: Saw;
  /**
   * The agent who receives it; none = back to the pool.
   */
  to: AgentId | null;
}
/**
 * What a move saw of its lead; a lead that differs makes the move stale (rule S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Saw".
 */
export interface Saw {
  /**
   * The owner.
   */
  owner: AgentId | null;
  status: StatusId;
  version: Count;
}
/**
 * A lead that a run leaves aside for a person to look at.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SkippedLead".
 */
export interface SkippedLead {
  lead: LeadId;
  /**
   * The contradictions of an inconsistent lead (rule L2).
   */
  problems: string[];
  reason: Code;
}
/**
 * Asks to whom a lead can be given (rule L10).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AssignableRequest".
 */
export interface AssignableRequest {
  context: Context;
  lead: LeadInput;
}
/**
 * The instant, the actor and what the host knows (rule L12).
 *
 * A fact that is left out is not known: the guards that need it do not fail and are named in `notChecked`.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Context".
 */
export interface Context {
  actor: Actor;
  /**
   * All agents of the company.
   */
  agents?: Agent[] | null;
  /**
   * The lead's ended calls (rules C12, L11).
   */
  calls?: CallInput[] | null;
  /**
   * The ids of the lead's closed follow-ups (rules F6, L11).
   */
  closedFollowUps?: FollowUpId[] | null;
  /**
   * Whether a command is refused when any guard could not be checked; default no.
   */
  demandAllFacts?: boolean;
  now: Timestamp;
  /**
   * The open follow-ups on other leads of the owner that the lead has or gets (rule F10).
   */
  ownerFollowUps?: FollowUpInput[] | null;
  /**
   * The lead that has the phone number which the command would give (rule G4).
   */
  phoneHolder?: LeadId | null;
  /**
   * The agents who had the lead at any time (rules A7, L10).
   */
  previousOwners?: AgentId[] | null;
}
/**
 * An agent of the actor's scope, as a receiver of one lead (rule L10).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AssignableAgent".
 */
export interface AssignableAgent {
  agent: AgentId;
  /**
   * Whether auto-assignment or top-up would give this lead to the agent.
   */
  byJob: boolean;
  /**
   * Most leads held at once; none = no limit.
   */
  cap: number | null;
  /**
   * Why it would not.
   */
  code: Code | null;
  /**
   * Leads held that count toward the cap; none when the host did not say.
   */
  held: number | null;
  /**
   * The guards that could not be checked (rule L12): who had the lead before, where that counts and is not known; room,
   * where what the agent holds is not known.
   */
  notChecked: Code[];
}
/**
 * Asks what ended calls come to, by up to two of seventeen dimensions (rule M1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallReportRequest".
 */
export interface CallReportRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * Ended calls; voided ones are left out (rule C12).
   */
  calls: CountedCall[];
  query: CallQuery;
}
/**
 * An ended call, with what a report knows of it beside (rule M1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CountedCall".
 */
export interface CountedCall {
  /**
   * Which attempt on the lead it was, from 1; none = not known. So it is with what follows.
   */
  attempt?: number | null;
  /**
   * The branch.
   */
  branch?: BranchId | null;
  call: CallInput;
  /**
   * The campaign.
   */
  campaign?: string | null;
  /**
   * The department.
   */
  department?: DepartmentId | null;
  /**
   * The source.
   */
  source?: string | null;
  /**
   * The tags.
   */
  tags?: string[];
}
/**
 * A question about ended calls (rule M1): what they are grouped by, what is told of them, and which count.
 *
 * `N` is what agents, branches and the like are named by: their dense numbers over columns, their ids over records.
 *
 * ```
 * use calliyo_core::report::{CallDimension, CallMeasure, CallQuery};
 *
 * let query = CallQuery::<u32>::by(&[CallDimension::Agent, CallDimension::Day]);
 * assert!(!query.asks_for(CallMeasure::ReachRate));
 * # #[cfg(feature = "wire")] {
 * let text = r#"{"by":["agent","day"],"measures":["attempts","connected","talkSeconds"],
 *                "filters":[{"status":["called"]},{"agent":[7,null]}]}"#;
 * let stored: CallQuery = serde_json::from_str(text)?;
 * assert_eq!(stored.by, query.by);
 * # }
 * # Ok::<(), Box<dyn core::error::Error>>(())
 * ```
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallQuery".
 */
export interface CallQuery {
  /**
   * One or two different dimensions; none = everything in the total row.
   */
  by?: CallDimension[];
  /**
   * Only calls that pass every filter.
   */
  filters?: CallFilter[];
  /**
   * What is told of each row; none listed = all that is additive, and the rates that follow from it.
   */
  measures?: CallMeasure[];
  /**
   * Only calls that start in it; none = all calls.
   */
  period?: Period | null;
}
/**
 * A half-open range of instants (rule M2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Period".
 */
export interface Period {
  from: Timestamp;
  to: Timestamp;
}
/**
 * Calls grouped by up to two dimensions (rule M1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallReport".
 */
export interface CallReport {
  /**
   * What the rows are grouped by.
   */
  by: CallDimension[];
  /**
   * The rows that have calls, by the first dimension, then by the second: names by their bytes, numbers and dates
   * ascending, what is missing last.
   */
  rows: ReportRow[];
  total: CallFigures;
}
/**
 * A row of a [`CallReport`].
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ReportRow".
 */
export interface ReportRow {
  /**
   * All but Missed ones of duration zero.
   */
  attempts: number;
  /**
   * All ended calls.
   */
  calls: number;
  /**
   * Connected calls over attempts.
   */
  connectRate: Rate | null;
  /**
   * Those with a duration above zero.
   */
  connected: number;
  /**
   * The group of each dimension.
   */
  keys: Key[];
  /**
   * The mean duration of connected calls, in seconds, cut; none without one.
   */
  meanTalkSeconds: number | null;
  /**
   * Missed ones of duration zero.
   */
  missed: number;
  /**
   * Missed calls over incoming ones; none where it was not asked for.
   */
  missedRate: Rate | null;
  /**
   * Leads connected at least once over leads attempted, within the row; none where it was not asked for.
   */
  reachRate: Rate | null;
  /**
   * The durations' sum, in seconds.
   */
  talkSeconds: number;
}
/**
 * A share of a whole: numerator, denominator and parts per million, cut (rule M9).
 *
 * Made by [`Rate::of`]; over nothing there is no rate, so that a report shows `null` and never 0.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Rate".
 */
export interface Rate {
  /**
   * The whole; never 0.
   */
  denominator: number;
  /**
   * How many of the whole.
   */
  numerator: number;
  /**
   * Numerator × 1,000,000 / denominator, cut.
   */
  partsPerMillion: number;
}
/**
 * What the calls of a row come to (rules M1, M7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallFigures".
 */
export interface CallFigures {
  /**
   * All but Missed ones of duration zero.
   */
  attempts: number;
  /**
   * All ended calls.
   */
  calls: number;
  /**
   * Connected calls over attempts.
   */
  connectRate: Rate | null;
  /**
   * Those with a duration above zero.
   */
  connected: number;
  /**
   * The mean duration of connected calls, in seconds, cut; none without one.
   */
  meanTalkSeconds: number | null;
  /**
   * Missed ones of duration zero.
   */
  missed: number;
  /**
   * Missed calls over incoming ones; none where it was not asked for.
   */
  missedRate: Rate | null;
  /**
   * Leads connected at least once over leads attempted, within the row; none where it was not asked for.
   */
  reachRate: Rate | null;
  /**
   * The durations' sum, in seconds.
   */
  talkSeconds: number;
}
/**
 * Asks what becomes of leads that come in together (rule G4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CaptureLeadsRequest".
 */
export interface CaptureLeadsRequest {
  batch: RunId;
  context: Context;
  existing?: ExistingLeads;
  /**
   * The leads, in the order in which they come in.
   */
  leads: NewLeadInput[];
}
/**
 * What the host knows of the leads that are there before a batch comes in (rules G4, L12).
 *
 * Of each list those entries are enough that the batch brings again.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ExistingLeads".
 */
export interface ExistingLeads {
  /**
   * The lead ids that are taken; those of `phones` count as well.
   */
  ids?: LeadId[] | null;
  /**
   * The phone numbers that are taken. Of several leads with one number the first is named.
   */
  phones?: PhoneHolder[] | null;
}
/**
 * A phone number and the lead that has it (rule G4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PhoneHolder".
 */
export interface PhoneHolder {
  lead: LeadId;
  /**
   * The number, stored or as typed (rule D2); what is no number is never met.
   */
  phone: string;
}
/**
 * A lead as it comes in (rule G4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NewLeadInput".
 */
export interface NewLeadInput {
  /**
   * The branch it belongs to.
   */
  branch?: BranchId | null;
  /**
   * The campaign it belongs to.
   */
  campaign?: string | null;
  /**
   * When it came in; default now.
   */
  capturedAt?: Timestamp | null;
  /**
   * When it converted, when it comes in as a Customer; default now.
   */
  convertedAt?: Timestamp | null;
  /**
   * The department it belongs to.
   */
  department?: DepartmentId | null;
  /**
   * Whether it asked not to be called.
   */
  doNotCall?: boolean;
  /**
   * A follow-up scheduled with it.
   */
  followUp?: NewFollowUpInput | null;
  id: LeadId;
  /**
   * The prospect's name.
   */
  name?: string | null;
  /**
   * What was bought, when it comes in as a Customer.
   */
  order?: OrderInput | null;
  /**
   * The agent it comes in with.
   */
  owner?: AgentId | null;
  /**
   * The phone number as typed or as stored (rule D2).
   */
  phone?: string | null;
  /**
   * Larger comes first.
   */
  priority?: Priority | null;
  /**
   * Where it came from.
   */
  source?: string | null;
  /**
   * The status it comes in with; default Unassigned or, with an owner, the assigned status.
   */
  status?: StatusId | null;
  /**
   * Tags.
   */
  tags?: string[];
}
/**
 * A follow-up to be scheduled (rules F1, F2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NewFollowUpInput".
 */
export interface NewFollowUpInput {
  /**
   * The instant; default the slot of rule F3.
   */
  at?: Timestamp | null;
  /**
   * The agents who take part beside the owner, each once (rule D6).
   */
  attendees?: AgentId[];
  id: FollowUpId;
  kind?: ActivityKind;
  /**
   * What it is about.
   */
  note?: string | null;
  /**
   * How many minutes before it a reminder comes; none = no reminder.
   */
  reminderMinutes?: number | null;
  /**
   * What it is about, in a line.
   */
  subject?: string | null;
}
/**
 * What a batch came to (rule G4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CapturedBatch".
 */
export interface CapturedBatch {
  /**
   * What became of each lead, in the order in which they were given.
   */
  fates: CaptureFate[];
  outcome: CaptureOutcome;
}
/**
 * The fates of a batch, counted and as one line (rule G4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CaptureOutcome".
 */
export interface CaptureOutcome {
  /**
   * Leads that cannot come in.
   */
  errors: number;
  /**
   * Leads that came in.
   */
  imported: number;
  /**
   * All of it in one line.
   */
  line: string;
  /**
   * Leads that were left out because another has their phone number.
   */
  skipped: number;
}
/**
 * Asks for the line of a batch of which some rows could not even be read (rule G4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CaptureOutcomeRequest".
 */
export interface CaptureOutcomeRequest {
  errors: Count;
  imported: Count;
  skipped: Count;
}
/**
 * Asks for a change of settings (rule G1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ChangeSettingsRequest".
 */
export interface ChangeSettingsRequest {
  command: CommandId;
  /**
   * The host's word that the person's password was confirmed; default no.
   */
  confirmed?: boolean;
  context: Context;
  policy: PolicyInput;
}
/**
 * Everything a company configures (rule G2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PolicyInput".
 */
export interface PolicyInput {
  automation?: AutomationInput;
  calendar?: CalendarInput;
  calls?: CallPolicyInput;
  /**
   * Outgoing calls that an agent is to make in a day (rule M3): a goal, never a cap; default 50.
   */
  dailyTarget?: number;
  followUps?: FollowUpPolicyInput;
  forms?: FormPolicyInput;
  orders?: OrderPolicyInput;
  people?: PeopleInput;
  phone?: PhonePolicyInput;
  pipeline?: PipelineInput;
  /**
   * The schema number of this document (rule K2); default the present one.
   */
  schema?: number;
  timeZone?: TimeZoneInput;
}
/**
 * The three daily jobs.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AutomationInput".
 */
export interface AutomationInput {
  assignment?: AssignmentInput;
  removal?: RemovalInput;
  topUp?: TopUpInput;
}
/**
 * Auto-assignment (rule A).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AssignmentInput".
 */
export interface AssignmentInput {
  /**
   * Whether leads of owners who were not supplied are handed out too; default no (rule A1).
   */
  adoptOrphans?: boolean;
  /**
   * Whether a lead may go to the agent who has or last had it; default no (rule A3).
   */
  allowBarredAgent?: boolean;
  at?: LocalTime;
  /**
   * Whether it runs; default yes.
   */
  enabled?: boolean;
  evenness?: Evenness;
  /**
   * Whether agents who had a lead at any time do not get it again; default no (rule A7); top-up obeys it too
   * (rule T4). Who had it is for the host to say.
   */
  excludesPreviousOwners?: boolean;
  intake?: IntakeInput;
  /**
   * With this many attempts made a lead is no longer handed out but listed as exhausted; default no limit, else at
   * least 1 (rule A7).
   */
  maxAttempts?: number | null;
  /**
   * How many hours a lead rests after its last attempt before it is handed out, at most 8,760; default 0 (rule A7).
   */
  restHours?: number;
  scope?: AssignmentScope;
  /**
   * Whether leads with an open follow-up still ahead are left alone; default yes (rule A1).
   */
  sparesFollowUpsAhead?: boolean;
  /**
   * The statuses that it hands out; default Unassigned, Not Picked and Missed (rule G2).
   */
  statuses?: StatusId[];
}
/**
 * Limits on the new leads of one agent (rule A7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "IntakeInput".
 */
export interface IntakeInput {
  /**
   * The most new leads on one local day, from assignment and top-up together; default no limit.
   */
  perDay?: number | null;
  /**
   * The most new leads in one run; default no limit.
   */
  perRun?: number | null;
}
/**
 * Auto-removal (rule X).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RemovalInput".
 */
export interface RemovalInput {
  at?: LocalTime;
  /**
   * After how many local days on a status a lead is removed, at least 1; default 7.
   */
  days?: number;
  /**
   * Whether it runs; default no.
   */
  enabled?: boolean;
  /**
   * Whether leads with an open follow-up still ahead are left alone; default yes.
   */
  sparesFollowUpsAhead?: boolean;
  /**
   * The statuses that it looks at; default Assigned, Busy, Not Picked and Missed.
   */
  statuses?: StatusId[];
}
/**
 * Top-up (rule T).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TopUpInput".
 */
export interface TopUpInput {
  at?: LocalTime;
  /**
   * Whether it runs; default yes.
   */
  enabled?: boolean;
  order?: FreshOrder;
}
/**
 * A company's calendar: the part of its policy that says when it works.
 *
 * The default is Monday to Friday without holidays, weeks from Monday, and no calling hours.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CalendarInput".
 */
export interface CalendarInput {
  /**
   * When leads may be called; `None` is at any time (rule Z6). A weekday without a range has no calling hours.
   */
  callingHours?: CallingHours[] | null;
  /**
   * Dates on which it does, whatever their weekday and even on a holiday (rule Z5).
   */
  extraWorkingDays?: LocalDate[];
  /**
   * Dates on which it does not, whatever their weekday (rule Z5).
   */
  holidays?: LocalDate[];
  weekStartsOn?: Weekday;
  /**
   * The weekdays on which the company works (rule Z5).
   */
  workingDays?: Weekday[];
}
/**
 * A range of local times on a weekday in which leads may be called (rule Z6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallingHours".
 */
export interface CallingHours {
  from: LocalTime;
  to: EndTime;
  weekday: Weekday;
}
/**
 * How calls are taken in.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallPolicyInput".
 */
export interface CallPolicyInput {
  /**
   * Whether Busy, No Answer and Missed move the lead by themselves (rule C5); default no: a suggestion.
   */
  automaticStatuses?: boolean;
  /**
   * Whether a Follow up or Rescheduled call without a follow-up is refused (rule C4); default no: a warning.
   */
  followUpRequired?: boolean;
  /**
   * After how many minutes a live call counts as lost (rule C8); default 240.
   */
  longestCallMinutes?: number;
}
/**
 * How follow-ups behave.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpPolicyInput".
 */
export interface FollowUpPolicyInput {
  /**
   * Where reminders are shown (rule F9); default in the application and as push.
   */
  channels?: Channel[];
  defaultSlotAt?: LocalTime;
  overdueFrom?: OverdueFrom;
  /**
   * Offered reminders, in minutes before the follow-up (rule D7); default 0, 15, 30 and 60.
   */
  reminderMinutes?: number[];
  resolvedBy?: ResolvedBy;
}
/**
 * What the log-call and schedule forms offer.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FormPolicyInput".
 */
export interface FormPolicyInput {
  /**
   * What calls and follow-ups may belong to, `lead` among them (rule D1); default lead, deal and cold.
   */
  parentKinds?: ParentKind[];
  /**
   * What the other party may answer (rule D3); default Interested, Not Answering, Call Later, CNR and Held.
   */
  responses?: ResponseInput[];
}
/**
 * A kind of thing that calls and follow-ups belong to (rule D1).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ParentKind".
 */
export interface ParentKind {
  id: ParentKindId;
  /**
   * The name that people see; not blank.
   */
  name: string;
}
/**
 * What the other party answered, and what follows from it (rule D3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ResponseInput".
 */
export interface ResponseInput {
  callStatus: CallStatus;
  id: ResponseId;
  /**
   * The name that people see; not blank.
   */
  name: string;
  /**
   * The status that it suggests for the lead; none = what the call's status makes likely (rule C5).
   */
  suggests?: Suggestion | null;
  /**
   * Whether the schedule form is wanted with it; default no.
   */
  wantsFollowUp?: boolean;
}
/**
 * Whether conversions carry orders.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OrderPolicyInput".
 */
export interface OrderPolicyInput {
  /**
   * Whether the company uses the order module (rule V1); default yes.
   */
  enabled?: boolean;
}
/**
 * Roles and visibility.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PeopleInput".
 */
export interface PeopleInput {
  agentRole?: RoleId;
  customerVisibility?: CustomerVisibility;
  /**
   * The roles; default Company Admin, Manager and Agent.
   */
  roles?: RoleInput[];
}
/**
 * A role: a bundle of permissions (rule G3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RoleInput".
 */
export interface RoleInput {
  id: RoleId;
  /**
   * The name that people see.
   */
  name: string;
  /**
   * What persons of this role may do.
   */
  permissions: Permission[];
  reach: Reach;
  /**
   * Whether jobs and people give leads to persons of this role.
   */
  receivesLeads?: boolean;
}
/**
 * How phone numbers without a country code are read (rule D2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PhonePolicyInput".
 */
export interface PhonePolicyInput {
  /**
   * The company's country code, digits only; default 91.
   */
  countryCode?: string;
  /**
   * What stands before a national number; default 0, may be empty.
   */
  trunkPrefix?: string;
}
/**
 * The statuses in order, their roles and the moves that people may make.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PipelineInput".
 */
export interface PipelineInput {
  /**
   * The moves that people may make (rule P6); none = every move that the guards allow.
   */
  allowedMoves?: AllowedMoveInput[] | null;
  roles?: StatusRolesInput;
  /**
   * The statuses in the order of dropdowns, filters and funnels (rule P1).
   */
  statuses?: StatusInput[];
}
/**
 * A move that people may make (rule P6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AllowedMoveInput".
 */
export interface AllowedMoveInput {
  from: StatusId;
  /**
   * The roles that may make the move; none = every role.
   */
  roles?: RoleId[] | null;
  to: StatusId;
}
/**
 * Which status plays which part in the rules (rule P7).
 *
 * Unassigned, Followups and Customer are fixed: their ids are `unassigned`, `followUps` and `customer`. An empty role
 * suggests nothing (rule C5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StatusRolesInput".
 */
export interface StatusRolesInput {
  assigned?: StatusId;
  /**
   * Suggested after an interested response (rule D3); default `interested`.
   */
  interested?: StatusId | null;
  /**
   * Suggested after Missed; default `missed`.
   */
  missed?: StatusId | null;
  /**
   * Suggested after Busy and No Answer; default `notPicked`.
   */
  notPicked?: StatusId | null;
}
/**
 * One status of the pipeline (rules P3, P4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StatusInput".
 */
export interface StatusInput {
  /**
   * Whether entering it resolves the open follow-ups (rule L8).
   */
  closesFollowUps?: boolean;
  /**
   * Whether a lead on it fills a place of its owner's cap (rule A2).
   */
  countsTowardCap?: boolean;
  id: StatusId;
  /**
   * Whether an agent works leads on it (rule F11).
   */
  inQueue?: boolean;
  /**
   * The name that people see: 1 to 40 characters, unique ignoring case and surrounding blanks.
   */
  name: string;
  stage: Stage;
  /**
   * Whether it ends a chain of follow-ups.
   */
  terminal?: boolean;
}
/**
 * A company's time zone as its policy names it (rule Z2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TimeZoneInput".
 */
export interface TimeZoneInput {
  /**
   * The zone's own data, which then counts instead of the compiled database.
   */
  data?: ZoneData | null;
  /**
   * An IANA name such as `Asia/Kolkata`, in exact case; links count too. With `data`, any name.
   */
  name: string;
}
/**
 * Settings that were changed.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ChangedSettings".
 */
export interface ChangedSettings {
  /**
   * What changed; none when nothing did.
   */
  event: Event | null;
  policy: Policy;
}
/**
 * Everything a company configures (rule G2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Policy".
 */
export interface Policy {
  automation: Automation;
  calendar: Calendar;
  calls: CallPolicy;
  /**
   * Outgoing calls that an agent is to make in a day (rule M3): a goal, never a cap; default 50.
   */
  dailyTarget: number;
  followUps: FollowUpPolicy;
  forms: FormPolicy;
  orders: OrderPolicy;
  people: People;
  phone: PhonePolicy;
  pipeline: Pipeline;
  /**
   * The schema number of this document (rule K2); default the present one.
   */
  schema: number;
  timeZone: TimeZone;
}
/**
 * The three daily jobs.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Automation".
 */
export interface Automation {
  assignment: Assignment;
  removal: Removal;
  topUp: TopUp;
}
/**
 * Auto-assignment (rule A).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Assignment".
 */
export interface Assignment {
  /**
   * Whether leads of owners who were not supplied are handed out too; default no (rule A1).
   */
  adoptOrphans: boolean;
  /**
   * Whether a lead may go to the agent who has or last had it; default no (rule A3).
   */
  allowBarredAgent: boolean;
  at: LocalTime;
  /**
   * Whether it runs; default yes.
   */
  enabled: boolean;
  evenness: Evenness;
  /**
   * Whether agents who had a lead at any time do not get it again; default no (rule A7); top-up obeys it too
   * (rule T4). Who had it is for the host to say.
   */
  excludesPreviousOwners: boolean;
  intake: Intake;
  /**
   * With this many attempts made a lead is no longer handed out but listed as exhausted; default no limit, else at
   * least 1 (rule A7).
   */
  maxAttempts: number | null;
  /**
   * How many hours a lead rests after its last attempt before it is handed out, at most 8,760; default 0 (rule A7).
   */
  restHours: number;
  scope: AssignmentScope;
  /**
   * Whether leads with an open follow-up still ahead are left alone; default yes (rule A1).
   */
  sparesFollowUpsAhead: boolean;
  /**
   * The statuses that it hands out; default Unassigned, Not Picked and Missed (rule G2).
   */
  statuses: StatusId[];
}
/**
 * Limits on the new leads of one agent (rule A7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Intake".
 */
export interface Intake {
  /**
   * The most new leads on one local day, from assignment and top-up together; default no limit.
   */
  perDay: number | null;
  /**
   * The most new leads in one run; default no limit.
   */
  perRun: number | null;
}
/**
 * Auto-removal (rule X).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Removal".
 */
export interface Removal {
  at: LocalTime;
  /**
   * After how many local days on a status a lead is removed, at least 1; default 7.
   */
  days: number;
  /**
   * Whether it runs; default no.
   */
  enabled: boolean;
  /**
   * Whether leads with an open follow-up still ahead are left alone; default yes.
   */
  sparesFollowUpsAhead: boolean;
  /**
   * The statuses that it looks at; default Assigned, Busy, Not Picked and Missed.
   */
  statuses: StatusId[];
}
/**
 * Top-up (rule T).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TopUp".
 */
export interface TopUp {
  at: LocalTime;
  /**
   * Whether it runs; default yes.
   */
  enabled: boolean;
  order: FreshOrder;
}
/**
 * A company's calendar: the part of its policy that says when it works.
 *
 * The default is Monday to Friday without holidays, weeks from Monday, and no calling hours.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Calendar".
 */
export interface Calendar {
  /**
   * When leads may be called; `None` is at any time (rule Z6). A weekday without a range has no calling hours.
   */
  callingHours: CallingHours[] | null;
  /**
   * Dates on which it does, whatever their weekday and even on a holiday (rule Z5).
   */
  extraWorkingDays: LocalDate[];
  /**
   * Dates on which it does not, whatever their weekday (rule Z5).
   */
  holidays: LocalDate[];
  weekStartsOn: Weekday;
  /**
   * The weekdays on which the company works (rule Z5).
   */
  workingDays: Weekday[];
}
/**
 * How calls are taken in.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallPolicy".
 */
export interface CallPolicy {
  /**
   * Whether Busy, No Answer and Missed move the lead by themselves (rule C5); default no: a suggestion.
   */
  automaticStatuses: boolean;
  /**
   * Whether a Follow up or Rescheduled call without a follow-up is refused (rule C4); default no: a warning.
   */
  followUpRequired: boolean;
  /**
   * After how many minutes a live call counts as lost (rule C8); default 240.
   */
  longestCallMinutes: number;
}
/**
 * How follow-ups behave.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpPolicy".
 */
export interface FollowUpPolicy {
  /**
   * Where reminders are shown (rule F9); default in the application and as push.
   */
  channels: Channel[];
  defaultSlotAt: LocalTime;
  overdueFrom: OverdueFrom;
  /**
   * Offered reminders, in minutes before the follow-up (rule D7); default 0, 15, 30 and 60.
   */
  reminderMinutes: number[];
  resolvedBy: ResolvedBy;
}
/**
 * What the log-call and schedule forms offer.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FormPolicy".
 */
export interface FormPolicy {
  /**
   * What calls and follow-ups may belong to, `lead` among them (rule D1); default lead, deal and cold.
   */
  parentKinds: ParentKind[];
  /**
   * What the other party may answer (rule D3); default Interested, Not Answering, Call Later, CNR and Held.
   */
  responses: Response[];
}
/**
 * What the other party answered, and what follows from it (rule D3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Response".
 */
export interface Response {
  callStatus: CallStatus;
  id: ResponseId;
  /**
   * The name that people see; not blank.
   */
  name: string;
  /**
   * The status that it suggests for the lead; none = what the call's status makes likely (rule C5).
   */
  suggests: Suggestion | null;
  /**
   * Whether the schedule form is wanted with it; default no.
   */
  wantsFollowUp: boolean;
}
/**
 * Whether conversions carry orders.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OrderPolicy".
 */
export interface OrderPolicy {
  /**
   * Whether the company uses the order module (rule V1); default yes.
   */
  enabled: boolean;
}
/**
 * Roles and visibility.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "People".
 */
export interface People {
  agentRole: RoleId;
  customerVisibility: CustomerVisibility;
  /**
   * The roles; default Company Admin, Manager and Agent.
   */
  roles: Role[];
}
/**
 * A role: a bundle of permissions (rule G3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Role".
 */
export interface Role {
  id: RoleId;
  /**
   * The name that people see.
   */
  name: string;
  /**
   * What persons of this role may do.
   */
  permissions: Permission[];
  reach: Reach;
  /**
   * Whether jobs and people give leads to persons of this role.
   */
  receivesLeads: boolean;
}
/**
 * How phone numbers without a country code are read (rule D2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PhonePolicy".
 */
export interface PhonePolicy {
  /**
   * The company's country code, digits only; default 91.
   */
  countryCode: string;
  /**
   * What stands before a national number; default 0, may be empty.
   */
  trunkPrefix: string;
}
/**
 * The statuses in order, their roles and the moves that people may make.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Pipeline".
 */
export interface Pipeline {
  /**
   * The moves that people may make (rule P6); none = every move that the guards allow.
   */
  allowedMoves: AllowedMove[] | null;
  roles: StatusRoles;
  /**
   * The statuses in the order of dropdowns, filters and funnels (rule P1).
   */
  statuses: Status[];
}
/**
 * A move that people may make (rule P6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AllowedMove".
 */
export interface AllowedMove {
  from: StatusId;
  /**
   * The roles that may make the move; none = every role.
   */
  roles: RoleId[] | null;
  to: StatusId;
}
/**
 * Which status plays which part in the rules (rule P7).
 *
 * Unassigned, Followups and Customer are fixed: their ids are `unassigned`, `followUps` and `customer`. An empty role
 * suggests nothing (rule C5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StatusRoles".
 */
export interface StatusRoles {
  assigned: StatusId;
  /**
   * Suggested after an interested response (rule D3); default `interested`.
   */
  interested: StatusId | null;
  /**
   * Suggested after Missed; default `missed`.
   */
  missed: StatusId | null;
  /**
   * Suggested after Busy and No Answer; default `notPicked`.
   */
  notPicked: StatusId | null;
}
/**
 * One status of the pipeline (rules P3, P4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Status".
 */
export interface Status {
  /**
   * Whether entering it resolves the open follow-ups (rule L8).
   */
  closesFollowUps: boolean;
  /**
   * Whether a lead on it fills a place of its owner's cap (rule A2).
   */
  countsTowardCap: boolean;
  id: StatusId;
  /**
   * Whether an agent works leads on it (rule F11).
   */
  inQueue: boolean;
  /**
   * The name that people see: 1 to 40 characters, unique ignoring case and surrounding blanks.
   */
  name: string;
  stage: Stage;
  /**
   * Whether it ends a chain of follow-ups.
   */
  terminal: boolean;
}
/**
 * A company's time zone as its policy names it (rule Z2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TimeZone".
 */
export interface TimeZone {
  /**
   * The zone's own data, which then counts instead of the compiled database.
   */
  data: ZoneData | null;
  /**
   * An IANA name such as `Asia/Kolkata`, in exact case; links count too. With `data`, any name.
   */
  name: string;
}
/**
 * Asks what there is to say about a log-call form while it is typed (rules D1 to D8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CheckCallFormRequest".
 */
export interface CheckCallFormRequest {
  context: FormContext;
  form: CallForm;
}
/**
 * What a form does not type: the instant, who fills it in, and what the host knows (rule L12).
 *
 * A fact that is left out is not known: what needs it is named in `notChecked`.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FormContext".
 */
export interface FormContext {
  actor: Actor;
  /**
   * The host's contacts, or those that may have the number (rule D2).
   */
  contacts?: Contact[] | null;
  now: Timestamp;
  /**
   * The owner of what the call or follow-up belongs to; default the actor.
   */
  owner?: AgentId | null;
  /**
   * The owner's open follow-ups (rule F10).
   */
  ownerFollowUps?: FollowUpInput[] | null;
}
/**
 * A contact that the host keeps, with one of its numbers.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Contact".
 */
export interface Contact {
  id: ContactId;
  /**
   * The number, as typed or as kept.
   */
  phone: string;
}
/**
 * The log-call form, field by field as it stands on the screen.
 *
 * Required are the parent, direction, response (not of a missed call), date, and two of start, end and duration (rule
 * D4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallForm".
 */
export interface CallForm {
  /**
   * The agents who took part beside the one whose call it is (rule D6).
   */
  attendees?: string[];
  /**
   * The number that was called or that called (rule D2).
   */
  contactNumber?: string | null;
  /**
   * The local date of the start, `YYYY-MM-DD`.
   */
  date?: string | null;
  /**
   * What was talked about; at most 500 characters (rule D5).
   */
  description?: string | null;
  /**
   * `incoming`, `outgoing` or `missed` (rule D3).
   */
  direction?: string | null;
  /**
   * How long the parties were connected, `HH:MM:SS`.
   */
  duration?: string | null;
  /**
   * The local time of the end, `HH:MM` or `HH:MM:SS`; on the next day when it is earlier than the start.
   */
  end?: string | null;
  /**
   * The schedule form, once it is opened.
   */
  followUp?: FollowUpForm | null;
  /**
   * The status that the lead moves to with the call (rule C6).
   */
  nextStatus?: string | null;
  /**
   * What the agent wrote about it; at most 5,000 characters (rule D5).
   */
  note?: string | null;
  /**
   * The id of what the call belongs to.
   */
  parentId?: string | null;
  /**
   * The kind of what the call belongs to, one of those that the policy lists (rule D1).
   */
  parentKind?: string | null;
  /**
   * Where the recording is (rule D6).
   */
  recording?: RecordingForm | null;
  /**
   * The id of what the other party answered, one of those that the policy lists (rule D3).
   */
  response?: string | null;
  /**
   * The local time of the start, `HH:MM` or `HH:MM:SS`.
   */
  start?: string | null;
  /**
   * The status of the call by its name on the wire; blank = that of the response, or Missed (rule D3).
   */
  status?: string | null;
  /**
   * What the call came to; at most 500 characters (rule D5).
   */
  summary?: string | null;
}
/**
 * The schedule form, field by field as it stands on the screen.
 *
 * Required are the parent, subject, date and time (rule D4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpForm".
 */
export interface FollowUpForm {
  /**
   * The agents who take part beside the owner.
   */
  attendees?: string[];
  /**
   * The local date, `YYYY-MM-DD`.
   */
  date?: string | null;
  /**
   * `call`, `meeting` or `visit` (rule D7); blank = a call.
   */
  kind?: string | null;
  /**
   * What it is about.
   */
  note?: string | null;
  /**
   * The id of what it belongs to; inside a log-call form blank means that of the call.
   */
  parentId?: string | null;
  /**
   * The kind of what it belongs to (rule D1); inside a log-call form blank means that of the call.
   */
  parentKind?: string | null;
  /**
   * Not allowed: a follow-up has no recording (rule D6).
   */
  recording?: RecordingForm | null;
  /**
   * How many minutes before it a reminder comes, one of those that the policy offers; blank = no reminder.
   */
  reminder?: string | null;
  /**
   * What it is about, in a line.
   */
  subject?: string | null;
  /**
   * The local time, `HH:MM` or `HH:MM:SS`.
   */
  time?: string | null;
}
/**
 * A recording as it is typed or attached (rule D6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RecordingForm".
 */
export interface RecordingForm {
  /**
   * Its media type, such as `audio/mpeg`.
   */
  mediaType?: string | null;
  /**
   * A URL or a path.
   */
  reference?: string | null;
}
/**
 * What there is to say about a log-call form while it is typed.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallFormCheck".
 */
export interface CallFormCheck {
  /**
   * Whose number it is; none while there is no number or the contacts are not known.
   */
  contact: ContactMatch | null;
  /**
   * The duration, typed or worked out.
   */
  duration: Duration | null;
  /**
   * The local time of the end, typed or worked out.
   */
  end: LocalTime | null;
  /**
   * The local date of the end.
   */
  endDate: LocalDate | null;
  /**
   * Whether the response or the status wants a follow-up: time to open the schedule form (rules C4, D3).
   */
  followUpWanted: boolean;
  /**
   * What is required and not there yet, in the order of the form.
   */
  missing: Diagnostic[];
  /**
   * What could not be checked because a fact is not known (rule L12).
   */
  notChecked: Code[];
  /**
   * The number as it is kept (rule D2).
   */
  phone: string | null;
  /**
   * The default slot, for a schedule form that is wanted or open and has neither date nor time (rule F3).
   */
  slot: Slot | null;
  /**
   * The local time of the start, typed or worked out (rule D4).
   */
  start: LocalTime | null;
  /**
   * The instant of the start.
   */
  startedAt: Timestamp | null;
  /**
   * The status of the call: as typed, else that of the response, or Missed (rule D3).
   */
  status: CallStatus | null;
  /**
   * The status that the call suggests for its lead (rules C5, D3).
   */
  suggestedStatus: StatusId | null;
  /**
   * What is worth a second look, in the order of the form.
   */
  warnings: Diagnostic[];
  /**
   * What is there and wrong, in the order of the form.
   */
  wrong: Diagnostic[];
}
/**
 * A date and a time that an empty schedule form starts from: the default slot (rules F3, Z6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Slot".
 */
export interface Slot {
  date: LocalDate;
  time: LocalTime;
}
/**
 * Asks what there is to say about a schedule form while it is typed (rules D4 to D8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CheckFollowUpFormRequest".
 */
export interface CheckFollowUpFormRequest {
  context: FormContext;
  form: FollowUpForm;
}
/**
 * What there is to say about a schedule form while it is typed.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpFormCheck".
 */
export interface FollowUpFormCheck {
  /**
   * The instant that date and time mean (rule Z3).
   */
  at: Timestamp | null;
  /**
   * What is required and not there yet, in the order of the form.
   */
  missing: Diagnostic[];
  /**
   * What could not be checked because a fact is not known (rule L12).
   */
  notChecked: Code[];
  /**
   * The default slot, while neither date nor time is there (rule F3).
   */
  slot: Slot | null;
  /**
   * What is worth a second look, in the order of the form.
   */
  warnings: Diagnostic[];
  /**
   * What is there and wrong, in the order of the form.
   */
  wrong: Diagnostic[];
}
/**
 * Asks what is wrong with a policy, and what is right but may not be meant.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CheckPolicyRequest".
 */
export interface CheckPolicyRequest {
  /**
   * The company's agents, for advice that depends on them; default none.
   */
  agents?: Agent[];
  policy: PolicyInput;
}
/**
 * A policy as checked.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CheckedPolicy".
 */
export interface CheckedPolicy {
  /**
   * What is allowed but may not be meant.
   */
  advice: Diagnostic[];
  /**
   * Everything that is wrong; an engine is made of a policy without faults only (rule G2).
   */
  faults: Diagnostic[];
}
/**
 * Asks what contradicts itself in a lead (rule L2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ContradictionsRequest".
 */
export interface ContradictionsRequest {
  lead: LeadInput;
  now: Timestamp;
}
/**
 * Asks how many of the leads that came in are Customers now, by up to two dimensions (rule M4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConversionReportRequest".
 */
export interface ConversionReportRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The leads and customers to look at.
   */
  leads: LeadInput[];
  query: ConversionQuery;
}
/**
 * A question about conversion (rule M4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConversionQuery".
 */
export interface ConversionQuery {
  /**
   * One or two different dimensions; none or the total alone = everything in the total row.
   */
  by?: Dimension[];
  /**
   * Only leads captured in it; none = all leads.
   */
  period?: Period | null;
}
/**
 * Conversion by up to two dimensions (rule M4); `N` is what agents and the like are named by.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConversionReport".
 */
export interface ConversionReport {
  /**
   * The groups that have leads, by the first dimension, then by the second, leads without one last.
   */
  rows: ConversionGroup[];
  total: ConversionFigures;
}
/**
 * A group of leads.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConversionGroup".
 */
export interface ConversionGroup {
  /**
   * Those of them that are Customers now.
   */
  customers: number;
  /**
   * The group of each dimension.
   */
  keys: Key[];
  /**
   * Leads captured in the period.
   */
  leads: number;
  /**
   * Customers over leads.
   */
  rate: Rate | null;
}
/**
 * Leads captured, and those of them that are Customers now (rule M4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConversionFigures".
 */
export interface ConversionFigures {
  /**
   * Those of them that are Customers now.
   */
  customers: number;
  /**
   * Leads captured in the period.
   */
  leads: number;
  /**
   * Customers over leads.
   */
  rate: Rate | null;
}
/**
 * Asks how many current conversions lie in a period (rule M4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConversionsInRequest".
 */
export interface ConversionsInRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The leads and customers to look at.
   */
  leads: LeadInput[];
  period: Period;
}
/**
 * Asks whether a lead fills a place of its owner's cap (rules P4, A2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CountsTowardCapRequest".
 */
export interface CountsTowardCapRequest {
  lead: LeadInput;
}
/**
 * Asks for the outgoing calls of agents on each of some days against the daily target (rule M3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CoverageRequest".
 */
export interface CoverageRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents whose days are told; to a person those within reach.
   */
  agents: Agent[];
  /**
   * Ended calls, at least theirs of these days.
   */
  calls: CallInput[];
  first: LocalDate;
  last: LocalDate;
}
/**
 * Outgoing calls made against the daily target (rule M3): a goal, never a cap.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TargetProgress".
 */
export interface TargetProgress {
  agent: AgentId;
  /**
   * Ended outgoing calls that started on it.
   */
  calls: number;
  date: LocalDate;
  /**
   * Calls over target; it may pass the whole, and is none for a target of 0.
   */
  progress: Rate | null;
  /**
   * The daily target.
   */
  target: number;
}
/**
 * Asks which customers somebody sees (rule V4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CustomersRequest".
 */
export interface CustomersRequest {
  actor: Actor;
  /**
   * Leads and customers.
   */
  leads: LeadInput[];
}
/**
 * Asks for an agent's day at a glance (rules F11, M3, M7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DashboardRequest".
 */
export interface DashboardRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  agent: Agent;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * Ended calls, at least the agent's of the day.
   */
  calls: CallInput[];
  /**
   * The company's leads, or at least the agent's and those credited to the agent.
   */
  leads: LeadInput[];
  now: Timestamp;
}
/**
 * An agent's day.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Dashboard".
 */
export interface Dashboard {
  agent: AgentId;
  calls: CallCounts;
  /**
   * Conversions credited to the agent today.
   */
  conversionsToday: number;
  followUps: AgendaCounters;
  queue: QueueAgainstCap;
  /**
   * Revenue credited to the agent today, per currency.
   */
  revenueToday: RevenueRow[];
  target: TargetProgress;
}
/**
 * Ended calls, counted (rules C2, C3); voided ones are left out (rule C12).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallCounts".
 */
export interface CallCounts {
  /**
   * All but Missed ones of duration zero.
   */
  attempts: number;
  /**
   * All ended calls.
   */
  calls: number;
  /**
   * Those with a duration above zero.
   */
  connected: number;
  /**
   * Missed ones of duration zero.
   */
  missed: number;
  /**
   * The durations' sum, in seconds.
   */
  talkSeconds: number;
}
/**
 * An agent's queue and held leads against the cap (rule M7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "QueueAgainstCap".
 */
export interface QueueAgainstCap {
  agent: AgentId;
  /**
   * Most leads held at once; none = no limit.
   */
  cap: number | null;
  /**
   * Held over cap; none without a cap or for a cap of 0.
   */
  filled: Rate | null;
  /**
   * Leads held that count toward the cap (rule A2).
   */
  held: number;
  /**
   * Leads in the task queue.
   */
  queue: number;
}
/**
 * Revenue of one agent in one currency (rule M5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RevenueRow".
 */
export interface RevenueRow {
  agent: AgentId;
  amountMinor: MinorUnits;
  currency: Currency;
  /**
   * Orders that are not refunded.
   */
  orders: number;
  taxMinor: MinorUnits;
}
/**
 * Asks what a command does to a lead (rule L3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DecideRequest".
 */
export interface DecideRequest {
  command: CommandInput;
  context: Context;
  /**
   * The lead as the host has it; none when the command captures it.
   */
  lead?: LeadInput | null;
}
/**
 * A command: what is to be done, under an id that the host gives (rule L11).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CommandInput".
 */
export interface CommandInput {
  do: DeedInput;
  /**
   * The version that the lead must be at (rule L1); none = any.
   */
  expectedVersion?: Count | null;
  id: CommandId;
}
/**
 * A call as it is logged or completed.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LogCallInput".
 */
export interface LogCallInput {
  call: NewCallInput;
  /**
   * The follow-up scheduled with it (rules C4, F2).
   */
  followUp?: NewFollowUpInput | null;
  /**
   * The status that the lead moves to with it (rule C6).
   */
  nextStatus?: StatusId | null;
  /**
   * What was bought, when the next status is Customer (rule V1).
   */
  order?: OrderInput | null;
}
/**
 * An ended call, as the host tells it.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NewCallInput".
 */
export interface NewCallInput {
  /**
   * Who made or took it; default the actor or, of a call in progress, its agent.
   */
  agent?: AgentId | null;
  /**
   * The agents who took part beside the one whose call it is, each once (rule D6).
   */
  attendees?: AgentId[];
  /**
   * The host's contact who has that number (rule D2).
   */
  contact?: ContactId | null;
  /**
   * What was talked about; at most 500 characters (rule D5).
   */
  description?: string | null;
  /**
   * Who called whom; default outgoing or, of a call in progress, its direction.
   */
  direction?: Direction | null;
  /**
   * How long the parties were connected, in seconds; default 0.
   */
  durationSeconds?: number;
  id: CallId;
  /**
   * What the agent wrote about it.
   */
  note?: string | null;
  /**
   * The number that was called or that called, as typed or as kept (rule D2).
   */
  phone?: string | null;
  /**
   * Whether an integration reports it: it took place and is never refused (rule C11); default no.
   */
  recorded?: boolean;
  /**
   * Where the recording is (rule D6).
   */
  recording?: Recording | null;
  /**
   * What the lead answered, as the host names it (rule D3).
   */
  response?: string | null;
  /**
   * When it started; default now less its duration or, of a call in progress, its start.
   */
  startedAt?: Timestamp | null;
  status: CallStatus;
  /**
   * What the call came to, in a line or two; at most 500 characters (rule D5).
   */
  summary?: string | null;
}
/**
 * A call that begins (rule C8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StartCallInput".
 */
export interface StartCallInput {
  /**
   * Who makes or took it; default the actor.
   */
  agent?: AgentId | null;
  direction?: Direction;
  /**
   * A duration: refused, a call in progress has none yet (rule C2).
   */
  durationSeconds?: number | null;
  id: CallId;
  /**
   * Whether an integration reports it (rule C11); default no.
   */
  recorded?: boolean;
  /**
   * When it started; default now.
   */
  startedAt?: Timestamp | null;
}
/**
 * What is right about a logged call (rule C12): a field left out stays, `null` clears it where it may be empty.
 *
 * Whose call it is and what it belongs to stay; such a call is voided and logged again.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallEditInput".
 */
export interface CallEditInput {
  /**
   * The agents who took part, all of them (rule D6).
   */
  attendees?: AgentId[] | null;
  call: CallInput;
  /**
   * The host's contact who has that number (rule D2).
   */
  contact?: ContactId | null;
  /**
   * What was talked about (rule D5).
   */
  description?: string | null;
  /**
   * The right direction; none = as it was.
   */
  direction?: Direction | null;
  /**
   * The right duration in seconds; none = as it was.
   */
  durationSeconds?: number | null;
  /**
   * What the agent wrote about it.
   */
  note?: string | null;
  /**
   * The right number, as typed or as kept (rule D2).
   */
  phone?: string | null;
  /**
   * Where the recording is (rule D6).
   */
  recording?: Recording | null;
  /**
   * What the lead answered, as the host names it (rule D3).
   */
  response?: string | null;
  /**
   * The right start; none = as it was.
   */
  startedAt?: Timestamp | null;
  /**
   * The right status; none = as it was.
   */
  status?: CallStatus | null;
  /**
   * What the call came to (rule D5).
   */
  summary?: string | null;
}
/**
 * An open follow-up moved to another instant (rule F7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpEdit".
 */
export interface FollowUpEdit {
  at: Timestamp;
  id: FollowUpId;
  /**
   * The new reminder.
   */
  reminderMinutes?: number | null;
}
/**
 * A note to be written (rule F8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NewNote".
 */
export interface NewNote {
  id: FollowUpId;
  /**
   * What it says; at most 5,000 characters (rule D5).
   */
  text: string;
}
/**
 * Asks what commands on many leads do, one after the other (rules L3, L6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DecideEachRequest".
 */
export interface DecideEachRequest {
  context: Context;
  /**
   * The leads with their commands.
   */
  work: LeadCommand[];
}
/**
 * A command on one of many leads.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LeadCommand".
 */
export interface LeadCommand {
  command: CommandInput;
  lead: LeadInput;
}
/**
 * Asks for the instant of a follow-up that is scheduled without one (rules F3, Z6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DefaultFollowUpAtRequest".
 */
export interface DefaultFollowUpAtRequest {
  now: Timestamp;
}
/**
 * Asks for the policy that works with nothing configured.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DefaultPolicyRequest".
 */
export interface DefaultPolicyRequest {}
/**
 * Asks what saving other settings would do (rule G6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DiffPoliciesRequest".
 */
export interface DiffPoliciesRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents.
   */
  agents: Agent[];
  /**
   * What the host keeps of the jobs' schedules; a job that is not listed is on since now.
   */
  jobs?: JobState[];
  /**
   * All leads of the company.
   */
  leads: LeadInput[];
  now: Timestamp;
  policy: PolicyInput;
  /**
   * Who had which lead before, where a policy excludes them (rule A7).
   */
  previousOwners?: PreviousOwners[];
}
/**
 * What the host keeps of a job's schedule (rule S2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "JobState".
 */
export interface JobState {
  job: Job;
  state: ScheduleState;
}
/**
 * What saving other settings would do (rule G6); nothing is changed.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PolicyDiff".
 */
export interface PolicyDiff {
  /**
   * The next run of each job: removal, assignment, top-up.
   */
  jobs: JobDiff[];
  /**
   * The settings that differ; none when nothing would change.
   */
  settings: SettingDiff[];
  standing: Compared;
}
/**
 * The next run of one job under the old settings and under the new ones.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "JobDiff".
 */
export interface JobDiff {
  /**
   * The agents for whom the runs differ, by id.
   */
  agents: AgentDiff[];
  job: Job;
  /**
   * How many leads more it would move; less than 0 for fewer.
   */
  moved: number;
  /**
   * Its next run under the new settings; none when it is off.
   */
  new: RunForecast | null;
  /**
   * Its next run under the old settings; none when it is off.
   */
  old: RunForecast | null;
}
/**
 * How a run under the new settings differs for one agent.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentDiff".
 */
export interface AgentDiff {
  agent: AgentId;
  /**
   * Leads that leave more; less than 0 for fewer.
   */
  left: number;
  /**
   * Leads received more; less than 0 for fewer.
   */
  received: number;
}
/**
 * What a job's next run would do, if nothing else happened until then.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RunForecast".
 */
export interface RunForecast {
  /**
   * The agents who receive or lose leads, in the order supplied.
   */
  agents: AgentFlow[];
  at: Timestamp;
  /**
   * Leads that it moves.
   */
  moved: number;
  /**
   * Leads that do not take part, by reason.
   */
  notEligible: ReasonCount[];
  /**
   * Leads that take part and find no place, by reason.
   */
  notPlaced: ReasonCount[];
  /**
   * Places of caps that top-up leaves free for want of leads; 0 for the other jobs.
   */
  placesLeft: number;
  /**
   * Leads that need a look, by reason.
   */
  skipped: ReasonCount[];
}
/**
 * What a run does to one agent.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentFlow".
 */
export interface AgentFlow {
  agent: AgentId;
  /**
   * Leads that leave for somebody else or for the pool.
   */
  left: number;
  /**
   * Leads received.
   */
  received: number;
}
/**
 * A part of the policy that differs.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SettingDiff".
 */
export interface SettingDiff {
  /**
   * Whether saving it needs the password to be confirmed (rule G1).
   */
  needsConfirmation: boolean;
  /**
   * The part, such as `automation` or `people.customerVisibility`.
   */
  setting: string;
}
/**
 * Something under the old settings and under the new ones.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Compared".
 */
export interface Compared {
  new: Standing;
  old: Standing;
}
/**
 * How leads and caps stand under some settings, before any job runs.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Standing".
 */
export interface Standing {
  /**
   * The agents who hold more than their cap, in the order supplied.
   */
  aboveCap: AgentAboveCap[];
  /**
   * Leads that count toward their owner's cap (rule A2).
   */
  counting: number;
  /**
   * Leads in an agent's queue (rule F11).
   */
  inQueue: number;
  /**
   * Leads that contradict themselves, for example on a status that is not there (rule L2).
   */
  inconsistent: number;
}
/**
 * An agent who holds more leads than the cap allows.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentAboveCap".
 */
export interface AgentAboveCap {
  agent: AgentId;
  /**
   * Most leads held at once.
   */
  cap: number;
  /**
   * Counting leads held.
   */
  held: number;
}
/**
 * Asks which jobs are to run now (rule S2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DueRequest".
 */
export interface DueRequest {
  /**
   * The jobs that the host runs.
   */
  jobs: JobState[];
  now: Timestamp;
}
/**
 * The jobs that are to run now (rule S2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DueJobs".
 */
export interface DueJobs {
  /**
   * Each with the latest instant at which it fell due.
   */
  jobs: DueJob[];
}
/**
 * A job to run now.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DueJob".
 */
export interface DueJob {
  at: Timestamp;
  job: Job;
}
/**
 * Asks for the policy with an edited pipeline (rules P2 to P7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "EditPipelineRequest".
 */
export interface EditPipelineRequest {
  /**
   * Who edits; none = the host itself.
   */
  actor?: Actor | null;
  edit: PipelineEdit;
}
/**
 * Another stage or other flags of a status (rule P4); what is left out stays.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StatusEdit".
 */
export interface StatusEdit {
  /**
   * Whether entering it resolves the open follow-ups (rule L8).
   */
  closesFollowUps?: boolean | null;
  /**
   * Whether a lead on it fills a place of its owner's cap (rule A2).
   */
  countsTowardCap?: boolean | null;
  /**
   * Whether an agent works leads on it (rule F11).
   */
  inQueue?: boolean | null;
  /**
   * Where it stands in the life of a lead.
   */
  stage?: Stage | null;
  status: StatusId;
  /**
   * Whether it ends a chain of follow-ups.
   */
  terminal?: boolean | null;
}
/**
 * An edited pipeline.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PipelineChange".
 */
export interface PipelineChange {
  policy: Policy;
  /**
   * What the host does with the leads that sit on a deleted status.
   */
  replace: StatusReplacement | null;
}
/**
 * That leads on one status are to be on another.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StatusReplacement".
 */
export interface StatusReplacement {
  from: StatusId;
  to: StatusId;
}
/**
 * Asks how even a run was (rule M8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "EvennessRequest".
 */
export interface EvennessRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents who were supplied to it; to a person those within reach are told.
   */
  agents: Agent[];
  /**
   * The leads that the plan does not place, at least, where a person asks who does not reach the whole company: those
   * within reach count. Default none.
   */
  leads?: LeadInput[];
  plan: PlanInput;
}
/**
 * How even a run was (rule M8); `N` is what agents are named by.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RunEvenness".
 */
export interface RunEvenness {
  /**
   * The most that one of them received; none without such an agent.
   */
  largest: number | null;
  /**
   * Eligible leads that found no place, by reason; only reasons that apply.
   */
  notPlaced: ReasonCount[];
  /**
   * Leads received, per agent who could receive at all: active, of a role that receives, and with a cap other than 0.
   */
  received: Received[];
  /**
   * The least.
   */
  smallest: number | null;
  /**
   * Largest less smallest.
   */
  spread: number | null;
}
/**
 * Leads that an agent received.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Received".
 */
export interface Received {
  agent: AgentId;
  /**
   * The leads.
   */
  leads: number;
}
/**
 * Asks what a plan does with one lead, and why (rule A8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ExplainRequest".
 */
export interface ExplainRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents as the plan saw them.
   */
  agents: Agent[];
  lead: LeadInput;
  plan: PlanInput;
  /**
   * Who had which lead before, as the plan saw it (rule A7).
   */
  previousOwners?: PreviousOwners[];
}
/**
 * Where a lead went in a run, or why it stays (rule A8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ExplainedLead".
 */
export interface ExplainedLead {
  /**
   * What each agent who was in the run has to do with the lead, in the order of the agents. Empty for a lead that took no
   * part, and for removal: no agent was asked.
   */
  agents: AgentFinding[];
  /**
   * How many agents have which reason, in the order in which reasons are looked for.
   */
  counts: AgentCount[];
  lead: LeadId;
  reason: Diagnostic;
  /**
   * The agent who receives it.
   */
  to: AgentId | null;
}
/**
 * What one agent has to do with a lead.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentFinding".
 */
export interface AgentFinding {
  agent: AgentId;
  reason: Diagnostic;
}
/**
 * How many agents have a reason.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AgentCount".
 */
export interface AgentCount {
  /**
   * The agents.
   */
  agents: number;
  reason: Code;
}
/**
 * Asks why each agent of a plan receives no more leads (rule A8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ExplainAgentsRequest".
 */
export interface ExplainAgentsRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents as the plan saw them.
   */
  agents: Agent[];
  /**
   * At least the leads that the plan moves or does not place, as it saw them.
   */
  leads: LeadInput[];
  plan: PlanInput;
  /**
   * Who had which lead before, as the plan saw it (rule A7).
   */
  previousOwners?: PreviousOwners[];
}
/**
 * Why the agents of a plan receive no more leads.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ExplainedAgents".
 */
export interface ExplainedAgents {
  /**
   * One entry per agent.
   */
  agents: ExplainedAgent[];
}
/**
 * Why an agent receives as many leads in a run, and no more (rule A8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ExplainedAgent".
 */
export interface ExplainedAgent {
  agent: AgentId;
  /**
   * Most leads held at once; none = no limit.
   */
  cap: number | null;
  /**
   * Counting leads held after the run (rule A2).
   */
  held: number;
  reason: Diagnostic;
  /**
   * Leads received.
   */
  received: number;
}
/**
 * Asks for an agent's follow-ups, open and closed (rule F12).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpHistoryRequest".
 */
export interface FollowUpHistoryRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  agent: AgentId;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The follow-ups of the agent, at least.
   */
  followUps: FollowUpInput[];
}
/**
 * Asks what the follow-ups of each owner come to (rule M6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpReportRequest".
 */
export interface FollowUpReportRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The follow-ups; notes are left out.
   */
  followUps: FollowUpInput[];
  query: FollowUpQuery;
}
/**
 * A question about follow-ups (rule M6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpQuery".
 */
export interface FollowUpQuery {
  now: Timestamp;
  /**
   * Only what was resolved or expired in it counts as that; none = ever.
   */
  period?: Period | null;
}
/**
 * Follow-ups by owner (rule M6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpReport".
 */
export interface FollowUpReport {
  /**
   * The owners of whom anything counts, in order; what has no owner comes last.
   */
  rows: FollowUpRow[];
  total: FollowUpFigures;
}
/**
 * The follow-ups of an owner; `N` is what agents are named by.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpRow".
 */
export interface FollowUpRow {
  /**
   * Open ones whose local date is today's; one of them can be overdue at once.
   */
  dueToday: number;
  /**
   * Expired in the period.
   */
  expired: number;
  /**
   * Open ones whose instant is past, or whose day is, as the policy says.
   */
  overdue: number;
  /**
   * The owner; none = follow-ups without one.
   */
  owner: AgentId | null;
  /**
   * Resolved in the period after it.
   */
  resolvedLate: number;
  /**
   * Resolved in the period on their local date or before.
   */
  resolvedOnTime: number;
  /**
   * Open ones of later days.
   */
  upcoming: number;
}
/**
 * What the follow-ups of an owner come to (rules F5, M6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FollowUpFigures".
 */
export interface FollowUpFigures {
  /**
   * Open ones whose local date is today's; one of them can be overdue at once.
   */
  dueToday: number;
  /**
   * Expired in the period.
   */
  expired: number;
  /**
   * Open ones whose instant is past, or whose day is, as the policy says.
   */
  overdue: number;
  /**
   * Resolved in the period after it.
   */
  resolvedLate: number;
  /**
   * Resolved in the period on their local date or before.
   */
  resolvedOnTime: number;
  /**
   * Open ones of later days.
   */
  upcoming: number;
}
/**
 * Asks how many leads are on each status now (rule M7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FunnelRequest".
 */
export interface FunnelRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The leads and customers to look at.
   */
  leads: LeadInput[];
}
/**
 * Leads on one status (rule M7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "FunnelRow".
 */
export interface FunnelRow {
  /**
   * Leads on it now.
   */
  leads: number;
  /**
   * Its name.
   */
  name: string;
  status: StatusId;
}
/**
 * Asks for one agent's leads in other hands (rule G5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "HandOverRequest".
 */
export interface HandOverRequest {
  context: Context;
  handOver: HandOver;
  /**
   * The agent's leads, at least.
   */
  leads: LeadInput[];
}
/**
 * What is to be handed over: one agent's leads, to another agent or to the pool (rule G5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "HandOver".
 */
export interface HandOver {
  from: AgentId;
  id: CommandId;
  /**
   * The statuses on which the leads are; none = all.
   */
  statuses?: StatusId[] | null;
  /**
   * The agent who receives them; none = the pool.
   */
  to?: AgentId | null;
}
/**
 * What a hand-over came to (rule G5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "HandedOver".
 */
export interface HandedOver {
  /**
   * Leads that changed hands.
   */
  handed: number;
  /**
   * Leads that the agent keeps.
   */
  kept: number;
  /**
   * What became of each lead, by lead id.
   */
  leads: HandOverOutcome[];
  /**
   * All of it in one line.
   */
  line: string;
  /**
   * The commonest first reason why leads are kept; none when none is.
   */
  reason: Code | null;
}
/**
 * Asks whether an instant lies within the calling hours (rule Z6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "IsCallingHourRequest".
 */
export interface IsCallingHourRequest {
  at: Timestamp;
}
/**
 * Asks whether the company works on a date (rule Z5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "IsWorkingDayRequest".
 */
export interface IsWorkingDayRequest {
  date: LocalDate;
}
/**
 * Asks for the calls in progress (rule C8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LiveCallsRequest".
 */
export interface LiveCallsRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The leads that may have one.
   */
  leads: LeadInput[];
  now: Timestamp;
}
/**
 * A call in progress, with its age (rule C8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LiveCallView".
 */
export interface LiveCallView {
  /**
   * How long it has been going on, in whole seconds.
   */
  ageSeconds: number;
  call: LiveCall;
  lead: LeadId;
  /**
   * Whether it is older than the longest call that the policy knows, and blocks nothing.
   */
  lost: boolean;
}
/**
 * Asks when jobs fall due next (rules S1, S2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NextDueRequest".
 */
export interface NextDueRequest {
  /**
   * The jobs that the host runs.
   */
  jobs: JobState[];
  now: Timestamp;
}
/**
 * When a job falls due next.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NextRun".
 */
export interface NextRun {
  /**
   * The instant, now when it is due already; none when it is off or not due again before 2100.
   */
  at: Timestamp | null;
  job: Job;
}
/**
 * Asks for the first working day after a date (rule Z5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NextWorkingDayRequest".
 */
export interface NextWorkingDayRequest {
  after: LocalDate;
}
/**
 * Asks for a phone number as it is kept (rule D2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NormalizePhoneRequest".
 */
export interface NormalizePhoneRequest {
  /**
   * The number as it was typed.
   */
  phone: string;
}
/**
 * Asks for the instants of local days (rule M2), to limit a report to them.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PeriodRequest".
 */
export interface PeriodRequest {
  of: Days;
}
/**
 * Asks for the pipeline as a diagram (rule P6).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PipelineDiagramRequest".
 */
export interface PipelineDiagramRequest {}
/**
 * The pipeline as a diagram.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Diagrams".
 */
export interface Diagrams {
  /**
   * As Graphviz DOT text.
   */
  dot: string;
  /**
   * As Mermaid text.
   */
  mermaid: string;
}
/**
 * Asks what an edit of the pipeline would do to leads and agents (rules P2 to P7).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PreviewPipelineEditRequest".
 */
export interface PreviewPipelineEditRequest {
  command: CommandId;
  context: Context;
  edit: PipelineEdit;
  /**
   * The company's leads.
   */
  leads: LeadInput[];
}
/**
 * What an edit of the pipeline would do; nothing is changed.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PipelineEffect".
 */
export interface PipelineEffect {
  change: PipelineChange;
  /**
   * The commands by which the leads of a deleted status move to the replacement, by lead id.
   */
  moves: ReplacementMove[];
  /**
   * The same by owner, as far as an owner is concerned: leads without one first, then by agent id.
   */
  owners: OwnerEffect[];
  /**
   * The leads of a deleted status that cannot leave it, by lead id; while there are any, it is not to be deleted.
   */
  stuck: StuckLead[];
  total: EffectCounts;
}
/**
 * The command by which a lead leaves a deleted status.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ReplacementMove".
 */
export interface ReplacementMove {
  command: Command;
  lead: LeadId;
}
/**
 * A command: what is to be done, under an id that the host gives (rule L11).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Command".
 */
export interface Command {
  do: Deed;
  /**
   * The version that the lead must be at (rule L1); none = any.
   */
  expectedVersion: Count | null;
  id: CommandId;
}
/**
 * A lead as it comes in (rule G4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NewLead".
 */
export interface NewLead {
  /**
   * The branch it belongs to.
   */
  branch: BranchId | null;
  /**
   * The campaign it belongs to.
   */
  campaign: string | null;
  /**
   * When it came in; default now.
   */
  capturedAt: Timestamp | null;
  /**
   * When it converted, when it comes in as a Customer; default now.
   */
  convertedAt: Timestamp | null;
  /**
   * The department it belongs to.
   */
  department: DepartmentId | null;
  /**
   * Whether it asked not to be called.
   */
  doNotCall: boolean;
  /**
   * A follow-up scheduled with it.
   */
  followUp: NewFollowUp | null;
  id: LeadId;
  /**
   * The prospect's name.
   */
  name: string | null;
  /**
   * What was bought, when it comes in as a Customer.
   */
  order: Order | null;
  /**
   * The agent it comes in with.
   */
  owner: AgentId | null;
  /**
   * The phone number as typed or as stored (rule D2).
   */
  phone: string | null;
  /**
   * Larger comes first.
   */
  priority: Priority | null;
  /**
   * Where it came from.
   */
  source: string | null;
  /**
   * The status it comes in with; default Unassigned or, with an owner, the assigned status.
   */
  status: StatusId | null;
  /**
   * Tags.
   */
  tags: string[];
}
/**
 * A follow-up to be scheduled (rules F1, F2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NewFollowUp".
 */
export interface NewFollowUp {
  /**
   * The instant; default the slot of rule F3.
   */
  at: Timestamp | null;
  /**
   * The agents who take part beside the owner, each once (rule D6).
   */
  attendees: AgentId[];
  id: FollowUpId;
  kind: ActivityKind;
  /**
   * What it is about.
   */
  note: string | null;
  /**
   * How many minutes before it a reminder comes; none = no reminder.
   */
  reminderMinutes: number | null;
  /**
   * What it is about, in a line.
   */
  subject: string | null;
}
/**
 * A call as it is logged or completed.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LogCall".
 */
export interface LogCall {
  call: NewCall;
  /**
   * The follow-up scheduled with it (rules C4, F2).
   */
  followUp: NewFollowUp | null;
  /**
   * The status that the lead moves to with it (rule C6).
   */
  nextStatus: StatusId | null;
  /**
   * What was bought, when the next status is Customer (rule V1).
   */
  order: Order | null;
}
/**
 * An ended call, as the host tells it.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NewCall".
 */
export interface NewCall {
  /**
   * Who made or took it; default the actor or, of a call in progress, its agent.
   */
  agent: AgentId | null;
  /**
   * The agents who took part beside the one whose call it is, each once (rule D6).
   */
  attendees: AgentId[];
  /**
   * The host's contact who has that number (rule D2).
   */
  contact: ContactId | null;
  /**
   * What was talked about; at most 500 characters (rule D5).
   */
  description: string | null;
  /**
   * Who called whom; default outgoing or, of a call in progress, its direction.
   */
  direction: Direction | null;
  /**
   * How long the parties were connected, in seconds; default 0.
   */
  durationSeconds: number;
  id: CallId;
  /**
   * What the agent wrote about it.
   */
  note: string | null;
  /**
   * The number that was called or that called, as typed or as kept (rule D2).
   */
  phone: string | null;
  /**
   * Whether an integration reports it: it took place and is never refused (rule C11); default no.
   */
  recorded: boolean;
  /**
   * Where the recording is (rule D6).
   */
  recording: Recording | null;
  /**
   * What the lead answered, as the host names it (rule D3).
   */
  response: string | null;
  /**
   * When it started; default now less its duration or, of a call in progress, its start.
   */
  startedAt: Timestamp | null;
  status: CallStatus;
  /**
   * What the call came to, in a line or two; at most 500 characters (rule D5).
   */
  summary: string | null;
}
/**
 * A call that begins (rule C8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StartCall".
 */
export interface StartCall {
  /**
   * Who makes or took it; default the actor.
   */
  agent: AgentId | null;
  direction: Direction;
  /**
   * A duration: refused, a call in progress has none yet (rule C2).
   */
  durationSeconds: number | null;
  id: CallId;
  /**
   * Whether an integration reports it (rule C11); default no.
   */
  recorded: boolean;
  /**
   * When it started; default now.
   */
  startedAt: Timestamp | null;
}
/**
 * What is right about a logged call (rule C12): a field left out stays, `null` clears it where it may be empty.
 *
 * Whose call it is and what it belongs to stay; such a call is voided and logged again.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CallEdit".
 */
export interface CallEdit {
  /**
   * The agents who took part, all of them (rule D6).
   */
  attendees?: AgentId[] | null;
  call: Call;
  /**
   * The host's contact who has that number (rule D2).
   */
  contact?: ContactId | null;
  /**
   * What was talked about (rule D5).
   */
  description?: string | null;
  /**
   * The right direction; none = as it was.
   */
  direction: Direction | null;
  /**
   * The right duration in seconds; none = as it was.
   */
  durationSeconds: number | null;
  /**
   * What the agent wrote about it.
   */
  note?: string | null;
  /**
   * The right number, as typed or as kept (rule D2).
   */
  phone?: string | null;
  /**
   * Where the recording is (rule D6).
   */
  recording?: Recording | null;
  /**
   * What the lead answered, as the host names it (rule D3).
   */
  response?: string | null;
  /**
   * The right start; none = as it was.
   */
  startedAt: Timestamp | null;
  /**
   * The right status; none = as it was.
   */
  status: CallStatus | null;
  /**
   * What the call came to (rule D5).
   */
  summary?: string | null;
}
/**
 * What an edit of the pipeline does to one owner's leads.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OwnerEffect".
 */
export interface OwnerEffect {
  /**
   * What it does to the places that they fill; none for an owner who was not supplied.
   */
  held: HeldEffect | null;
  leads: EffectCounts;
  /**
   * The owner; none for leads without one.
   */
  owner: AgentId | null;
}
/**
 * An agent's leads against the cap, before an edit and after it (rule A2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "HeldEffect".
 */
export interface HeldEffect {
  /**
   * Whether the agent ends above the cap.
   */
  aboveCap: boolean;
  /**
   * Counting leads held after it.
   */
  after: number;
  /**
   * Counting leads held now; counted among the supplied leads where the host does not say.
   */
  before: number;
  /**
   * Most leads held at once; none = no limit.
   */
  cap: number | null;
}
/**
 * How many leads an edit of the pipeline concerns, and how.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "EffectCounts".
 */
export interface EffectCounts {
  /**
   * Leads that begin to count toward their owner's cap (rule A2).
   */
  counting: number;
  /**
   * Leads that enter an agent's queue (rule F11).
   */
  enteringQueue: number;
  /**
   * Open follow-ups that these moves resolve (rule L8).
   */
  followUpsResolved: number;
  /**
   * Leads that leave one.
   */
  leavingQueue: number;
  /**
   * Leads that move to the replacement of a deleted status (rule P3).
   */
  moved: number;
  /**
   * Leads that count no longer.
   */
  noLongerCounting: number;
  /**
   * Leads that are shown under a new name (rule P3).
   */
  renamed: number;
  /**
   * Leads that a person could move and that nobody may move any more (rule P6).
   */
  stranded: number;
  /**
   * Leads that cannot leave a deleted status.
   */
  stuck: number;
}
/**
 * A lead that cannot leave a deleted status.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StuckLead".
 */
export interface StuckLead {
  lead: LeadId;
  /**
   * Why: the guards that its move fails, or `pipeline.needs_replacement` where there is nowhere to move.
   */
  reasons: Diagnostic[];
}
/**
 * Asks for the leads that an agent works, in the order to work them (rules F11, F12).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "QueueRequest".
 */
export interface QueueRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  agent: AgentId;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  filter?: QueueFilter;
  /**
   * The leads of the agent, at least.
   */
  leads: LeadInput[];
  now: Timestamp;
}
/**
 * A lead in the queue.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "QueueEntry".
 */
export interface QueueEntry {
  group: QueueGroup;
  lead: LeadId;
  /**
   * The instant that orders it within its group; none = never, which comes first.
   */
  since: Timestamp | null;
  status: StatusId;
}
/**
 * Asks for the queues of agents and what they hold against the cap (rules M7, A2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "QueueAgainstCapRequest".
 */
export interface QueueAgainstCapRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents whose queues are told; to a person those within reach.
   */
  agents: Agent[];
  /**
   * The leads of these agents, at least.
   */
  leads: LeadInput[];
}
/**
 * Asks what a log-call form that is saved comes to (rules D1 to D8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ReadCallFormRequest".
 */
export interface ReadCallFormRequest {
  call: CallId;
  context: FormContext;
  followUp: FollowUpId;
  form: CallForm;
}
/**
 * Asks what a schedule form that is saved comes to (rules D1, D4 to D8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ReadFollowUpFormRequest".
 */
export interface ReadFollowUpFormRequest {
  context: FormContext;
  followUp: FollowUpId;
  form: FollowUpForm;
}
/**
 * Asks which reminders of open follow-ups fall due in an interval (rule F9).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RemindersRequest".
 */
export interface RemindersRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * Open follow-ups.
   */
  followUps: FollowUpInput[];
  from: Timestamp;
  to: Timestamp;
}
/**
 * A reminder that falls due (rule F9).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Reminder".
 */
export interface Reminder {
  at: Timestamp;
  /**
   * Where the reminder is shown.
   */
  channels: Channel[];
  dueAt: Timestamp;
  followUp: FollowUpId;
  owner: AgentId;
  parent: Parent;
}
/**
 * Asks what a run of auto-removal would do (rules X, S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RemoveRequest".
 */
export interface RemoveRequest {
  /**
   * Who runs the job; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents.
   */
  agents: Agent[];
  /**
   * The leads that the job may look at, at least.
   */
  leads: LeadInput[];
  now: Timestamp;
  run: RunId;
}
/**
 * Asks what makes a lead consistent that contradicts itself (rule L2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RepairRequest".
 */
export interface RepairRequest {
  context: Context;
  lead: LeadInput;
}
/**
 * Asks for the revenue of current conversions that are not refunded (rule M5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "RevenueRequest".
 */
export interface RevenueRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The leads and customers to look at.
   */
  leads: LeadInput[];
  /**
   * Only conversions in it; none = ever.
   */
  period?: Period | null;
}
/**
 * Asks whether somebody sees a lead or a customer (rules G3, V4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SeesLeadRequest".
 */
export interface SeesLeadRequest {
  actor: Actor;
  lead: LeadInput;
}
/**
 * Asks for the leads in Followups without an open follow-up (rule C10).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StalledRequest".
 */
export interface StalledRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The leads to look at.
   */
  leads: LeadInput[];
}
/**
 * A lead in Followups without an open follow-up (rule C10).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "StalledLead".
 */
export interface StalledLead {
  lead: LeadId;
  /**
   * Its owner.
   */
  owner: AgentId | null;
  since: Timestamp;
}
/**
 * Asks for an agent's outgoing calls of a day against the daily target (rule M3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TargetProgressRequest".
 */
export interface TargetProgressRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  agent: AgentId;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * Ended calls, at least the agent's of the day.
   */
  calls: CallInput[];
  date: LocalDate;
}
/**
 * Asks how long leads were on each status (rule M8).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TimeInStatusRequest".
 */
export interface TimeInStatusRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The events of leads; those of one lead in order.
   */
  events: EventInput[];
  /**
   * The leads whose events these are; what a person asks is told of those among them that the person sees. For the host
   * none is needed.
   */
  leads?: LeadInput[];
  until: Timestamp;
}
/**
 * Time in status (rule M8); `L` and `S` are what leads and statuses are named by.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TimeInStatus".
 */
export interface TimeInStatus {
  /**
   * Per lead and status that it was on: leads in order, their statuses as in the pipeline.
   */
  perLead: LeadOnStatus[];
  /**
   * Per status of the pipeline, in its order.
   */
  perStatus: OnStatus[];
}
/**
 * How long a lead was on a status.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LeadOnStatus".
 */
export interface LeadOnStatus {
  lead: LeadId;
  /**
   * How long it was on it, in milliseconds.
   */
  millis: number;
  status: StatusId;
  /**
   * How often it entered it.
   */
  visits: number;
}
/**
 * How long leads were on a status.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OnStatus".
 */
export interface OnStatus {
  /**
   * Leads that ever were on it.
   */
  leads: number;
  /**
   * The same per lead that ever was on it, cut; none without one.
   */
  meanMillis: number | null;
  /**
   * How long leads were on it, all together, in milliseconds.
   */
  millis: number;
  status: StatusId;
  /**
   * How often leads entered it.
   */
  visits: number;
}
/**
 * Asks how long leads took from capture to conversion (rules V5, M5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TimeToConvertRequest".
 */
export interface TimeToConvertRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * The leads and customers to look at.
   */
  leads: LeadInput[];
  /**
   * Only conversions in it; none = ever.
   */
  period?: Period | null;
}
/**
 * Time from capture to conversion, in milliseconds (rules V5, M5).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TimeToConvert".
 */
export interface TimeToConvert {
  /**
   * Conversions.
   */
  count: number;
  /**
   * The mean, cut to whole milliseconds; none of nothing.
   */
  meanMillis: number | null;
  /**
   * The median; of an even count the mean of the two middle ones, cut.
   */
  medianMillis: number | null;
  /**
   * The 90th percentile by nearest rank.
   */
  p90Millis: number | null;
}
/**
 * Asks for a lead's events as lines for people (rule E).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TimelineRequest".
 */
export interface TimelineRequest {
  /**
   * Who asks; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * Who works in the actor's branch or department.
   */
  agents?: Agent[];
  /**
   * Its events in order; those of other leads are left out.
   */
  events: EventInput[];
  lead: LeadInput;
}
/**
 * One line of a timeline.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TimelineEntry".
 */
export interface TimelineEntry {
  actor: AgentId;
  at: Timestamp;
  event: EventId;
  /**
   * What happened, in English.
   */
  text: string;
}
/**
 * Asks for the instant at which the company's clocks show a date and a time (rule Z3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ToInstantRequest".
 */
export interface ToInstantRequest {
  date: LocalDate;
  time: LocalTime;
}
/**
 * Asks what the company's clocks show at an instant (rules Z3, Z4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ToLocalRequest".
 */
export interface ToLocalRequest {
  at: Timestamp;
}
/**
 * What clocks show at an instant.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "LocalMoment".
 */
export interface LocalMoment {
  date: LocalDate;
  /**
   * The abbreviation of the offset, such as `IST`, or the offset itself, such as `-03:00`.
   */
  designation: string;
  /**
   * The offset in force, in seconds east of UTC.
   */
  offsetSeconds: number;
  time: LocalTime;
}
/**
 * Asks what a run of top-up would do (rules T, S4).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TopUpRequest".
 */
export interface TopUpRequest {
  /**
   * Who runs the job; none = the host itself.
   */
  actor?: Actor | null;
  /**
   * The agents; their order breaks ties.
   */
  agents: Agent[];
  /**
   * The leads that the job may look at, at least.
   */
  leads: LeadInput[];
  now: Timestamp;
  /**
   * Who had which lead before, where the policy excludes them (rule A7).
   */
  previousOwners?: PreviousOwners[];
  run: RunId;
}
/**
 * Asks where a person may move a lead (rule L9).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TransitionsRequest".
 */
export interface TransitionsRequest {
  context: Context;
  lead: LeadInput;
}
/**
 * One status of the pipeline, as a move for one lead, actor and instant (rule L9).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Transition".
 */
export interface Transition {
  /**
   * Whether the bare command would pass.
   */
  allowed: boolean;
  /**
   * The first code of the rejection, if it would not.
   */
  code: Code | null;
  /**
   * Whether the lead is on it.
   */
  current: boolean;
  /**
   * What the move may take beside the status.
   */
  mayTake: Need[];
  /**
   * Its name.
   */
  name: string;
  /**
   * What the move needs beside the status.
   */
  needs: Need[];
  /**
   * The guards that could not be checked (rule L12).
   */
  notChecked: Code[];
  status: StatusId;
}
/**
 * Asks for a stored document of any schema in the present one (rule K2).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "UpgradeDocumentRequest".
 */
export interface UpgradeDocumentRequest {
  /**
   * The document as it was stored.
   */
  document: {
    [k: string]: unknown;
  };
  kind: DocumentKind;
}
/**
 * Asks for the versions of the library (rule K3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "VersionRequest".
 */
export interface VersionRequest {}
/**
 * The versions of the library (rule K3).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Versions".
 */
export interface Versions {
  /**
   * The version of the library.
   */
  library: string;
  /**
   * The version of the rules: it moves when any answer on equal input does.
   */
  rules: number;
  /**
   * The schema number of the documents that are written.
   */
  schema: number;
  /**
   * The release of the time-zone database that was compiled in; none without one.
   */
  timeZoneData: string | null;
}
/**
 * A command that is accepted: its events, and what to know about them (rules L3, L12).
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Decision".
 */
export interface Decision {
  /**
   * What happened, in the order of rule E; empty when nothing did.
   */
  events: Event[];
  /**
   * The guards that could not be checked because a fact is not known (rule L12).
   */
  notChecked: Code[];
  /**
   * The status that the call suggests (rule C5), when the command did not name one.
   */
  suggestedStatus: StatusId | null;
  /**
   * What to look at, in the order of the rule book.
   */
  warnings: Diagnostic[];
}
/**
 * What a request that cannot be answered gets.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Failure".
 */
export interface Failure {
  /**
   * Everything that is wrong with it.
   */
  errors: Diagnostic[];
  type: "failure";
}
/**
 * A command that is refused: every guard that fails, in the order of the rule book (rule L3).
 *
 * It is displayed as the first of them, with how many more there are.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Rejection".
 */
export interface Rejection {
  /**
   * The guards that could not be checked because a fact is not known (rule L12).
   */
  notChecked: Code[];
  /**
   * The guards that fail; never empty.
   */
  reasons: Diagnostic[];
}
