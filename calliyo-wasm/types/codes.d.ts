// Written by `cargo xtask codes` from the table in calliyo-core/src/code.rs; do not edit.

/** A finding of one code: why a command was refused, what is wrong with a document, or what to look at. */
export interface Finding<C extends string, R extends string, P> {
  /** Stable, such as `status.needs_owner`. */
  code: C;
  /** The field at fault, such as `followUp.at`; empty for the whole. */
  path: string;
  /** The number of the rule behind it, such as `L6`. */
  rule: R;
  /** What the sentence is made from. */
  params: P;
  /** The English sentence. */
  message: string;
}

/** A code, whose name and meaning never change. */
export type Code = Diagnostic["code"];

/** A finding of any code: its `code` tells what its `params` are. */
export type Diagnostic =
  /**
   * the request cannot be read: {detail}
   *
   * User interface: mend the program that made the request; nothing was done
   */
  | Finding<"request.malformed", "K2", { detail: string }>
  /**
   * unknown field `{field}`
   *
   * User interface: leave the field out or spell it as the documentation does; the library may be older than the host
   */
  | Finding<"request.unknown_field", "K2", { field: string }>
  /**
   * unknown operation `{operation}`
   *
   * User interface: ask for one of the documented operations; the library may be older than the host, or its module a smaller one
   */
  | Finding<"request.unknown_operation", "K2", { operation: string }>
  /**
   * the request is {length} bytes long; at most {limit} are read
   *
   * User interface: split the request, or hand the rows over as columns
   */
  | Finding<"request.too_large", "K2", { length: number; limit: number }>
  /**
   * the request has lists and objects in each other more than {limit} deep
   *
   * User interface: mend the program that made the request; nothing was done
   */
  | Finding<"request.too_deep", "K2", { limit: number }>
  /**
   * the operation `{operation}` needs an engine made from a policy
   *
   * User interface: make an engine from the company's policy and ask it
   */
  | Finding<"request.needs_engine", "K2", { operation: string }>
  /**
   * schema {schema} is newer than this library reads (up to {supported})
   *
   * User interface: update the library before it reads this document
   */
  | Finding<"document.too_new", "K2", { schema: number; supported: number }>
  /**
   * there is no event `{type}`
   *
   * User interface: update the library before it reads this event, or leave the event out
   */
  | Finding<"event.unknown", "K2", { type: string }>
  /**
   * the number {number} is outside the range {least} to {most}
   *
   * User interface: ask for a number inside the range
   */
  | Finding<"number.out_of_range", "K2", { number: number | string; least: number; most: number }>
  /**
   * an id must be 1 to {limit} bytes long, without control characters
   *
   * User interface: give the record another id
   */
  | Finding<"id.malformed", "L1", { limit: number }>
  /**
   * the pipeline lacks the protected status `{status}`
   *
   * User interface: put the protected status back
   */
  | Finding<"pipeline.incomplete", "P1", { status: string }>
  /**
   * the status `{status}` is listed twice
   *
   * User interface: give the status another id
   */
  | Finding<"pipeline.duplicate_status", "P1", { status: string }>
  /**
   * a new order must list every status of the pipeline once; `{status}` does not fit
   *
   * User interface: send the ids of all statuses, each once
   */
  | Finding<"pipeline.order_incomplete", "P1", { status: string }>
  /**
   * `{status}` is a protected status: it is called `{name}` and cannot be renamed, deleted or stand for another status
   *
   * User interface: hide rename and delete for this status
   */
  | Finding<"pipeline.protected", "P2", { status: string; name: string }>
  /**
   * another status is already called `{name}`
   *
   * User interface: ask for another name beside the field
   */
  | Finding<"pipeline.name_taken", "P3", { name: string }>
  /**
   * a status name has 1 to {limit} characters, and no control character; this one has {length}
   *
   * User interface: show the limit beside the field
   */
  | Finding<"pipeline.name_length", "P3", { limit: number; length: number }>
  /**
   * leads may sit on `{status}`: name a status to move them to, or say that none does
   *
   * User interface: ask which status the leads move to
   */
  | Finding<"pipeline.needs_replacement", "P3", { status: string }>
  /**
   * the policy still names `{status}` ({by})
   *
   * User interface: say where the status is named, and link to that setting
   */
  | Finding<"pipeline.in_use", "P3", { status: string; by: string[] }>
  /**
   * the flag `{flag}` of `{status}` is fixed: it must be {expected}
   *
   * User interface: show the flag as it is fixed, greyed out
   */
  | Finding<"pipeline.fixed_flag", "P4", { flag: string; status: string; expected: string }>
  /**
   * {job} cannot list `{status}`: take it out of the list
   *
   * User interface: leave the status out of the job's list
   */
  | Finding<"policy.status_not_recyclable", "P5", { job: string; status: string }>
  /**
   * the company does not allow the move from `{from}` to `{to}`
   *
   * User interface: grey the status out for this person
   */
  | Finding<"status.move_not_allowed", "P6", { from: string; to: string }>
  /**
   * a move from `{status}` to itself is no move: take it out of the list
   *
   * User interface: offer other statuses than the one that the move starts from
   */
  | Finding<"pipeline.move_to_itself", "P6", { status: string }>
  /**
   * the pipeline has no status `{status}`
   *
   * User interface: load the pipeline again; the status may have been deleted
   */
  | Finding<"status.unknown", "P7", { status: string }>
  /**
   * the assigned status cannot be left empty: name the status that an assigned lead enters
   *
   * User interface: offer the statuses that are neither protected nor terminal
   */
  | Finding<"pipeline.role_empty", "P7", Record<string, never>>
  /**
   * there is no such lead yet: it must be captured first
   *
   * User interface: capture the lead first
   */
  | Finding<"lead.unknown", "L1", Record<string, never>>
  /**
   * the command names the lead `{named}`, but `{lead}` was supplied
   *
   * User interface: send the command to the lead that it names
   */
  | Finding<"lead.mismatch", "L1", { named: string; lead: string }>
  /**
   * the lead `{lead}` is listed twice or exists already
   *
   * User interface: send each lead once, and a new one under an id of its own
   */
  | Finding<"lead.duplicate_id", "L1", { lead: string }>
  /**
   * the agent `{agent}` is listed twice
   *
   * User interface: send each agent once
   */
  | Finding<"agent.duplicate_id", "L1", { agent: string }>
  /**
   * the lead is at version {version}, not at {expected} as the command expects
   *
   * User interface: load the lead again, show what changed, and let the person decide anew
   */
  | Finding<"lead.version_conflict", "L1", { version: number; expected: number }>
  /**
   * a lead cannot have been captured in the future
   *
   * User interface: ask for an instant that is not in the future
   */
  | Finding<"lead.captured_in_future", "L2", Record<string, never>>
  /**
   * the lead `{lead}` contradicts itself: {problems}
   *
   * User interface: offer the commands that `repair` proposes
   */
  | Finding<"lead.inconsistent", "L2", { lead: string; problems: string[] }>
  /**
   * the lead is on `{status}` already
   *
   * User interface: nothing: tell the person that the lead is there already
   */
  | Finding<"status.unchanged", "L4", { status: string }>
  /**
   * moving to `{status}` needs an open follow-up or one scheduled with it
   *
   * User interface: open the schedule form and send its follow-up with the move
   */
  | Finding<"status.needs_follow_up", "L5", { status: string }>
  /**
   * the lead belongs to `{agent}` already
   *
   * User interface: nothing: tell the person that the agent has the lead already
   */
  | Finding<"owner.unchanged", "L6", { agent: string }>
  /**
   * the lead is a customer: only a command that names the lead and its new status un-converts it
   *
   * User interface: offer the move of this one lead to a named status instead
   */
  | Finding<"lead.is_customer", "L6", Record<string, never>>
  /**
   * an unassigned lead needs an owner to move to `{status}`
   *
   * User interface: ask for an owner and send it with the move
   */
  | Finding<"status.needs_owner", "L6", { status: string }>
  /**
   * a lead on `{status}` has no owner: leave the owner out
   *
   * User interface: leave the owner out
   */
  | Finding<"owner.not_expected", "L6", { status: string }>
  /**
   * the agent `{agent}` is banned and receives no leads
   *
   * User interface: offer other agents
   */
  | Finding<"agent.banned", "L6", { agent: string }>
  /**
   * the agent `{agent}` is not among those supplied
   *
   * User interface: load the agents again; this one may have left
   */
  | Finding<"agent.unknown", "L6", { agent: string }>
  /**
   * the role `{role}` of the agent `{agent}` receives no leads
   *
   * User interface: offer agents whose role receives leads
   */
  | Finding<"agent.not_assignable", "L6", { role: string; agent: string }>
  /**
   * the agent `{agent}` is away
   *
   * User interface: ask whether the agent shall get the lead all the same
   */
  | Finding<"agent.away", "L6", { agent: string }>
  /**
   * the agent `{agent}` would hold more leads than the cap allows: {held} of {cap}
   *
   * User interface: ask whether the agent shall get the lead all the same
   */
  | Finding<"agent.over_cap", "L6", { agent: string; held: number; cap: number }>
  /**
   * the supplied lead already has `{id}`: nothing was done again
   *
   * User interface: nothing: the command was carried out before
   */
  | Finding<"command.already_done", "L11", { id: string }>
  /**
   * facts are missing to check {notChecked}
   *
   * User interface: supply the facts that the named guards need, and decide again
   */
  | Finding<"context.incomplete", "L12", { notChecked: string[] }>
  /**
   * nothing was changed: everything is as the command asks for already
   *
   * User interface: nothing: close the form
   */
  | Finding<"command.nothing_changed", "L13", Record<string, never>>
  /**
   * a call in progress has no duration yet
   *
   * User interface: leave the duration out until the call has ended
   */
  | Finding<"call.live_has_duration", "C2", Record<string, never>>
  /**
   * a call with the status `{callStatus}` wants a follow-up
   *
   * User interface: open the schedule form and send its follow-up
   */
  | Finding<"call.needs_follow_up", "C4", { callStatus: string }>
  /**
   * scheduling a follow-up moves the lead to Followups; `{status}` cannot be named beside it
   *
   * User interface: leave the next status out, or choose Followups or Customer
   */
  | Finding<"call.next_status_conflict", "C6", { status: string }>
  /**
   * a note would help whoever reads this call later
   *
   * User interface: put the cursor into the note field
   */
  | Finding<"call.note_recommended", "C7", Record<string, never>>
  /**
   * the call has the status `{callStatus}` but no duration: it does not count as connected
   *
   * User interface: ask whether the duration was forgotten
   */
  | Finding<"call.not_connected", "C7", { callStatus: string }>
  /**
   * the call has the status `{callStatus}` and a duration: it counts as connected
   *
   * User interface: ask whether the status is right
   */
  | Finding<"call.connected_despite_status", "C7", { callStatus: string }>
  /**
   * a note would tell what the follow-up is for
   *
   * User interface: put the cursor into the note field
   */
  | Finding<"follow_up.note_recommended", "C7", Record<string, never>>
  /**
   * a finished call cannot have the status `{callStatus}`
   *
   * User interface: ask how the call ended
   */
  | Finding<"call.status_not_final", "C8", { callStatus: string }>
  /**
   * a call is in progress already (`{call}`)
   *
   * User interface: show the call in progress and offer to end it
   */
  | Finding<"call.already_live", "C8", { call: string }>
  /**
   * the call `{call}` is not in progress
   *
   * User interface: load the lead again; the call may have ended
   */
  | Finding<"call.not_live", "C8", { call: string }>
  /**
   * the call would start or end in the future
   *
   * User interface: ask for the right start and duration
   */
  | Finding<"call.in_future", "C9", Record<string, never>>
  /**
   * the lead is on Followups without an open follow-up
   *
   * User interface: open the schedule form; until then list the lead as stalled
   */
  | Finding<"lead.next_step_missing", "C10", Record<string, never>>
  /**
   * the call `{call}` does not belong to this lead
   *
   * User interface: load the lead's calls again
   */
  | Finding<"call.unknown", "C12", { call: string }>
  /**
   * the call `{call}` was voided already
   *
   * User interface: load the lead's calls again
   */
  | Finding<"call.voided", "C12", { call: string }>
  /**
   * the lead asked not to be called
   *
   * User interface: hide the dial button of this lead
   */
  | Finding<"lead.do_not_call", "C13", Record<string, never>>
  /**
   * only the calls of a lead move a status; this one belongs to a parent of the kind `{kind}`
   *
   * User interface: hide the next status for parents that are no leads
   */
  | Finding<"parent.not_lead", "D1", { kind: string }>
  /**
   * a follow-up that a call schedules belongs to what the call belongs to
   *
   * User interface: leave the parent out of the schedule form inside the log-call form
   */
  | Finding<"parent.disagrees", "D1", Record<string, never>>
  /**
   * the kinds of parents lack `lead`
   *
   * User interface: put the kind back; it may be renamed
   */
  | Finding<"policy.lead_kind_missing", "D1", Record<string, never>>
  /**
   * `{phone}` is not a phone number of 8 to 15 digits
   *
   * User interface: mark the field and show a number as an example
   */
  | Finding<"phone.invalid", "D2", { phone: string }>
  /**
   * `{prefix}` is not {expected}
   *
   * User interface: mark the field; ask for digits only
   */
  | Finding<"policy.phone_prefix", "D2", { prefix: string; expected: string }>
  /**
   * the number belongs to several contacts: {contacts}
   *
   * User interface: let the person pick one, and set it as the `contact` of the call
   */
  | Finding<"contact.ambiguous", "D2", { contacts: string[] }>
  /**
   * a missed call needs the status `missed`, not `{callStatus}`
   *
   * User interface: set the status to Missed, or choose another direction
   */
  | Finding<"call.direction_disagrees", "D3", { callStatus: string }>
  /**
   * the field is required
   *
   * User interface: mark the field as required
   */
  | Finding<"form.required", "D4", Record<string, never>>
  /**
   * a call needs two of start, end and duration
   *
   * User interface: ask for a second one of the three; the third is worked out
   */
  | Finding<"call.times_missing", "D4", Record<string, never>>
  /**
   * date, start, end and duration do not fit together
   *
   * User interface: offer to clear one of the three; it is worked out again
   */
  | Finding<"call.times_disagree", "D4", Record<string, never>>
  /**
   * the text has {length} characters; at most {limit} are allowed
   *
   * User interface: show the count of characters against the limit
   */
  | Finding<"text.too_long", "D5", { length: number; limit: number }>
  /**
   * the agent `{agent}` attends twice
   *
   * User interface: remove the second entry
   */
  | Finding<"attendee.duplicate", "D6", { agent: string }>
  /**
   * `{mediaType}` is not a media type that starts with `audio/`
   *
   * User interface: accept audio files only
   */
  | Finding<"recording.not_audio", "D6", { mediaType: string }>
  /**
   * a follow-up has no recording
   *
   * User interface: hide the recording in the schedule form
   */
  | Finding<"recording.not_allowed", "D6", Record<string, never>>
  /**
   * a reminder {minutes} minutes before is not offered
   *
   * User interface: offer the reminders of the policy
   */
  | Finding<"follow_up.reminder_not_offered", "D7", { minutes: number }>
  /**
   * `{choice}` is not one of {choices}
   *
   * User interface: offer these choices; where the policy lists them it may have changed: load it again
   */
  | Finding<"form.unknown_choice", "D8", { choice: string; choices: string[] }>
  /**
   * a lead without an owner cannot get a follow-up
   *
   * User interface: ask for an owner first
   */
  | Finding<"follow_up.needs_owner", "F1", Record<string, never>>
  /**
   * a follow-up must lie after now
   *
   * User interface: ask for a later instant
   */
  | Finding<"follow_up.not_in_future", "F2", Record<string, never>>
  /**
   * only an overdue follow-up can be dismissed
   *
   * User interface: offer to complete or to reschedule it instead
   */
  | Finding<"follow_up.not_overdue", "F6", Record<string, never>>
  /**
   * the follow-up `{followUp}` is not open
   *
   * User interface: load the lead again; the follow-up was closed
   */
  | Finding<"follow_up.not_open", "F6", { followUp: string }>
  /**
   * the lead has no follow-up `{followUp}`
   *
   * User interface: load the lead again
   */
  | Finding<"follow_up.unknown", "F6", { followUp: string }>
  /**
   * another meeting or visit is set for the same instant
   *
   * User interface: show the other appointment and ask for another instant
   */
  | Finding<"follow_up.double_booked", "F10", Record<string, never>>
  /**
   * {date} is not a working day
   *
   * User interface: ask whether the day is meant, or offer the next working day
   */
  | Finding<"follow_up.non_working_day", "F10", { date: string }>
  /**
   * a conversion cannot lie in the future
   *
   * User interface: ask for an instant that is not in the future
   */
  | Finding<"conversion.in_future", "V1", Record<string, never>>
  /**
   * a conversion cannot lie before the lead was captured
   *
   * User interface: ask for an instant after the lead was captured
   */
  | Finding<"conversion.before_capture", "V1", Record<string, never>>
  /**
   * an instant of conversion belongs to a lead that becomes a customer; this command leaves the lead on `{status}`
   *
   * User interface: leave the instant of conversion out
   */
  | Finding<"conversion.not_expected", "V1", { status: string }>
  /**
   * the company does not use the order module
   *
   * User interface: hide the order form
   */
  | Finding<"order.not_in_use", "V1", Record<string, never>>
  /**
   * order details come with a move to Customer; this command leaves the lead on `{status}`
   *
   * User interface: leave the order out
   */
  | Finding<"order.not_expected", "V1", { status: string }>
  /**
   * the lead is not a customer: it has no order
   *
   * User interface: hide the order form
   */
  | Finding<"lead.not_customer", "V1", Record<string, never>>
  /**
   * `{currency}` is not a currency code of three capital letters
   *
   * User interface: offer a list of currencies
   */
  | Finding<"money.currency_invalid", "V1", { currency: string }>
  /**
   * an amount cannot be negative
   *
   * User interface: ask for an amount of zero or more
   */
  | Finding<"money.negative", "V1", Record<string, never>>
  /**
   * `{text}` is not {expected}
   *
   * User interface: show the expected form beside the field
   */
  | Finding<"time.malformed", "Z1", { text: string; expected: string }>
  /**
   * `{text}` lies outside 1970-01-01 to 2099-12-31
   *
   * User interface: ask for an instant or date inside the range
   */
  | Finding<"time.out_of_range", "Z1", { text: string }>
  /**
   * `{zone}` is not a time zone of the compiled database
   *
   * User interface: offer the names of the database, or send the zone's data
   */
  | Finding<"policy.unknown_time_zone", "Z2", { zone: string }>
  /**
   * the zone data of `{zone}` cannot be read: {detail}
   *
   * User interface: send the bytes of the zone's file as they are
   */
  | Finding<"policy.malformed_time_zone", "Z2", { zone: string; detail: string }>
  /**
   * no working day follows within 366 days
   *
   * User interface: look at the working days and holidays of the policy
   */
  | Finding<"calendar.no_working_day", "Z5", Record<string, never>>
  /**
   * calling hours are ranges in order, apart from each other, each with an end after its start; leave them out for any time
   *
   * User interface: mark the weekday's ranges
   */
  | Finding<"policy.calling_hours", "Z6", Record<string, never>>
  /**
   * the follow-up lies outside the calling hours
   *
   * User interface: ask whether the instant is meant
   */
  | Finding<"follow_up.outside_hours", "Z6", Record<string, never>>
  /**
   * the call lies outside the calling hours
   *
   * User interface: warn before the person dials
   */
  | Finding<"call.outside_hours", "Z6", Record<string, never>>
  /**
   * the lead `{lead}` changed since the plan was made
   *
   * User interface: nothing: the next run looks at the lead again
   */
  | Finding<"plan.stale", "S4", { lead: string }>
  /**
   * the lead `{lead}` of this move was not supplied
   *
   * User interface: supply the leads of all moves as they are now
   */
  | Finding<"plan.lead_missing", "S4", { lead: string }>
  /**
   * the agent `{agent}` would end above the cap
   *
   * User interface: nothing: the next run looks at the lead again
   */
  | Finding<"agent.at_cap", "S4", { agent: string }>
  /**
   * the move of the lead `{lead}` was applied before
   *
   * User interface: nothing: the move was carried out before
   */
  | Finding<"plan.already_applied", "S4", { lead: string }>
  /**
   * the lead's status is not in the policy's list
   *
   * User interface: nothing: the job does not hand out this status
   */
  | Finding<"job.status_not_listed", "A1", Record<string, never>>
  /**
   * the lead is a customer
   *
   * User interface: nothing: no job touches customers
   */
  | Finding<"job.is_customer", "A1", Record<string, never>>
  /**
   * the lead has a call in progress
   *
   * User interface: nothing: the next run looks at the lead again
   */
  | Finding<"job.live_call", "A1", Record<string, never>>
  /**
   * the lead has an open follow-up ahead
   *
   * User interface: nothing: the lead is being worked
   */
  | Finding<"job.follow_up_ahead", "A1", Record<string, never>>
  /**
   * the lead's owner is banned and keeps the lead
   *
   * User interface: offer to hand the agent's leads over
   */
  | Finding<"job.owner_banned", "A1", Record<string, never>>
  /**
   * the lead asked not to be called
   *
   * User interface: offer to close the lead, or to give it out by hand
   */
  | Finding<"job.do_not_call", "C13", Record<string, never>>
  /**
   * as many attempts were made as the policy allows
   *
   * User interface: offer to close the lead, or to give it out by hand
   */
  | Finding<"job.exhausted", "A7", Record<string, never>>
  /**
   * the last attempt is too recent
   *
   * User interface: nothing: a later run hands the lead out
   */
  | Finding<"job.resting", "A7", Record<string, never>>
  /**
   * the lead has no owner
   *
   * User interface: nothing: the lead is in the pool already
   */
  | Finding<"job.not_owned", "X1", Record<string, never>>
  /**
   * the lead entered its status after the cut-off
   *
   * User interface: nothing: a later run removes it
   */
  | Finding<"job.too_recent", "X1", Record<string, never>>
  /**
   * no agent who receives leads matches the lead
   *
   * User interface: offer to change the lead's branch or department, or to add an agent there
   */
  | Finding<"job.no_agent_matches", "A3", Record<string, never>>
  /**
   * only an agent who has or had the lead has room
   *
   * User interface: offer to give it out by hand, or to let the barred agent have it
   */
  | Finding<"job.only_barred_agent", "A3", Record<string, never>>
  /**
   * the agents took as many new leads as a run or a day allows
   *
   * User interface: nothing: the next run looks at the lead again
   */
  | Finding<"job.limit_reached", "A7", Record<string, never>>
  /**
   * the agents are at their cap
   *
   * User interface: offer to raise caps or to add agents
   */
  | Finding<"job.agents_at_cap", "A3", Record<string, never>>
  /**
   * there are no fresh leads left
   *
   * User interface: nothing: there are no fresh leads left to give
   */
  | Finding<"job.no_leads", "T1", Record<string, never>>
  /**
   * the lead goes to the agent `{agent}`
   *
   * User interface: nothing: the lead found a place
   */
  | Finding<"job.lead_placed", "A8", { agent: string }>
  /**
   * the lead goes back to the pool
   *
   * User interface: nothing: assignment or top-up hands it out again
   */
  | Finding<"job.lead_removed", "A8", Record<string, never>>
  /**
   * the agent `{agent}` receives the lead
   *
   * User interface: nothing: the lead goes there
   */
  | Finding<"job.agent_receives", "A8", { agent: string }>
  /**
   * the agent `{agent}` is banned
   *
   * User interface: nothing: a banned agent receives no leads
   */
  | Finding<"job.agent_banned", "A2", { agent: string }>
  /**
   * the agent `{agent}` is away
   *
   * User interface: nothing: a later run finds the agent back
   */
  | Finding<"job.agent_away", "A2", { agent: string }>
  /**
   * the role of the agent `{agent}` receives no leads
   *
   * User interface: link to the roles
   */
  | Finding<"job.agent_role", "A2", { agent: string }>
  /**
   * the agent `{agent}` does not work in the lead's branch
   *
   * User interface: offer to change the lead's branch
   */
  | Finding<"job.agent_other_branch", "A6", { agent: string }>
  /**
   * the agent `{agent}` does not work in the lead's department
   *
   * User interface: offer to change the lead's department
   */
  | Finding<"job.agent_other_department", "A6", { agent: string }>
  /**
   * the agent `{agent}` has the lead, and it shall go to somebody else
   *
   * User interface: nothing: a run gives the lead to others
   */
  | Finding<"job.agent_has_lead", "A3", { agent: string }>
  /**
   * the agent `{agent}` had the lead last, and it shall go to somebody else
   *
   * User interface: nothing: a run gives the lead to others
   */
  | Finding<"job.agent_had_lead_last", "A3", { agent: string }>
  /**
   * the agent `{agent}` had the lead before
   *
   * User interface: nothing: a run gives the lead to others
   */
  | Finding<"job.agent_had_lead", "A7", { agent: string }>
  /**
   * the agent `{agent}` has a cap of 0
   *
   * User interface: offer to raise the cap
   */
  | Finding<"job.agent_cap_zero", "A2", { agent: string }>
  /**
   * the agent `{agent}` has no cap, so that there is nothing to fill up
   *
   * User interface: offer to set a cap
   */
  | Finding<"job.agent_without_cap", "T2", { agent: string }>
  /**
   * the agent `{agent}` holds more leads than the cap allows
   *
   * User interface: offer to raise the cap, or to hand leads over
   */
  | Finding<"job.agent_above_cap", "A4", { agent: string }>
  /**
   * the agent `{agent}` is at the cap when the run is over
   *
   * User interface: offer to raise the cap
   */
  | Finding<"job.agent_at_cap", "A4", { agent: string }>
  /**
   * the agent `{agent}` receives as many new leads as a run allows
   *
   * User interface: nothing: the next run looks at the agent again
   */
  | Finding<"job.agent_run_limit", "A7", { agent: string }>
  /**
   * the agent `{agent}` receives as many new leads as a day allows
   *
   * User interface: nothing: the agent receives leads again on another day
   */
  | Finding<"job.agent_day_limit", "A7", { agent: string }>
  /**
   * the agent `{agent}` had room, but it was the turn of others
   *
   * User interface: nothing: shares stay even that way
   */
  | Finding<"job.agent_others_turn", "A5", { agent: string }>
  /**
   * the agent `{agent}` has room, but only for leads that shall go to somebody else
   *
   * User interface: nothing: a run gives these leads to others
   */
  | Finding<"job.agent_only_had_leads", "A3", { agent: string }>
  /**
   * the agent `{agent}` has room, but no further lead of the run matches
   *
   * User interface: nothing: there is no lead to give
   */
  | Finding<"job.agent_no_lead", "A6", { agent: string }>
  /**
   * auto-removal needs at least 1 day
   *
   * User interface: mark the field; ask for 1 day or more
   */
  | Finding<"policy.removal_days", "X1", Record<string, never>>
  /**
   * changing {settings} needs the password to be confirmed
   *
   * User interface: ask for the password and send the settings again as confirmed
   */
  | Finding<"settings.confirmation_required", "G1", { settings: string[] }>
  /**
   * a name or id cannot be blank: give it a letter or a digit at least
   *
   * User interface: mark the field
   */
  | Finding<"policy.blank_name", "G2", Record<string, never>>
  /**
   * the number {number} must lie between {least} and {most}
   *
   * User interface: mark the field and show its range
   */
  | Finding<"policy.number_range", "G2", { number: number; least: number; most: number }>
  /**
   * `{entry}` is listed twice
   *
   * User interface: remove the second entry
   */
  | Finding<"policy.duplicate_entry", "G2", { entry: string }>
  /**
   * an empty list means that {effect}; list an entry, or leave the list out
   *
   * User interface: mark the list and ask for an entry
   */
  | Finding<"policy.empty_list", "G2", { effect: string }>
  /**
   * there is no role `{role}`
   *
   * User interface: offer the roles that there are
   */
  | Finding<"policy.unknown_role", "G3", { role: string }>
  /**
   * the role `{role}` is listed twice
   *
   * User interface: give the role another id
   */
  | Finding<"policy.duplicate_role", "G3", { role: string }>
  /**
   * the actor does not have the permission `{permission}` here
   *
   * User interface: hide what the person may not do
   */
  | Finding<"permission.denied", "G3", { permission: string }>
  /**
   * the lead `{lead}` has this phone number already
   *
   * User interface: show the lead that has the number
   */
  | Finding<"lead.duplicate_phone", "G4", { lead: string }>
  /**
   * top-up at {topUp} runs before assignment at {assignment} and takes the fresh leads first; set top-up to a time after assignment
   *
   * User interface: offer a later time for top-up
   */
  | Finding<"advice.top_up_before_assignment", "G2", { topUp: string; assignment: string }>
  /**
   * auto-removal takes leads from an agent, and assignment or top-up may hand them straight back to the same one; switch off that a lead may return to who had it
   *
   * User interface: offer to switch `allowBarredAgent` off
   */
  | Finding<"advice.removal_hands_back", "G2", Record<string, never>>
  /**
   * auto-removal takes leads from `{agent}` that nobody else can receive, so that assignment or top-up hands them straight back; let another agent receive them, or switch auto-removal off
   *
   * User interface: offer to switch auto-removal off
   */
  | Finding<"advice.sole_receiver", "G2", { agent: string }>
  /**
   * {job} is switched on but lists no status, so that it moves no lead; list a status, or switch it off
   *
   * User interface: offer the statuses that the job may list
   */
  | Finding<"advice.job_without_statuses", "G2", { job: string }>
  /**
   * an agent may take 0 new leads, so that no job hands out a lead; raise the limit, or take it away
   *
   * User interface: mark the field; offer to switch the jobs off instead
   */
  | Finding<"advice.intake_of_zero", "G2", Record<string, never>>
  /**
   * leads enter `{status}`, but neither an allowed move nor a job takes them out again; allow a move from it
   *
   * User interface: offer to allow a move from the status
   */
  | Finding<"advice.status_without_exit", "G2", { status: string }>
  /**
   * automation waits for leads on `{status}`, where no lead gets by itself; switch automatic call statuses on, allow a move to it, or have agents move leads by hand
   *
   * User interface: offer to switch automatic call statuses on, or to allow a move to the status
   */
  | Finding<"advice.status_never_entered", "G2", { status: string }>
  /**
   * no role has the permission `settings.manage`, so that no person can change the settings again; give it to a role
   *
   * User interface: ask before such settings are saved
   */
  | Finding<"advice.nobody_manages_settings", "G2", Record<string, never>>
  /**
   * no role receives leads, so that no lead can be given to anybody; let a role receive leads
   *
   * User interface: link to the roles
   */
  | Finding<"advice.nobody_receives_leads", "G2", Record<string, never>>
  /**
   * the role `{role}` receives leads that its people cannot work; give it {permissions}
   *
   * User interface: offer to add the permissions to the role
   */
  | Finding<"advice.role_cannot_work_leads", "G2", { role: string; permissions: string[] }>
  /**
   * everyone who receives leads has a cap of 0, so that no job hands out a lead; raise a cap, or take it away
   *
   * User interface: link to the agents' caps
   */
  | Finding<"advice.cap_zero_for_everyone", "G2", Record<string, never>>
  /**
   * the banned agent `{agent}` holds leads that nobody works ({held}); hand them over to somebody else
   *
   * User interface: offer to hand the agent's leads over
   */
  | Finding<"advice.banned_agent_holds_leads", "G2", { agent: string; held: number }>;
