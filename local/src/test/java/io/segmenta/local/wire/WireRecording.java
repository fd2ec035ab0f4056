package io.segmenta.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.http.RecordedExchange;
import io.segmenta.local.stack.http.RecordingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records what passes the AWS port of every stack that a test class starts, in this process or another, and fails the
 * class at its end when a request or an answer does not keep to AWS's models. JUnit adds it to every class by itself.
 */
public final class WireRecording implements BeforeAllCallback, AfterAllCallback {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The option of Java that has a process record as this one does. */
    public static String option() {
        return "-D" + RecordingFile.PROPERTY + '=' + System.getProperty(RecordingFile.PROPERTY, "");
    }

    /** The operations that the stacks of this test class were asked for so far, as {@code s3.PutObject}. */
    public static Set<String> operations() throws IOException {
        Set<String> operations = new TreeSet<>();
        for (RecordedExchange exchange : exchanges(Path.of(System.getProperty(RecordingFile.PROPERTY)))) {
            WireContract.operation(exchange).ifPresent(operations::add);
        }
        return operations;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path folder = folder(context);
        DurableFiles.deleteTree(folder);
        System.setProperty(RecordingFile.PROPERTY, folder.toString());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Path folder = folder(context);
        List<String> findings = new ArrayList<>();
        for (RecordedExchange exchange : exchanges(folder)) {
            findings.addAll(WireContract.check(exchange));
        }
        assertThat(findings.stream().distinct().toList())
                .as("what does not keep to AWS's service models, of the exchanges in %s", folder).isEmpty();
        DurableFiles.deleteTree(folder);
    }

    private static Path folder(ExtensionContext context) {
        return Path.of("target", "wire", context.getRequiredTestClass().getName()).toAbsolutePath();
    }

    static List<RecordedExchange> exchanges(Path folder) throws IOException {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (Path file : DurableFiles.list(folder, ".jsonl")) {
            for (String line : Files.readAllLines(file)) {
                read(line).ifPresent(exchanges::add);
            }
        }
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
