package io.segmenta.privacy;

import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was done to erase one customer, without the identifier. It is written after each walk through the places with
 * what the walk has changed. For one thread.
 */
final class Receipt {
    private static final String JSON = "application/json";
    private static final int FORMAT = 1;
    private static final String AWAITED = "waits_for";
    private static final String REMOVED = "versions_removed";

    private final ObjectStore store;
    private final ErasureKey key;
    private final String subject;
    private final String requested;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private Map<PeoplePlace, Integer> looked = Map.of();
    private long versions;
    /** What the customer may come back by; empty before the first walk has ended. */
    private Optional<Set<String>> awaited = Optional.empty();

    private Receipt(ObjectStore store, ErasureKey key, String subject, String requested) {
        this.store = store;
        this.key = key;
        this.subject = subject;
        this.requested = requested;
    }

    /** The receipt of an erasure, with what earlier walks did. */
    static Receipt open(ObjectStore store, ErasureKey key, String subject, String requested) {
        Receipt receipt = new Receipt(store, key, subject, requested);
        store.readAll(key.receipt()).map(bytes -> Json.parse(bytes, "the receipt")).ifPresent(receipt::read);
        return receipt;
    }

    private void read(JsonObject document) {
        document.objects("changes").stream().map(change -> Change.of(change, subject))
                .forEach(change -> changes.put(change.key(), change));
        if (document.has(AWAITED)) {
            awaited = Optional.of(new TreeSet<>(document.strings(AWAITED)));
        }
        versions = document.has(REMOVED) ? document.integer(REMOVED) : 0;
    }

    /** Takes in what a walk that has ended did. */
    void walked(Work work) {
        work.changes().stream().filter(change -> change.parts().containsKey(subject))
                .forEach(change -> changes.put(change.key(), change));
        looked = work.looked();
        versions += work.versions(subject);
    }

    /**
     * Notes what may bring the customer back after a walk: of the first one what had not ended before it, since all
     * that begins later reads what the walk has left; of a further one what is left of that, and files that are
     * answered anew since.
     *
     * @param work that tells what had ended before the walk
     * @param after what has begun by now, and whether it has ended
     * @return keys; empty when nothing can
     */
    Set<String> await(Work work, Map<String, Boolean> after) {
        Set<String> candidates = new TreeSet<>(awaited.orElse(after.keySet()));
        after.keySet().stream().filter(changes::containsKey).forEach(candidates::add);
        candidates.removeIf(one -> !after.containsKey(one) || work.wasOver(one));
        awaited = Optional.of(candidates);
        return Set.copyOf(candidates);
    }

    /** What the customer may come back by; empty before the first walk has ended. */
    Optional<Set<String>> awaited() {
        return awaited.map(Set::copyOf);
    }

    List<Change> changes() {
        return List.copyOf(changes.values());
    }

    /** Tells that the erasure goes on. */
    void goesOn() {
        write("running", Map.of(REMOVED, versions));
    }

    /**
     * Ends the receipt.
     *
     * @param work the last walk
     * @param searched why all bytes were searched, or why not
     * @param catalogue columns of the catalogue that named the customer when this was asked for, and how many rows
     * @param open what had not ended after so long that it was not waited for any more
     */
    void end(Instant completed, Work work, String searched, Map<String, Long> catalogue, Collection<String> open) {
        awaited = Optional.of(new TreeSet<>(open));
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("completed", completed.toString());
        more.put(REMOVED, versions);
        more.put("search", searched);
        more.put("left", work.left(subject));
        more.put("unread", work.unread());
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
            fields.put("looked_into", looked.getOrDefault(place, 0));
            fields.put("rewritten", count(place, true));
            fields.put("deleted", count(place, false));
            places.add(fields);
        }
        document.put("places", places);
        document.put("changes", changes.values().stream().map(change -> change.document(subject)).toList());
        Optional<String> seen = store.find(key.receipt(), Optional.empty()) instanceof Found.Content content
                ? Optional.of(content.etag())
                : Optional.empty();
        store.replace(key.receipt(), JSON, ObjectContent.of(Json.write(document)), seen);
    }

    private long count(PeoplePlace place, boolean rewritten) {
        return changes.values().stream()
                .filter(change -> change.place() == place && change.after().isEmpty() != rewritten).count();
    }
}
