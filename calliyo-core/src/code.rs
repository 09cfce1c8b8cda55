//! The one table of codes (rule K1).
//!
//! Every rejection, policy fault, warning, advice and reason that the library can give is a row here: its stable
//! dotted name, the rule it comes from, what it can be, the English sentence made from its parameters and what a user
//! interface should do about it. Rows stand in the order of the rule book, which is also the order in which failing
//! guards are reported (rule L3).

use core::{ffi::CStr, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! codes {
    ($($variant:ident $name:literal $rule:literal [$($kind:ident)*] $sentence:literal $remedy:literal)*) => {
        /// A stable, machine-readable code (rule K1).
        ///
        /// The order of the variants is the order of the rule book. On the wire a code is its dotted name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $name, "` (rule ", $rule, "): ", $sentence)] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the rule book.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The dotted name, such as `lead.is_customer`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The same name with a NUL at its end, for C.
            #[must_use]
            pub const fn as_c_str(self) -> &'static CStr {
                match self {
                    $(Self::$variant => {
                        const NAME: &CStr = c_str(concat!($name, "\0"));
                        NAME
                    })*
                }
            }

            /// The number of the rule that the code comes from, such as `L6`.
            #[must_use]
            pub const fn rule(self) -> &'static str {
                match self { $(Self::$variant => $rule,)* }
            }

            /// What a finding of this code can be; some are refused or warned of as the policy says.
            #[must_use]
            pub const fn kinds(self) -> &'static [CodeKind] {
                match self { $(Self::$variant => &[$(CodeKind::$kind,)*],)* }
            }

            /// The English sentence, with `{parameter}` where a parameter's value goes.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence,)* }
            }

            /// What a user interface should do about it, in English.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy,)* }
            }
        }
    };
}

/// A name that ends with its only NUL; the empty text if there is another.
const fn c_str(name: &'static str) -> &'static CStr {
    match CStr::from_bytes_with_nul(name.as_bytes()) {
        Ok(name) => name,
        Err(_) => c"",
    }
}

/// What a finding can be (rule K1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum CodeKind {
    /// A guard that a command fails.
    Rejection,
    /// What is wrong with a document, a request or a form.
    Fault,
    /// What is accepted and worth a look.
    Warning,
    /// What a policy without faults is worth a second look for.
    Advice,
    /// Why a job leaves a lead where it is.
    Reason,
}

/// What the value of a parameter is (rule K1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ParamType {
    /// A text, such as a status id.
    Text,
    /// A whole number.
    Number,
    /// A whole number, or its digits as text where it does not fit into 64 bits.
    NumberOrText,
    /// Several texts, in a fixed order.
    List,
}

