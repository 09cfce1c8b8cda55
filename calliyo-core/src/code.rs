//! The one table of codes (rule K1).
//!
//! Every rejection, policy fault, warning, advice and reason that the library can give is a row here: its stable
//! dotted name, the rule it comes from and the English sentence made from its parameters. Rows stand in the order of
//! the rule book, which is also the order in which failing guards are reported (rule L3).

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! codes {
    ($($variant:ident $name:literal $rule:literal $sentence:literal)*) => {
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

            /// The number of the rule that the code comes from, such as `L6`.
            #[must_use]
            pub const fn rule(self) -> &'static str {
                match self { $(Self::$variant => $rule,)* }
            }

            /// The English sentence, with `{parameter}` where a parameter's value goes.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence,)* }
            }
        }
    };
}

codes! {
    // Requests and documents come first: nothing else is looked at before they can be read.
    RequestMalformed "request.malformed" "K2" "the request cannot be read: {detail}"
    RequestUnknownField "request.unknown_field" "K2" "unknown field `{field}`"
    RequestUnknownOperation "request.unknown_operation" "K2" "unknown operation `{operation}`"
    RequestTooLarge "request.too_large" "K2" "the request is {length} bytes long; at most {limit} are read"
    RequestNeedsEngine "request.needs_engine" "K2" "the operation `{operation}` needs an engine made from a policy"
    DocumentTooNew "document.too_new" "K2" "schema {schema} is newer than this library reads (up to {supported})"
    NumberOutOfRange "number.out_of_range" "K2" "the number {number} is outside the range {least} to {most}"
    IdMalformed "id.malformed" "L1" "an id must be 1 to {limit} bytes long, without control characters"

    PipelineIncomplete "pipeline.incomplete" "P1" "the pipeline lacks the protected status `{status}`"
    PipelineDuplicateStatus "pipeline.duplicate_status" "P1" "the status `{status}` is listed twice"
    PipelineOrderIncomplete "pipeline.order_incomplete" "P1" "a new order must list every status of the pipeline once; `{status}` does not fit"
    PipelineProtected "pipeline.protected" "P2" "`{status}` is a protected status: it cannot be renamed, deleted or stand for another status"
    PipelineNameTaken "pipeline.name_taken" "P3" "another status is already called `{name}`"
    PipelineNameLength "pipeline.name_length" "P3" "a status name has 1 to {limit} characters; this one has {length}"
    PipelineNeedsReplacement "pipeline.needs_replacement" "P3" "leads may sit on `{status}`: name a status to move them to, or say that none does"
    PipelineInUse "pipeline.in_use" "P3" "the policy still names `{status}` ({by})"
    PipelineFixedFlag "pipeline.fixed_flag" "P4" "the flag `{flag}` of `{status}` is fixed and cannot have this value"
    PolicyStatusNotRecyclable "policy.status_not_recyclable" "P5" "`{status}` cannot be named by {job}"
    StatusMoveNotAllowed "status.move_not_allowed" "P6" "the company does not allow the move from `{from}` to `{to}`"
    StatusUnknown "status.unknown" "P7" "the pipeline has no status `{status}`"

    LeadUnknown "lead.unknown" "L1" "there is no such lead yet: it must be captured first"
    LeadMismatch "lead.mismatch" "L1" "the command names the lead `{named}`, but `{lead}` was supplied"
    LeadDuplicateId "lead.duplicate_id" "L1" "the lead `{lead}` is listed twice"
    AgentDuplicateId "agent.duplicate_id" "L1" "the agent `{agent}` is listed twice"
    VersionConflict "lead.version_conflict" "L1" "the lead is at version {version}, not at {expected} as the command expects"
    LeadCapturedInFuture "lead.captured_in_future" "L2" "a lead cannot have been captured in the future"
    LeadInconsistent "lead.inconsistent" "L2" "the lead `{lead}` contradicts itself: {problems}"
    StatusUnchanged "status.unchanged" "L4" "the lead is on `{status}` already"
    StatusNeedsFollowUp "status.needs_follow_up" "L5" "moving to `{status}` needs an open follow-up or one scheduled with it"
    OwnerUnchanged "owner.unchanged" "L6" "the lead belongs to `{agent}` already"
    LeadIsCustomer "lead.is_customer" "L6" "the lead is a customer: only a command that names the lead and its new status un-converts it"
    StatusNeedsOwner "status.needs_owner" "L6" "an unassigned lead needs an owner to move to `{status}`"
    OwnerNotExpected "owner.not_expected" "L6" "a lead on `{status}` has no owner: leave the owner out"
    AgentBanned "agent.banned" "L6" "the agent `{agent}` is banned and receives no leads"
    AgentUnknown "agent.unknown" "L6" "the agent `{agent}` is not among those supplied"
    AgentNotAssignable "agent.not_assignable" "L6" "the role `{role}` of the agent `{agent}` receives no leads"
    AgentAway "agent.away" "L6" "the agent `{agent}` is away"
    AgentOverCap "agent.over_cap" "L6" "the agent `{agent}` would hold more leads than the cap allows: {held} of {cap}"
    CommandAlreadyDone "command.already_done" "L11" "the supplied lead already has `{id}`: nothing was done again"
    ContextIncomplete "context.incomplete" "L12" "facts are missing to check {notChecked}"
    CommandNothingChanged "command.nothing_changed" "L13" "nothing was changed: everything is as the command asks for already"

    CallLiveHasDuration "call.live_has_duration" "C2" "a call in progress has no duration yet"
    CallNeedsFollowUp "call.needs_follow_up" "C4" "a call with the status `{callStatus}` wants a follow-up"
    CallNextStatusConflict "call.next_status_conflict" "C6" "scheduling a follow-up moves the lead to Followups; `{status}` cannot be named beside it"
    CallNoteRecommended "call.note_recommended" "C7" "a note would help whoever reads this call later"
    CallNotConnected "call.not_connected" "C7" "the call has the status `{callStatus}` but no duration: it does not count as connected"
    CallConnectedDespiteStatus "call.connected_despite_status" "C7" "the call has the status `{callStatus}` and a duration: it counts as connected"
    FollowUpNoteRecommended "follow_up.note_recommended" "C7" "a note would tell what the follow-up is for"
    CallStatusNotFinal "call.status_not_final" "C8" "a finished call cannot have the status `{callStatus}`"
    CallAlreadyLive "call.already_live" "C8" "a call is in progress already (`{call}`)"
    CallNotLive "call.not_live" "C8" "the call `{call}` is not in progress"
    CallInFuture "call.in_future" "C9" "the call would start or end in the future"
    LeadNextStepMissing "lead.next_step_missing" "C10" "the lead is on Followups without an open follow-up"
    CallUnknown "call.unknown" "C12" "the call `{call}` does not belong to this lead"
    CallVoided "call.voided" "C12" "the call `{call}` was voided already"
    LeadDoNotCall "lead.do_not_call" "C13" "the lead asked not to be called"

    PhoneInvalid "phone.invalid" "D2" "`{phone}` is not a phone number of 8 to 15 digits"
    PolicyPhonePrefix "policy.phone_prefix" "D2" "`{prefix}` is neither a country code of 1 to 3 digits nor a trunk prefix of digits"
    CallDirectionDisagrees "call.direction_disagrees" "D3" "a missed call needs the status `missed`, not `{callStatus}`"
    TextTooLong "text.too_long" "D5" "the text has {length} characters; at most {limit} are allowed"
    ReminderNotOffered "follow_up.reminder_not_offered" "D7" "a reminder {minutes} minutes before is not offered"

    FollowUpNeedsOwner "follow_up.needs_owner" "F1" "a lead without an owner cannot get a follow-up"
    FollowUpNotInFuture "follow_up.not_in_future" "F2" "a follow-up must lie after now"
    FollowUpNotOverdue "follow_up.not_overdue" "F6" "only an overdue follow-up can be dismissed"
    FollowUpNotOpen "follow_up.not_open" "F6" "the follow-up `{followUp}` is not open"
    FollowUpUnknown "follow_up.unknown" "F6" "the lead has no follow-up `{followUp}`"
    FollowUpDoubleBooked "follow_up.double_booked" "F10" "another meeting or visit is set for the same instant"
    FollowUpNonWorkingDay "follow_up.non_working_day" "F10" "{date} is not a working day"

    ConversionInFuture "conversion.in_future" "V1" "a conversion cannot lie in the future"
    ConversionBeforeCapture "conversion.before_capture" "V1" "a conversion cannot lie before the lead was captured"
    ConversionNotExpected "conversion.not_expected" "V1" "an instant of conversion belongs to a lead that becomes a customer; this command leaves the lead on `{status}`"
    OrdersNotInUse "order.not_in_use" "V1" "the company does not use the order module"
    OrderNotExpected "order.not_expected" "V1" "order details come with a move to Customer; this command leaves the lead on `{status}`"
    LeadNotCustomer "lead.not_customer" "V1" "the lead is not a customer: it has no order"
    MoneyCurrencyInvalid "money.currency_invalid" "V1" "`{currency}` is not a currency code of three capital letters"
    MoneyNegative "money.negative" "V1" "an amount cannot be negative"

    TimeMalformed "time.malformed" "Z1" "`{text}` is not {expected}"
    TimeOutOfRange "time.out_of_range" "Z1" "`{text}` lies outside 1970-01-01 to 2099-12-31"
    PolicyUnknownTimeZone "policy.unknown_time_zone" "Z2" "`{zone}` is not a time zone of the compiled database"
    PolicyMalformedTimeZone "policy.malformed_time_zone" "Z2" "the zone data of `{zone}` cannot be read: {detail}"
    CalendarNoWorkingDay "calendar.no_working_day" "Z5" "no working day follows within 366 days"
    PolicyCallingHours "policy.calling_hours" "Z6" "calling hours are ranges in order, apart from each other, each with an end after its start; leave them out for any time"
    FollowUpOutsideHours "follow_up.outside_hours" "Z6" "the follow-up lies outside the calling hours"
    CallOutsideHours "call.outside_hours" "Z6" "the call lies outside the calling hours"

    PlanStale "plan.stale" "S4" "the lead changed since the plan was made"
    PlanLeadMissing "plan.lead_missing" "S4" "the lead of this move was not supplied"
    AgentAtCap "agent.at_cap" "S4" "the agent `{agent}` would end above the cap"
    PlanAlreadyApplied "plan.already_applied" "S4" "the move was applied before"

    JobStatusNotListed "job.status_not_listed" "A1" "the lead's status is not in the policy's list"
    JobIsCustomer "job.is_customer" "A1" "the lead is a customer"
    JobLiveCall "job.live_call" "A1" "the lead has a call in progress"
    JobFollowUpAhead "job.follow_up_ahead" "A1" "the lead has an open follow-up ahead"
    JobOwnerBanned "job.owner_banned" "A1" "the lead's owner is banned and keeps the lead"
    JobDoNotCall "job.do_not_call" "C13" "the lead asked not to be called"
    JobNotOwned "job.not_owned" "X1" "the lead has no owner"
    JobTooRecent "job.too_recent" "X1" "the lead entered its status after the cut-off"
    JobNoAgentMatches "job.no_agent_matches" "A3" "no agent matches the lead's branch and department"
    JobOnlyBarredAgent "job.only_barred_agent" "A3" "only the agent who had the lead has room"
    JobLimitReached "job.limit_reached" "A7" "the agents took as many new leads as a run or a day allows"
    JobAgentsAtCap "job.agents_at_cap" "A3" "the agents are at their cap"
    JobNoLeads "job.no_leads" "T1" "there are no fresh leads left"

    PolicyRemovalDays "policy.removal_days" "X1" "auto-removal needs at least 1 day"
    SettingsConfirmationRequired "settings.confirmation_required" "G1" "changing {settings} needs the password to be confirmed"
    PolicyBlankName "policy.blank_name" "G2" "a name cannot be blank"
    PolicyNumberRange "policy.number_range" "G2" "the number {number} must lie between {least} and {most}"
    PolicyDuplicateEntry "policy.duplicate_entry" "G2" "`{entry}` is listed twice"
    PolicyUnknownRole "policy.unknown_role" "G3" "there is no role `{role}`"
    PolicyDuplicateRole "policy.duplicate_role" "G3" "the role `{role}` is listed twice"
    PermissionDenied "permission.denied" "G3" "the actor does not have the permission `{permission}` here"
    LeadDuplicatePhone "lead.duplicate_phone" "G4" "the lead `{lead}` has this phone number already"

    AdviceTopUpBeforeAssignment "advice.top_up_before_assignment" "G2" "top-up at {topUp} runs before assignment at {assignment} and takes the fresh leads first; set it later"
    AdviceRemovalHandsBack "advice.removal_hands_back" "G2" "auto-removal returns leads to the pool, and assignment or top-up may hand them straight back to the agent who had them; bar that agent"
    AdviceStatusWithoutExit "advice.status_without_exit" "G2" "the list of allowed moves lets a lead enter `{status}` and never leave it; add a move from it"
    AdviceStatusNeverEntered "advice.status_never_entered" "G2" "automation names `{status}`, which no call enters by itself; switch automatic call statuses on or move leads by hand"
    AdviceCapZeroForEveryone "advice.cap_zero_for_everyone" "G2" "every agent has a cap of 0, so that no job hands out a lead; raise a cap"
    AdviceBannedAgentHoldsLeads "advice.banned_agent_holds_leads" "G2" "the banned agent `{agent}` holds leads that nobody works ({held}); hand them over"
}

impl Code {
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
