package com.calliyo;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * The name of a column.
 *
 * <p>Agents, statuses, branches and departments are small numbers: an agent is its row among the agents, a status its
 * index in the pipeline. Instants are milliseconds in UTC. Numbers of 16 and 32 bits have no sign, whatever Java makes
 * of them.
 *
 * @param <B> the elements
 */
public final class Column<B extends Buffer> {
    /** The status, as its index in the pipeline. Every job needs it. */
    public static final Column<ShortBuffer> LEAD_STATUS = new Column<>(100, Elements.SHORTS);
    /** When the lead was captured. Every job needs it. */
    public static final Column<LongBuffer> LEAD_CAPTURED_AT = new Column<>(101, Elements.LONGS);
    /** The owner; no value: unassigned. Every job needs it. */
    public static final Column<IntBuffer> LEAD_OWNER = new Column<>(102, Elements.INTS);
    /** Since when the lead has its status. Removal needs it. */
    public static final Column<LongBuffer> LEAD_STATUS_SINCE = new Column<>(103, Elements.LONGS);
    /** The last owner before the present one. */
    public static final Column<IntBuffer> LEAD_LAST_OWNER = new Column<>(104, Elements.INTS);
    /** Larger comes first; no value is least. */
    public static final Column<LongBuffer> LEAD_PRIORITY = new Column<>(106, Elements.LONGS);
    /** The branch, numbered as the agents' branches are. */
    public static final Column<IntBuffer> LEAD_BRANCH = new Column<>(107, Elements.INTS);
    /** The department, numbered as the agents' departments are. */
    public static final Column<IntBuffer> LEAD_DEPARTMENT = new Column<>(108, Elements.INTS);
    /** Attempts made. */
    public static final Column<IntBuffer> LEAD_ATTEMPTS = new Column<>(112, Elements.INTS);
    /** When the last attempt was made; no value: never. */
    public static final Column<LongBuffer> LEAD_LAST_ATTEMPT = new Column<>(113, Elements.LONGS);
    /** The rank of the lead's id among all ids, by bytes; otherwise the row is the rank. */
    public static final Column<IntBuffer> LEAD_ID_RANK = new Column<>(114, Elements.INTS);
    /** The most leads held at once; no value: no limit. Every job needs it. */
    public static final Column<IntBuffer> AGENT_CAP = new Column<>(200, Elements.INTS);
    /** Leads held that count toward the cap. Every job needs it. */
    public static final Column<IntBuffer> AGENT_HELD = new Column<>(201, Elements.INTS);
    /** Leads received from assignment so far; missing: the agent is new. Every job needs it. */
    public static final Column<LongBuffer> AGENT_COUNTER = new Column<>(202, Elements.LONGS);
    /** Leads received on the local day so far. */
    public static final Column<IntBuffer> AGENT_RECEIVED_TODAY = new Column<>(203, Elements.INTS);
    /** {@link #ACTIVE}, {@link #AWAY} or {@link #BANNED}. Every job needs it. */
    public static final Column<ByteBuffer> AGENT_STATE = new Column<>(204, Elements.BYTES);
    /** The branch, numbered as the leads' branches are. */
    public static final Column<IntBuffer> AGENT_BRANCH = new Column<>(206, Elements.INTS);
    /** The department, numbered as the leads' departments are. */
    public static final Column<IntBuffer> AGENT_DEPARTMENT = new Column<>(207, Elements.INTS);

    /** The owner of a lead whose agent has no row. */
    public static final int UNKNOWN_AGENT = -1;

    public static final byte ACTIVE = 0;
    public static final byte AWAY = 1;
    public static final byte BANNED = 2;

    final int number;
    final Elements<B> elements;

    private Column(int number, Elements<B> elements) {
        this.number = number;
        this.elements = elements;
    }
}
