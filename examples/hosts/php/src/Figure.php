<?php

declare(strict_types=1);

namespace Calliyo;

/** A figure of a report's rows. */
enum Figure: string
{
    /**
     * The group of the first dimension: a dense number, an hour, a month of the year, an attempt, a
     * CalliyoCallStatus, CalliyoDirection or CalliyoWeekday; of dates the days since 1970-01-01. Missing: rows
     * without one, and the total.
     */
    case FirstGroup = 'CALLIYO_FIGURE_FIRST_GROUP';
    /** The group of the second dimension, likewise. */
    case SecondGroup = 'CALLIYO_FIGURE_SECOND_GROUP';
    /** The agent. Missing: nobody, and the total. */
    case Agent = 'CALLIYO_FIGURE_AGENT';
    /** The lead: its number, or its row in the table of leads. */
    case Lead = 'CALLIYO_FIGURE_LEAD';
    /** The status, as its index in the pipeline. */
    case Status = 'CALLIYO_FIGURE_STATUS';
    /** The currency. */
    case Currency = 'CALLIYO_FIGURE_CURRENCY';
    /** The local date, in days since 1970-01-01. */
    case Date = 'CALLIYO_FIGURE_DATE';
    /** Ended calls; in coverage outgoing ones alone. */
    case Calls = 'CALLIYO_FIGURE_CALLS';
    /** All but missed ones of duration zero. */
    case Attempts = 'CALLIYO_FIGURE_ATTEMPTS';
    /** Those with a duration above zero. */
    case Connected = 'CALLIYO_FIGURE_CONNECTED';
    /** Missed ones of duration zero. */
    case Missed = 'CALLIYO_FIGURE_MISSED';
    /** The durations' sum, in seconds. */
    case TalkSeconds = 'CALLIYO_FIGURE_TALK_SECONDS';
    /** Connected calls over attempts. This and every rate: in parts per million, cut. */
    case ConnectRate = 'CALLIYO_FIGURE_CONNECT_RATE';
    /** The mean duration of connected calls, in seconds, cut. */
    case MeanTalkSeconds = 'CALLIYO_FIGURE_MEAN_TALK_SECONDS';
    /** Leads connected at least once over leads attempted, within the row; missing where it was not asked for. */
    case ReachRate = 'CALLIYO_FIGURE_REACH_RATE';
    /** The first number of the reach rate. */
    case LeadsReached = 'CALLIYO_FIGURE_LEADS_REACHED';
    /** The second number of the reach rate. */
    case LeadsAttempted = 'CALLIYO_FIGURE_LEADS_ATTEMPTED';
    /** Missed calls over incoming ones; missing where it was not asked for. */
    case MissedRate = 'CALLIYO_FIGURE_MISSED_RATE';
    /** The first number of the missed-call rate. */
    case IncomingMissed = 'CALLIYO_FIGURE_INCOMING_MISSED';
    /** The second number of the missed-call rate. */
    case Incoming = 'CALLIYO_FIGURE_INCOMING';
    /** Leads. */
    case Leads = 'CALLIYO_FIGURE_LEADS';
    /** Those of them that are customers now. */
    case Customers = 'CALLIYO_FIGURE_CUSTOMERS';
    /** Customers over leads. */
    case ConversionRate = 'CALLIYO_FIGURE_CONVERSION_RATE';
    /** Conversions. */
    case Conversions = 'CALLIYO_FIGURE_CONVERSIONS';
    /** Orders that are not refunded. */
    case Orders = 'CALLIYO_FIGURE_ORDERS';
    /** Their amounts' sum, in minor units. */
    case AmountMinor = 'CALLIYO_FIGURE_AMOUNT_MINOR';
    /** Their taxes' sum, in minor units. */
    case TaxMinor = 'CALLIYO_FIGURE_TAX_MINOR';
    /** The mean, in milliseconds, cut: of conversions, or per lead that ever was on the status. */
    case MeanMillis = 'CALLIYO_FIGURE_MEAN_MILLIS';
    /** The median, in milliseconds. */
    case MedianMillis = 'CALLIYO_FIGURE_MEDIAN_MILLIS';
    /** The 90th percentile by nearest rank, in milliseconds. */
    case P90Millis = 'CALLIYO_FIGURE_P90_MILLIS';
    /** How often the status was entered. */
    case Visits = 'CALLIYO_FIGURE_VISITS';
    /** How long leads were on it, in milliseconds. */
    case Millis = 'CALLIYO_FIGURE_MILLIS';
    /** Leads in the task queue. */
    case Queue = 'CALLIYO_FIGURE_QUEUE';
    /** Leads held that count toward the cap. */
    case Held = 'CALLIYO_FIGURE_HELD';
    /** Most leads held at once; missing: no limit. */
    case Cap = 'CALLIYO_FIGURE_CAP';
    /** Held over cap; missing without a cap or for a cap of 0. */
    case FilledRate = 'CALLIYO_FIGURE_FILLED_RATE';
    /** Open follow-ups whose local date is today's. */
    case DueToday = 'CALLIYO_FIGURE_DUE_TODAY';
    /** Open ones whose instant is past, or whose day is, as the policy says. */
    case Overdue = 'CALLIYO_FIGURE_OVERDUE';
    /** Open ones of later days. */
    case Upcoming = 'CALLIYO_FIGURE_UPCOMING';
    /** Resolved in the period on their local date or before. */
    case ResolvedOnTime = 'CALLIYO_FIGURE_RESOLVED_ON_TIME';
    /** Resolved in the period after it. */
    case ResolvedLate = 'CALLIYO_FIGURE_RESOLVED_LATE';
    /** Expired in the period. */
    case Expired = 'CALLIYO_FIGURE_EXPIRED';
    /** The daily target. */
    case Target = 'CALLIYO_FIGURE_TARGET';
    /** Calls over target; missing for a target of 0. */
    case ProgressRate = 'CALLIYO_FIGURE_PROGRESS_RATE';
    /** Leads received. */
    case Received = 'CALLIYO_FIGURE_RECEIVED';
    /** The most that an agent received. */
    case Largest = 'CALLIYO_FIGURE_LARGEST';
    /** The least. */
    case Smallest = 'CALLIYO_FIGURE_SMALLEST';
    /** Largest less smallest. */
    case Spread = 'CALLIYO_FIGURE_SPREAD';
    /** Eligible leads that found no place. */
    case NotPlaced = 'CALLIYO_FIGURE_NOT_PLACED';
}
