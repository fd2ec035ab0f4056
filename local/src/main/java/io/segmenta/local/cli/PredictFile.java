package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.cli.PartialAnswer.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the records of a file of any length, in parts that the HTTP API takes. Each part begins with the lines of
 * the first one that are no records, the header and what stands above it, so that all are read in the same way.
 */
final class PredictFile {
    private static final String CSV = "text/csv";
    /** For other encodings than UTF-8, which API Gateway does not pass on as text. */
    private static final String CSV_BYTES = "application/csv";
    /** Below what the API takes, 10,000 records, so that the bar moves. */
    private static final int MOST_RECORDS = 2_000;
    /** Below the 4 MB that a serverless endpoint takes and answers. */
    private static final int MOST_BYTES = 1 << 20;
    private static final int TOO_LARGE = 413;
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 1000;

    private final HttpApi api;
    private final Screen screen;
    private final @Nullable String dataset;
    private final String type;
    private byte[] head = new byte[0];

    /** @param type of the records, {@code text/csv} or {@code application/jsonlines} */
    PredictFile(HttpApi api, Screen screen, @Nullable String dataset, String type) {
        this.api = api;
        this.screen = screen;
        this.dataset = dataset;
        this.type = type;
    }

    /** An answer to some records: how many lines it has, and how many of them are refusals. */
    private record Part(byte[] lines, int answered, int refused, boolean headed) {}

    /**
     * Asks, going on where an earlier run was broken off.
     *
     * @param into where the answers will lie
     */
    void ask(Path file, Path into, Meter meter) throws IOException {
        String model = model();
        try (PartialAnswer partial = PartialAnswer.open(into, model)) {
            try {
                ask(file, partial, meter);
            } catch (IOException | CliException stopped) {
                if (partial.progress().records() > 0) {
                    screen.note("Stopped after " + answered(partial) + "; the same command goes on from there.");
                }
                throw stopped;
            }
            partial.finish();
            screen.note(answered(partial) + ", " + Texts.count(partial.progress().refused()) + " refused.");
        }
        if (!model.equals(model())) {
            screen.note("Another version went live meanwhile: see which one answered in model_version.");
        }
    }

    private void ask(Path file, PartialAnswer partial, Meter meter) throws IOException {
        try (RecordParts records = RecordParts.open(file, type.equals(CSV))) {
            if (partial.resume(records)) {
                screen.note("Going on after " + answered(partial) + ".");
                head = head(file, partial.progress().head());
                ask(records, partial, meter);
                return;
            }
        }
        partial.begin();
        try (RecordParts records = RecordParts.open(file, type.equals(CSV))) {
            ask(records, partial, meter);
        }
        if (partial.progress().records() == 0) {
            throw CliException.user("%s holds no records", file.getFileName());
        }
    }

    private void ask(RecordParts records, PartialAnswer partial, Meter meter) throws IOException {
        show(meter, records.done(), partial);
        List<byte[]> part = records.next(MOST_RECORDS, MOST_BYTES);
        while (!part.isEmpty()) {
            add(part, partial);
            show(meter, records.done(), partial);
            part = records.next(MOST_RECORDS, MOST_BYTES);
        }
    }

    private void add(List<byte[]> part, PartialAnswer partial) throws IOException {
        Progress before = partial.progress();
        boolean first = before.records() == 0;
        Part answer = answer(part, first);
        int lines = first && answer.headed ? part.size() - answer.answered : before.head();
        if (first) {
            head = joined(part.subList(0, lines));
        }
        partial.add(part, answer.lines, new Progress(before.records() + part.size(), lines,
                before.answered() + answer.answered, before.refused() + answer.refused,
                before.bytes() + answer.lines.length));
    }

    /** Asks for records, in halves when they or their answers are too many. */
    private Part answer(List<byte[]> records, boolean first) throws IOException {
        HttpApi.Answer reply = post(records, first ? 1 : ATTEMPTS);
        if (reply.status() == TOO_LARGE && records.size() > 1) {
            int half = records.size() / 2;
            Part one = answer(records.subList(0, half), first);
            if (first) {
                head = one.headed ? joined(records.subList(0, half - one.answered)) : head;
            }
            Part other = answer(records.subList(half, records.size()), false);
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(one.lines);
            both.write(other.lines);
            return new Part(both.toByteArray(), one.answered + other.answered, one.refused + other.refused,
                    one.headed);
        }
        if (reply.status() != 200) {
            throw reply.failure();
        }
        return type.equals(CSV) ? table(reply.body(), first) : lines(reply.body());
    }

    private HttpApi.Answer post(List<byte[]> records, int attempts) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(head);
        body.write(joined(records));
        String path = "/predict/batch" + (dataset == null ? "" : "?dataset=" + dataset);
        byte[] bytes = body.toByteArray();
        String sent = type.equals(CSV) && !isUtf8(bytes) ? CSV_BYTES : type;
        HttpApi.Answer reply = api.post(path, sent, bytes);
        for (int attempt = 1; attempt < attempts && reply.status() >= 500; attempt++) {
            Pause.of(PAUSE_MILLIS);
            reply = api.post(path, sent, bytes);
        }
        return reply;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException another) {
            return false;
        }
    }

    /** Counts the lines of a table; all parts but the first leave out its header. */
    private static Part table(byte[] body, boolean first) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(body.length);
        int answered = 0;
        int refused = 0;
        boolean headed = false;
        for (byte[] line : split(body)) {
            String text = new String(line, StandardCharsets.UTF_8).strip();
            if (answered == 0 && !headed && text.endsWith(",model_version,error")) {
                headed = true;
                if (!first) {
                    continue;
                }
            } else {
                answered++;
                refused += text.endsWith(",") ? 0 : 1;
            }
            kept.write(line);
        }
        return new Part(kept.toByteArray(), answered, refused, headed);
    }

    private static List<byte[]> split(byte[] table) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (RecordParts records = RecordParts.of(table)) {
            for (byte[] line = records.next(); line != null; line = records.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Part lines(byte[] body) {
        int answered = 0;
        int refused = 0;
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
            answered += line.isEmpty() ? 0 : 1;
            refused += line.startsWith("{\"error\":") ? 1 : 0;
        }
        return new Part(body, answered, refused, false);
    }

    private byte[] head(Path file, int lines) throws IOException {
        try (RecordParts records = RecordParts.open(file, type.equals(CSV))) {
            return joined(lines == 0 ? List.of() : records.next(lines, Integer.MAX_VALUE));
        }
    }

    private static byte[] joined(List<byte[]> records) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] record : records) {
            joined.write(record);
        }
        return joined.toByteArray();
    }

    /** What answers: another version would not go on with the answers of this one. */
    private String model() throws IOException {
        for (JsonNode live : api.get("/health").json().path("live")) {
            String name = live.path("dataset").asText();
            if (dataset == null || dataset.equals(name)) {
                return name + " " + live.path("model_version").asText() + " " + type;
            }
        }
        return "";
    }

    private void show(Meter meter, double fraction, PartialAnswer partial) {
        String stage = screen.terminal() ? "predicting"
                : String.format(Locale.ROOT, "predicting, %d %%", 10 * (int) (10 * fraction));
        meter.show(stage, fraction, answered(partial));
    }

    private static String answered(PartialAnswer partial) {
        return Texts.count(partial.progress().answered(), "record");
    }
}
