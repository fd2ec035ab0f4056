package io.segmenta.privacy;

import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was done to erase one customer, without the identifier. It is written before each change, so that an attempt
 * that is broken off is gone on with and nothing is done twice. For one thread.
 */
final class Receipt {
    private static final String JSON = "application/json";
    private static final int FORMAT = 1;
    private static final String AWAITED = "waits_for";

    private final ObjectStore store;
    private final ErasureKey key;
    private final String subject;
    private final String requested;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final Map<PeoplePlace, long[]> looked = new TreeMap<>();
    private final List<String> unread = new ArrayList<>();
    /** What the customer may come back by; empty before the first walk has ended. */
    private Optional<Set<String>> awaited = Optional.empty();
    private Optional<String> etag = Optional.empty();

    /**
     * A change of one object.
     *
     * @param before SHA-256 of its bytes
     * @param after the same of what was written; empty when it was deleted
     * @param rows that went; 0 where that cannot be told
     * @param sums before, of the erased rows and after; none where there are no lines of text
     */
    record Change(PeoplePlace place, String key, String before, String after, int rows, List<String> sums) {
        Map<String, Object> document() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("place", place.word());
            fields.put("key", key);
            fields.put("before", before);
            fields.put("after", after);
            fields.put("rows", rows);
            if (!sums.isEmpty()) {
                fields.put("row_sums", Map.of("before", sums.get(0), "erased", sums.get(1), "after", sums.get(2)));
            }
            return fields;
        }

        static Change of(JsonObject fields) {
            List<String> sums = fields.has("row_sums")
                    ? List.of("before", "erased", "after").stream().map(fields.object("row_sums")::string).toList()
                    : List.of();
            return new Change(PeoplePlace.of(fields.string("key")).orElseThrow(), fields.string("key"),
                    fields.string("before"), fields.string("after"), (int) fields.integer("rows"), sums);
        }
    }

    private Receipt(ObjectStore store, ErasureKey key, String subject, String requested) {
        this.store = store;
        this.key = key;
        this.subject = subject;
        this.requested = requested;
    }

    /** The receipt of an erasure, with what an earlier attempt did. */
    static Receipt open(ObjectStore store, ErasureKey key, KeyedHash subject, String requested) {
        Receipt receipt = new Receipt(store, key, subject.hex(), requested);
        if (store.find(key.receipt(), Optional.empty()) instanceof Found.Content content) {
            receipt.etag = Optional.of(content.etag());
            JsonObject document = Json.parse(content.bytes(), "the receipt");
            document.objects("changes").stream().map(Change::of)
                    .forEach(change -> receipt.changes.put(change.key(), change));
            if (document.has(AWAITED)) {
                receipt.awaited = Optional.of(new TreeSet<>(document.strings(AWAITED)));
            }
        }
        return receipt;
    }

    /** Begins to count what is looked into. */
    void walk() {
        looked.clear();
        unread.clear();
    }

    /**
     * Notes what may bring the customer back after a walk: of the first one what had not ended before it, since all
     * that begins later reads what the walk has left; of a further one what is left of that, and files that are
     * answered anew since.
     *
     * @param before what had begun before the walk, and whether it had ended
     * @param after the same after it
     * @return keys; empty when nothing can
     */
    Set<String> await(Map<String, Boolean> before, Map<String, Boolean> after) {
        Set<String> candidates = new TreeSet<>(awaited.orElse(after.keySet()));
        after.keySet().stream().filter(changes::containsKey).forEach(candidates::add);
        candidates.removeIf(key -> !after.containsKey(key) || before.getOrDefault(key, false));
        awaited = Optional.of(candidates);
        if (!candidates.isEmpty()) {
            write("running", Map.of());
        }
        return Set.copyOf(candidates);
    }

    void looked(PeoplePlace place) {
        looked.computeIfAbsent(place, _ -> new long[1])[0]++;
    }

    /** Notes an object that could not be read: it has to be looked into by a person. */
    void unread(String objectKey) {
        unread.add(objectKey);
    }

    /** Notes a change that is about to be made. */
    void plan(Change change) {
        changes.put(change.key(), change);
        write("running", Map.of());
    }

    /** What was planned for an object. */
    Optional<Change> planned(String objectKey) {
        return Optional.ofNullable(changes.get(objectKey));
    }

    List<Change> changes() {
        return List.copyOf(changes.values());
    }

    /**
     * Ends the receipt.
     *
     * @param versions how many older versions of objects were removed
     * @param left keys where a search among all bytes still finds the customer
     * @param searched why there was such a search, or why not
     * @param catalogue columns of the catalogue that named the customer when this was asked for, and how many rows
     * @param open what had not ended after so long that it was not waited for any more
     */
    void end(Instant completed, int versions, List<String> left, String searched, Map<String, Long> catalogue,
            List<String> open) {
        awaited = Optional.of(new TreeSet<>(open));
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("completed", completed.toString());
        more.put("versions_removed", versions);
        more.put("search", searched);
        more.put("left", left);
        more.put("unread", List.copyOf(unread));
        more.put("catalogue", catalogue);
        more.put("kept", List.of(
                Map.of("what", "models, metrics, profiles, counts", "why", "they hold no identifiers and are made of "
                        + "many rows; the next training is without the customer"),
                Map.of("what", "the catalogue", "why", catalogue.isEmpty() ? "it holds no rows and no identifiers"
                        : "somebody has written the identifier into it, as catalogue says: change it there"),
                Map.of("what", "the opt-out, if there is one", "why",
                        "a keyed hash, so that the customer stays out"),
                Map.of("what", "this receipt and the entry in the audit", "why",
                        "they prove the erasure and hold a keyed hash only")));
        write("done", more);
    }

    private void write(String state, Map<String, Object> more) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("erasure", key.erasure().toString());
        document.put("state", state);
        document.put("subject", subject);
        document.put("requested", requested);
        awaited.filter(keys -> !keys.isEmpty()).ifPresent(keys -> document.put(AWAITED, List.copyOf(keys)));
        document.putAll(more);
        List<Object> places = new ArrayList<>();
        for (PeoplePlace place : PeoplePlace.values()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("place", place.word());
            fields.put("looked_into", looked.getOrDefault(place, new long[1])[0]);
            fields.put("rewritten", count(place, true));
            fields.put("deleted", count(place, false));
            places.add(fields);
        }
        document.put("places", places);
        document.put("changes", changes.values().stream().map(Change::document).toList());
        store.replace(key.receipt(), JSON, ObjectContent.of(Json.write(document)), etag);
        etag = store.head(key.receipt()).map(head -> head.etag());
    }

    /** Whether another call has written it since. */
    boolean isTaken() {
        return !store.head(key.receipt()).map(head -> head.etag()).equals(etag);
    }

    private long count(PeoplePlace place, boolean rewritten) {
        return changes.values().stream()
                .filter(change -> change.place() == place && change.after().isEmpty() != rewritten).count();
    }
}
