package com.calliyo;

import com.google.gson.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the library for Java adds to the C interface: exceptions, buffers, and who closes what.
 *
 * <p>usage: com.calliyo.Wrapper HEADER, the path of calliyo.h. Prints what fails and, last, {@code N passed, M failed}.
 */
final class Wrapper {
    private static final Instant NOW = Instant.EPOCH;

    private final Path header;

    private Wrapper(Path header) {
        this.header = header;
    }

    @FunctionalInterface
    private interface Test {
        void run() throws Exception;
    }

    public static void main(String[] arguments) {
        Wrapper wrapper = new Wrapper(Path.of(arguments[0]));
        Map<String, Test> tests = new LinkedHashMap<>();
        tests.put("a refused policy tells every fault", wrapper::aRefusedPolicyTellsEveryFault);
        tests.put("a refused request is an exception and its answer a text", wrapper::aRefusedRequest);
        tests.put("a call that does not take place names its result", wrapper::aCallThatDoesNotTakePlace);
        tests.put("a plan that is refused writes nothing", wrapper::aPlanThatIsRefused);
        tests.put("missing values and flags go in", wrapper::missingValuesAndFlags);
        tests.put("lists keep leads from who had them", wrapper::lists);
        tests.put("buffers outlive their columns", wrapper::buffersOutliveTheirColumns);
        tests.put("closing twice does nothing and using what is closed throws", wrapper::closing);
        tests.put("many threads ask one engine", wrapper::manyThreads);
        tests.put("text beyond ASCII comes back", wrapper::textBeyondAscii);
        tests.put("every number is that of the header", wrapper::numbersOfTheHeader);

        int failed = 0;
        for (Map.Entry<String, Test> test : tests.entrySet()) {
            try {
                test.getValue().run();
            } catch (Exception | AssertionError e) {
                failed++;
                System.out.println(test.getKey() + ": " + e);
            }
        }
        System.out.println(tests.size() - failed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private void aRefusedPolicyTellsEveryFault() {
        String policy =
                "{\"timeZone\": {\"name\": \"Nowhere\"}, \"calendar\": {\"workingDays\": [\"monday\", \"monday\"]}}";
        List<Fault> faults = refusal(() -> Engine.open(policy)).faults();
        equal(2, faults.size());
        Fault fault = faults.get(0);
        equal("policy.unknown_time_zone timeZone.name Z2", fault.code() + " " + fault.path() + " " + fault.rule());
        equal(Map.of("zone", "Nowhere"), fault.params());
    }

    private void aRefusedRequest() {
        try (Engine engine = Engine.open("{}")) {
            CalliyoException refused = refusal(() -> engine.call("decide", new JsonObject()));
            equal("request.malformed", refused.faults().get(0).code());
            String answer = new String(engine.answer("decide", new byte[0]), StandardCharsets.UTF_8);
            equal(true, answer.startsWith("{\"type\":\"failure\""));
            for (int status : new int[] {-1, 65_536, Integer.MIN_VALUE}) {
                throwing(IllegalArgumentException.class, () -> engine.refusal(0, status));
            }
        }
    }

    private void aCallThatDoesNotTakePlace() {
        CalliyoException failed = refusal(() -> Engine.open(new byte[] {-1}));
        equal("the call did not take place: INVALID_UTF8", failed.getMessage());
        equal(List.of(), failed.faults());
    }

    private void aPlanThatIsRefused() {
        try (Engine engine = Engine.open("{}");
                Columns columns = new Columns()) {
            addTeam(columns);
            IntBuffer goesTo = columns.addOutput(Output.PLAN_AGENT, 1).put(0, 7);
            CalliyoException refused = refusal(() -> engine.plan(Job.ASSIGNMENT, columns, NOW));
            equal("leads.status", refused.faults().get(0).path());
            equal(7, goesTo.get(0));
        }
    }

    private void missingValuesAndFlags() {
        try (Engine engine = Engine.open("{}");
                Columns columns = new Columns()) {
            addFreshLeads(columns, 3);
            addTeam(columns);
            columns.addFlags(FlagColumn.LEAD_DO_NOT_CALL, 3).set(1);
            IntBuffer goesTo = columns.addOutput(Output.PLAN_AGENT, 3);
            ByteBuffer reasons = columns.addOutput(Output.PLAN_REASON, 3);
            engine.plan(Job.ASSIGNMENT, columns, NOW);
            equal(IntBuffer.wrap(new int[] {0, Output.NO_AGENT, 1}), goesTo);
            equal(ByteBuffer.wrap(new byte[] {Reason.MOVED, Reason.DO_NOT_CALL, Reason.MOVED}), reasons);
        }
    }

    private void lists() {
        try (Engine engine = Engine.open("{\"automation\": {\"assignment\": {\"excludesPreviousOwners\": true}}}");
                Columns columns = new Columns()) {
            addFreshLeads(columns, 1);
            addTeam(columns);
            IntBuffer goesTo = columns.addOutput(Output.PLAN_AGENT, 1);
            for (int count = 0; count <= 1; count++) {
                columns.addLists(ListColumn.LEAD_PREVIOUS_OWNERS, 1, count).offsets().put(1, count);
                engine.plan(Job.ASSIGNMENT, columns, NOW);
                equal(count, goesTo.get(0));
            }
        }
    }

    private void buffersOutliveTheirColumns() {
        LongBuffer capturedAt;
        try (Columns columns = new Columns()) {
            capturedAt = columns.add(Column.LEAD_CAPTURED_AT, 1_000_000);
        }
        System.gc();
        capturedAt.put(999_999, 7);
        equal(7L, capturedAt.get(999_999));
    }

    private void closing() {
        Engine engine = Engine.open("{}");
        Columns columns = new Columns();
        for (int i = 0; i < 2; i++) {
            engine.close();
            columns.close();
        }
        throwing(IllegalStateException.class, () -> engine.answer("version", new byte[0]));
        throwing(IllegalStateException.class, () -> columns.add(Column.LEAD_OWNER, 1));
    }

    private void manyThreads() {
        try (Engine engine = Engine.open("{}")) {
            byte[] request = {'{', '}'};
            Set<String> answers = IntStream.range(0, 400)
                    .parallel()
                    .mapToObj(i -> new String(engine.answer("version", request), StandardCharsets.UTF_8))
                    .collect(Collectors.toSet());
            equal(1, answers.size());
        }
    }

    private void textBeyondAscii() {
        try (Engine engine = Engine.open("{\"timeZone\": {\"name\": \"Asia/Kolkata\"}}")) {
            JsonObject decision = engine.call("decide", """
                    {
                      "command": {"id": "c", "do": {"captureLead": {"id": "lead-\u00e9-\ud83d\ude00", "name": "Zo\u00eb \ud83d\ude00"}}},
                      "context": {"now": "2026-05-15T13:00:00Z", "actor": {"id": "import"}}
                    }""").getAsJsonObject();
            JsonObject lead = decision.getAsJsonObject("lead");
            equal("lead-\u00e9-\ud83d\ude00", lead.get("id").getAsString());
            equal("Zo\u00eb \ud83d\ude00", lead.get("name").getAsString());
        }
    }

    private void numbersOfTheHeader() throws Exception {
        Map<String, Integer> numbers = new HashMap<>();
        Matcher define = Pattern.compile("(?m)^#define CALLIYO_(\\w+) (\\d+)$").matcher(Files.readString(header));
        while (define.find()) {
            numbers.put(define.group(1), Integer.valueOf(define.group(2)));
        }
        Map<String, Integer> own = new HashMap<>();
        own.put("ABI_VERSION", Native.ABI_VERSION);
        own.put("OK", Native.OK);
        own.put("FAILED", Native.FAILED);
        own.put("AGENT_STATE_ACTIVE", (int) Column.ACTIVE);
        own.put("AGENT_STATE_AWAY", (int) Column.AWAY);
        own.put("AGENT_STATE_BANNED", (int) Column.BANNED);
        for (Field field : constants(Column.class)) {
            own.put(field.getName(), ((Column<?>) field.get(null)).number);
        }
        for (Field field : constants(Output.class)) {
            own.put(field.getName(), ((Output<?>) field.get(null)).number);
        }
        for (Field field : Reason.class.getFields()) {
            own.put("REASON_" + field.getName(), (int) field.getByte(null));
        }
        for (FlagColumn column : FlagColumn.values()) {
            own.put(column.name(), column.number);
        }
        for (ListColumn column : ListColumn.values()) {
            own.put(column.name(), column.number);
        }
        for (Job job : Job.values()) {
            own.put("JOB_" + job.name(), job.number);
        }
        own.forEach((name, number) -> equal(name + " " + numbers.get(name), name + " " + number));
    }

    /** The static fields of a class that are of this class. */
    private static List<Field> constants(Class<?> type) {
        return List.of(type.getFields()).stream()
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
                .toList();
    }

    /** Adds two agents, the first with one place and the second without a cap. */
    private static void addTeam(Columns columns) {
        Columns.Optional<IntBuffer> cap = columns.addOptional(Column.AGENT_CAP, 2);
        cap.values().put(0, 1);
        cap.validity().set(0);
        columns.add(Column.AGENT_HELD, 2);
        columns.add(Column.AGENT_COUNTER, 2);
        columns.add(Column.AGENT_STATE, 2);
    }

    /** Adds so many leads on Unassigned, the oldest first. */
    private static void addFreshLeads(Columns columns, int count) {
        columns.add(Column.LEAD_STATUS, count);
        LongBuffer capturedAt = columns.add(Column.LEAD_CAPTURED_AT, count);
        for (int row = 0; row < count; row++) {
            capturedAt.put(row, row);
        }
        columns.addOptional(Column.LEAD_OWNER, count);
    }

    private static CalliyoException refusal(Runnable call) {
        return throwing(CalliyoException.class, call);
    }

    private static <E extends Exception> E throwing(Class<E> type, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
            throw e;
        }
        throw new AssertionError("no " + type.getSimpleName());
    }

    private static void equal(Object expected, Object got) {
        if (!Objects.equals(expected, got)) {
            throw new AssertionError("expected " + expected + ", got " + got);
        }
    }
}
