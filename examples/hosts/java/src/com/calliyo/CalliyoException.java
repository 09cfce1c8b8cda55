package com.calliyo;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A policy, a request or columns were refused, with every fault at once; or a call did not take place at all. */
public final class CalliyoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The constants of the header, by number, without their prefix. */
    private static final List<String> RESULTS = List.of(
            "OK",
            "NULL_POINTER",
            "INVALID_UTF8",
            "INVALID_LENGTH",
            "FAILED",
            "PANIC",
            "MISALIGNED",
            "OVERLAP",
            "UNKNOWN_CONSTANT",
            "UNEXPECTED_VALIDITY");

    private final int result;
    private final Fault[] faults;

    private CalliyoException(int result, List<Fault> faults, String message) {
        super(message);
        this.result = result;
        this.faults = faults.toArray(Fault[]::new);
    }

    /** The exception of a failure document. */
    static CalliyoException of(JsonObject document) {
        List<Fault> faults = StreamSupport.stream(document.getAsJsonArray("errors").spliterator(), false)
                .map(fault -> Fault.of(fault.getAsJsonObject()))
                .toList();
        String message = faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
        return new CalliyoException(Native.FAILED, faults, message);
    }

    /** Throws unless a call went well. */
    static void check(int result) {
        if (result != Native.OK) {
            String name = result < RESULTS.size() ? RESULTS.get(result) : "result " + result;
            throw new CalliyoException(result, List.of(), "the call did not take place: " + name);
        }
    }

    /** How the call ended, as the header numbers it: 4, CALLIYO_FAILED, where there are faults. */
    public int result() {
        return result;
    }

    /** What is wrong, in the order in which the library reports it; empty where a call did not take place. */
    public List<Fault> faults() {
        return List.of(faults);
    }
}
