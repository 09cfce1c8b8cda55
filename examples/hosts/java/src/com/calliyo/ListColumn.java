package com.calliyo;

/** The name of a column of lists of numbers. */
public enum ListColumn {
    /** The agents who had the lead at any time. */
    LEAD_PREVIOUS_OWNERS(105);

    final int number;

    ListColumn(int number) {
        this.number = number;
    }
}
