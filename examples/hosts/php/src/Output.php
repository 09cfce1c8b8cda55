<?php

declare(strict_types=1);

namespace Calliyo;

/** What a plan writes, by its constant of the C interface. */
enum Output: string
{
    /** Per lead: who receives it, or Columns::NO_AGENT. */
    case PlanAgent = 'CALLIYO_PLAN_AGENT';
    /** Per lead: why it stays, a Reason by its number; 0: it moves. */
    case PlanReason = 'CALLIYO_PLAN_REASON';
    /** By reason: how many leads; as many reasons as there is room for. */
    case PlanReasonCounts = 'CALLIYO_PLAN_REASON_COUNTS';
    /** Per agent: leads received. */
    case PlanReceived = 'CALLIYO_PLAN_RECEIVED';
    /** Per agent: the counter of leads received, after the run; missing: the agent is still new (rule A5b). */
    case PlanCounter = 'CALLIYO_PLAN_COUNTER';
    /** Per agent: free places in the end, negative above the cap; null: no limit. */
    case PlanRoom = 'CALLIYO_PLAN_ROOM';
    /** Per agent: leads that are taken away. */
    case PlanLost = 'CALLIYO_PLAN_LOST';
    /** Per agent: free places that no lead is left for. */
    case PlanPlacesLeft = 'CALLIYO_PLAN_PLACES_LEFT';
    /** One element: 1, or 0 where the search for the best plan was given up. */
    case PlanIsProven = 'CALLIYO_PLAN_IS_PROVEN';

    /** The type of its elements. */
    public function element(): Element
    {
        return match ($this) {
            self::PlanReason, self::PlanIsProven => Element::U8,
            self::PlanReasonCounts, self::PlanCounter => Element::U64,
            self::PlanRoom => Element::I64,
            default => Element::U32,
        };
    }
}
