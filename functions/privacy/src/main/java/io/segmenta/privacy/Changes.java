package io.segmenta.privacy;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.json.Json;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.RewritableStore;
import io.segmenta.platform.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The changes of one erasure: each is in the receipt before it is made. For one thread. */
final class Changes {
    private final RewritableStore store;
    private final ErasureKey key;
    private final Receipt receipt;

    Changes(RewritableStore store, ErasureKey key, Receipt receipt) {
        this.store = store;
        this.key = key;
        this.receipt = receipt;
    }

    /** Whether an object is still to be seen to: an attempt before may have done so. */
    boolean isOpen(String objectKey) {
        return receipt.planned(objectKey).isEmpty() || current(objectKey)
                .filter(receipt.planned(objectKey).get().after()::equals).isEmpty();
    }

    private Optional<String> current(String objectKey) {
        return store.get(objectKey).map(Changes::sha256);
    }

    private static String sha256(StoredObject object) {
        try (object) {
            return Sha256.of(object.readAll());
        }
    }

    void write(PeoplePlace place, String objectKey, String contentType, byte[] bytes, int rows) {
        write(place, objectKey, contentType, bytes, rows, List.of());
    }

    /** Writes an object anew, unless that has been done. */
    void write(PeoplePlace place, String objectKey, String contentType, byte[] bytes, int rows, List<String> sums) {
        Optional<ObjectHead> seen = store.head(objectKey).filter(_ -> isOpen(objectKey));
        if (seen.isEmpty()) {
            return;
        }
        receipt.plan(new Receipt.Change(place, objectKey, current(objectKey).orElse(""), Sha256.of(bytes), rows, sums));
        Map<String, String> metadata = new HashMap<>(seen.get().metadata());
        if (!metadata.containsKey(ErasureKey.MARK)) {
            metadata.put(ErasureKey.ORIGINAL, seen.get().version().orElse(seen.get().etag()));
        }
        metadata.put(ErasureKey.MARK, key.erasure().toString());
        store.rewrite(seen.get(), contentType, ObjectContent.of(bytes), metadata);
    }

    /** Deletes an object and writes another in its place, where nothing may be written over. */
    void again(PeoplePlace place, String objectKey, String contentType, byte[] bytes) {
        receipt.plan(new Receipt.Change(place, objectKey, current(objectKey).orElse(""), Sha256.of(bytes), 0,
                List.of()));
        store.delete(objectKey);
        store.create(objectKey, contentType, ObjectContent.of(bytes));
    }

    /** Deletes an object; nothing happens when there is none. */
    void delete(PeoplePlace place, String objectKey) {
        current(objectKey).ifPresent(before -> {
            receipt.plan(new Receipt.Change(place, objectKey, before, "", 0, List.of()));
            store.delete(objectKey);
        });
    }

    /** Notes in each data set what was changed there. */
    void note() {
        Map<String, StringBuilder> logs = new TreeMap<>();
        for (Receipt.Change change : receipt.changes()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("key", change.key());
            line.put("before", change.before());
            line.put("after", change.after());
            line.put("receipt", key.erasure().toString());
            logs.computeIfAbsent(Erasing.dataset(change.key()), _ -> new StringBuilder())
                    .append(new String(Json.write(line), StandardCharsets.UTF_8)).append('\n');
        }
        logs.forEach(this::note);
    }

    private void note(String dataset, StringBuilder lines) {
        String log = ErasureKey.log(dataset);
        Found found = store.find(log, Optional.empty());
        String before = found instanceof Found.Content content
                ? new String(content.bytes(), StandardCharsets.UTF_8)
                : "";
        if (!before.contains(key.erasure().toString())) {
            store.replace(log, "application/jsonl",
                    ObjectContent.of((before + lines).getBytes(StandardCharsets.UTF_8)),
                    found instanceof Found.Content content ? Optional.of(content.etag()) : Optional.empty());
        }
    }
}
