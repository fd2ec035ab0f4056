package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FeaturesCommandTest {
    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void lines_ofAVersion_tellFeaturesAndTheNewestTable() {
        assertThat(FeaturesCommand.lines(json("{'name': 'spend@2', 'source': 'orders', 'entity': 'id', 'owner': 'crm',"
                + "'description': 'Spending.', 'ttl': 'P30D', 'columns': {'a': 'x / y'}, 'tables': [{'rows': 12345,"
                + "'time': '2026-11-01T00:00:00Z'}], 'failure': {'detail': 'no column x'}}")))
                .containsExactly("spend@2, of orders by id (crm): Spending.", "  a = x / y",
                        "  12,345 rows of 2026-11-01T00:00:00Z, which count for P30D",
                        "  the newest file gave no table: no column x");
        assertThat(FeaturesCommand.lines(json("{'name': 'spend@1', 'columns': {}, 'tables': []}"))).last()
                .isEqualTo("  no table yet");
    }
}
