package host;

import com.calliyo.Column;
import com.calliyo.Columns;
import com.calliyo.Engine;
import com.calliyo.Job;
import com.calliyo.Output;
import java.io.PrintStream;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** An assignment of made leads, timed. */
final class Bench {
    private static final int AGENTS = 1000;
    private static final int MEASUREMENTS = 7;
    private static final short[] STATUSES = {0, 6, 7};
    private static final Instant NOW = Instant.ofEpochMilli(1_778_470_200_000L);

    private Bench() {}

    static void run(int leads, PrintStream out) {
        try (Engine engine = Engine.open("{}");
                Columns columns = new Columns()) {
            addLeads(columns, leads);
            IntBuffer goesTo = columns.addOutput(Output.PLAN_AGENT, leads);
            engine.plan(Job.ASSIGNMENT, columns, NOW); // to warm up
            long[] times = new long[MEASUREMENTS];
            for (int i = 0; i < MEASUREMENTS; i++) {
                long start = System.nanoTime();
                engine.plan(Job.ASSIGNMENT, columns, NOW);
                times[i] = System.nanoTime() - start;
            }
            Arrays.sort(times);
            int moved = 0;
            for (int row = 0; row < leads; row++) {
                if (goesTo.get(row) != Output.NO_AGENT) {
                    moved++;
                }
            }
            double milliseconds = times[MEASUREMENTS / 2] / 1e6;
            out.printf(Locale.ROOT, "assign %d: %.1f ms, %d moved%n", leads, milliseconds, moved);
        }
    }

    private static void addLeads(Columns columns, int leads) {
        ShortBuffer status = columns.add(Column.LEAD_STATUS, leads);
        LongBuffer capturedAt = columns.add(Column.LEAD_CAPTURED_AT, leads);
        Columns.Optional<IntBuffer> owner = columns.addOptional(Column.LEAD_OWNER, leads);
        IntBuffer cap = columns.add(Column.AGENT_CAP, AGENTS);
        IntBuffer held = columns.add(Column.AGENT_HELD, AGENTS);
        // Zeros say it all: nobody received a lead yet, and everybody is active.
        columns.add(Column.AGENT_COUNTER, AGENTS);
        columns.add(Column.AGENT_STATE, AGENTS);
        for (int row = 0; row < leads; row++) {
            status.put(row, STATUSES[row % 3]);
            capturedAt.put(row, row * 60_000L);
            if (row % 3 != 0) {
                int agent = (int) (row * 7919L % AGENTS);
                owner.values().put(row, agent);
                owner.validity().set(row);
                held.put(agent, held.get(agent) + 1);
            }
        }
        for (int agent = 0; agent < AGENTS; agent++) {
            cap.put(agent, (int) (leads * 9L / 10 / AGENTS));
        }
    }
}
