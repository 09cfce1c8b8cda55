<?php

declare(strict_types=1);

namespace Calliyo;

/**
 * A column of leads or agents, by its constant of the C interface.
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
    /** The most leads held at once; null: no limit; 0: receives none. */
    case AgentCap = 'CALLIYO_AGENT_CAP';
    /** Leads held that count toward the cap. */
    case AgentHeld = 'CALLIYO_AGENT_HELD';
    /** Leads received from assignment so far (rule A5b). */
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

    /** The type of its elements; null for flags. */
    public function element(): ?Element
    {
        return match ($this) {
            self::LeadLiveCall, self::LeadFollowUpAhead, self::LeadDoNotCall, self::AgentReceives => null,
            self::AgentState => Element::U8,
            self::LeadStatus => Element::U16,
            self::AgentCounter => Element::U64,
            self::LeadCapturedAt, self::LeadStatusSince, self::LeadPriority, self::LeadLastAttempt => Element::I64,
            default => Element::U32,
        };
    }
}
