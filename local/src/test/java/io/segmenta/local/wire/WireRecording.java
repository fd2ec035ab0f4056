package io.segmenta.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.http.RecordedExchange;
import io.segmenta.local.stack.http.RecordingFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records what passes the AWS port of every stack that the tests of this JVM start, in this process or another, and
 * fails a class at its end when a request or an answer since the last such look does not keep to AWS's models. Classes
 * run side by side, so the exchange may be of the class beside it; none goes unseen, because the class that ends last
 * sees the rest. JUnit adds it to every class by itself.
 */
public final class WireRecording implements BeforeAllCallback, AfterAllCallback {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("target", "wire", Long.toString(ProcessHandle.current().pid()))
            .toAbsolutePath();
    /** How much of each file has been looked at, in bytes. */
    private static final Map<Path, Long> SEEN = new HashMap<>();

    /** The option of Java that has a process record as this one does. */
    public static String option() {
        return "-D" + RecordingFile.PROPERTY + '=' + System.getProperty(RecordingFile.PROPERTY, "");
    }

    /**
     * The operations that were asked for so far, as {@code s3.PutObject}.
     *
     * @param mentioned what the target or the body of the request has to have in it
     */
    public static Set<String> operations(String mentioned) throws IOException {
        Set<String> operations = new TreeSet<>();
        for (Path file : DurableFiles.list(FOLDER, ".jsonl")) {
            for (RecordedExchange exchange : exchanges(wholeLines(file, 0))) {
                if (exchange.target().contains(mentioned) || exchange.requestBody().contains(mentioned)) {
                    WireContract.operation(exchange).ifPresent(operations::add);
                }
            }
        }
        return operations;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        synchronized (SEEN) {
            if (!FOLDER.toString().equals(System.getProperty(RecordingFile.PROPERTY))) {
                DurableFiles.deleteTree(FOLDER.getParent());
                System.setProperty(RecordingFile.PROPERTY, FOLDER.toString());
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        List<String> findings = new ArrayList<>();
        synchronized (SEEN) {
            for (Path file : DurableFiles.list(FOLDER, ".jsonl")) {
                long from = SEEN.getOrDefault(file, 0L);
                byte[] lines = wholeLines(file, from);
                for (RecordedExchange exchange : exchanges(lines)) {
                    findings.addAll(WireContract.check(exchange));
                }
                SEEN.put(file, from + lines.length);
            }
        }
        assertThat(findings.stream().distinct().toList())
                .as("what does not keep to AWS's service models, of the exchanges in %s", FOLDER).isEmpty();
    }

    /** What a file has from a place on, up to the end of its last whole line: the next one is being written. */
    private static byte[] wholeLines(Path file, long from) throws IOException {
        byte[] bytes;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            bytes = new byte[Math.toIntExact(in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static List<RecordedExchange> exchanges(byte[] lines) {
        List<RecordedExchange> exchanges = new ArrayList<>();
        new String(lines, StandardCharsets.UTF_8).lines().forEach(line -> read(line).ifPresent(exchanges::add));
        return exchanges;
    }

    /** A process that was killed may have left half a line. */
    private static Optional<RecordedExchange> read(String line) {
        try {
            return Optional.of(JSON.readValue(line, RecordedExchange.class));
        } catch (JsonProcessingException cut) {
            return Optional.empty();
        }
    }
}
