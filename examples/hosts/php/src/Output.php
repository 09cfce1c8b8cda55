<?php

declare(strict_types=1);

namespace Calliyo;

/** What a plan writes, by its constant of the C interface. */
enum Output: string
{
    /** Who receives each lead; Columns::NO_AGENT: it stays. */
    case PlanAgent = 'CALLIYO_PLAN_AGENT';
    /** Why each lead stays; 0: it moves. */
    case PlanReason = 'CALLIYO_PLAN_REASON';
    case PlanReasonCounts = 'CALLIYO_PLAN_REASON_COUNTS';
    /** How many leads each agent receives. */
    case PlanReceived = 'CALLIYO_PLAN_RECEIVED';
    case PlanCounter = 'CALLIYO_PLAN_COUNTER';
    /** Places of each agent that stay free; null: no limit. */
    case PlanRoom = 'CALLIYO_PLAN_ROOM';
    case PlanLost = 'CALLIYO_PLAN_LOST';
    case PlanPlacesLeft = 'CALLIYO_PLAN_PLACES_LEFT';
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
