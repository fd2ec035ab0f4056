package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.read.parquet.TableOutline;
import io.segmenta.pipeline.schema.RawColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow wrote, with the script that made them beside them (golden.py). */
class ParquetTest {
    private static final PipelineConfig CONFIG = PipelineConfig.defaults();

    static byte[] golden(String name) throws IOException {
        try (InputStream in = ParquetTest.class.getResourceAsStream("parquet/" + name)) {
            return in.readAllBytes();
        }
    }

    private static ReadResult read(String name, String... settings) throws IOException {
        Map<String, String> map = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
        return Reading.bytes(golden(name), map);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4", "pages-v2", "plain", "groups", "fallback", "int96",
            "encodings-v1", "encodings-v2"})
    void read_sameTableAsCsv_isUnderstoodAlike(String kind) throws IOException {
        ReadResult csv = read("golden.csv");
        ReadResult parquet = read(kind + ".parquet");
        assertThat(Reading.names(parquet.table())).isEqualTo(Reading.names(csv.table()));
        for (int j = 0; j < csv.table().columns().size(); j++) {
            Column column = parquet.table().columns().get(j);
            assertThat(texts(column)).as(column.name()).isEqualTo(texts(csv.table().columns().get(j)));
        }
        assertThat(parquet.schema()).isEqualTo(csv.schema());
        assertThat(parquet.report().format()).isEqualTo("parquet");
    }

    @Test
    void train_sameTableAsCsv_givesTheSameModel() throws IOException {
        assertThat(model(read("snappy.parquet"))).isEqualTo(model(read("golden.csv")));
    }

    private static byte[] model(ReadResult data) {
        try (Workers workers = new Workers(1)) {
            return Pipeline.train(data, CONFIG.with(Map.of("clustering.k", "3")), workers, Progress.NONE).modelFile();
        }
    }

    @Test
    void read_orderLog_becomesCustomersAsFromCsv() throws IOException {
        ReadResult csv = read("orders.csv");
        ReadResult parquet = read("orders.parquet");
        assertThat(csv.table().rows()).isLessThan(100);
        assertThat(parquet.schema()).isEqualTo(csv.schema());
        assertThat(Reading.rows(parquet.table())).isEqualTo(Reading.rows(csv.table()));
    }

    @Test
    void read_everyKindOfValue_isWhatPyarrowWrote() throws IOException {
        RawTable raw = new ParquetTable("types", CONFIG).read(new ByteArrayInputStream(golden("types.parquet")), 1,
                outline -> {});
        List<RawColumn> columns = raw.table().build();
        assertThat(columns.stream().map(column -> column.name() + " " + cells(column))).containsExactly(
                "u8 [1, 255, ]", "u32 [4000000000, 2, ]", "u64 [18000000000000000000, 2, ]", "i8 [-1, 5, ]",
                "half [0.5, -2.25, ]", "single [0.1, 1234.5677, ]", "double [0.1, , ]",
                "cents [1.005, -2.5, ]", "wide [1.2345678901234567E19, -1.5, ]", "day [1969-12-31, 2024-02-29, ]",
                "millis [1969-12-31 23:59:59.5, 2024-02-29, ]",
                "micros [2024-02-29 01:02:03.000004, 2024-02-29, ]",
                "nanos [2023-11-14 22:13:20.000000001, 1970-01-01, ]", "time [10:30:00, 23:59:59.25, ]",
                "blob [abc, , ]", "kind [x, y, ]", "empty [, , ]");
    }

    private static List<String> cells(RawColumn column) {
        String[] cells = new String[column.rows()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = column.isNumeric()
                    ? Double.isNaN(column.values()[i]) ? "" : RawColumn.text(column.values()[i], column.decimals()[i])
                    : column.codes()[i] < 0 ? "" : column.levels().get(column.codes()[i]);
        }
        for (int i = 0; i < column.oddRows().length; i++) {
            cells[column.oddRows()[i]] = column.levels().get(column.oddCodes()[i]);
        }
        return List.of(cells);
    }

    @Test
    void read_listsAndStructures_refusesThemByName() {
        assertThatThrownBy(() -> read("nested.parquet")).isInstanceOf(DataException.class)
                .hasMessage("test.csv: the column \"tags\" holds lists, maps or structures, of which a table of "
                        + "customers has none; leave it out (columns.exclude) or write its parts as columns of their "
                        + "own");
    }

    @Test
    void read_listsAndStructuresLeftOut_readsTheOthers() throws IOException {
        for (String setting : List.of("columns.exclude=[tags, address]", "columns.include=[age, spend]")) {
            ReadResult read = read("nested.parquet", setting.split("=", 2));
            assertThat(Reading.rows(read.table())).as(setting).containsExactly(List.of("20", "1.5"),
                    List.of("30", "2.5"), List.of("40", "3.5"));
            assertThat(read.report().evidence()).contains("the column \"tags\" is none of a table and was left out");
        }
    }

    @Test
    void read_unknownCodec_namesThoseThatAreKnown() {
        assertThatThrownBy(() -> read("brotli.parquet")).isInstanceOf(DataException.class)
                .hasMessage("test.csv: the column \"age\" is compressed with Brotli; write the file with Snappy, "
                        + "Zstandard, LZ4, gzip or without compression");
    }

    @Test
    void read_encrypted_saysSo() throws IOException {
        assertThatThrownBy(() -> read("footer-encrypted.parquet")).isInstanceOf(DataException.class)
                .hasMessageContaining("the Parquet file is encrypted");
        byte[] file = golden("snappy.parquet");
        file[file.length - 1] = 'E';
        assertThatThrownBy(() -> Reading.bytes(file, Map.of())).hasMessageContaining("is encrypted");
    }

    @Test
    void read_gzippedAround_saysWhatToDo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(golden("snappy.parquet"));
        }
        assertThatThrownBy(() -> Reading.bytes(out.toByteArray(), Map.of())).isInstanceOf(DataException.class)
                .hasMessage("test.csv: the content is gzipped Parquet; upload the Parquet file itself, it is "
                        + "compressed within");
    }

    @Test
    void read_aboveTheLimits_refuses() {
        assertThatThrownBy(() -> read("snappy.parquet", "read.max_columns", "14"))
                .hasMessage("test.csv: 15 columns, more than the limit of 14 (read.max_columns)");
        assertThatThrownBy(() -> read("snappy.parquet", "read.max_rows", "299"))
                .hasMessage("test.csv: more than 299 rows, the limit (read.max_rows)");
        assertThatThrownBy(() -> read("snappy.parquet", "read.max_bytes", "20000"))
                .hasMessage("test.csv: more than 20000 bytes of content, the limit (read.max_bytes)");
    }

    @Test
    void read_cutOffAnywhere_isDamaged() throws IOException {
        byte[] whole = golden("tiny-snappy.parquet");
        for (int length = 4; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Reading.bytes(cut, Map.of())).as("%d bytes", length)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("the Parquet file is damaged: it is cut off");
        }
    }

    @Test
    void read_flippedPageWithChecksum_isDamaged() throws IOException {
        byte[] file = golden("groups.parquet");
        file[300] ^= 1;
        assertThatThrownBy(() -> Reading.bytes(file, Map.of())).isInstanceOf(DataException.class)
                .hasMessageContaining("the Parquet file is damaged: ");
    }

    @Test
    void read_tellsBeforehandWhatTheTableTakes() throws IOException {
        List<TableOutline> told = new ArrayList<>();
        byte[] file = golden("snappy.parquet");
        try (Workers workers = new Workers(1)) {
            TableReader.read(new ByteArrayInputStream(file), "t.parquet", CONFIG, Optional.empty(), workers, told::add);
        }
        TableOutline outline = told.getFirst();
        assertThat(outline.rows()).isEqualTo(300);
        assertThat(outline.columns()).hasSize(15);
        assertThat(outline.columns().stream().filter(TableOutline.Column::numeric)).hasSize(6);
        assertThat(outline.columns().getFirst().texts()).isEqualTo(300);
        assertThat(outline.columns().get(2).texts()).as("gender").isEqualTo(2);
        assertThat(outline.columns().get(2).characters()).as("gender").isEqualTo("FemaleMale".length());
        assertThat(outline.held()).isGreaterThan(file.length);
    }

    @Test
    void read_outlineRefused_readsNothing() throws IOException {
        byte[] file = golden("snappy.parquet");
        DataException refusal = DataException.of(DataException.Reason.TOO_LARGE, "no room");
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> TableReader.read(new ByteArrayInputStream(file), "t.parquet", CONFIG,
                    Optional.empty(), workers, outline -> {
                        throw refusal;
                    })).isSameAs(refusal);
        }
    }

    private static List<String> texts(Column column) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < column.rows(); i++) {
            texts.add(column.text(i));
        }
        return texts;
    }
}
