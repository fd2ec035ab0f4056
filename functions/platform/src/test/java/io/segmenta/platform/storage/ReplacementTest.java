package io.segmenta.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What whoever changes one object together with others may count on. */
class ReplacementTest {
    private static final String KEY = "list";
    private static final String TYPE = "text/plain";

    private final InMemoryObjectStore store = new InMemoryObjectStore("bucket");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> with(Optional<byte[]> before, String more) {
        return Optional.of(bytes(before.map(known -> new String(known, StandardCharsets.UTF_8)).orElse("") + more));
    }

    @Test
    void nothingThere_isMade() {
        Replacement.of(store, KEY, TYPE, before -> with(before, "a"));
        assertThat(store.bytes(KEY)).isEqualTo(bytes("a"));
    }

    @Test
    void changeThatLeavesIt_orMakesTheSame_writesNothing() {
        store.upload(KEY, bytes("a"), Map.of());
        Replacement.of(store, KEY, TYPE, before -> Optional.empty());
        Replacement.of(store, KEY, TYPE, before -> before);
        Replacement.of(store, "none", TYPE, before -> before);
        assertThat(store.written()).isEmpty();
    }

    @Test
    void anotherWritesMeanwhile_theChangeIsMadeToWhatThatOneLeft() {
        AtomicInteger calls = new AtomicInteger();
        Replacement.of(store, KEY, TYPE, before -> {
            if (calls.incrementAndGet() == 1) {
                store.upload(KEY, bytes("a"), Map.of());
            } else if (calls.get() == 2) {
                store.upload(KEY, bytes("ab"), Map.of());
            }
            return with(before, "c");
        });
        assertThat(calls).hasValue(3);
        assertThat(store.bytes(KEY)).isEqualTo(bytes("abc"));
    }

    @Test
    void othersWriteAllTheTime_refusedAfterTenAttempts() {
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> Replacement.of(store, KEY, TYPE, before -> {
            store.upload(KEY, bytes("other " + calls.incrementAndGet()), Map.of());
            return with(before, "mine");
        })).isInstanceOf(ObjectConflictException.class);
        assertThat(calls).hasValue(10);
        assertThat(store.bytes(KEY)).isEqualTo(bytes("other 10"));
    }
}
