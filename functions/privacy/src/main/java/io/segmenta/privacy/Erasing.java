package io.segmenta.privacy;

import io.segmenta.model.contract.DatasetErasure;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.TryAll;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.RewritableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sees to what is asked to be erased. However often a notice arrives, and wherever an attempt was broken off, the end
 * is the same. Faults of infrastructure are thrown, and the notice comes again. Time O(bytes of the places).
 */
final class Erasing {
    /** What is under way ends within that as a rule; the hour comes for the rest. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RewritableStore store;
    private final KeySource keys;
    private final InstantSource clock;
    private final Consumer<Duration> pause;

    /** @param pause lets time pass */
    Erasing(RewritableStore store, KeySource keys, InstantSource clock, Consumer<Duration> pause) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.pause = pause;
    }

    /** Sees to all that is asked for and not done: what was under way may have ended, or a call have died. */
    List<Map<String, String>> see(Log log) {
        List<Map<String, String>> seen = new ArrayList<>();
        List<ErasureKey> open = store.list(ErasureKey.PREFIX).stream().map(ErasureKey::parse)
                .flatMap(Optional::stream).toList();
        TryAll.of(open, key -> store.readAll(key.request())
                .ifPresent(request -> seen.add(see(key, request, Duration.ZERO, log))),
                (key, fault) -> log.error("an erasure is not done; it is tried again in an hour", "erasure",
                        key.erasure(), "error", fault));
        return seen;
    }

    /**
     * Sees to one notice.
     *
     * @return what became of the erasure, as names and values
     */
    Map<String, String> see(Notice notice, Log log) {
        Optional<ErasureKey> key = ErasureKey.parse(notice.key());
        Optional<byte[]> request = key.filter(_ -> notice.isCreation() && notice.bucket().equals(store.bucket()))
                .flatMap(known -> store.readAll(known.request()));
        if (key.isEmpty() || request.isEmpty()) {
            log.info("notice ignored: no erasure is asked for, or it is done", "event", notice.event());
            return Map.of("status", "IGNORED");
        }
        return see(key.get(), request.get(), PATIENCE, log);
    }

    private Map<String, String> see(ErasureKey key, byte[] request, Duration patience, Log log) {
        JsonObject asked = Json.parse(request, "the request");
        Optional<DatasetErasure> whole = DatasetErasure.of(asked);
        if (whole.isPresent()) {
            new DatasetErasing(store, clock).run(key, whole.get());
            log.info("data set erased", "erasure", key.erasure(), "dataset", whole.get().dataset());
            return outcome("ERASED", key);
        }
        CustomerErasing erasing = new CustomerErasing(store, clock, pause, key, asked, known());
        try {
            boolean done = erasing.run(patience);
            log.info(done ? "customer erased" : "erasure waits for what is under way", "erasure", key.erasure());
            return outcome(done ? "ERASED" : "WAITING", key);
        } catch (ObjectConflictException meanwhile) {
            if (!erasing.isTaken()) {
                throw meanwhile;
            }
            // That one ends it, and if it dies its retry or the hour does.
            log.info("another call is about the erasure", "erasure", key.erasure());
            return outcome("DUPLICATE", key);
        }
    }

    private TenantKeys known() {
        try {
            return keys.keys();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> outcome(String status, ErasureKey key) {
        return Map.of("status", status, "erasure", key.erasure().toString());
    }

    /** The data set of a key of one of the places. */
    static String dataset(String key) {
        return UploadKey.parse(key).map(UploadKey::dataset).orElseGet(() -> key.split("/", 3)[1]);
    }
}
