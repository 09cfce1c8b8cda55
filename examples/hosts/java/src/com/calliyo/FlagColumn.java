package com.calliyo;

/** The name of a column of flags. */
public enum FlagColumn {
    /** A call is in progress. */
    LEAD_LIVE_CALL(109),

    /** An open follow-up lies ahead of the run's instant. */
    LEAD_FOLLOW_UP_AHEAD(110),

    /** The lead asked not to be called. */
    LEAD_DO_NOT_CALL(111),

    /** The agent's role receives leads; otherwise every role does. */
    AGENT_RECEIVES(205);

    final int number;

    FlagColumn(int number) {
        this.number = number;
    }
}