codes! {
    // Requests and documents come first: nothing else is looked at before they can be read.
    RequestMalformed "request.malformed" "K2" [Fault]
        "the request cannot be read: {detail}"
        "mend the program that made the request; nothing was done"
    RequestUnknownField "request.unknown_field" "K2" [Fault]
        "unknown field `{field}`"
        "leave the field out or spell it as the documentation does; the library may be older than the host"
    RequestUnknownOperation "request.unknown_operation" "K2" [Fault]
        "unknown operation `{operation}`"
        "ask for one of the documented operations; the library may be older than the host, or its module a smaller one"
    RequestTooLarge "request.too_large" "K2" [Fault]
        "the request is {length} bytes long; at most {limit} are read"
        "split the request, or hand the rows over as columns"
    RequestTooDeep "request.too_deep" "K2" [Fault]
        "the request has lists and objects in each other more than {limit} deep"
        "mend the program that made the request; nothing was done"
    RequestNeedsEngine "request.needs_engine" "K2" [Fault]
        "the operation `{operation}` needs an engine made from a policy"
        "make an engine from the company's policy and ask it"
    DocumentTooNew "document.too_new" "K2" [Rejection Fault Reason]
        "schema {schema} is newer than this library reads (up to {supported})"
        "update the library before it reads this document"
    EventUnknown "event.unknown" "K2" [Fault]
        "there is no event `{type}`"
        "update the library before it reads this event, or leave the event out"
    NumberOutOfRange "number.out_of_range" "K2" [Rejection Fault Reason]
        "the number {number} is outside the range {least} to {most}"
        "ask for a number inside the range"
    IdMalformed "id.malformed" "L1" [Fault]
        "an id must be 1 to {limit} bytes long, without control characters"
        "give the record another id"

    PipelineIncomplete "pipeline.incomplete" "P1" [Fault]
        "the pipeline lacks the protected status `{status}`"
        "put the protected status back"
    PipelineDuplicateStatus "pipeline.duplicate_status" "P1" [Fault]
        "the status `{status}` is listed twice"
        "give the status another id"
    PipelineOrderIncomplete "pipeline.order_incomplete" "P1" [Fault]
        "a new order must list every status of the pipeline once; `{status}` does not fit"
        "send the ids of all statuses, each once"
    PipelineProtected "pipeline.protected" "P2" [Fault]
        "`{status}` is a protected status: it is called `{name}` and cannot be renamed, deleted or stand for another status"
        "hide rename and delete for this status"
    PipelineNameTaken "pipeline.name_taken" "P3" [Fault]
        "another status is already called `{name}`"
        "ask for another name beside the field"
    PipelineNameLength "pipeline.name_length" "P3" [Fault]
        "a status name has 1 to {limit} characters, and no control character; this one has {length}"
        "show the limit beside the field"
    PipelineNeedsReplacement "pipeline.needs_replacement" "P3" [Fault]
        "leads may sit on `{status}`: name a status to move them to, or say that none does"
        "ask which status the leads move to"
    PipelineInUse "pipeline.in_use" "P3" [Fault]
        "the policy still names `{status}` ({by})"
        "say where the status is named, and link to that setting"
    PipelineFixedFlag "pipeline.fixed_flag" "P4" [Fault]
        "the flag `{flag}` of `{status}` is fixed: it must be {expected}"
        "show the flag as it is fixed, greyed out"
    PolicyStatusNotRecyclable "policy.status_not_recyclable" "P5" [Fault]
        "{job} cannot list `{status}`: take it out of the list"
        "leave the status out of the job's list"
    StatusMoveNotAllowed "status.move_not_allowed" "P6" [Rejection]
        "the company does not allow the move from `{from}` to `{to}`"
        "grey the status out for this person"
    PipelineMoveToItself "pipeline.move_to_itself" "P6" [Fault]
        "a move from `{status}` to itself is no move: take it out of the list"
        "offer other statuses than the one that the move starts from"
    StatusUnknown "status.unknown" "P7" [Rejection Fault]
        "the pipeline has no status `{status}`"
        "load the pipeline again; the status may have been deleted"
    PipelineRoleEmpty "pipeline.role_empty" "P7" [Fault]
        "the assigned status cannot be left empty: name the status that an assigned lead enters"
        "offer the statuses that are neither protected nor terminal"

    LeadUnknown "lead.unknown" "L1" [Rejection]
        "there is no such lead yet: it must be captured first"
        "capture the lead first"
    LeadMismatch "lead.mismatch" "L1" [Rejection]
        "the command names the lead `{named}`, but `{lead}` was supplied"
        "send the command to the lead that it names"
    LeadDuplicateId "lead.duplicate_id" "L1" [Rejection Reason]
        "the lead `{lead}` is listed twice or exists already"
        "send each lead once, and a new one under an id of its own"
    AgentDuplicateId "agent.duplicate_id" "L1" [Fault]
        "the agent `{agent}` is listed twice"
        "send each agent once"
    VersionConflict "lead.version_conflict" "L1" [Rejection]
        "the lead is at version {version}, not at {expected} as the command expects"
        "load the lead again, show what changed, and let the person decide anew"
    LeadCapturedInFuture "lead.captured_in_future" "L2" [Rejection]
        "a lead cannot have been captured in the future"
        "ask for an instant that is not in the future"
    LeadInconsistent "lead.inconsistent" "L2" [Rejection Reason]
        "the lead `{lead}` contradicts itself: {problems}"
        "offer the commands that `repair` proposes"
    StatusUnchanged "status.unchanged" "L4" [Warning]
        "the lead is on `{status}` already"
        "nothing: tell the person that the lead is there already"
    StatusNeedsFollowUp "status.needs_follow_up" "L5" [Rejection]
        "moving to `{status}` needs an open follow-up or one scheduled with it"
        "open the schedule form and send its follow-up with the move"
    OwnerUnchanged "owner.unchanged" "L6" [Warning]
        "the lead belongs to `{agent}` already"
        "nothing: tell the person that the agent has the lead already"
    LeadIsCustomer "lead.is_customer" "L6" [Rejection]
        "the lead is a customer: only a command that names the lead and its new status un-converts it"
        "offer the move of this one lead to a named status instead"
    StatusNeedsOwner "status.needs_owner" "L6" [Rejection]
        "an unassigned lead needs an owner to move to `{status}`"
        "ask for an owner and send it with the move"
    OwnerNotExpected "owner.not_expected" "L6" [Rejection]
        "a lead on `{status}` has no owner: leave the owner out"
        "leave the owner out"
    AgentBanned "agent.banned" "L6" [Rejection Reason]
        "the agent `{agent}` is banned and receives no leads"
        "offer other agents"
    AgentUnknown "agent.unknown" "L6" [Rejection Reason]
        "the agent `{agent}` is not among those supplied"
        "load the agents again; this one may have left"
    AgentNotAssignable "agent.not_assignable" "L6" [Rejection]
        "the role `{role}` of the agent `{agent}` receives no leads"
        "offer agents whose role receives leads"
    AgentAway "agent.away" "L6" [Rejection Warning Reason]
        "the agent `{agent}` is away"
        "ask whether the agent shall get the lead all the same"
    AgentOverCap "agent.over_cap" "L6" [Warning]
        "the agent `{agent}` would hold more leads than the cap allows: {held} of {cap}"
        "ask whether the agent shall get the lead all the same"
    CommandAlreadyDone "command.already_done" "L11" [Warning]
        "the supplied lead already has `{id}`: nothing was done again"
        "nothing: the command was carried out before"
    ContextIncomplete "context.incomplete" "L12" [Rejection]
        "facts are missing to check {notChecked}"
        "supply the facts that the named guards need, and decide again"
    CommandNothingChanged "command.nothing_changed" "L13" [Warning]
        "nothing was changed: everything is as the command asks for already"
        "nothing: close the form"

    CallLiveHasDuration "call.live_has_duration" "C2" [Rejection]
        "a call in progress has no duration yet"
        "leave the duration out until the call has ended"
    CallNeedsFollowUp "call.needs_follow_up" "C4" [Rejection Fault Warning]
        "a call with the status `{callStatus}` wants a follow-up"
        "open the schedule form and send its follow-up"
    CallNextStatusConflict "call.next_status_conflict" "C6" [Rejection Fault]
        "scheduling a follow-up moves the lead to Followups; `{status}` cannot be named beside it"
        "leave the next status out, or choose Followups or Customer"
    CallNoteRecommended "call.note_recommended" "C7" [Warning]
        "a note would help whoever reads this call later"
        "put the cursor into the note field"
    CallNotConnected "call.not_connected" "C7" [Warning]
        "the call has the status `{callStatus}` but no duration: it does not count as connected"
        "ask whether the duration was forgotten"
    CallConnectedDespiteStatus "call.connected_despite_status" "C7" [Warning]
        "the call has the status `{callStatus}` and a duration: it counts as connected"
        "ask whether the status is right"
    FollowUpNoteRecommended "follow_up.note_recommended" "C7" [Warning]
        "a note would tell what the follow-up is for"
        "put the cursor into the note field"
    CallStatusNotFinal "call.status_not_final" "C8" [Rejection Fault]
        "a finished call cannot have the status `{callStatus}`"
        "ask how the call ended"
    CallAlreadyLive "call.already_live" "C8" [Rejection]
        "a call is in progress already (`{call}`)"
        "show the call in progress and offer to end it"
    CallNotLive "call.not_live" "C8" [Rejection]
        "the call `{call}` is not in progress"
        "load the lead again; the call may have ended"
    CallInFuture "call.in_future" "C9" [Rejection Fault]
        "the call would start or end in the future"
        "ask for the right start and duration"
    LeadNextStepMissing "lead.next_step_missing" "C10" [Warning]
        "the lead is on Followups without an open follow-up"
        "open the schedule form; until then list the lead as stalled"
    CallUnknown "call.unknown" "C12" [Rejection]
        "the call `{call}` does not belong to this lead"
        "load the lead's calls again"
    CallVoided "call.voided" "C12" [Rejection]
        "the call `{call}` was voided already"
        "load the lead's calls again"
    LeadDoNotCall "lead.do_not_call" "C13" [Rejection Warning]
        "the lead asked not to be called"
        "hide the dial button of this lead"

    ParentNotLead "parent.not_lead" "D1" [Fault]
        "only the calls of a lead move a status; this one belongs to a parent of the kind `{kind}`"
        "hide the next status for parents that are no leads"
    ParentDisagrees "parent.disagrees" "D1" [Fault]
        "a follow-up that a call schedules belongs to what the call belongs to"
        "leave the parent out of the schedule form inside the log-call form"
    PolicyLeadKindMissing "policy.lead_kind_missing" "D1" [Fault]
        "the kinds of parents lack `lead`"
        "put the kind back; it may be renamed"
    PhoneInvalid "phone.invalid" "D2" [Rejection Fault Warning]
        "`{phone}` is not a phone number of 8 to 15 digits"
        "mark the field and show a number as an example"
    PolicyPhonePrefix "policy.phone_prefix" "D2" [Fault]
        "`{prefix}` is not {expected}"
        "mark the field; ask for digits only"
    ContactAmbiguous "contact.ambiguous" "D2" [Warning]
        "the number belongs to several contacts: {contacts}"
        "let the person pick one, and set it as the `contact` of the call"
    CallDirectionDisagrees "call.direction_disagrees" "D3" [Rejection Fault]
        "a missed call needs the status `missed`, not `{callStatus}`"
        "set the status to Missed, or choose another direction"
    FormRequired "form.required" "D4" [Fault]
        "the field is required"
        "mark the field as required"
    CallTimesMissing "call.times_missing" "D4" [Fault]
        "a call needs two of start, end and duration"
        "ask for a second one of the three; the third is worked out"
    CallTimesDisagree "call.times_disagree" "D4" [Fault]
        "date, start, end and duration do not fit together"
        "offer to clear one of the three; it is worked out again"
    TextTooLong "text.too_long" "D5" [Rejection Fault]
        "the text has {length} characters; at most {limit} are allowed"
        "show the count of characters against the limit"
    AttendeeDuplicate "attendee.duplicate" "D6" [Rejection Fault]
        "the agent `{agent}` attends twice"
        "remove the second entry"
    RecordingNotAudio "recording.not_audio" "D6" [Rejection Fault]
        "`{mediaType}` is not a media type that starts with `audio/`"
        "accept audio files only"
    RecordingNotAllowed "recording.not_allowed" "D6" [Fault]
        "a follow-up has no recording"
        "hide the recording in the schedule form"
    ReminderNotOffered "follow_up.reminder_not_offered" "D7" [Rejection Fault]
        "a reminder {minutes} minutes before is not offered"
        "offer the reminders of the policy"
    FormUnknownChoice "form.unknown_choice" "D8" [Fault]
        "`{choice}` is not one of {choices}"
        "offer these choices; where the policy lists them it may have changed: load it again"

    FollowUpNeedsOwner "follow_up.needs_owner" "F1" [Rejection]
        "a lead without an owner cannot get a follow-up"
        "ask for an owner first"
    FollowUpNotInFuture "follow_up.not_in_future" "F2" [Rejection Fault]
        "a follow-up must lie after now"
        "ask for a later instant"
    FollowUpNotOverdue "follow_up.not_overdue" "F6" [Rejection]
        "only an overdue follow-up can be dismissed"
        "offer to complete or to reschedule it instead"
    FollowUpNotOpen "follow_up.not_open" "F6" [Rejection]
        "the follow-up `{followUp}` is not open"
        "load the lead again; the follow-up was closed"
    FollowUpUnknown "follow_up.unknown" "F6" [Rejection]
        "the lead has no follow-up `{followUp}`"
        "load the lead again"
    FollowUpDoubleBooked "follow_up.double_booked" "F10" [Warning]
        "another meeting or visit is set for the same instant"
        "show the other appointment and ask for another instant"
    FollowUpNonWorkingDay "follow_up.non_working_day" "F10" [Warning]
        "{date} is not a working day"
        "ask whether the day is meant, or offer the next working day"

    ConversionInFuture "conversion.in_future" "V1" [Rejection]
        "a conversion cannot lie in the future"
        "ask for an instant that is not in the future"
    ConversionBeforeCapture "conversion.before_capture" "V1" [Rejection]
        "a conversion cannot lie before the lead was captured"
        "ask for an instant after the lead was captured"
    ConversionNotExpected "conversion.not_expected" "V1" [Rejection]
        "an instant of conversion belongs to a lead that becomes a customer; this command leaves the lead on `{status}`"
        "leave the instant of conversion out"
    OrdersNotInUse "order.not_in_use" "V1" [Rejection]
        "the company does not use the order module"
        "hide the order form"
    OrderNotExpected "order.not_expected" "V1" [Rejection]
        "order details come with a move to Customer; this command leaves the lead on `{status}`"
        "leave the order out"
    LeadNotCustomer "lead.not_customer" "V1" [Rejection]
        "the lead is not a customer: it has no order"
        "hide the order form"
    MoneyCurrencyInvalid "money.currency_invalid" "V1" [Rejection Fault]
        "`{currency}` is not a currency code of three capital letters"
        "offer a list of currencies"
    MoneyNegative "money.negative" "V1" [Rejection]
        "an amount cannot be negative"
        "ask for an amount of zero or more"

    TimeMalformed "time.malformed" "Z1" [Fault]
        "`{text}` is not {expected}"
        "show the expected form beside the field"
    TimeOutOfRange "time.out_of_range" "Z1" [Rejection Fault]
        "`{text}` lies outside 1970-01-01 to 2099-12-31"
        "ask for an instant or date inside the range"
    PolicyUnknownTimeZone "policy.unknown_time_zone" "Z2" [Fault]
        "`{zone}` is not a time zone of the compiled database"
        "offer the names of the database, or send the zone's data"
    PolicyMalformedTimeZone "policy.malformed_time_zone" "Z2" [Fault]
        "the zone data of `{zone}` cannot be read: {detail}"
        "send the bytes of the zone's file as they are"
    CalendarNoWorkingDay "calendar.no_working_day" "Z5" [Rejection Fault]
        "no working day follows within 366 days"
        "look at the working days and holidays of the policy"
    PolicyCallingHours "policy.calling_hours" "Z6" [Fault]
        "calling hours are ranges in order, apart from each other, each with an end after its start; leave them out for any time"
        "mark the weekday's ranges"
    FollowUpOutsideHours "follow_up.outside_hours" "Z6" [Warning]
        "the follow-up lies outside the calling hours"
        "ask whether the instant is meant"
    CallOutsideHours "call.outside_hours" "Z6" [Warning]
        "the call lies outside the calling hours"
        "warn before the person dials"

    PlanStale "plan.stale" "S4" [Rejection Fault]
        "the lead `{lead}` changed since the plan was made"
        "nothing: the next run looks at the lead again"
    PlanLeadMissing "plan.lead_missing" "S4" [Rejection Fault]
        "the lead `{lead}` of this move was not supplied"
        "supply the leads of all moves as they are now"
    AgentAtCap "agent.at_cap" "S4" [Rejection Reason]
        "the agent `{agent}` would end above the cap"
        "nothing: the next run looks at the lead again"
    PlanAlreadyApplied "plan.already_applied" "S4" [Rejection]
        "the move of the lead `{lead}` was applied before"
        "nothing: the move was carried out before"

    JobStatusNotListed "job.status_not_listed" "A1" [Reason]
        "the lead's status is not in the policy's list"
        "nothing: the job does not hand out this status"
    JobIsCustomer "job.is_customer" "A1" [Reason]
        "the lead is a customer"
        "nothing: no job touches customers"
    JobLiveCall "job.live_call" "A1" [Reason]
        "the lead has a call in progress"
        "nothing: the next run looks at the lead again"
    JobFollowUpAhead "job.follow_up_ahead" "A1" [Reason]
        "the lead has an open follow-up ahead"
        "nothing: the lead is being worked"
    JobOwnerBanned "job.owner_banned" "A1" [Reason]
        "the lead's owner is banned and keeps the lead"
        "offer to hand the agent's leads over"
    JobDoNotCall "job.do_not_call" "C13" [Reason]
        "the lead asked not to be called"
        "offer to close the lead, or to give it out by hand"
    JobExhausted "job.exhausted" "A7" [Reason]
        "as many attempts were made as the policy allows"
        "offer to close the lead, or to give it out by hand"
    JobResting "job.resting" "A7" [Reason]
        "the last attempt is too recent"
        "nothing: a later run hands the lead out"
    JobNotOwned "job.not_owned" "X1" [Reason]
        "the lead has no owner"
        "nothing: the lead is in the pool already"
    JobTooRecent "job.too_recent" "X1" [Reason]
        "the lead entered its status after the cut-off"
        "nothing: a later run removes it"
    JobNoAgentMatches "job.no_agent_matches" "A3" [Reason]
        "no agent who receives leads matches the lead"
        "offer to change the lead's branch or department, or to add an agent there"
    JobOnlyBarredAgent "job.only_barred_agent" "A3" [Reason]
        "only an agent who has or had the lead has room"
        "offer to give it out by hand, or to let the barred agent have it"
    JobLimitReached "job.limit_reached" "A7" [Reason]
        "the agents took as many new leads as a run or a day allows"
        "nothing: the next run looks at the lead again"
    JobAgentsAtCap "job.agents_at_cap" "A3" [Reason]
        "the agents are at their cap"
        "offer to raise caps or to add agents"
    JobNoLeads "job.no_leads" "T1" [Reason]
        "there are no fresh leads left"
        "nothing: there are no fresh leads left to give"
    JobLeadPlaced "job.lead_placed" "A8" [Reason]
        "the lead goes to the agent `{agent}`"
        "nothing: the lead found a place"
    JobLeadRemoved "job.lead_removed" "A8" [Reason]
        "the lead goes back to the pool"
        "nothing: assignment or top-up hands it out again"
    JobAgentReceives "job.agent_receives" "A8" [Reason]
        "the agent `{agent}` receives the lead"
        "nothing: the lead goes there"
    JobAgentBanned "job.agent_banned" "A2" [Reason]
        "the agent `{agent}` is banned"
        "nothing: a banned agent receives no leads"
    JobAgentAway "job.agent_away" "A2" [Reason]
        "the agent `{agent}` is away"
        "nothing: a later run finds the agent back"
    JobAgentRole "job.agent_role" "A2" [Reason]
        "the role of the agent `{agent}` receives no leads"
        "link to the roles"
    JobAgentOtherBranch "job.agent_other_branch" "A6" [Reason]
        "the agent `{agent}` does not work in the lead's branch"
        "offer to change the lead's branch"
    JobAgentOtherDepartment "job.agent_other_department" "A6" [Reason]
        "the agent `{agent}` does not work in the lead's department"
        "offer to change the lead's department"
    JobAgentHasLead "job.agent_has_lead" "A3" [Reason]
        "the agent `{agent}` has the lead, and it shall go to somebody else"
        "nothing: a run gives the lead to others"
    JobAgentHadLeadLast "job.agent_had_lead_last" "A3" [Reason]
        "the agent `{agent}` had the lead last, and it shall go to somebody else"
        "nothing: a run gives the lead to others"
    JobAgentHadLead "job.agent_had_lead" "A7" [Reason]
        "the agent `{agent}` had the lead before"
        "nothing: a run gives the lead to others"
    JobAgentCapZero "job.agent_cap_zero" "A2" [Reason]
        "the agent `{agent}` has a cap of 0"
        "offer to raise the cap"
    JobAgentWithoutCap "job.agent_without_cap" "T2" [Reason]
        "the agent `{agent}` has no cap, so that there is nothing to fill up"
        "offer to set a cap"
    JobAgentAboveCap "job.agent_above_cap" "A4" [Reason]
        "the agent `{agent}` holds more leads than the cap allows"
        "offer to raise the cap, or to hand leads over"
    JobAgentAtCap "job.agent_at_cap" "A4" [Reason]
        "the agent `{agent}` is at the cap when the run is over"
        "offer to raise the cap"
    JobAgentRunLimit "job.agent_run_limit" "A7" [Reason]
        "the agent `{agent}` receives as many new leads as a run allows"
        "nothing: the next run looks at the agent again"
    JobAgentDayLimit "job.agent_day_limit" "A7" [Reason]
        "the agent `{agent}` receives as many new leads as a day allows"
        "nothing: the agent receives leads again on another day"
    JobAgentOthersTurn "job.agent_others_turn" "A5" [Reason]
        "the agent `{agent}` had room, but it was the turn of others"
        "nothing: shares stay even that way"
    JobAgentOnlyHadLeads "job.agent_only_had_leads" "A3" [Reason]
        "the agent `{agent}` has room, but only for leads that shall go to somebody else"
        "nothing: a run gives these leads to others"
    JobAgentNoLead "job.agent_no_lead" "A6" [Reason]
        "the agent `{agent}` has room, but no further lead of the run matches"
        "nothing: there is no lead to give"

    PolicyRemovalDays "policy.removal_days" "X1" [Fault]
        "auto-removal needs at least 1 day"
        "mark the field; ask for 1 day or more"
    SettingsConfirmationRequired "settings.confirmation_required" "G1" [Rejection Fault]
        "changing {settings} needs the password to be confirmed"
        "ask for the password and send the settings again as confirmed"
    PolicyBlankName "policy.blank_name" "G2" [Fault]
        "a name or id cannot be blank: give it a letter or a digit at least"
        "mark the field"
    PolicyNumberRange "policy.number_range" "G2" [Fault]
        "the number {number} must lie between {least} and {most}"
        "mark the field and show its range"
    PolicyDuplicateEntry "policy.duplicate_entry" "G2" [Fault]
        "`{entry}` is listed twice"
        "remove the second entry"
    PolicyEmptyList "policy.empty_list" "G2" [Fault]
        "an empty list means that {effect}; list an entry, or leave the list out"
        "mark the list and ask for an entry"
    PolicyUnknownRole "policy.unknown_role" "G3" [Fault]
        "there is no role `{role}`"
        "offer the roles that there are"
    PolicyDuplicateRole "policy.duplicate_role" "G3" [Fault]
        "the role `{role}` is listed twice"
        "give the role another id"
    PermissionDenied "permission.denied" "G3" [Rejection Fault]
        "the actor does not have the permission `{permission}` here"
        "hide what the person may not do"
    LeadDuplicatePhone "lead.duplicate_phone" "G4" [Rejection]
        "the lead `{lead}` has this phone number already"
        "show the lead that has the number"

    AdviceTopUpBeforeAssignment "advice.top_up_before_assignment" "G2" [Advice]
        "top-up at {topUp} runs before assignment at {assignment} and takes the fresh leads first; set top-up to a time after assignment"
        "offer a later time for top-up"
    AdviceRemovalHandsBack "advice.removal_hands_back" "G2" [Advice]
        "auto-removal takes leads from an agent, and assignment or top-up may hand them straight back to the same one; switch off that a lead may return to who had it"
        "offer to switch `allowBarredAgent` off"
    AdviceSoleReceiver "advice.sole_receiver" "G2" [Advice]
        "auto-removal takes leads from `{agent}` that nobody else can receive, so that assignment or top-up hands them straight back; let another agent receive them, or switch auto-removal off"
        "offer to switch auto-removal off"
    AdviceJobWithoutStatuses "advice.job_without_statuses" "G2" [Advice]
        "{job} is switched on but lists no status, so that it moves no lead; list a status, or switch it off"
        "offer the statuses that the job may list"
    AdviceIntakeOfZero "advice.intake_of_zero" "G2" [Advice]
        "an agent may take 0 new leads, so that no job hands out a lead; raise the limit, or take it away"
        "mark the field; offer to switch the jobs off instead"
    AdviceStatusWithoutExit "advice.status_without_exit" "G2" [Advice]
        "leads enter `{status}`, but neither an allowed move nor a job takes them out again; allow a move from it"
        "offer to allow a move from the status"
    AdviceStatusNeverEntered "advice.status_never_entered" "G2" [Advice]
        "automation waits for leads on `{status}`, where no lead gets by itself; switch automatic call statuses on, allow a move to it, or have agents move leads by hand"
        "offer to switch automatic call statuses on, or to allow a move to the status"
    AdviceNobodyManagesSettings "advice.nobody_manages_settings" "G2" [Advice]
        "no role has the permission `settings.manage`, so that no person can change the settings again; give it to a role"
        "ask before such settings are saved"
    AdviceNobodyReceivesLeads "advice.nobody_receives_leads" "G2" [Advice]
        "no role receives leads, so that no lead can be given to anybody; let a role receive leads"
        "link to the roles"
    AdviceRoleCannotWorkLeads "advice.role_cannot_work_leads" "G2" [Advice]
        "the role `{role}` receives leads that its people cannot work; give it {permissions}"
        "offer to add the permissions to the role"
    AdviceCapZeroForEveryone "advice.cap_zero_for_everyone" "G2" [Advice]
        "everyone who receives leads has a cap of 0, so that no job hands out a lead; raise a cap, or take it away"
        "link to the agents' caps"
    AdviceBannedAgentHoldsLeads "advice.banned_agent_holds_leads" "G2" [Advice]
        "the banned agent `{agent}` holds leads that nobody works ({held}); hand them over to somebody else"
        "offer to hand the agent's leads over"
}

impl Code {
    /// The names and types of the parameters, in the order of the sentence.
    pub fn params(self) -> impl Iterator<Item = (&'static str, ParamType)> {
        let names =
            self.sentence().split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
        names.map(move |name| (name, self.param_type(name)))
    }

    /// The type of the parameter of that name: the same under every code, but for what stands first.
    pub(crate) fn param_type(self, name: &str) -> ParamType {
        match (self, name) {
            (Self::VersionConflict, "expected") => ParamType::Number,
            (Self::NumberOutOfRange, "number") => ParamType::NumberOrText,
            (
                _,
                "cap" | "held" | "least" | "length" | "limit" | "minutes" | "most" | "number"
                | "schema" | "supported" | "version",
            ) => ParamType::Number,
            (
                _,
                "by" | "choices" | "contacts" | "notChecked" | "permissions" | "problems"
                | "settings",
            ) => ParamType::List,
            _ => ParamType::Text,
        }
    }

    /// The code with this dotted name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = alloc::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| de::Error::custom("not a known code"))
    }
}
