<?php

declare(strict_types=1);

namespace Calliyo;

/** What is reported: the table that is looked at, what a query may say, and the figures of a row. */
enum ReportKind: string
{
    /**
     * Ended calls by up to two dimensions (rules M1, M7). Table: calls; sizes: of what is looked at. Query: `by`,
     * `measures`, `period`, `filters`. Figures: FIRST_GROUP, SECOND_GROUP, CALLS, ATTEMPTS, CONNECTED, MISSED,
     * TALK_SECONDS, CONNECT_RATE, MEAN_TALK_SECONDS, REACH_RATE, LEADS_REACHED, LEADS_ATTEMPTED, MISSED_RATE,
     * INCOMING_MISSED, INCOMING. The last row is the total.
     */
    case Calls = 'CALLIYO_REPORT_CALLS';
    /**
     * Leads captured and those that are customers now, by up to two dimensions (rule M4). Table: leads. Query: `by`,
     * `period`. Figures: FIRST_GROUP, SECOND_GROUP, LEADS, CUSTOMERS, CONVERSION_RATE. The last row is the total.
     */
    case Conversion = 'CALLIYO_REPORT_CONVERSION';
    /**
     * How many conversions lie in a period (rule M4). Table: leads. Query: `period`, which is needed. Figures:
     * CONVERSIONS. One row.
     */
    case Conversions = 'CALLIYO_REPORT_CONVERSIONS';
    /**
     * Revenue by agent and currency (rule M5). Table: leads. Query: `period`. Figures: AGENT, CURRENCY, ORDERS,
     * AMOUNT_MINOR, TAX_MINOR. No total: amounts are never added across currencies.
     */
    case Revenue = 'CALLIYO_REPORT_REVENUE';
    /**
     * Time from capture to conversion (rule M5). Table: leads. Query: `period`. Figures: CONVERSIONS, MEAN_MILLIS,
     * MEDIAN_MILLIS, P90_MILLIS. One row.
     */
    case TimeToConvert = 'CALLIYO_REPORT_TIME_TO_CONVERT';
    /** The leads on each status of the pipeline (rule M7). Table: leads. Query: none. Figures: STATUS, LEADS. */
    case Funnel = 'CALLIYO_REPORT_FUNNEL';
    /**
     * Each agent's queue, and held leads against the cap (rule M7). Table: leads, and CALLIYO_AGENT_CAP. Query: none.
     * Figures: AGENT, QUEUE, HELD, CAP, FILLED_RATE.
     */
    case Queues = 'CALLIYO_REPORT_QUEUES';
    /** The rows of the stalled leads, longest first (rule M6). Table: leads. Query: none. Figures: LEAD. */
    case Stalled = 'CALLIYO_REPORT_STALLED';
    /**
     * Follow-ups by owner (rule M6). Table: follow-ups. Query: `now`, which is needed, and `period`. Figures: AGENT,
     * DUE_TODAY, OVERDUE, UPCOMING, RESOLVED_ON_TIME, RESOLVED_LATE, EXPIRED. The last row is the total.
     */
    case FollowUps = 'CALLIYO_REPORT_FOLLOW_UPS';
    /**
     * How long each lead was on each status (rule M8). Table: history. Query: `until`, which is needed. Figures:
     * LEAD, STATUS, VISITS, MILLIS.
     */
    case LeadsInStatus = 'CALLIYO_REPORT_LEADS_IN_STATUS';
    /**
     * How long leads were on each status of the pipeline (rule M8). Table: history. Query: `until`, which is needed.
     * Figures: STATUS, LEADS, VISITS, MILLIS, MEAN_MILLIS.
     */
    case TimeInStatus = 'CALLIYO_REPORT_TIME_IN_STATUS';
    /**
     * Outgoing calls against the daily target, for every agent and local date (rule M3). Table: calls. Query: `first`
     * and `last`, which are needed. Figures: AGENT, DATE, CALLS, TARGET, PROGRESS_RATE.
     */
    case Coverage = 'CALLIYO_REPORT_COVERAGE';
    /**
     * How even a run was (rule M8). Table: agents, and what calliyo_plan has written to CALLIYO_PLAN_RECEIVED and
     * CALLIYO_PLAN_REASON, which must still be set. Query: none. Figures: AGENT and RECEIVED of the agents who could
     * receive; LARGEST, SMALLEST, SPREAD and NOT_PLACED on the last row, the total.
     */
    case Evenness = 'CALLIYO_REPORT_EVENNESS';
}
