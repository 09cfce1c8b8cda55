<?php

declare(strict_types=1);

namespace Calliyo;

/** Why a lead stays where it is, by its constant of the C interface. A later library may have others. */
enum Reason: string
{
    /** The plan moves the lead. */
    case Moved = 'CALLIYO_REASON_MOVED';
    /** Its status is not in the list. */
    case StatusNotListed = 'CALLIYO_REASON_STATUS_NOT_LISTED';
    /** A customer. */
    case IsCustomer = 'CALLIYO_REASON_IS_CUSTOMER';
    /** A call is in progress. */
    case LiveCall = 'CALLIYO_REASON_LIVE_CALL';
    /** An open follow-up lies ahead. */
    case FollowUpAhead = 'CALLIYO_REASON_FOLLOW_UP_AHEAD';
    /** The owner is banned and keeps the lead. */
    case OwnerBanned = 'CALLIYO_REASON_OWNER_BANNED';
    /** The owner is not among the agents supplied. */
    case OwnerUnknown = 'CALLIYO_REASON_OWNER_UNKNOWN';
    /** The lead asked not to be called. */
    case DoNotCall = 'CALLIYO_REASON_DO_NOT_CALL';
    /** There is no owner to take it from. */
    case NotOwned = 'CALLIYO_REASON_NOT_OWNED';
    /** On its status since after the cut-off. */
    case TooRecent = 'CALLIYO_REASON_TOO_RECENT';
    /** Not placed: no receiving agent is in its scope. */
    case NoAgentMatches = 'CALLIYO_REASON_NO_AGENT_MATCHES';
    /** Not placed: only its barred agent has room. */
    case OnlyBarredAgent = 'CALLIYO_REASON_ONLY_BARRED_AGENT';
    /** Not placed: intake limits are reached. */
    case LimitReached = 'CALLIYO_REASON_LIMIT_REACHED';
    /** Not placed: the agents in its scope are at their cap. */
    case AgentsAtCap = 'CALLIYO_REASON_AGENTS_AT_CAP';
    /** As many attempts were made as the policy allows. */
    case Exhausted = 'CALLIYO_REASON_EXHAUSTED';
    /** The last attempt is too recent. */
    case Resting = 'CALLIYO_REASON_RESTING';

    /** The reason with this number in an output; null where these classes do not know it. */
    public static function of(int $number, ?Library $library = null): ?self
    {
        $library ??= Library::default();
        foreach (self::cases() as $reason) {
            if ($library->constant($reason->value) === $number) {
                return $reason;
            }
        }
        return null;
    }
}
