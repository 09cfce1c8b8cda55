<?php

declare(strict_types=1);

namespace Calliyo;

/**
 * A column of one of the tables, by its constant of the C interface.
 *
 * Instants are UTC milliseconds. Owners and the like are rows of the agents, or Columns::UNKNOWN_AGENT.
 */
enum Column: string
{
    /** The status, as its index in the pipeline. */
    case LeadStatus = 'CALLIYO_LEAD_STATUS';
    /** When the lead was captured. */
    case LeadCapturedAt = 'CALLIYO_LEAD_CAPTURED_AT';
    /** The owner; null: unassigned. */
    case LeadOwner = 'CALLIYO_LEAD_OWNER';
    /** Since when it has its status. Removal needs it. */
    case LeadStatusSince = 'CALLIYO_LEAD_STATUS_SINCE';
    /** The last owner before the present one; null: none. */
    case LeadLastOwner = 'CALLIYO_LEAD_LAST_OWNER';
    /** Everybody who had the lead, a list (rule A7): see Columns::setLists. */
    case LeadPreviousOwners = 'CALLIYO_LEAD_PREVIOUS_OWNERS';
    /** The priority: larger comes first; null is least. */
    case LeadPriority = 'CALLIYO_LEAD_PRIORITY';
    /** The branch, by the same numbers as the agents' branches; null: none. */
    case LeadBranch = 'CALLIYO_LEAD_BRANCH';
    /** The department, likewise. */
    case LeadDepartment = 'CALLIYO_LEAD_DEPARTMENT';
    /** Flags: a call is in progress. */
    case LeadLiveCall = 'CALLIYO_LEAD_LIVE_CALL';
    /** Flags: an open follow-up lies ahead of now. */
    case LeadFollowUpAhead = 'CALLIYO_LEAD_FOLLOW_UP_AHEAD';
    /** Flags: the lead asked not to be called (rule C13). */
    case LeadDoNotCall = 'CALLIYO_LEAD_DO_NOT_CALL';
    /** Attempts made. */
    case LeadAttempts = 'CALLIYO_LEAD_ATTEMPTS';
    /** When the last attempt was made; null: never. */
    case LeadLastAttempt = 'CALLIYO_LEAD_LAST_ATTEMPT';
    /** The rank of the id among all ids, by bytes; without it the order of the rows. */
    case LeadIdRank = 'CALLIYO_LEAD_ID_RANK';
    /** The source. May be null. */
    case LeadSource = 'CALLIYO_LEAD_SOURCE';
    /** The campaign. May be null. */
    case LeadCampaign = 'CALLIYO_LEAD_CAMPAIGN';
    /** The tags, a list. */
    case LeadTags = 'CALLIYO_LEAD_TAGS';
    /** Flags: an open follow-up. */
    case LeadOpenFollowUp = 'CALLIYO_LEAD_OPEN_FOLLOW_UP';
    /** When the current conversion was made (rule V1); null: there is none. */
    case LeadConvertedAt = 'CALLIYO_LEAD_CONVERTED_AT';
    /** The agent credited with it. May be null. */
    case LeadCredited = 'CALLIYO_LEAD_CREDITED';
    /** The currency of its order; null: there is no order. */
    case LeadCurrency = 'CALLIYO_LEAD_CURRENCY';
    /** The amount of its order, in minor units. May be null. */
    case LeadAmountMinor = 'CALLIYO_LEAD_AMOUNT_MINOR';
    /** The tax of its order, in minor units. May be null. */
    case LeadTaxMinor = 'CALLIYO_LEAD_TAX_MINOR';
    /** Flags: its order was refunded. */
    case LeadRefunded = 'CALLIYO_LEAD_REFUNDED';
    /** The most leads held at once; null: no limit; 0: receives none. */
    case AgentCap = 'CALLIYO_AGENT_CAP';
    /** Leads held that count toward the cap. */
    case AgentHeld = 'CALLIYO_AGENT_HELD';
    /** Leads received from assignment so far; missing: the agent is new (rule A5b). */
    case AgentCounter = 'CALLIYO_AGENT_COUNTER';
    /** Leads received on the run's local day so far (rule A7). */
    case AgentReceivedToday = 'CALLIYO_AGENT_RECEIVED_TODAY';
    /** Active (0), away (1) or banned (2). */
    case AgentState = 'CALLIYO_AGENT_STATE';
    /** Flags: the agent's role receives leads; without it every role does. */
    case AgentReceives = 'CALLIYO_AGENT_RECEIVES';
    /** The branch. */
    case AgentBranch = 'CALLIYO_AGENT_BRANCH';
    /** The department. */
    case AgentDepartment = 'CALLIYO_AGENT_DEPARTMENT';
    /** When the call started. Reports of calls need it. */
    case CallStartedAt = 'CALLIYO_CALL_STARTED_AT';
    /** A CalliyoCallStatus. Reports of calls need it. */
    case CallStatus = 'CALLIYO_CALL_STATUS';
    /** How long the parties were connected, in seconds. Reports of calls need it. */
    case CallDurationSeconds = 'CALLIYO_CALL_DURATION_SECONDS';
    /** The agent who made or took it. Reports of calls need it. May be null. */
    case CallAgent = 'CALLIYO_CALL_AGENT';
    /** The lead it belongs to; null: something else than a lead. The reach rate needs it. */
    case CallLead = 'CALLIYO_CALL_LEAD';
    /** A CalliyoDirection. Unset: every call was outgoing. */
    case CallDirection = 'CALLIYO_CALL_DIRECTION';
    /** What the lead answered. May be null. */
    case CallResponse = 'CALLIYO_CALL_RESPONSE';
    /** Which attempt on the lead it was, from 1. May be null. */
    case CallAttempt = 'CALLIYO_CALL_ATTEMPT';
    /** The branch. May be null. */
    case CallBranch = 'CALLIYO_CALL_BRANCH';
    /** The department. May be null. */
    case CallDepartment = 'CALLIYO_CALL_DEPARTMENT';
    /** The tags, a list. */
    case CallTags = 'CALLIYO_CALL_TAGS';
    /** The campaign. May be null. */
    case CallCampaign = 'CALLIYO_CALL_CAMPAIGN';
    /** The source. May be null. */
    case CallSource = 'CALLIYO_CALL_SOURCE';
    /** The kind of what it belongs to. May be null. */
    case CallParentKind = 'CALLIYO_CALL_PARENT_KIND';
    /** Flags: it was voided and counts nowhere (rule C12). */
    case CallVoided = 'CALLIYO_CALL_VOIDED';
    /** The instant it is set for. Reports of follow-ups need it. */
    case FollowUpAt = 'CALLIYO_FOLLOW_UP_AT';
    /** The owner. Reports of follow-ups need it. May be null. */
    case FollowUpOwner = 'CALLIYO_FOLLOW_UP_OWNER';
    /** A CalliyoFollowUpState. Reports of follow-ups need it. */
    case FollowUpState = 'CALLIYO_FOLLOW_UP_STATE';
    /** When it was resolved or expired. One that is closed without an instant counts nowhere. May be null. */
    case FollowUpClosedAt = 'CALLIYO_FOLLOW_UP_CLOSED_AT';
    /** Flags: it is a note, which is never due (rule F8). */
    case FollowUpNote = 'CALLIYO_FOLLOW_UP_NOTE';
    /** The lead, ascending. Reports of the time in a status need all three. */
    case HistoryLead = 'CALLIYO_HISTORY_LEAD';
    /** The status that it entered, as its index in the pipeline. */
    case HistoryStatus = 'CALLIYO_HISTORY_STATUS';
    /** When, ascending for each lead. */
    case HistoryEnteredAt = 'CALLIYO_HISTORY_ENTERED_AT';

    /** The type of its elements; null for flags. */
    public function element(): ?Element
    {
        return match ($this) {
            self::LeadLiveCall,
            self::LeadFollowUpAhead,
            self::LeadDoNotCall,
            self::AgentReceives,
            self::LeadOpenFollowUp,
            self::LeadRefunded,
            self::CallVoided,
            self::FollowUpNote => null,
            self::AgentState,
            self::CallStatus,
            self::CallDirection,
            self::FollowUpState => Element::U8,
            self::LeadStatus, self::HistoryStatus => Element::U16,
            self::AgentCounter => Element::U64,
            self::LeadCapturedAt,
            self::LeadStatusSince,
            self::LeadPriority,
            self::LeadLastAttempt,
            self::LeadConvertedAt,
            self::LeadAmountMinor,
            self::LeadTaxMinor,
            self::CallStartedAt,
            self::FollowUpAt,
            self::FollowUpClosedAt,
            self::HistoryEnteredAt => Element::I64,
            default => Element::U32,
        };
    }
}
