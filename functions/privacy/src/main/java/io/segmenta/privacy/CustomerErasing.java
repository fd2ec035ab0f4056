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
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.RowSum;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.RewritableStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Erases one customer: walks every place where people's rows lie until nothing is under way any more that may have read
 * them before, then searches all bytes, then writes the receipt and forgets what was asked. For one thread.
 */
final class CustomerErasing {
    private static final String GZIP_ENDING = ".gz";
    /**
     * What has begun and not ended for so long is dead: what it read was read before, and nobody writes it any more.
     */
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final RewritableStore store;
    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private final UnderWay underWay;
    private final ErasureKey key;
    private final Subject subject;
    private final TenantKeys tenant;
    private final Receipt receipt;
    private final Instant requested;
    private final Map<String, Long> catalogue = new LinkedHashMap<>();
    private final Changes changes;
    private IdentifierNames names;
    private List<String> all = List.of();
    private Map<String, Boolean> begun = Map.of();

    /** @param pause lets time pass while something is under way */
    CustomerErasing(RewritableStore store, InstantSource clock, Consumer<Duration> pause, ErasureKey key,
            JsonObject request, TenantKeys tenant) {
        this.store = store;
        this.clock = clock;
        this.pause = pause;
        this.underWay = new UnderWay(store);
        this.key = key;
        this.tenant = tenant;
        this.subject = Subject.of(request.string("id"), tenant);
        this.requested = Instant.parse(request.string("requested"));
        if (request.has("catalogue")) {
            JsonObject named = request.object("catalogue");
            named.names().forEach(column -> catalogue.put(column, named.integer(column)));
        }
        this.names = new IdentifierNames(store);
        this.receipt = Receipt.open(store, key, subject.hash(), request.string("requested"));
        this.changes = new Changes(store, key, receipt);
    }

    /**
     * Walks until nothing is left that may bring the customer back.
     *
     * @param patience how long to wait for what is under way
     * @return whether it is done; otherwise it is to be called again when what is under way may have ended
     */
    boolean run(Duration patience) {
        int versions = 0;
        List<String> open = List.of();
        boolean again = true;
        while (again) {
            Map<String, Boolean> before = begun();
            walk();
            versions += earlier();
            Map<String, Boolean> after = begun();
            Set<String> awaited = receipt.await(before, after);
            open = UnderWay.open(awaited, after);
            boolean dead = clock.instant().isAfter(requested.plus(LONGEST));
            again = !awaited.isEmpty() && !(dead && !open.isEmpty());
            if (again && !open.isEmpty() && !isEnded(open, patience)) {
                return false;
            }
        }
        changes.note();
        receipt.end(clock.instant().truncatedTo(ChronoUnit.MILLIS), versions, left(), searched(), catalogue, open);
        store.delete(key.request());
        store.earlier(key.request()).forEach(store::delete);
        return true;
    }

    /** Whether another call has gone on with it meanwhile, as when its notice has come twice. */
    boolean isTaken() {
        return receipt.isTaken();
    }

    private Map<String, Boolean> begun() {
        all = store.list("");
        begun = underWay.begun(all, receipt.changes().stream().map(Receipt.Change::key).toList());
        return begun;
    }

    /** Waits for what is under way. */
    private boolean isEnded(List<String> open, Duration patience) {
        Instant until = clock.instant().plus(patience);
        while (!UnderWay.open(open, begun()).isEmpty()) {
            if (!clock.instant().plus(BETWEEN_LOOKS).isBefore(until)) {
                return false;
            }
            pause.accept(BETWEEN_LOOKS);
        }
        return true;
    }

    private void walk() {
        receipt.walk();
        names = new IdentifierNames(store);
        runs();
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
    }

    private void runs() {
        Set<RunFolder> folders = all.stream()
                .filter(one -> PeoplePlace.of(one).filter(PeoplePlace.RUNS::equals).isPresent())
                .map(CustomerErasing::folder).filter(folder -> !UnderWay.isAtWork(folder, begun))
                .collect(Collectors.toCollection(LinkedHashSet::new));
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
            new TextRows(subject, tenant, names.of(Erasing.dataset(one)), gone).without(file)
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
        Optional<FeatureIndex> table = store.readAll(FeatureKeys.indexBeside(one)).map(FeatureIndex::parse);
        if (table.isEmpty()) {
            broken(place, one);
            return;
        }
        FeatureIndex index = table.get();
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

    /** A table is whole once its index is there; one that nobody writes any more is of no use. */
    private void broken(PeoplePlace place, String one) {
        if (!UnderWay.isAtWork(Erasing.dataset(one), begun)) {
            changes.delete(place, one);
        }
    }

    private void whole(PeoplePlace place, String one) {
        Optional<Packed> found = read(one).filter(file -> subject.isWordIn(file.plain()));
        if (found.isPresent() && RunFile.FAILURE.isAt(one)) {
            changes.again(place, one, RunFile.FAILURE.contentType(), Wordless.of(found.get().plain()));
        } else if (found.isPresent()) {
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
