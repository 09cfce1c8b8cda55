package com.calliyo;

/** One of the daily jobs. */
public enum Job {
    /** Which leads go back to the pool. */
    REMOVAL(1),
    /** Who gets which lead. */
    ASSIGNMENT(2),
    /** Who gets fresh leads. */
    TOP_UP(3);

    final int number;

    Job(int number) {
        this.number = number;
    }
}
