package com.calliyo;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * The name of what a plan writes.
 *
 * @param <B> the elements
 */
public final class Output<B extends Buffer> {
    /** Per lead the agent that it goes to, or {@link #NO_AGENT}. Assignment and top-up. */
    public static final Output<IntBuffer> PLAN_AGENT = new Output<>(1000, Elements.INTS);

    /** Per lead what becomes of it, a {@link Reason}. */
    public static final Output<ByteBuffer> PLAN_REASON = new Output<>(1001, Elements.BYTES);

    /** Per reason the number of leads, for as many reasons as there are rows. */
    public static final Output<LongBuffer> PLAN_REASON_COUNTS = new Output<>(1002, Elements.LONGS);
    /** Per agent the leads received. Assignment and top-up. */
    public static final Output<IntBuffer> PLAN_RECEIVED = new Output<>(1003, Elements.INTS);
    /** Per agent the counter after the run. Assignment. */
    public static final Output<LongBuffer> PLAN_COUNTER = new Output<>(1004, Elements.LONGS);
    /** Per agent the places left, negative above the cap, and the largest number without one. Assignment. */
    public static final Output<LongBuffer> PLAN_ROOM = new Output<>(1005, Elements.LONGS);
    /** Per agent the leads taken away. Removal. */
    public static final Output<IntBuffer> PLAN_LOST = new Output<>(1006, Elements.INTS);
    /** Per agent the places that no lead was left for. Top-up. */
    public static final Output<IntBuffer> PLAN_PLACES_LEFT = new Output<>(1007, Elements.INTS);
    /** In one row 1, or 0 where the search for the best plan was given up. Assignment. */
    public static final Output<ByteBuffer> PLAN_IS_PROVEN = new Output<>(1008, Elements.BYTES);

    /** Stands in {@link #PLAN_AGENT} for a lead that stays where it is. */
    public static final int NO_AGENT = -1;

    final int number;
    final Elements<B> elements;

    private Output(int number, Elements<B> elements) {
        this.number = number;
        this.elements = elements;
    }
}
