package io.segmenta.platform.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Json;
import java.io.PrintStream;
import java.time.Clock;

/**
 * Log lines as JSON objects with {@code time}, {@code level}, {@code function}, {@code request_id} and
 * {@code message}, and the fields given. Immutable.
 */
public final class Log {
    private final PrintStream out;
    private final Clock clock;
    private final String function;
    private final String requestId;

    private Log(PrintStream out, Clock clock, String function, String requestId) {
        this.out = out;
        this.clock = clock;
        this.function = function;
        this.requestId = requestId;
    }

    public static Log of(String function, Clock clock) {
        return new Log(System.out, clock, function, "");
    }

    public static Log of(String function, Clock clock, PrintStream out) {
        return new Log(out, clock, function, "");
    }

    /** The log of one invocation. */
    public Log withRequest(String id) {
        return new Log(out, clock, function, id);
    }

    /** @param fields names and values by turns; a value is a number, a boolean or a text */
    public void info(String message, Object... fields) {
        line("INFO", message, fields);
    }

    /** As {@link #info}, of something that was mended or left out. */
    public void warn(String message, Object... fields) {
        line("WARN", message, fields);
    }

    private void line(String level, String message, Object... fields) {
        ObjectNode line = Json.object().put("time", clock.instant().toString()).put("level", level)
                .put("function", function).put("request_id", requestId).put("message", message);
        for (int i = 0; i + 1 < fields.length; i += 2) {
            put(line, (String) fields[i], fields[i + 1]);
        }
        println(line);
    }

    /**
     * A metric in CloudWatch's embedded format: a log line that CloudWatch counts.
     *
     * @param unit {@code Count}, {@code Milliseconds}, {@code Bytes} or another of CloudWatch's
     */
    public void metric(String name, String unit, double value, String dataset) {
        ObjectNode line = Json.object();
        ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", "Segmenta");
        directive.putArray("Dimensions").addArray().add("function").add("dataset");
        directive.putArray("Metrics").addObject().put("Name", name).put("Unit", unit);
        println(line.put("function", function).put("dataset", dataset).put("request_id", requestId).put(name, value));
    }

    private void println(ObjectNode line) {
        out.println(Json.text(line));
    }

    private static void put(ObjectNode line, String name, Object value) {
        switch (value) {
            case Integer number -> line.put(name, number);
            case Long number -> line.put(name, number);
            case Double number -> line.put(name, number);
            case Boolean bool -> line.put(name, bool);
            default -> line.put(name, String.valueOf(value));
        }
    }
}
