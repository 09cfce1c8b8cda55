package com.calliyo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/** Operations that need no engine. */
public final class Calliyo {
    private Calliyo() {}

    /**
     * Asks for an operation.
     *
     * @param operation its name
     * @param request the request, JSON in UTF-8
     * @return the answer as the library wrote it: a success or a failure
     */
    public static byte[] answer(String operation, byte[] request) {
        return answer(null, operation, request);
    }

    /**
     * Asks for an operation.
     *
     * @param operation its name
     * @param request the request
     * @return the result
     * @throws CalliyoException the request was refused
     */
    public static JsonElement call(String operation, JsonElement request) {
        return result(answer(operation, Json.write(request)));
    }

    static byte[] answer(Pointer engine, String operation, byte[] request) {
        byte[] name = operation.getBytes(StandardCharsets.UTF_8);
        TextOut answer = new TextOut();
        return answer.take(Native.LIBRARY.calliyo_call(
                engine, name, name.length, request, request.length, answer.text, answer.length));
    }

    static JsonElement result(byte[] answer) {
        JsonObject document = Json.read(answer);
        if (!document.get("type").getAsString().equals("success")) {
            throw CalliyoException.of(document);
        }
        return document.get("result");
    }
}
