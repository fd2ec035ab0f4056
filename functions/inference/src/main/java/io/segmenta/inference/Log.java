package io.segmenta.inference;

import io.segmenta.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Log lines as JSON objects. No line ever holds a body, a record or a field of one. */
final class Log {

    private final Consumer<String> lines;

    Log(Consumer<String> lines) {
        this.lines = lines;
    }

    void failure(String message, String dataset, Exception failure) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("level", "ERROR");
        line.put("message", message);
        line.put("dataset", dataset);
        line.put("error", failure.getClass().getSimpleName() + ": " + failure.getMessage());
        lines.accept(new String(Json.write(line), StandardCharsets.UTF_8));
    }
}
