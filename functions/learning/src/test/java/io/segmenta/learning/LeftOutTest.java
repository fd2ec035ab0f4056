package io.segmenta.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftOutTest {
    private static ReadResult read(String header) throws IOException {
        StringBuilder table = new StringBuilder(header);
        for (int i = 0; i < 20; i++) {
            table.append("K-").append(1000 + i).append(',').append(20 + i).append(',').append(i * i).append('\n');
        }
        return TableReader.read(new ByteArrayInputStream(table.toString().getBytes(StandardCharsets.UTF_8)),
                "customers.csv", PipelineConfig.defaults());
    }

    @Test
    void rows_ofCustomersWhoHaveOptedOut_areLeftOutAndCounted() throws IOException {
        ReadResult left = LeftOut.of(read("customer_id,age,visits\n"), Set.of("K-1003", "K-1007")::contains);
        assertThat(left.table().rows()).isEqualTo(18);
        assertThat(left.table().require("customer_id").text(3)).isEqualTo("K-1004");
        assertThat(left.report().notes())
                .contains("2 rows are left out, of customers who have opted out");
    }

    @Test
    void rows_whereNobodyHasOptedOut_areTheFileItself() throws IOException {
        ReadResult file = read("customer_id,age,visits\n");
        assertThat(LeftOut.of(file, _ -> false)).isSameAs(file);
    }

    @Test
    void rows_ofNobodyElse_areRefused() throws IOException {
        ReadResult file = read("customer_id,age,visits\n");
        assertThatThrownBy(() -> LeftOut.of(file, _ -> true)).isInstanceOf(DataException.class)
                .hasMessage("customers.csv: all 20 rows are of customers who have opted out");
    }
}
