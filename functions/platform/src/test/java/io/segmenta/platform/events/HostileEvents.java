package io.segmenta.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.hostile.Hostile;
import io.segmenta.platform.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The sample events of a function, broken at random, as anybody with the right to call it may send them. */
public final class HostileEvents {
    private static final List<String> PIECES = List.of("{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e999",
            "-1", "9999999999999999999", "\u0000", "\\u0000", "\\ud800", "{\"Records\":[", "[[[[", "{\"detail\":{",
            "%zz", "..", "\uFEFF", "\"\"", "[]");

    private HostileEvents() {}

    /** Reads so many of a function's events in a build. */
    public static void run(String corpus, String function, int inBuild, Hostile.Reader reader)
            throws InterruptedException, IOException {
        List<byte[]> seeds = Events.of(function).stream().map(Events::text)
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).sorted(Arrays::compare).toList();
        new Hostile(corpus, seeds, PIECES, reader).run(inBuild);
    }

    /**
     * Takes what AWS's library takes for the type, since nothing else reaches a handler; the handler's part may refuse
     * it with words.
     */
    public static <T> Hostile.Reader reader(Class<T> type, Consumer<T> handler) {
        return json -> {
            T event;
            try {
                event = RuntimeJson.read(new String(json, StandardCharsets.UTF_8), type);
            } catch (RuntimeException notTaken) {
                return false;
            }
            try {
                handler.accept(event);
                return true;
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotBlank();
                return false;
            }
        };
    }
}
