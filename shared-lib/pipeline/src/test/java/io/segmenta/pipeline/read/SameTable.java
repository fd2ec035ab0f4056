package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.pipeline.schema.RawColumn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asserts that a text gives the same table with the readers of bytes and with the general parser alone. */
final class SameTable {
    private SameTable() {}

    static void check(String csv) throws IOException {
        check(csv.getBytes(StandardCharsets.UTF_8));
    }

    static void check(byte[] csv) throws IOException {
        RawTable fast = read(csv, true);
        RawTable general = read(csv, false);
        assertThat(fast.evidence()).isEqualTo(general.evidence());
        List<RawColumn> left = fast.table().build();
        List<RawColumn> right = general.table().build();
        assertThat(left).hasSameSizeAs(right);
        for (int j = 0; j < left.size(); j++) {
            RawColumn a = left.get(j);
            RawColumn b = right.get(j);
            assertThat(a.rows()).isEqualTo(b.rows());
            assertThat(a.values()).isEqualTo(b.values());
            assertThat(a.decimals()).isEqualTo(b.decimals());
            assertThat(a.codes()).isEqualTo(b.codes());
            assertThat(a.levels()).isEqualTo(b.levels());
            assertThat(a.oddRows()).isEqualTo(b.oddRows());
            assertThat(a.oddCodes()).isEqualTo(b.oddCodes());
            for (int row = 0; row < a.rows(); row += 7) {
                assertThat(a.lines().of(row)).isEqualTo(b.lines().of(row));
            }
        }
    }

    private static RawTable read(byte[] csv, boolean fast) throws IOException {
        return new DelimitedText("test.csv", PipelineConfig.defaults().read(), fast)
                .read(new ByteArrayInputStream(csv));
    }
}
