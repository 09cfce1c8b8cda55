package com.calliyo;

/** What becomes of a lead: what stands in {@link Output#PLAN_REASON}. Later versions may add some. */
public final class Reason {
    /** The plan moves the lead. */
    public static final byte MOVED = 0;

    /** Not eligible: the status is not in the list. */
    public static final byte STATUS_NOT_LISTED = 1;

    /** Not eligible: a customer. */
    public static final byte IS_CUSTOMER = 2;

    /** Not eligible: a call is in progress. */
    public static final byte LIVE_CALL = 3;

    /** Not eligible: an open follow-up lies ahead. */
    public static final byte FOLLOW_UP_AHEAD = 4;

    /** Not eligible: the owner is banned and keeps the lead. */
    public static final byte OWNER_BANNED = 5;

    /** Not eligible: the owner is not among the agents supplied. */
    public static final byte OWNER_UNKNOWN = 6;

    /** Not eligible: the lead asked not to be called. */
    public static final byte DO_NOT_CALL = 7;

    /** Not eligible for removal: there is no owner to take it from. */
    public static final byte NOT_OWNED = 8;

    /** Not eligible for removal: on its status since after the cut-off. */
    public static final byte TOO_RECENT = 9;

    /** Eligible, not placed: no receiving agent is in its scope. */
    public static final byte NO_AGENT_MATCHES = 10;

    /** Eligible, not placed: only its barred agent has room. */
    public static final byte ONLY_BARRED_AGENT = 11;

    /** Eligible, not placed: intake limits are reached. */
    public static final byte LIMIT_REACHED = 12;

    /** Eligible, not placed: the agents in its scope are at their cap. */
    public static final byte AGENTS_AT_CAP = 13;

    /** Not eligible: as many attempts were made as the policy allows. */
    public static final byte EXHAUSTED = 14;

    /** Not eligible: the last attempt is too recent. */
    public static final byte RESTING = 15;

    private Reason() {}
}
