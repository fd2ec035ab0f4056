package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Column;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow wrote, with the script that made them beside them (golden.py). */
class ParquetTest {
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

    private static List<String> texts(Column column) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < column.rows(); i++) {
            texts.add(column.text(i));
        }
        return texts;
    }
}
