package io.segmenta.platform.features;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.FeatureTables;
import io.segmenta.model.data.Schema;
import io.segmenta.model.features.FeatureBlock;
import io.segmenta.model.features.FeatureIndex;
import io.segmenta.model.features.FeatureIndex.Stretch;
import io.segmenta.model.features.FeatureRow;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.AtOnce;
import io.segmenta.platform.storage.ObjectParts;
import io.segmenta.platform.storage.ObjectReader;
import io.segmenta.platform.storage.ObjectReader.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks customers up in the tables of a view: of each the row of the newest table that has one until a time, and in it
 * the latest one. A look-up is one request for some kilobytes; many at once are made side by side, and where most of a
 * file is wanted it is read whole. What was read is remembered for as long as it is told to be. Safe for use by several
 * threads.
 */
public final class StoredFeatures {
    /** A file that is shorter is read whole for two rows. */
    private static final int SHORT_FILE = 1 << 16;
    /** From so many stretches of one file on it is read whole. */
    private static final int MANY = 8;
    private static final long MOST_REMEMBERED = 24L << 20;

    private final ObjectReader reader;
    private final ObjectParts parts;
    private final long rememberedNanos;
    private final LongSupplier nanoTime;
    private final Map<FeatureKeys, Known> tables = new ConcurrentHashMap<>();
    private final Map<String, FeatureIndex> indexes = new ConcurrentHashMap<>();
    private final Map<Place, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long remembered;

    private record Known(Optional<FeatureTables> tables, Optional<String> etag, long at) {}

    private record Block(FeatureBlock rows, long at, long size) {}

    private record Place(String key, Stretch stretch) {}

