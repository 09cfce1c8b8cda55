package com.calliyo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One thing that is wrong with a policy or a request.
 *
 * @param code stable, such as {@code status.needs_owner}; docs/codes.md lists them all
 * @param path the field at fault, such as {@code pipeline.statuses[3].name}; empty where the whole is at fault
 * @param rule the number of the rule that asks for it
 * @param params what the message is made from: each a {@link String}, a {@link Long} or a list of strings
 * @param message the English sentence, for logs
 */
public record Fault(String code, String path, String rule, Map<String, Object> params, String message)
        implements Serializable {

    static Fault of(JsonObject document) {
        Map<String, Object> params = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> param : document.getAsJsonObject("params").entrySet()) {
            params.put(param.getKey(), value(param.getValue()));
        }
        return new Fault(
                document.get("code").getAsString(),
                document.get("path").getAsString(),
                document.get("rule").getAsString(),
                params,
                document.get("message").getAsString());
    }

    private static Object value(JsonElement param) {
        if (param.isJsonArray()) {
            return StreamSupport.stream(param.getAsJsonArray().spliterator(), false)
                    .map(JsonElement::getAsString)
                    .toList();
        }
        return param.getAsJsonPrimitive().isNumber() ? (Object) param.getAsLong() : param.getAsString();
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + message + " (" + code + ", rule " + rule + ")";
    }
}
