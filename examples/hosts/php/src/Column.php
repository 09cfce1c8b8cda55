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
    /** The index of the status in the pipeline. */
    case LeadStatus = 'CALLIYO_LEAD_STATUS';
    case LeadCapturedAt = 'CALLIYO_LEAD_CAPTURED_AT';
    /** null: unassigned. */
    case LeadOwner = 'CALLIYO_LEAD_OWNER';
    case LeadStatusSince = 'CALLIYO_LEAD_STATUS_SINCE';
    case LeadLastOwner = 'CALLIYO_LEAD_LAST_OWNER';
    /** A list for each lead: see Columns::setLists. */
    case LeadPreviousOwners = 'CALLIYO_LEAD_PREVIOUS_OWNERS';
    case LeadPriority = 'CALLIYO_LEAD_PRIORITY';
    case LeadBranch = 'CALLIYO_LEAD_BRANCH';
    case LeadDepartment = 'CALLIYO_LEAD_DEPARTMENT';
    /** Flags, as are the next two: see Columns::setFlags. */
    case LeadLiveCall = 'CALLIYO_LEAD_LIVE_CALL';
    case LeadFollowUpAhead = 'CALLIYO_LEAD_FOLLOW_UP_AHEAD';
    case LeadDoNotCall = 'CALLIYO_LEAD_DO_NOT_CALL';
    case LeadAttempts = 'CALLIYO_LEAD_ATTEMPTS';
    case LeadLastAttempt = 'CALLIYO_LEAD_LAST_ATTEMPT';
    case LeadIdRank = 'CALLIYO_LEAD_ID_RANK';
    /** null: no limit. */
    case AgentCap = 'CALLIYO_AGENT_CAP';
    case AgentHeld = 'CALLIYO_AGENT_HELD';
    case AgentCounter = 'CALLIYO_AGENT_COUNTER';
    case AgentReceivedToday = 'CALLIYO_AGENT_RECEIVED_TODAY';
    /** 0 active, 1 away, 2 banned. */
    case AgentState = 'CALLIYO_AGENT_STATE';
    /** Flags: the agent's role receives leads. */
    case AgentReceives = 'CALLIYO_AGENT_RECEIVES';
    case AgentBranch = 'CALLIYO_AGENT_BRANCH';
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
