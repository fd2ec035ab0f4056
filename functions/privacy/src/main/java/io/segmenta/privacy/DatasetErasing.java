package io.segmenta.privacy;

import io.segmenta.model.contract.DatasetErasure;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.RewritableStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes all rows of people of one data set out of the bucket, in all versions, by the list of places. What is to go is
 * counted in the receipt before anything goes, so an attempt that is broken off is gone on with. Models, metrics and
 * evidence stay, which hold no rows.
 */
final class DatasetErasing {
    private static final int FORMAT = 1;
    private static final String PLACES = "places";
    private static final String REPRESENTATIVES = "\"representatives\"";

    private final RewritableStore store;
    private final InstantSource clock;

    DatasetErasing(RewritableStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    void run(ErasureKey key, DatasetErasure asked) {
        List<String> going = going(asked.dataset());
        Optional<JsonObject> before = receipt(key);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("erasure", key.erasure().toString());
        document.put("state", "running");
        document.put("dataset", asked.dataset());
        document.put("requested", asked.requested());
        document.put(PLACES, before.flatMap(receipt -> Optional.ofNullable(receipt.fields().get(PLACES)))
                .orElseGet(() -> places(going)));
        if (before.isEmpty()) {
            write(key, document);
        }
        going.forEach(this::delete);
        int versions = 0;
        for (ObjectHead version : store.earlier("")) {
            if (isOf(asked.dataset(), version.key())) {
                store.delete(version);
                versions++;
            }
        }
        document.put("state", "done");
        document.put("completed", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("versions_removed", versions);
        document.put("left", going(asked.dataset()));
        document.put("kept",
                List.of(Map.of("what", "models, metrics, profiles, counts, the catalogue, the audit", "why",
                        "they hold no rows of people, and prove what was done")));
        write(key, document);
        store.delete(key.request());
        store.earlier(key.request()).forEach(store::delete);
    }

    private void delete(String one) {
        Optional<byte[]> failure = RunFile.FAILURE.isAt(one) ? store.readAll(one) : Optional.empty();
        store.delete(one);
        failure.ifPresent(words -> store.create(one, RunFile.FAILURE.contentType(),
                ObjectContent.of(Wordless.of(words))));
    }

    private Optional<JsonObject> receipt(ErasureKey key) {
        return store.readAll(key.receipt()).map(bytes -> Json.parse(bytes, "the receipt"));
    }

    private void write(ErasureKey key, Map<String, Object> document) {
        Optional<String> seen = store.find(key.receipt(), Optional.empty()) instanceof Found.Content content
                ? Optional.of(content.etag())
                : Optional.empty();
        store.replace(key.receipt(), "application/json", ObjectContent.of(Json.write(document)), seen);
    }

    private List<String> going(String dataset) {
        return store.list("").stream().filter(key -> isOf(dataset, key)).filter(this::holdsRows).toList();
    }

    private static boolean isOf(String dataset, String key) {
        return PeoplePlace.of(key).filter(place -> place.kind() != PeoplePlace.Kind.OWN).isPresent()
                && Erasing.dataset(key).equals(dataset);
    }

    /** Profiles of today hold none, nor does a failure without words. */
    private boolean holdsRows(String key) {
        if (RunFile.FAILURE.isAt(key)) {
            return store.readAll(key).filter(words -> !Wordless.is(words)).isPresent();
        }
        return PeoplePlace.of(key).filter(PeoplePlace.EARLIER_PROFILES::equals).isEmpty()
                || store.readAll(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .filter(text -> text.contains(REPRESENTATIVES)).isPresent();
    }

    private static List<Object> places(List<String> going) {
        List<Object> places = new ArrayList<>();
        for (PeoplePlace place : PeoplePlace.values()) {
            long objects = going.stream().filter(key -> PeoplePlace.of(key).filter(place::equals).isPresent()).count();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("place", place.word());
            fields.put("looked_into", objects);
            fields.put("rewritten", 0);
            fields.put("deleted", objects);
            places.add(fields);
        }
        return places;
    }
}
