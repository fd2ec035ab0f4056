package io.segmenta.model.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.TenantKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureTableTest {
    private static final TenantKeys KEYS = TenantKeys.of("a key of thirty-two characters or more");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Schema COLUMNS = new Schema(List.of(ColumnSchema.of("spend", Role.NUMERIC, "a number"),
            ColumnSchema.of("town", Role.CATEGORICAL, "a text")));

    private record Row(String id, Instant at, @Nullable Double spend, @Nullable String town) {}

    private record Table(List<byte[]> buckets, FeatureIndex index) {
        Optional<FeatureRow> latest(String id, Instant until) {
            KeyedHash hash = KEYS.hash(id);
            FeatureIndex.Stretch stretch = index.stretch(hash);
            byte[] bytes = Arrays.copyOfRange(buckets.get(stretch.bucket()), (int) stretch.from(),
                    (int) stretch.from() + stretch.length());
            return FeatureBlock.of(bytes, index).latest(hash, until);
        }
    }

    private static Table table(List<Row> rows) {
        FeatureTableWriter writer = new FeatureTableWriter(COLUMNS, new FeatureTableWriter.Rows() {
            @Override
            public int count() {
                return rows.size();
            }

            @Override
            public @Nullable KeyedHash hash(int row) {
                return rows.get(row).id().isEmpty() ? null : KEYS.hash(rows.get(row).id());
            }

            @Override
            public Instant at(int row) {
                return rows.get(row).at();
            }

            @Override
            public @Nullable Object value(int row, int column) {
                return column == 0 ? rows.get(row).spend() : rows.get(row).town();
            }
        }, KEYS.version());
        List<byte[]> buckets = new ArrayList<>();
        for (int bucket = 0; bucket < FeatureKeys.BUCKETS; bucket++) {
            buckets.add(writer.bucket(bucket));
        }
        return new Table(buckets, FeatureIndex.parse(writer.index().write()));
    }

    private static List<Row> many(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row("K-" + i, MAY, i / 4.0, "town, \"" + i % 7 + "\"\nnorth"));
        }
        return rows;
    }

    private static String unpacked(byte[] file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void latest_rowsOfThreeTimes_isTheLastOneUntilThen() {
        Table table = table(List.of(new Row("ann", JULY, 3.0, "Rom"), new Row("ann", MAY, 1.0, null),
                new Row("ann", JUNE, null, "=1+1"), new Row("bob", JUNE, 9.5, "Oslo"), new Row("", JUNE, 1.0, "x")));
        assertThat(table.index.rows()).isEqualTo(4);
        assertThat(table.index.columns()).containsExactly("spend", "town");
        assertThat(table.latest("ann", MAY.minusSeconds(1))).isEmpty();
        assertThat(table.latest("ann", MAY).orElseThrow().values()).containsExactly(1.0, null);
        assertThat(table.latest("ann", JULY.minusSeconds(1)).orElseThrow())
                .isEqualTo(new FeatureRow(KEYS.hash("ann").hex(), JUNE, Arrays.asList(null, "=1+1")));
        assertThat(table.latest("ann", JULY).orElseThrow().values()).containsExactly(3.0, "Rom");
        assertThat(table.latest("bob", JULY).orElseThrow().values()).containsExactly(9.5, "Oslo");
        assertThat(table.latest("eve", JULY)).isEmpty();
    }

    @Test
    void latest_twoRowsOfOneTime_isTheLaterOne() {
        Table table = table(List.of(new Row("ann", MAY, 1.0, "a"), new Row("ann", MAY, 2.0, "b")));
        assertThat(table.latest("ann", JULY).orElseThrow().values()).containsExactly(2.0, "b");
    }

    @Test
    void bucket_unpackedByAnybody_isCsvInTheOrderOfHashes() throws IOException {
        Table table = table(List.of(new Row("ann", MAY, 12.5, "San \"B\", CA")));
        String line = KEYS.hash("ann").hex() + ",2026-05-01T00:00:00Z,12.5,\"San \"\"B\"\", CA\"\n";
        assertThat(unpacked(table.buckets.get(KEYS.hash("ann").bucket())))
                .isEqualTo("id_hash,event_time,spend,town\n" + line);
    }

    @Test
    void stretch_ofManyRows_isSomeKilobytes() {
        Table table = table(many(60_000));
        assertThat(table.index.members()).isEqualTo(4);
        assertThat(table.index.stretch(KEYS.hash("K-77")).length()).isBetween(1_000, 8_000);
        for (int i = 0; i < 60_000; i += 1_117) {
            assertThat(table.latest("K-" + i, JULY).orElseThrow().values()).containsExactly(i / 4.0,
                    "town, \"" + i % 7 + "\"\nnorth");
        }
        assertThat(table.index.write().length).isLessThan(8_000);
    }

    @Test
    void rows_inAnotherOrder_giveTheSameBytes() {
        List<Row> rows = many(3_000);
        Table one = table(rows);
        List<Row> other = new ArrayList<>(rows);
        Collections.shuffle(other, new Random(5));
        Table two = table(other);
        assertThat(two.index.write()).isEqualTo(one.index.write());
        for (int bucket = 0; bucket < FeatureKeys.BUCKETS; bucket++) {
            assertThat(two.buckets.get(bucket)).isEqualTo(one.buckets.get(bucket));
        }
    }

    @Test
    void without_customer_keepsLengthsAndAllOthers() throws IOException {
        List<Row> rows = many(4_000);
        Table table = table(rows);
        KeyedHash gone = KEYS.hash("K-42");
        byte[] file = table.buckets.get(gone.bucket());
        List<String> erased = new ArrayList<>();
        byte[] without = FeatureBlock.without(gone.bucket(), file, table.index, gone.hex()::equals, (line, hash) -> {
            if (hash.equals(gone.hex())) {
                erased.add(line);
            }
        }).orElseThrow();
        assertThat(erased).hasSize(1).allMatch(line -> line.startsWith(gone.hex()));
        assertThat(without).hasSameSizeAs(file);
        assertThat(unpacked(without)).isEqualTo(unpacked(file).replace(erased.get(0) + "\n", ""));
        table.buckets.set(gone.bucket(), without);
        assertThat(table.latest("K-42", JULY)).isEmpty();
        for (Row row : rows) {
            assertThat(table.latest(row.id(), JULY).isPresent()).isEqualTo(!row.id().equals("K-42"));
        }
        assertThat(FeatureBlock.without(gone.bucket(), without, table.index, gone.hex()::equals, (line, of) -> {}))
                .isEmpty();
    }

    @Property(tries = 40)
    void without_anyCustomersOneAfterAnother_alwaysFits(@ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll long seed) {
        List<Row> all = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            all.add(new Row("K-" + seed + i, MAY, random.nextInt(3) == 0 ? null : (double) random.nextInt(3), "x"));
        }
        Table table = table(all);
        Collections.shuffle(all, random);
        for (Row row : all) {
            KeyedHash hash = KEYS.hash(row.id());
            table.buckets.set(hash.bucket(), FeatureBlock.without(hash.bucket(), table.buckets.get(hash.bucket()),
                    table.index, hash.hex()::equals, (line, of) -> {}).orElseThrow());
            assertThat(table.latest(row.id(), JULY)).isEmpty();
        }
    }

    @Test
    void parse_cutShortOrForeign_isRefused() {
        byte[] index = table(many(10)).index.write();
        for (int length : new int[] {0, 3, 20, index.length - 1}) {
            assertThatThrownBy(() -> FeatureIndex.parse(Arrays.copyOf(index, length)))
                    .isInstanceOf(ContractException.class);
        }
        assertThatThrownBy(() -> FeatureBlock.of(new byte[] {1, 2, 3}, table(many(10)).index))
                .isInstanceOf(ContractException.class);
    }
}
