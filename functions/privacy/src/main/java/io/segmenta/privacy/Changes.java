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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The changes of one walk: each is in the work before it is made. For one thread. */
final class Changes {
    private final RewritableStore store;
    private final Work work;
    private final List<Member> members;

    Changes(RewritableStore store, Work work, Collection<Member> members) {
        this.store = store;
        this.work = work;
        this.members = List.copyOf(members);
    }

    /** What goes of some of them, of whom it is not known how many rows. */
    static Map<String, Change.Part> whole(Collection<String> subjects) {
        return subjects.stream().collect(Collectors.toMap(Function.identity(), _ -> Change.Part.WHOLE));
    }

    /** How many rows go of some of them, of which there are no sums. */
    static Map<String, Change.Part> rows(Map<String, Integer> rows) {
        Map<String, Change.Part> parts = new TreeMap<>();
        rows.forEach((subject, count) -> parts.put(subject, new Change.Part(count, List.of())));
        return parts;
    }

    /** Whether an object is still to be seen to: an attempt before may have done so. */
    boolean isOpen(String objectKey) {
        return work.planned(objectKey).isEmpty() || current(objectKey)
                .filter(work.planned(objectKey).get().after()::equals).isEmpty();
    }

    /** What was planned of an object. */
    Optional<Change> planned(String objectKey) {
        return work.planned(objectKey);
    }

    private Optional<String> current(String objectKey) {
        return store.get(objectKey).map(Changes::sha256);
    }

    private static String sha256(StoredObject object) {
        try (object) {
            return Sha256.of(object.readAll());
        }
    }

    /** Writes an object anew, unless that has been done. */
    void write(PeoplePlace place, String objectKey, String contentType, byte[] bytes, Map<String, Change.Part> parts) {
        Optional<ObjectHead> seen = store.head(objectKey).filter(_ -> isOpen(objectKey));
        if (seen.isEmpty()) {
            return;
        }
        work.plan(new Change(place, objectKey, current(objectKey).orElse(""), Sha256.of(bytes), parts));
        Map<String, String> metadata = new HashMap<>(seen.get().metadata());
        if (!metadata.containsKey(ErasureKey.MARK)) {
            metadata.put(ErasureKey.ORIGINAL, seen.get().version().orElse(seen.get().etag()));
        }
        metadata.put(ErasureKey.MARK, erasure(parts));
        store.rewrite(seen.get(), contentType, ObjectContent.of(bytes), metadata);
    }

    /** One of the erasures that an object is changed for, which all of them tell of. */
    private String erasure(Map<String, Change.Part> parts) {
        return members.stream().filter(member -> parts.containsKey(member.subject().hash())).findFirst().orElseThrow()
                .key().erasure().toString();
    }

    /** Deletes an object and writes another in its place, where nothing may be written over. */
    void again(PeoplePlace place, String objectKey, String contentType, byte[] bytes, Collection<String> subjects) {
        work.plan(new Change(place, objectKey, current(objectKey).orElse(""), Sha256.of(bytes), whole(subjects)));
        store.delete(objectKey);
        store.create(objectKey, contentType, ObjectContent.of(bytes));
    }

    /** Deletes an object; nothing happens when there is none. */
    void delete(PeoplePlace place, String objectKey, Collection<String> subjects) {
        current(objectKey).ifPresent(before -> {
            work.plan(new Change(place, objectKey, before, "", whole(subjects)));
            store.delete(objectKey);
        });
    }

    /** Notes in each data set what was changed there for those whose erasures end. */
    static void note(RewritableStore store, Collection<Member> ended) {
        Map<String, Map<String, String>> logs = new TreeMap<>();
        for (Member member : ended) {
            String erasure = member.key().erasure().toString();
            for (Change change : member.receipt().changes()) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("key", change.key());
                line.put("before", change.before());
                line.put("after", change.after());
                line.put("receipt", erasure);
                logs.computeIfAbsent(Erasing.dataset(change.key()), _ -> new LinkedHashMap<>()).merge(erasure,
                        new String(Json.write(line), StandardCharsets.UTF_8) + '\n', String::concat);
            }
        }
        logs.forEach((dataset, lines) -> note(store, ErasureKey.log(dataset), lines));
    }

    private static void note(RewritableStore store, String log, Map<String, String> lines) {
        Found found = store.find(log, Optional.empty());
        String before = found instanceof Found.Content content
                ? new String(content.bytes(), StandardCharsets.UTF_8)
                : "";
        String more = lines.entrySet().stream().filter(one -> !before.contains(one.getKey()))
                .map(Map.Entry::getValue).collect(Collectors.joining());
        if (!more.isEmpty()) {
            store.replace(log, "application/jsonl",
                    ObjectContent.of((before + more).getBytes(StandardCharsets.UTF_8)),
                    found instanceof Found.Content content ? Optional.of(content.etag()) : Optional.empty());
        }
    }
}
