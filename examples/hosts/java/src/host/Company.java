package host;

import com.calliyo.Calliyo;
import com.calliyo.CalliyoException;
import com.calliyo.Column;
import com.calliyo.Columns;
import com.calliyo.Engine;
import com.calliyo.Fault;
import com.calliyo.FlagColumn;
import com.calliyo.Job;
import com.calliyo.Output;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A folder of records, and what happens there in a morning. */
final class Company {
    private static final Map<String, Byte> STATES =
            Map.of("active", Column.ACTIVE, "away", Column.AWAY, "banned", Column.BANNED);

    private final Path folder;
    private final List<JsonObject> leads;
    private final List<JsonObject> agents;
    private final JsonObject context;
    private final Map<String, Integer> agentRows = new HashMap<>();

    Company(Path folder) throws IOException {
        this.folder = folder;
        leads = objects(read("leads.json"));
        agents = objects(read("agents.json"));
        context = JsonParser.parseString(read("context.json")).getAsJsonObject();
        for (JsonObject agent : agents) {
            agentRows.put(id(agent), agentRows.size());
        }
    }

    void printMorning(PrintStream out) throws IOException {
        JsonObject versions = Calliyo.call("version", new JsonObject()).getAsJsonObject();
        out.printf(
                "calliyo %s, rules %d, time zones %s%n",
                versions.get("library").getAsString(),
                versions.get("rules").getAsInt(),
                versions.get("timeZoneData").getAsString());
        try (Engine engine = Engine.open(read("policy.json"))) {
            List<String> statuses = statuses(engine);
            for (JsonObject lead : leads.subList(0, 2)) {
                printMoves(engine, lead, statuses, out);
            }
            printAssignment(engine, statuses, out);
        }
        printFaults("bad-policy.json", out);
    }

    /** The statuses of the pipeline, in its order: their indices are what columns hold. */
    private List<String> statuses(Engine engine) {
        JsonObject request = new JsonObject();
        request.add("lead", leads.get(0));
        request.add("context", context);
        JsonElement moves = engine.call("transitions", request);
        return StreamSupport.stream(moves.getAsJsonArray().spliterator(), false)
                .map(move -> move.getAsJsonObject().get("status").getAsString())
                .toList();
    }

    private void printMoves(Engine engine, JsonObject lead, List<String> statuses, PrintStream out) {
        long facts = engine.facts(lead, context);
        for (int status = 0; status < statuses.size(); status++) {
            String verdict = engine.refusal(facts, status).map(code -> "no, " + code).orElse("yes");
            out.printf("%s to %s: %s%n", id(lead), statuses.get(status), verdict);
        }
    }

    private void printAssignment(Engine engine, List<String> statuses, PrintStream out) {
        try (Columns columns = new Columns()) {
            addLeads(columns, statuses);
            addAgents(columns);
            IntBuffer goesTo = columns.addOutput(Output.PLAN_AGENT, leads.size());
            Instant now = Instant.parse(context.get("now").getAsString());
            String line = engine.plan(Job.ASSIGNMENT, columns, now);
            for (int row = 0; row < leads.size(); row++) {
                if (goesTo.get(row) != Output.NO_AGENT) {
                    out.printf("%s goes to %s%n", id(leads.get(row)), id(agents.get(goesTo.get(row))));
                }
            }
            out.println(line);
        }
    }

    private void addLeads(Columns columns, List<String> statuses) {
        int rows = leads.size();
        ShortBuffer status = columns.add(Column.LEAD_STATUS, rows);
        LongBuffer capturedAt = columns.add(Column.LEAD_CAPTURED_AT, rows);
        Columns.Optional<IntBuffer> owner = columns.addOptional(Column.LEAD_OWNER, rows);
        Columns.Optional<IntBuffer> lastOwner = columns.addOptional(Column.LEAD_LAST_OWNER, rows);
        Columns.Optional<LongBuffer> priority = columns.addOptional(Column.LEAD_PRIORITY, rows);
        var doNotCall = columns.addFlags(FlagColumn.LEAD_DO_NOT_CALL, rows);
        for (int row = 0; row < rows; row++) {
            JsonObject lead = leads.get(row);
            status.put(row, (short) statuses.indexOf(lead.get("status").getAsString()));
            capturedAt.put(row, Instant.parse(lead.get("capturedAt").getAsString()).toEpochMilli());
            putAgent(lead.get("owner"), owner, row);
            putAgent(lead.get("lastOwner"), lastOwner, row);
            if (lead.has("priority")) {
                priority.values().put(row, lead.get("priority").getAsLong());
                priority.validity().set(row);
            }
            if (lead.has("doNotCall") && lead.get("doNotCall").getAsBoolean()) {
                doNotCall.set(row);
            }
        }
    }

    private void putAgent(JsonElement id, Columns.Optional<IntBuffer> column, int row) {
        if (id != null) {
            column.values().put(row, agentRows.getOrDefault(id.getAsString(), Column.UNKNOWN_AGENT));
            column.validity().set(row);
        }
    }

    private void addAgents(Columns columns) {
        int rows = agents.size();
        Columns.Optional<IntBuffer> cap = columns.addOptional(Column.AGENT_CAP, rows);
        IntBuffer held = columns.add(Column.AGENT_HELD, rows);
        Columns.Optional<LongBuffer> counter = columns.addOptional(Column.AGENT_COUNTER, rows);
        ByteBuffer state = columns.add(Column.AGENT_STATE, rows);
        for (int row = 0; row < rows; row++) {
            JsonObject agent = agents.get(row);
            if (agent.has("cap")) {
                cap.values().put(row, agent.get("cap").getAsInt());
                cap.validity().set(row);
            }
            if (agent.has("held")) {
                held.put(row, agent.get("held").getAsInt());
            }
            if (agent.has("counter")) {
                counter.values().put(row, agent.get("counter").getAsLong());
                counter.validity().set(row);
            }
            if (agent.has("state")) {
                state.put(row, STATES.get(agent.get("state").getAsString()));
            }
        }
    }

    /** Prints what is wrong with a policy that must not be accepted. */
    private void printFaults(String name, PrintStream out) throws IOException {
        try {
            Engine.open(read(name)).close();
        } catch (CalliyoException e) {
            for (Fault fault : e.faults()) {
                out.printf("%s: %s at %s%n", name, fault.code(), fault.path());
            }
            return;
        }
        throw new IllegalArgumentException(name + " has no fault");
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static List<JsonObject> objects(String text) {
        return StreamSupport.stream(JsonParser.parseString(text).getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static String id(JsonObject record) {
        return record.get("id").getAsString();
    }
}
