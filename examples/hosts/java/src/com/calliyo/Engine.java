package com.calliyo;

import com.google.gson.JsonElement;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What a company configures, checked once. Any number of threads may use an engine at the same time. */
public final class Engine implements AutoCloseable {
    private final Handle handle;

    private Engine(Pointer pointer) {
        handle = new Handle(this, pointer, Native.LIBRARY::calliyo_engine_free);
    }

    /**
     * Makes an engine from a policy.
     *
     * @param policy JSON in UTF-8
     * @throws CalliyoException the policy has faults, all of which are told
     */
    public static Engine open(byte[] policy) {
        PointerByReference engine = new PointerByReference();
        TextOut failure = new TextOut();
        failure.take(Native.LIBRARY.calliyo_engine_new(policy, policy.length, engine, failure.text, failure.length));
        return new Engine(engine.getValue());
    }

    /** As {@link #open(byte[])}. */
    public static Engine open(String policy) {
        return open(policy.getBytes(StandardCharsets.UTF_8));
    }

    /** Frees the engine; no call that uses it may be under way. What is never closed is freed when it is garbage. */
    @Override
    public void close() {
        handle.close();
    }

    /**
     * Asks for an operation.
     *
     * @param operation its name
     * @param request the request, JSON in UTF-8
     * @return the answer as the library wrote it: a success or a failure
     */
    public byte[] answer(String operation, byte[] request) {
        return with(engine -> Calliyo.answer(engine, operation, request));
    }

    /**
     * Asks for an operation.
     *
     * @param operation its name
     * @param request the request
     * @return the result
     * @throws CalliyoException the request was refused
     */
    public JsonElement call(String operation, JsonElement request) {
        return Calliyo.result(answer(operation, Json.write(request)));
    }

    /** As {@link #call(String, JsonElement)}, for a request that is JSON text. */
    public JsonElement call(String operation, String request) {
        return Calliyo.result(answer(operation, request.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Boils down a lead and its context, as in the operation {@code transitions}, to a number for {@link #refusal}. It
     * is only meant for engines of the same policy and version.
     *
     * @throws CalliyoException the lead or the context was refused
     */
    public long facts(JsonElement lead, JsonElement context) {
        byte[] leadText = Json.write(lead);
        byte[] contextText = Json.write(context);
        LongByReference facts = new LongByReference();
        TextOut failure = new TextOut();
        failure.take(with(engine -> Native.LIBRARY.calliyo_facts(
                engine,
                leadText,
                leadText.length,
                contextText,
                contextText.length,
                facts,
                failure.text,
                failure.length)));
        return facts.getValue();
    }

    /**
     * Says why a lead may not move to a status.
     *
     * @param facts the lead's {@link #facts}
     * @param status the index of the status in the pipeline
     * @return the code of the reason; empty where the lead may move
     */
    public Optional<String> refusal(long facts, int status) {
        if (status != (status & 0xFFFF)) {
            throw new IllegalArgumentException(status + " is the index of no status");
        }
        PointerByReference code = new PointerByReference();
        CalliyoException.check(with(engine -> Native.LIBRARY.calliyo_can_move(engine, facts, (short) status, code)));
        return Optional.ofNullable(code.getValue()).map(text -> text.getString(0, "UTF-8"));
    }

    /**
     * Works out a job over columns, into the outputs among them.
     *
     * @param job which job
     * @param columns leads, agents and outputs
     * @param now the instant of the run
     * @return the line that tells the outcome
     * @throws CalliyoException the columns were refused; the outputs are untouched
     */
    public String plan(Job job, Columns columns, Instant now) {
        TextOut line = new TextOut();
        byte[] text = line.take(columns.with(data -> with(engine -> Native.LIBRARY.calliyo_plan(
                engine, job.number, data, now.toEpochMilli(), line.text, line.length))));
        return new String(text, StandardCharsets.UTF_8);
    }

    private <T> T with(Function<Pointer, T> call) {
        try {
            return call.apply(handle.pointer());
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
