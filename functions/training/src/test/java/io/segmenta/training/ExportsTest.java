package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.contract.ExportRequest;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowBlocksWriter;
import io.segmenta.model.rows.RowFixture;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Lists of rows that somebody asked for. */
class ExportsTest extends TrainingFixture {
    private static final ExportKey KEY = new ExportKey("customers",
            UUID.fromString("0b1c2d3e-0000-4000-8000-000000000004"));
    private static final RunFolder RUN = new RunFolder("customers",
            UUID.fromString("171e5b27-0000-3000-8000-000000000001"));

    private static List<AssignedRow> rows(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> RowFixture.row(number,
                number == 4 ? "=4" : "M" + number, number % 2, number % 10 / 10.0)).toList();
    }

    private void lay(List<AssignedRow> rows) {
        RowFixture files = RowFixture.of(rows, true);
        store.upload(RUN.key(RunFile.ASSIGNMENTS), files.rows(), Map.of());
        store.upload(RUN.key(RunFile.BLOCKS), files.index(), Map.of());
    }

    private void ask(List<String> segments, double confidence, String... columns) {
        store.upload(KEY.request(), new ExportRequest(RUN.run(), 3, segments, confidence, List.of(columns),
                Map.of("s-a", "+Regulars")).write(), Map.of());
    }

    private JsonNode write() {
        JsonNode outcome = invokeOne(Events.text("training-s3-export"), "r1");
        assertThat(outcome.path("status").textValue()).isEqualTo("IGNORED");
        assertThat(outcome.path("reason").textValue()).isEqualTo("listed");
        assertThat(catalogue.runs(Optional.empty(), 10)).isEmpty();
        return Json.parse(new String(store.bytes(KEY.result()), StandardCharsets.UTF_8));
    }

    private List<String> list() {
        return new String(store.bytes(KEY.list()), StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void list_hasTheRowsAndColumnsThatWereAskedFor_andTheNamesOfNow() {
        lay(rows(6));
        ask(List.of("s-a"), 0.3, "segment_name", "customer_id");
        assertThat(write().path("rows").intValue()).isEqualTo(2);
        assertThat(list()).containsExactly("\ufeffsegment_name,customer_id", "'+Regulars,'=4", "'+Regulars,M6");
    }

    @Test
    void list_mayHaveWhatTheModelReadOfTheRows() throws IOException {
        lay(rows(3));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write("row,age,city\n1,31,\"'=Oslo\"\n2,,\n3,52.5,\"a, b\"\n".getBytes(StandardCharsets.UTF_8));
        }
        RowBlocksWriter index = new RowBlocksWriter("row,age,city", List.of(""));
        index.add(file.size(), new int[] {3});
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        index.writeTo(blocks);
        store.upload(RUN.key(RunFile.VALUES), file.toByteArray(), Map.of());
        store.upload(RUN.key(RunFile.VALUE_BLOCKS), blocks.toByteArray(), Map.of());
        ask(List.of(), 0, "city", "customer_id", "age");
        assertThat(write().path("rows").intValue()).isEqualTo(3);
        assertThat(list()).containsExactly("\ufeffcity,customer_id,age", "\"'=Oslo\",M1,31", ",M2,",
                "\"a, b\",M3,52.5");
    }

    @Test
    void columnsOfAFileWhoseValuesAreGone_areSaidToBe() {
        lay(rows(3));
        ask(List.of(), 0, "customer_id", "age");
        assertThat(write().at("/failure/code").textValue()).isEqualTo("rows-gone");
    }

    @Test
    void listOfManyBlocks_hasEachRowOnce() {
        lay(rows(3 * RowBlocks.ROWS + 5));
        ask(List.of(), 0, "row");
        assertThat(write().path("rows").intValue()).isEqualTo(3 * RowBlocks.ROWS + 5);
        assertThat(list().stream().skip(1)).isEqualTo(
                IntStream.rangeClosed(1, 3 * RowBlocks.ROWS + 5).mapToObj(Integer::toString).toList());
    }

    @Test
    void listThatIsWritten_isNotWrittenAgain() {
        lay(rows(6));
        ask(List.of(), 0, "row");
        JsonNode first = write();
        store.delete(RUN.key(RunFile.BLOCKS));
        assertThat(write()).isEqualTo(first);
    }

    @Test
    void rowsThatAreGone_areSaidToBe() {
        ask(List.of(), 0, "row");
        assertThat(write().at("/failure/detail").textValue()).isEqualTo("the rows of version 3 were erased");
        assertThat(store.head(KEY.list())).isEmpty();
    }

    @Test
    void rowsThatWereRewrittenUnderTheirIndex_areNotListed() {
        lay(rows(6));
        store.upload(RUN.key(RunFile.ASSIGNMENTS), new byte[3], Map.of());
        ask(List.of(), 0, "row");
        assertThat(write().at("/failure/detail").textValue()).contains("ask for the list again");
        assertThat(store.head(KEY.list())).isEmpty();
    }

    @Test
    void requestThatIsGone_isNotAnswered() {
        assertThat(invokeOne(Events.text("training-s3-export"), "r1").path("reason").textValue()).isEqualTo("listed");
        assertThat(store.head(KEY.result())).isEmpty();
    }
}
