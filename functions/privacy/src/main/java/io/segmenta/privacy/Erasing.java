package io.segmenta.privacy;

import io.segmenta.model.contract.DatasetErasure;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.json.Json;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.TryAll;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.RewritableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Sees to what is asked to be erased. However often a notice arrives, and wherever an attempt was broken off, the end
 * is the same. Faults of infrastructure are thrown, and the notice comes again. Time O(bytes of the places).
 */
final class Erasing {
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
    List<Map<String, String>> see(Work.Call call, Log log) {
        List<Map<String, String>> seen = new ArrayList<>();
        List<Optional<ErasureKey>> open = new ArrayList<>();
        store.list(ErasureKey.PREFIX).stream().map(ErasureKey::parse).filter(Optional::isPresent).forEach(open::add);
        // Whole data sets one by one, then all customers together.
        open.add(Optional.empty());
        TryAll.of(open, key -> {
            if (key.isEmpty()) {
                customers(call, log)
                        .forEach((erasure, status) -> seen.add(outcome(status.name(), erasure)));
            } else {
                whole(key.get()).ifPresent(asked -> seen.add(erase(key.get(), asked, log)));
            }
        }, (key, fault) -> log.error("an erasure is not done; it is tried again in an hour", "erasure",
                key.map(ErasureKey::erasure).map(UUID::toString).orElse("of customers"), "error", fault));
        return seen;
    }

    /**
     * Sees to one notice.
     *
     * @return what became of the erasure, as names and values
     */
    Map<String, String> see(Notice notice, Work.Call call, Log log) {
        Optional<ErasureKey> key = ErasureKey.parse(notice.key())
                .filter(known -> notice.isCreation() && notice.bucket().equals(store.bucket())
                        && store.head(known.request()).isPresent());
        if (key.isEmpty()) {
            log.info("notice ignored: no erasure is asked for, or it is done", "event", notice.event());
            return Map.of("status", "IGNORED");
        }
        Optional<DatasetErasure> asked = whole(key.get());
        return asked.isPresent() ? erase(key.get(), asked.get(), log)
                : outcome(customers(call, log).getOrDefault(key.get(), Erasures.Status.DUPLICATE).name(),
                        key.get());
    }

    private Optional<DatasetErasure> whole(ErasureKey key) {
        return store.readAll(key.request()).flatMap(request -> DatasetErasure.of(Json.parse(request, "the request")));
    }

    private Map<String, String> erase(ErasureKey key, DatasetErasure asked, Log log) {
        new DatasetErasing(store, clock).run(key, asked);
        log.info("data set erased", "erasure", key.erasure(), "dataset", asked.dataset());
        return outcome(Erasures.Status.ERASED.name(), key);
    }

    private Map<ErasureKey, Erasures.Status> customers(Work.Call call, Log log) {
        return new Erasures(store, clock, pause, this::known, call, log).see();
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