    /** @param remembered for how long what was read counts; nothing is remembered for zero */
    public StoredFeatures(ObjectReader reader, ObjectParts parts, Duration remembered, LongSupplier nanoTime) {
        this.reader = reader;
        this.parts = parts;
        this.rememberedNanos = remembered.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * The tables of a view; empty when there are none yet.
     *
     * @throws IOException when that cannot be found out
     */
    public Optional<FeatureTables> tables(FeatureKeys view) throws IOException {
        Known known = tables.get(view);
        if (known == null || isOver(known.at)) {
            known = look(view, known);
            tables.put(view, known);
        }
        return known.tables;
    }

    private Known look(FeatureKeys view, @Nullable Known before) throws IOException {
        long now = nanoTime.getAsLong();
        return switch (reader.find(view.tables(), before == null ? Optional.empty() : before.etag)) {
            case Found.Absent _ -> new Known(Optional.empty(), Optional.empty(), now);
            case Found.Unchanged _ when before != null -> new Known(before.tables, before.etag, now);
            case Found.Unchanged _ -> throw new IOException("unchanged since nothing was known");
            case Found.Content content -> new Known(Optional.of(FeatureTables.parse(content.bytes())),
                    Optional.of(content.etag()), now);
        };
    }

    private boolean isOver(long at) {
        return rememberedNanos == 0 || nanoTime.getAsLong() - at >= rememberedNanos;
    }

    /** Forgets everything, as a snapshot must that is restored at another time. */
    public void forget() {
        tables.clear();
        indexes.clear();
        synchronized (blocks) {
            blocks.clear();
            remembered = 0;
        }
    }

    /**
     * Looks up customers.
     *
     * @param at rows after it do not count
     * @return of each that is known what is; the others are not in it
     * @throws IOException when a table cannot be read
     * @throws ContractException when one is broken
     */
    public Map<String, Looked> find(FeatureKeys view, TenantKeys keys, Collection<String> customers, Instant at)
            throws IOException {
        Map<String, Looked> found = new HashMap<>();
        Optional<FeatureTables> known = tables(view);
        if (known.isEmpty()) {
            return found;
        }
        for (FeatureTables.Table table : known.get().until(at)) {
            List<String> open = customers.stream().distinct().filter(one -> !found.containsKey(one)).toList();
            if (open.isEmpty()) {
                break;
            }
            FeatureIndex index = index(view.index(table.time()));
            rows(view, table, index, hashes(keys, index, open), at).forEach((customer, row) -> found.put(customer,
                    new Looked(row.at(), !known.get().isWithin(row.at(), at), index.schema(), row.values())));
        }
        return found;
    }

    /**
     * What the columns of a view are, as its newest table until a time has them; empty when there is none.
     *
     * @throws IOException when that cannot be found out
     */
    public Optional<Schema> schema(FeatureKeys view, Instant at) throws IOException {
        Optional<FeatureTables> known = tables(view);
        List<FeatureTables.Table> until = known.isEmpty() ? List.of() : known.get().until(at);
        return until.isEmpty() ? Optional.empty()
                : Optional.of(index(view.index(until.getFirst().time())).schema());
    }

    /** Under the key that the table was written with; nobody is found whose key is gone. */
    private static Map<String, KeyedHash> hashes(TenantKeys keys, FeatureIndex index, List<String> customers) {
        Map<String, KeyedHash> hashes = new LinkedHashMap<>();
        for (String customer : customers) {
            keys.hashes(customer).stream().filter(hash -> hash.version() == index.keyVersion()).findFirst()
                    .ifPresent(hash -> hashes.put(customer, hash));
        }
        return hashes;
    }

    private FeatureIndex index(String key) throws IOException {
        FeatureIndex known = indexes.get(key);
        if (known == null) {
            if (!(reader.find(key, Optional.empty()) instanceof Found.Content content)) {
                throw new IOException(key + " is gone");
            }
            known = FeatureIndex.parse(content.bytes());
            if (indexes.size() >= 2 * FeatureTables.MOST) {
                indexes.clear();
            }
            indexes.put(key, known);
        }
        return known;
    }

    private Map<String, FeatureRow> rows(FeatureKeys view, FeatureTables.Table table, FeatureIndex index,
            Map<String, KeyedHash> customers, Instant at) throws IOException {
        Map<Stretch, List<String>> wanted = new LinkedHashMap<>();
        customers.forEach((customer, hash) -> wanted.computeIfAbsent(index.stretch(hash), _ -> new ArrayList<>())
                .add(customer));
        Map<Integer, Integer> ofBucket = new HashMap<>();
        wanted.keySet().forEach(stretch -> ofBucket.merge(stretch.bucket(), 1, Integer::sum));
        Map<Place, List<String>> places = new LinkedHashMap<>();
        wanted.forEach((stretch, ids) -> {
            Stretch whole = index.bucket(stretch.bucket());
            int count = ofBucket.getOrDefault(stretch.bucket(), 1);
            boolean all = count >= MANY || (count > 1 && whole.length() <= SHORT_FILE);
            places.computeIfAbsent(new Place(view.bucket(table.time(), stretch.bucket()), all ? whole : stretch),
                    _ -> new ArrayList<>()).addAll(ids);
        });
        Map<String, FeatureRow> rows = new ConcurrentHashMap<>();
        sideBySide(List.copyOf(places.keySet()), place -> {
            FeatureBlock block = block(place, index);
            for (String customer : places.getOrDefault(place, List.of())) {
                Optional.ofNullable(customers.get(customer)).flatMap(hash -> block.latest(hash, at))
                        .ifPresent(row -> rows.put(customer, row));
            }
        });
        return rows;
    }

    /** What is done for one place. */
    @FunctionalInterface
    private interface Work {
        void at(Place place) throws IOException;
    }

    private static void sideBySide(List<Place> places, Work work) throws IOException {
        try {
            AtOnce.each(places, place -> {
                try {
                    work.at(place);
                } catch (IOException unreachable) {
                    throw new UncheckedIOException(unreachable);
                }
                return place;
            });
        } catch (UncheckedIOException unreachable) {
            throw unreachable.getCause();
        }
    }

    private FeatureBlock block(Place place, FeatureIndex index) throws IOException {
        synchronized (blocks) {
            Block known = blocks.get(place);
            if (known != null && !isOver(known.at)) {
                return known.rows;
            }
        }
        byte[] bytes = parts.part(place.key, place.stretch.from(), place.stretch.length())
                .orElseThrow(() -> new IOException(place.key + " is gone")).bytes();
        if (bytes.length != place.stretch.length()) {
            throw new ContractException(place.key + " has other bytes than its index tells of");
        }
        FeatureBlock block = FeatureBlock.of(bytes, index);
        remember(place, block);
        return block;
    }

    private void remember(Place place, FeatureBlock block) {
        if (rememberedNanos == 0) {
            return;
        }
        Block made = new Block(block, nanoTime.getAsLong(), block.size());
        synchronized (blocks) {
            Block before = blocks.put(place, made);
            remembered += made.size - (before == null ? 0 : before.size);
            while (remembered > MOST_REMEMBERED && blocks.size() > 1) {
                Place eldest = blocks.keySet().iterator().next();
                Block gone = blocks.remove(eldest);
                remembered -= gone == null ? 0 : gone.size;
            }
        }
    }
}
