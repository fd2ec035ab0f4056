package io.segmenta.privacy;

import io.segmenta.model.contract.DatasetErasure;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.features.FeatureBlock;
import io.segmenta.model.features.FeatureIndex;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.RowSum;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.RewritableStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Erases one customer: walks every place where people's rows lie, then searches all bytes, then writes the receipt and
 * forgets what was asked. However often the notice arrives, and wherever an attempt was broken off, the end is the
 * same. Faults of infrastructure are thrown, and the notice comes again. Time O(bytes of the places).
 */
final class Erasing {
    private static final String GZIP_ENDING = ".gz";

    private final RewritableStore store;
    private final KeySource keys;
    private final InstantSource clock;

    Erasing(RewritableStore store, KeySource keys, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /** One job: what it looks for, and what it has found. */
    private final class Job {
        private final ErasureKey key;
        private final Subject subject;
        private final TenantKeys tenant;
        private final Receipt receipt;
        private final Map<String, Long> catalogue = new LinkedHashMap<>();
        private final Changes changes;
        private final IdentifierNames names = new IdentifierNames(store);

        Job(ErasureKey key, JsonObject request, TenantKeys tenant) {
            this.key = key;
            this.tenant = tenant;
            this.subject = Subject.of(request.string("id"), tenant);
            if (request.has("catalogue")) {
                JsonObject named = request.object("catalogue");
                named.names().forEach(column -> catalogue.put(column, named.integer(column)));
            }
            this.receipt = Receipt.open(store, key, subject.hash(), request.string("requested"));
            this.changes = new Changes(store, key, receipt);
        }

        void run() {
            List<String> all = store.list("");
            runs(all);
            for (String one : all) {
                PeoplePlace.of(one).ifPresent(place -> {
                    receipt.looked(place);
                    switch (place.kind()) {
                        case ROWS -> rows(place, one, new int[0]);
                        case WHOLE -> whole(place, one);
                        case PROFILE -> profile(one);
                        case RUN, OWN -> {
                            // Runs are seen to as a whole; what is the erasure's own, at its end.
                        }
                    }
                });
            }
            int versions = earlier();
            note();
            receipt.end(clock.instant().truncatedTo(ChronoUnit.MILLIS), versions, left(), searched(),
                    catalogue);
            store.delete(key.request());
            store.earlier(key.request()).forEach(store::delete);
        }

        private void runs(List<String> all) {
            Set<RunFolder> folders = all.stream()
                    .filter(one -> PeoplePlace.of(one).filter(PeoplePlace.RUNS::equals).isPresent())
                    .map(Erasing::folder).collect(Collectors.toCollection(LinkedHashSet::new));
            for (RunFolder folder : folders) {
                Optional<RunErasure> erasure = RunErasure.of(store, folder, subject, changes);
                int[] gone = erasure.map(RunErasure::gone).orElse(new int[0]);
                boolean none = erasure.filter(RunErasure::isAll).isPresent();
                for (String one : store.list(folder.key(RunFolder.PEOPLE))) {
                    if (none) {
                        changes.delete(PeoplePlace.RUNS, one);
                    } else if (isText(one)) {
                        rows(PeoplePlace.RUNS, one, gone);
                    }
                }
                erasure.ifPresent(_ -> upload(folder));
                if (!none) {
                    erasure.ifPresent(RunErasure::write);
                }
            }
        }

        /** Lines without a block index: who moved, who is at a border, rows of releases that had no index. */
        private boolean isText(String one) {
            return one.endsWith(".csv" + GZIP_ENDING) && !RunFile.VALUES.isAt('/' + RunFolder.PEOPLE + name(one))
                    && (!RunFile.ASSIGNMENTS.isAt('/' + RunFolder.PEOPLE + name(one))
                            || store.head(one.replace(".csv" + GZIP_ENDING, ".blocks")).isEmpty());
        }

        /** An upload that is no text is known to hold the customer by the rows of its run. */
        private void upload(RunFolder folder) {
            store.readAll(folder.key(RunFile.LINEAGE)).map(Lineage::parse).map(Lineage::key)
                    .filter(upload -> read(upload).filter(file -> !file.isText()).isPresent())
                    .ifPresent(upload -> changes.delete(PeoplePlace.UPLOADS, upload));
        }

        private void rows(PeoplePlace place, String one, int[] gone) {
            Optional<Integer> bucket = FeatureKeys.bucket(one);
            if (bucket.isPresent()) {
                features(place, one, bucket.get());
                return;
            }
            Optional<Packed> found = read(one);
            if (found.isEmpty() || (gone.length == 0 && !subject.mayBeIn(found.get().plain()))) {
                return;
            }
            Packed file = found.get();
            if (!file.isText()) {
                if (subject.isWordIn(file.plain())) {
                    changes.delete(place, one);
                }
            } else if (changes.isOpen(one)) {
                new TextRows(subject, tenant, names.of(dataset(one)), gone).without(file)
                        .ifPresent(rest -> changes.write(place, one, contentType(one), rest.bytes(), rest.rows(),
                                List.of(rest.before(), rest.erased(), rest.after())));
            }
        }

        /** A table of features keeps the lengths that its index tells. */
        private void features(PeoplePlace place, String one, int bucket) {
            Optional<byte[]> file = subject.hashes().stream().anyMatch(hash -> hash.bucket() == bucket)
                    ? store.readAll(one).filter(_ -> changes.isOpen(one))
                    : Optional.empty();
            if (file.isEmpty()) {
                return;
            }
            FeatureIndex index = store.readAll(FeatureKeys.indexBeside(one)).map(FeatureIndex::parse)
                    .orElseThrow(() -> new IllegalStateException(FeatureKeys.indexBeside(one) + " is gone"));
            Set<String> hashes = subject.hashes().stream().map(KeyedHash::hex).collect(Collectors.toSet());
            RowSum before = new RowSum(tenant);
            RowSum erased = new RowSum(tenant);
            RowSum after = new RowSum(tenant);
            AtomicInteger rows = new AtomicInteger();
            FeatureBlock.without(bucket, file.get(), index, hashes::contains, (line, goes) -> {
                byte[] row = line.getBytes(StandardCharsets.UTF_8);
                before.add(row);
                (goes ? erased : after).add(row);
                rows.addAndGet(goes ? 1 : 0);
            }).ifPresent(rest -> changes.write(place, one, contentType(one), rest, rows.get(),
                    List.of(before.hex(), erased.hex(), after.hex())));
        }

        private void whole(PeoplePlace place, String one) {
            if (read(one).filter(file -> subject.isWordIn(file.plain())).isPresent()) {
                changes.delete(place, one);
            }
        }

        /** What is written once is not written over: it goes, and comes back without rows of people. */
        private void profile(String one) {
            Optional<Packed> found = read(one).filter(file -> subject.isWordIn(file.plain()));
            if (found.isEmpty()) {
                return;
            }
            JsonObject profile = Json.parse(found.get().plain(), RunFile.PROFILE.path());
            Map<String, Object> fields = new LinkedHashMap<>(profile.fields());
            fields.put("segments", profile.objects("segments").stream().map(segment -> {
                Map<String, Object> without = new LinkedHashMap<>(segment.fields());
                without.remove("representatives");
                return without;
            }).toList());
            changes.again(PeoplePlace.EARLIER_PROFILES, one, RunFile.PROFILE.contentType(), Json.write(fields));
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
                receipt.unread(one);
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

        /** Older versions of what was changed go, and all others that hold the customer. */
        private int earlier() {
            Set<String> changed = receipt.changes().stream().map(Receipt.Change::key).collect(Collectors.toSet());
            int removed = 0;
            for (ObjectHead version : store.earlier("")) {
                boolean people = PeoplePlace.of(version.key()).isPresent();
                if (people && (changed.contains(version.key()) || holds(version))) {
                    store.delete(version);
                    removed++;
                }
            }
            return removed;
        }

        private boolean holds(ObjectHead version) {
            try (StoredObject object = store.open(version)) {
                return unpacked(version.key(), object).filter(file -> subject.isWordIn(file.plain())).isPresent();
            }
        }

        /** Keys where the customer still stands, after all. */
        private List<String> left() {
            if (!subject.isTelling()) {
                return List.of();
            }
            return store.list("").stream()
                    .filter(one -> PeoplePlace.of(one).filter(place -> place.kind() == PeoplePlace.Kind.OWN).isEmpty()
                            && !one.startsWith(ErasureKey.PREFIX) && !one.endsWith("/erasures.jsonl"))
                    .filter(one -> read(one).filter(file -> subject.isWordIn(file.plain())).isPresent()).toList();
        }

        private String searched() {
            return subject.isTelling() ? "all bytes of all objects were searched for the identifier and its hashes"
                    : "the identifier is so short that it stands everywhere by chance: its columns were searched";
        }

        /** Notes in each data set what was changed there. */
        private void note() {
            Map<String, StringBuilder> logs = new TreeMap<>();
            for (Receipt.Change change : receipt.changes()) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("key", change.key());
                line.put("before", change.before());
                line.put("after", change.after());
                line.put("receipt", key.erasure().toString());
                logs.computeIfAbsent(dataset(change.key()), _ -> new StringBuilder())
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
        JsonObject asked = Json.parse(request.get(), "the request");
        Optional<DatasetErasure> whole = DatasetErasure.of(asked);
        if (whole.isPresent()) {
            new DatasetErasing(store, clock).run(key.get(), whole.get());
            log.info("data set erased", "erasure", key.get().erasure(), "dataset", whole.get().dataset());
            return Map.of("status", "ERASED", "erasure", key.get().erasure().toString());
        }
        try {
            new Job(key.get(), asked, keys.keys()).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log.info("customer erased", "erasure", key.get().erasure());
        return Map.of("status", "ERASED", "erasure", key.get().erasure().toString());
    }

    private static RunFolder folder(String key) {
        String[] parts = key.split("/", 4);
        return new RunFolder(parts[1], UUID.fromString(parts[2]));
    }

    /** The data set of a key of one of the places. */
    static String dataset(String key) {
        return UploadKey.parse(key).map(UploadKey::dataset).orElseGet(() -> key.split("/", 3)[1]);
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private static String contentType(String key) {
        return key.endsWith(GZIP_ENDING) ? "application/gzip" : "text/csv";
    }
}
