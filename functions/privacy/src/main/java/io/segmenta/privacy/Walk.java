package io.segmenta.privacy;

import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.features.FeatureBlock;
import io.segmenta.model.features.FeatureIndex;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.RowSum;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.RewritableStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One walk through every place where people's rows lie, which takes all customers out of them that are to be erased,
 * and a search among all bytes after it. It goes step by step, in order, so that it can be broken off and gone on with.
 * For one thread. Time O(bytes of the bucket), however many the customers are.
 */
final class Walk {
    private static final String GZIP_ENDING = ".gz";
    private static final String RUNS = "1 ";
    private static final String OBJECTS = "2 ";
    private static final String VERSIONS = "3 ";
    private static final String SEARCH = "4 ";

    private final RewritableStore store;
    private final TenantKeys tenant;
    private final Work work;
    private final Map<String, Boolean> begun;
    private final BooleanSupplier late;
    private final Subjects subjects;
    private final Set<String> telling;
    private final Changes changes;
    private final IdentifierNames names;

    /**
     * A walk, from where the work was left.
     *
     * @param members whose walk it is
     * @param begun what has begun, and whether it has ended: files of a run that is at work are left alone
     * @param late whether it is time to break it off
     */
    Walk(RewritableStore store, TenantKeys tenant, Work work, Collection<Member> members, Map<String, Boolean> begun,
            BooleanSupplier late) {
        this.store = store;
        this.tenant = tenant;
        this.work = work;
        this.begun = begun;
        this.late = late;
        this.subjects = new Subjects(members.stream().map(Member::subject).toList());
        this.telling = members.stream().map(Member::subject).filter(Subject::isTelling).map(Subject::hash)
                .collect(Collectors.toSet());
        this.changes = new Changes(store, work, members);
        this.names = new IdentifierNames(store);
    }

    /** Goes on; false where it is broken off, to be gone on with later. */
    boolean run() {
        List<String> all = store.list("");
        SortedMap<String, Runnable> steps = new TreeMap<>();
        for (String one : all) {
            PeoplePlace.of(one).ifPresent(place -> {
                if (place == PeoplePlace.RUNS) {
                    RunFolder folder = folder(one);
                    steps.put(RUNS + folder.prefix(), () -> run(folder));
                }
                steps.put(OBJECTS + one, () -> object(place, one));
            });
        }
        return taken(steps) && taken(earlier()) && taken(searches());
    }

    private SortedMap<String, Runnable> earlier() {
        Map<String, Set<String>> changed = work.changes().stream()
                .collect(Collectors.toMap(Change::key, change -> change.parts().keySet()));
        SortedMap<String, Runnable> steps = new TreeMap<>();
        store.earlier("").stream().filter(version -> PeoplePlace.of(version.key()).isPresent())
                .collect(Collectors.groupingBy(ObjectHead::key))
                .forEach((key, versions) -> steps.put(VERSIONS + key,
                        () -> earlier(versions, changed.getOrDefault(key, Set.of()))));
        return steps;
    }

    private SortedMap<String, Runnable> searches() {
        SortedMap<String, Runnable> steps = new TreeMap<>();
        store.list("").forEach(one -> steps.put(SEARCH + one, () -> search(one)));
        return steps;
    }

    private boolean taken(SortedMap<String, Runnable> steps) {
        for (Map.Entry<String, Runnable> step : steps.entrySet()) {
            if (!work.isBehind(step.getKey())) {
                if (late.getAsBoolean()) {
                    work.keep();
                    return false;
                }
                step.getValue().run();
                work.step(step.getKey());
            }
        }
        return true;
    }

    private void object(PeoplePlace place, String one) {
        work.looked(place);
        switch (place.kind()) {
            case ROWS -> rows(place, one, RunRows.NONE);
            case WHOLE -> whole(place, one);
            case PROFILE -> profile(one);
            case RUN, OWN -> {
                // Runs are seen to as a whole; what is the erasure's own, at its end.
            }
        }
    }

    /** What goes of a run's rows: whose, how many, and their numbers in order. */
    private record RunRows(Map<String, Integer> whose, int[] numbers) {
        static final RunRows NONE = new RunRows(Map.of(), new int[0]);
    }

