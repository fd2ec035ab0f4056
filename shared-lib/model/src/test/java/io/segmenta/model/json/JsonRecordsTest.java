package io.segmenta.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {

    private static List<String> read(String text) throws IOException {
        List<String> fields = new ArrayList<>();
        try (JsonRecords records = new JsonRecords(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.json")) {
            while (records.next((name, value) -> fields.add(name + "=" + value))) {
                fields.add("|");
            }
        }
        return fields;
    }

    @Test
    void records_nestedListedAndNull_areTexts() throws IOException {
        assertThat(read("{\"a\": 1.50, \"b\": {\"c\": null, \"d\": [1, [\"x\"], {\"e\": true}]}}\n{}\n{\"a\": 1e3}"))
                .containsExactly("a=1.50", "b.c=", "b.d=1, x, true", "|", "|", "a=1e3", "|");
        assertThat(read("[{\"a\": 1}, {\"a\": 2}]")).containsExactly("a=1", "|", "a=2", "|");
    }

    @Test
    void records_thatAreNone_areRefusedWithTheirPlace() {
        assertThatThrownBy(() -> read("{\"a\": 1}\n7")).isInstanceOf(DataException.class)
                .hasMessage("a.json: record 2 is not a JSON object");
        assertThatThrownBy(() -> read("{\"a\": 1}\n{\"a\" 2}")).isInstanceOf(DataException.class)
                .hasMessageContaining("a.json: not JSON at line 2");
    }

    @Test
    void names_ofAHeadThatEndsInARecord_areThoseBefore() throws IOException {
        byte[] head = new byte[JsonRecords.HEAD_BYTES];
        Arrays.fill(head, (byte) 'x');
        byte[] begin = "{\"a\": 1}\n{\"b\": 2, \"c\": \"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(begin, 0, head, 0, begin.length);
        assertThat(JsonRecords.names(head, "a.json")).containsExactly("a", "b");
        assertThatThrownBy(() -> JsonRecords.names(begin, "a.json")).isInstanceOf(DataException.class);
    }
}
