package io.segmenta.privacy;

import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The one walk through the places that goes on, and the call whose it is: one object, which only that call writes.
 * Every change is in it before it is made, so that a walk that was broken off is gone on with where it was, by whoever
 * holds it then, and nothing is done twice. It holds no identifiers. For one thread.
 */
final class Work {
    static final String KEY = ErasureKey.PREFIX + "work.json";

    private static final String CALL = "call";
    private static final String UNTIL = "until";
    private static final String ERASURES = "erasures";
    private static final String OVER = "over";
    private static final String AT = "at";
    private static final String LOOKED = "looked_into";
    private static final String UNREAD = "unread";
    private static final String VERSIONS = "versions_removed";
    private static final String LEFT = "left";
    private static final String CHANGES = "changes";

    private final ObjectStore store;
    private final Call call;
    private Optional<String> etag;

    private final Set<UUID> erasures = new TreeSet<>();
    private final Set<String> over = new TreeSet<>();
    private final Map<PeoplePlace, Integer> looked = new TreeMap<>();
    private final Set<String> unread = new TreeSet<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<String, Set<String>> left = new TreeMap<>();
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private String at = "";

    /**
     * A call of the function.
     *
     * @param id as Lambda names it, the same in every attempt
     * @param until when it has ended, if not before
     */
    record Call(String id, Instant until) {}

    private Work(ObjectStore store, Call call, Optional<String> etag) {
        this.store = store;
        this.call = call;
        this.etag = etag;
    }

    /** Takes the work over with what was done of it; empty while another call has it. */
    static Optional<Work> take(ObjectStore store, Call call, InstantSource clock) {
        Work work;
        if (store.find(KEY, Optional.empty()) instanceof Found.Content content) {
            JsonObject document = Json.parse(content.bytes(), "the work");
            if (document.has(CALL) && !document.string(CALL).equals(call.id())
                    && clock.instant().isBefore(Instant.parse(document.string(UNTIL)))) {
                return Optional.empty();
            }
            work = new Work(store, call, Optional.of(content.etag()));
            work.read(document);
        } else {
            work = new Work(store, call, Optional.empty());
        }
        try {
            work.write();
            return Optional.of(work);
        } catch (ObjectConflictException faster) {
            return Optional.empty();
        }
    }

    private void read(JsonObject document) {
        document.strings(ERASURES).forEach(one -> erasures.add(UUID.fromString(one)));
        over.addAll(document.strings(OVER));
        at = document.string(AT);
        JsonObject places = document.object(LOOKED);
        for (PeoplePlace place : PeoplePlace.values()) {
            if (places.has(place.word())) {
                looked.put(place, (int) places.integer(place.word()));
            }
        }
        unread.addAll(document.strings(UNREAD));
        JsonObject removed = document.object(VERSIONS);
        removed.names().forEach(subject -> versions.put(subject, (int) removed.integer(subject)));
        JsonObject found = document.object(LEFT);
        found.names().forEach(subject -> left.put(subject, new TreeSet<>(found.strings(subject))));
        document.objects(CHANGES).stream().map(Change::of).forEach(change -> changes.put(change.key(), change));
    }

    private void write() {
        write(Map.of(CALL, call.id(), UNTIL, call.until().toString()));
    }

    private void write(Map<String, Object> holder) {
        Map<String, Object> document = new LinkedHashMap<>(holder);
        document.put(ERASURES, erasures.stream().map(UUID::toString).toList());
        document.put(OVER, List.copyOf(over));
        document.put(AT, at);
        Map<String, Object> places = new LinkedHashMap<>();
        looked.forEach((place, count) -> places.put(place.word(), count));
        document.put(LOOKED, places);
        document.put(UNREAD, List.copyOf(unread));
        document.put(VERSIONS, new LinkedHashMap<>(versions));
        Map<String, Object> found = new LinkedHashMap<>();
        left.forEach((subject, keys) -> found.put(subject, List.copyOf(keys)));
        document.put(LEFT, found);
        document.put(CHANGES, changes.values().stream().map(Change::document).toList());
        store.replace(KEY, "application/json", ObjectContent.of(Json.write(document)), etag);
        etag = store.head(KEY).map(head -> head.etag());
    }

    /** Lets another call have it, which goes on where this one was. */
    void release() {
        write(Map.of());
    }

    /** Whether another call has taken it. */
    boolean isTaken() {
        return !store.head(KEY).map(head -> head.etag()).equals(etag);
    }

    /** Whose walk goes on; none when none does. */
    Set<UUID> erasures() {
        return Set.copyOf(erasures);
    }

    /**
     * Begins a walk.
     *
     * @param ended what had begun and ended before it
     */
    void begin(Collection<UUID> whose, Collection<String> ended) {
        clear();
        erasures.addAll(whose);
        over.addAll(ended);
        write();
    }

    /** Ends the walk, of which receipts tell now. */
    void end() {
        clear();
        write();
    }

    private void clear() {
        erasures.clear();
        over.clear();
        looked.clear();
        unread.clear();
        versions.clear();
        left.clear();
        changes.clear();
        at = "";
    }

    /** Whether something had ended before the walk began. */
    boolean wasOver(String key) {
        return over.contains(key);
    }

    /** Whether the walk has left a step behind; steps are taken in the order of their names. */
    boolean isBehind(String step) {
        return step.compareTo(at) <= 0;
    }

    /** A step is taken. It is noted with the next change. */
    void step(String step) {
        at = step;
    }

    /** Notes the steps that were taken, where the walk is broken off. */
    void keep() {
        write();
    }

    void looked(PeoplePlace place) {
        looked.merge(place, 1, Integer::sum);
    }

    /** Notes an object that could not be read: it has to be looked into by a person. */
    void unread(String objectKey) {
        unread.add(objectKey);
    }

    /** An older version went that some of them were in. */
    void removed(Collection<String> subjects) {
        subjects.forEach(subject -> versions.merge(subject, 1, Integer::sum));
    }

    /** Somebody still stands in an object, after all. */
    void left(String subject, String objectKey) {
        left.computeIfAbsent(subject, _ -> new TreeSet<>()).add(objectKey);
    }

    /** Notes a change that is about to be made. */
    void plan(Change change) {
        changes.put(change.key(), change);
        write();
    }

    /** What was planned for an object. */
    Optional<Change> planned(String objectKey) {
        return Optional.ofNullable(changes.get(objectKey));
    }

    List<Change> changes() {
        return List.copyOf(changes.values());
    }

    Map<PeoplePlace, Integer> looked() {
        return Map.copyOf(looked);
    }

    List<String> unread() {
        return new ArrayList<>(unread);
    }

    /** How many older versions went that somebody was in. */
    int versions(String subject) {
        return versions.getOrDefault(subject, 0);
    }

    /** Where somebody still stands. */
    List<String> left(String subject) {
        return List.copyOf(left.getOrDefault(subject, Set.of()));
    }
}
