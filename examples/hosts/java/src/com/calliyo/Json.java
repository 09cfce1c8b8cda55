package com.calliyo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;

/** Texts of the library as JSON, and back. */
final class Json {
    private Json() {}

    static JsonObject read(byte[] document) {
        return JsonParser.parseString(new String(document, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    static byte[] write(JsonElement value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
