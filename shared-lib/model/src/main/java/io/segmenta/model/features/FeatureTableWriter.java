package io.segmenta.model.features;

import io.segmenta.model.base.Check;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Schema;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.rows.SafeCsv;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table of features: its files one after another, then its index. Rows are in the order of their hashes, those
 * of one customer in the order of their times. The same rows give the same bytes, in whatever order they come, unless
 * two of one customer have one time: then the later one counts. Time O(n log n); memory of a hash and a time for each
 * row, and of one file. For one thread.
 */
public final class FeatureTableWriter {
    private final Schema columns;
    private final Rows rows;
    private final int keyVersion;
    private final int members;
    private final List<List<Integer>> buckets = new ArrayList<>();
    private final int[] lengths;

    /** What is to be written. */
    public interface Rows {
        /** How many there are. */
        int count();

        /** Whose a row is; null to leave it out. */
        @Nullable
        KeyedHash hash(int row);

        /** From when on it is known. */
        Instant at(int row);

        /** A value: {@link Double}, a {@link String} that is a text or a date, or null where there is none. */
        @Nullable
        Object value(int row, int column);
    }

    /**
     * Prepares a table.
     *
     * @param columns what each value is
     * @param keyVersion of the key that the hashes were made with
     */
    public FeatureTableWriter(Schema columns, Rows rows, int keyVersion) {
        this.columns = columns;
        this.rows = rows;
        this.keyVersion = keyVersion;
        this.members = FeatureIndex.members(rows.count());
        this.lengths = new int[FeatureKeys.BUCKETS * (1 + members)];
        for (int bucket = 0; bucket < FeatureKeys.BUCKETS; bucket++) {
            buckets.add(new ArrayList<>());
        }
        for (int row = 0; row < rows.count(); row++) {
            KeyedHash hash = rows.hash(row);
            if (hash != null) {
                Check.argument(hash.version() == keyVersion, "a hash of key %d among those of key %d", hash.version(),
                        keyVersion);
                buckets.get(hash.bucket()).add(row);
            }
        }
    }

    /** How many rows are written. */
    public int count() {
        return buckets.stream().mapToInt(List::size).sum();
    }

    /** Returns one of the files, from 0 to 255; each has to be asked for before the index. */
    public byte[] bucket(int bucket) {
        List<Integer> order = buckets.get(bucket);
        order.sort(Comparator.comparing(this::hash).thenComparing(rows::at).thenComparing(row -> row));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int place = bucket * (1 + members);
        add(header(), file, place++);
        int next = 0;
        for (int member = 0; member < members; member++) {
            StringBuilder lines = new StringBuilder();
            while (next < order.size() && FeatureIndex.member(hash(order.get(next)), members) == member) {
                line(order.get(next++), lines);
            }
            add(lines.toString(), file, place++);
        }
        return file.toByteArray();
    }

    private KeyedHash hash(int row) {
        return Check.notNull(rows.hash(row), "hash");
    }

    private void add(String text, ByteArrayOutputStream file, int place) {
        byte[] member = GzipMember.of(text.getBytes(StandardCharsets.UTF_8));
        lengths[place] = member.length;
        file.write(member, 0, member.length);
    }

    private String header() {
        StringBuilder header = new StringBuilder(FeatureRow.HEAD);
        columns.columns().stream().map(ColumnSchema::name).map(SafeCsv::cell)
                .forEach(name -> header.append(',').append(name));
        return header.append('\n').toString();
    }

    private void line(int row, StringBuilder line) {
        line.append(hash(row).hex()).append(',').append(rows.at(row));
        for (int column = 0; column < columns.columns().size(); column++) {
            line.append(',').append(FeatureCells.cell(rows.value(row, column)));
        }
        line.append('\n');
    }

    /** Returns the index, once all files have been asked for. */
    public FeatureIndex index() {
        return new FeatureIndex(count(), members, keyVersion, columns, lengths.clone());
    }
}