    private void run(RunFolder folder) {
        if (UnderWay.isAtWork(folder, begun)) {
            return;
        }
        Optional<RunErasure> erasure = RunErasure.of(store, folder, subjects, changes);
        RunRows gone = erasure.map(found -> new RunRows(found.whose(), found.gone())).orElse(RunRows.NONE);
        boolean none = erasure.filter(RunErasure::isAll).isPresent();
        for (String one : store.list(folder.key(RunFolder.PEOPLE))) {
            if (none) {
                changes.delete(PeoplePlace.RUNS, one, gone.whose().keySet());
            } else if (isText(one)) {
                rows(PeoplePlace.RUNS, one, gone);
            }
        }
        erasure.ifPresent(_ -> upload(folder, gone.whose().keySet()));
        if (!none) {
            erasure.ifPresent(RunErasure::write);
        }
    }

    /** Lines without a block index: who moved, who is at a border, rows of releases that had no index. */
    private boolean isText(String one) {
        return one.endsWith(".csv" + GZIP_ENDING) && !RunFile.VALUES.isAt('/' + RunFolder.PEOPLE + name(one))
                && (!RunFile.ASSIGNMENTS.isAt('/' + RunFolder.PEOPLE + name(one))
                        || store.head(one.replace(".csv" + GZIP_ENDING, ".blocks")).isEmpty());
    }

    /** An upload that is no text is known to hold customers by the rows of its run. */
    private void upload(RunFolder folder, Collection<String> whose) {
        store.readAll(folder.key(RunFile.LINEAGE)).map(Lineage::parse).map(Lineage::key)
                .filter(upload -> read(upload).filter(file -> !file.isText()).isPresent())
                .ifPresent(upload -> changes.delete(PeoplePlace.UPLOADS, upload, whose));
    }

    private void rows(PeoplePlace place, String one, RunRows gone) {
        Optional<Integer> bucket = FeatureKeys.bucket(one);
        if (bucket.isPresent()) {
            features(place, one, bucket.get());
            return;
        }
        Optional<Packed> found = read(one);
        if (found.isEmpty() || (gone.numbers().length == 0 && !subjects.mayBeIn(found.get().plain()))) {
            return;
        }
        Packed file = found.get();
        if (!file.isText()) {
            Set<String> whose = subjects.wordsIn(file.plain());
            if (!whose.isEmpty()) {
                changes.delete(place, one, whose);
            }
        } else if (changes.isOpen(one)) {
            new TextRows(subjects, tenant, names.of(Erasing.dataset(one)), gone.numbers()).without(file)
                    .ifPresent(rest -> {
                        Map<String, Change.Part> parts = new TreeMap<>(Changes.whole(gone.whose().keySet()));
                        parts.putAll(rest.parts());
                        changes.write(place, one, contentType(one), rest.bytes(), parts);
                    });
        }
    }

    /** A table of features keeps the lengths that its index tells. */
    private void features(PeoplePlace place, String one, int bucket) {
        Optional<byte[]> file = !subjects.in(bucket).isEmpty()
                ? store.readAll(one).filter(_ -> changes.isOpen(one))
                : Optional.empty();
        if (file.isEmpty()) {
            return;
        }
        Optional<FeatureIndex> table = store.readAll(FeatureKeys.indexBeside(one)).map(FeatureIndex::parse);
        if (table.isEmpty()) {
            broken(place, one, bucket);
            return;
        }
        FeatureIndex index = table.get();
        SortedMap<String, RowSum> erased = new TreeMap<>();
        Map<String, Integer> rows = new TreeMap<>();
        RowSum after = new RowSum(tenant);
        FeatureBlock.without(bucket, file.get(), index, hash -> subjects.named(hash).isPresent(), (line, hash) -> {
            byte[] row = line.getBytes(StandardCharsets.UTF_8);
            Optional<String> whose = subjects.named(hash);
            whose.map(subject -> erased.computeIfAbsent(subject, _ -> new RowSum(tenant))).orElse(after).add(row);
            whose.ifPresent(subject -> rows.merge(subject, 1, Integer::sum));
        }).ifPresent(rest -> {
            SortedMap<String, Map.Entry<Integer, String>> told = new TreeMap<>();
            erased.forEach((subject, sum) -> told.put(subject, Map.entry(rows.getOrDefault(subject, 0), sum.hex())));
            changes.write(place, one, contentType(one), rest, Change.chain(told, after.hex()));
        });
    }

