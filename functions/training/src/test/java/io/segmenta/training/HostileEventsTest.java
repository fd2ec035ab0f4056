package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.model.hostile.Hostile;
import io.segmenta.platform.events.RuntimeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events as anybody with the right to call the function may send them. */
class HostileEventsTest {

    private static final List<String> PIECES = List.of("{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e999",
            "-1", "9999999999999999999", "\u0000",
            "\\u0000", "\\ud800", "{\"Records\":[", "[[[[", "{\"detail\":{", "%zz", "..", "\uFEFF", "\"\"", "[]");

    @Test
    void events() throws Exception {
        new Hostile("events of S3", seeds(), PIECES, HostileEventsTest::isEvent).run(3_000);
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("../../events"), "training-*.json")) {
            for (Path file : files) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        seeds.sort(Arrays::compare);
        return seeds;
    }

    /** What AWS's library does not take never reaches the handler. */
    private static boolean isEvent(byte[] json) {
        S3Event event;
        try {
            event = RuntimeJson.read(new String(json, StandardCharsets.UTF_8), S3Event.class);
        } catch (RuntimeException notTaken) {
            return false;
        }
        try {
            Notice.of(event).forEach(Notice::isCreation);
            return true;
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
    }
}
