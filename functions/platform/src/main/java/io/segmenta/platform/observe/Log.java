package io.segmenta.platform.observe;

import io.segmenta.model.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Log lines as JSON objects with {@code time}, {@code level}, {@code function}, {@code request_id} and {@code message},
 * and the fields given. Immutable.
 */
public final class Log {
    private final PrintStream out;
    private final InstantSource clock;
    private final String function;
    private final String requestId;

    private Log(PrintStream out, InstantSource clock, String function, String requestId) {
        this.out = out;
        this.clock = clock;
        this.function = function;
        this.requestId = requestId;
    }

    /** Returns a log to standard output, where Lambda collects it. */
    public static Log of(String function, InstantSource clock) {
        return new Log(System.out, clock, function, "");
    }

    /** Returns a log to a stream. */
    public static Log of(String function, InstantSource clock, PrintStream out) {
        return new Log(out, clock, function, "");
    }

    /** The log of one invocation. */
    public Log withRequest(String id) {
        return new Log(out, clock, function, id);
    }

    /**
     * Writes a line on what went as it should.
     *
     * @param fields names and values by turns; a value is a number, a boolean or a text
     */
    public void info(String message, Object... fields) {
        line("INFO", message, fields);
    }

    /** As {@link #info}, of something that was mended or left out. */
    public void warn(String message, Object... fields) {
        line("WARN", message, fields);
    }

    /** As {@link #info}, of something that somebody did not get. */
    public void error(String message, Object... fields) {
        line("ERROR", message, fields);
    }

    private void line(String level, String message, Object... fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant());
        line.put("level", level);
        line.put("function", function);
        line.put("request_id", requestId);
        line.put("message", message);
        for (int i = 0; i + 1 < fields.length; i += 2) {
            line.put((String) fields[i], fields[i + 1]);
        }
        println(line);
    }

    /**
     * A metric in CloudWatch's embedded format: a log line that CloudWatch counts.
     *
     * @param unit {@code Count}, {@code Milliseconds}, {@code Bytes} or another of CloudWatch's
     */
    public void metric(String name, String unit, double value, String dataset) {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", "Segmenta");
        directive.put("Dimensions", List.of(List.of("function", "dataset")));
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("Name", name);
        metric.put("Unit", unit);
        directive.put("Metrics", List.of(metric));
        Map<String, Object> aws = new LinkedHashMap<>();
        aws.put("Timestamp", clock.millis());
        aws.put("CloudWatchMetrics", List.of(directive));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("_aws", aws);
        line.put("function", function);
        line.put("dataset", dataset);
        line.put("request_id", requestId);
        line.put(name, value);
        println(line);
    }

    private void println(Map<String, Object> line) {
        out.println(new String(Json.write(line), StandardCharsets.UTF_8));
    }
}