    /** A table is whole once its index is there; one that nobody writes any more is of no use. */
    private void broken(PeoplePlace place, String one, int bucket) {
        if (!UnderWay.isAtWork(Erasing.dataset(one), begun)) {
            changes.delete(place, one, subjects.in(bucket));
        }
    }

    private void whole(PeoplePlace place, String one) {
        Optional<Packed> found = read(one);
        Set<String> whose = found.map(file -> subjects.wordsIn(file.plain())).orElse(Set.of());
        if (!whose.isEmpty() && RunFile.FAILURE.isAt(one)) {
            changes.again(place, one, RunFile.FAILURE.contentType(), Wordless.of(found.orElseThrow().plain()), whose);
        } else if (!whose.isEmpty()) {
            changes.delete(place, one, whose);
        }
    }

    /** What is written once is not written over: it goes, and comes back without rows of people. */
    private void profile(String one) {
        Optional<Packed> found = read(one);
        Set<String> whose = found.map(file -> subjects.wordsIn(file.plain())).orElse(Set.of());
        if (whose.isEmpty()) {
            return;
        }
        JsonObject profile = Json.parse(found.orElseThrow().plain(), RunFile.PROFILE.path());
        Map<String, Object> fields = new LinkedHashMap<>(profile.fields());
        fields.put("segments", profile.objects("segments").stream().map(segment -> {
            Map<String, Object> without = new LinkedHashMap<>(segment.fields());
            without.remove("representatives");
            return without;
        }).toList());
        changes.again(PeoplePlace.EARLIER_PROFILES, one, RunFile.PROFILE.contentType(), Json.write(fields), whose);
    }

    private Optional<Packed> read(String one) {
        Optional<StoredObject> found = store.get(one);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoredObject object = found.get()) {
            return unpacked(one, object);
        }
    }

    private Optional<Packed> unpacked(String one, StoredObject object) {
        if (object.head().size() >= Packed.MOST_BYTES) {
            work.unread(one);
            return Optional.empty();
        }
        byte[] bytes = object.readAll();
        try {
            return Optional.of(Packed.of(bytes));
        } catch (UncheckedIOException damaged) {
            // It cannot be unpacked by anybody; its bytes are looked into as they are.
            return Optional.of(new Packed(bytes, false, false));
        }
    }

    /** Older versions of what was changed go, and all others that hold any of them. */
    private void earlier(List<ObjectHead> versions, Set<String> changed) {
        for (ObjectHead version : versions) {
            Set<String> whose = changed.isEmpty() ? holds(version) : changed;
            if (!whose.isEmpty()) {
                store.delete(version);
                work.removed(whose);
            }
        }
    }

    private Set<String> holds(ObjectHead version) {
        try (StoredObject object = store.open(version)) {
            return unpacked(version.key(), object).map(file -> subjects.wordsIn(file.plain())).orElse(Set.of());
        }
    }

    /** Where somebody still stands, after all. */
    private void search(String one) {
        boolean own = PeoplePlace.of(one).filter(place -> place.kind() == PeoplePlace.Kind.OWN).isPresent()
                || one.startsWith(ErasureKey.PREFIX) || one.endsWith("/erasures.jsonl");
        if (!own) {
            read(one).map(file -> subjects.wordsIn(file.plain())).orElse(Set.of()).stream().filter(telling::contains)
                    .forEach(subject -> work.left(subject, one));
        }
    }

    private static RunFolder folder(String key) {
        String[] parts = key.split("/", 4);
        return new RunFolder(parts[1], UUID.fromString(parts[2]));
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private static String contentType(String key) {
        return key.endsWith(GZIP_ENDING) ? "application/gzip" : "text/csv";
    }
}
