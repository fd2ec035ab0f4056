package io.segmenta.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.CustomerModel;
import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.CaptureKey;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.CountsJson;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.platform.Events;
import io.segmenta.platform.storage.ReplacedObjectException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered, and what is told of it. */
class ScoringHandlerTest extends ScoringFixture {
    @Test
    void file_isAnsweredAsThePredictionsOfTheHttpApiAre() {
        live("v1");
        String table = TABLE + "c3,old,5\nc4,,900\n";
        upload(KEY, table);
        invoke(Events.text("scoring-s3-put"));
        assertThat(unpacked(store.bytes(ANSWER)))
                .isEqualTo(new Invocations(new Predictor(CustomerModel.MODEL, "v1")).answer(AnswerShape.PREDICT,
                        "text/csv", table.getBytes(StandardCharsets.UTF_8), Instant.EPOCH).text());
        assertThat(answer()).hasSize(5).startsWith(HEADER, "c1,young-spenders,0,Young spenders,Early access,1.0,0.0,"
                + "false,,v1,");
        assertThat(store.written()).containsExactly(ANSWER, OUTCOME);
    }

    @Test
    void records_areCountedAfterTheOutcome_byWhatBecameOfThem() {
        live("v1", LivePointer.CAPTURE_SECONDS);
        upload(KEY, TABLE + "c3,old,5\nc4,,900\n");
        invoke(Events.text("scoring-s3-put"));
        String key = store.list(CaptureKey.PREFIX).getFirst();
        assertThat(store.written()).containsExactly(ANSWER, OUTCOME, key);
        assertThat(CaptureKey.parse(key)).isPresent();
        Counts counts = CountsJson.read(store.bytes(key), key);
        assertThat(counts.records()).isEqualTo(3);
        assertThat(counts.refused()).isEqualTo(Map.of("column:age", 1L));
        assertThat(counts.scope().source()).isEqualTo(Counts.Source.BATCH);
        invoke(Events.text("scoring-s3-put"));
        assertThat(store.list(CaptureKey.PREFIX)).as("a repeated notice counts nothing").containsExactly(key);
    }

    @Test
    void fileThatCannotBeUsed_countsAsOneRequestThatWasRefused() {
        live("v1", LivePointer.CAPTURE_SECONDS);
        upload(KEY, "age\n" + "30\n".repeat(LIMITS.records() + 1));
        invoke(Events.text("scoring-s3-put"));
        String key = store.list(CaptureKey.PREFIX).getFirst();
        Counts counts = CountsJson.read(store.bytes(key), key);
        assertThat(counts.records()).isZero();
        assertThat(counts.refused()).isEqualTo(Map.of("request", 1L));
    }

    @Test
    void file_isAnsweredWithTheNamesThatPeopleGave_andWithTheModelsWhereTheyCannotBeRead() {
        live("v1");
        upload(KEY, TABLE);
        upload(SegmentNames.key("customers"), new SegmentNames("customers", 1, List.of(new SegmentEdit(
                "young-spenders", "The \"new\" ones", NameSource.EDITED, "=1+1"))).write());
        invoke(Events.text("scoring-s3-put"));
        assertThat(answer()).element(1).asString()
                .startsWith("c1,young-spenders,0,\"The \"\"new\"\" ones\",'=1+1,");
        upload(SegmentNames.key("customers"), "{}");
        live("v2");
        invoke(Events.text("scoring-s3-put"));
        assertThat(answer()).element(1).asString().startsWith("c1,young-spenders,0,Young spenders,Early access,");
    }

    @Test
    void outcome_tellsWhatAnsweredWhatAndHowWell() {
        live("v1");
        upload(KEY, TABLE + "c3,old,5\n");
        JsonNode outcome = scored();
        assertThat(outcome.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(outcome.path("key").textValue()).isEqualTo(KEY);
        assertThat(outcome.path("etag").textValue()).isEqualTo(store.head(KEY).orElseThrow().etag());
        assertThat(outcome.path("data_sha256").textValue()).isEqualTo(Sha256.of(store.bytes(KEY)));
        assertThat(outcome.path("model_version").textValue()).isEqualTo("v1");
        assertThat(outcome.path("model_package_arn").textValue()).isEqualTo("arn:v1");
        assertThat(outcome.path("model_sha256").textValue()).isEqualTo(ModelFile.id(CustomerModel.FILE));
        assertThat(outcome.path("run_id").textValue()).isEqualTo(RUN);
        assertThat(outcome.path("answer_key").textValue()).isEqualTo(ANSWER);
        assertThat(outcome.path("answer_sha256").textValue()).isEqualTo(Sha256.of(store.bytes(ANSWER)));
        assertThat(outcome.path("records").intValue()).isEqualTo(3);
        assertThat(outcome.path("answered").intValue()).isEqualTo(2);
        assertThat(outcome.path("refused").intValue()).isEqualTo(1);
        assertThat(outcome.path("errors").toString())
                .isEqualTo("[{\"record\":2,\"field\":\"age\",\"value\":\"old\",\"expected\":\"a number\"}]");
    }

    @Test
    void answer_ofTheEvent_namesTheOutcome() {
        live("v1");
        upload(KEY, TABLE);
        assertThat(invoke(Events.text("scoring-s3-put")).toString()).isEqualTo("{\"key\":\"" + KEY
                + "\",\"status\":\"SUCCEEDED\",\"outcome\":\"" + OUTCOME + "\"}");
    }

    @Test
    void encodedKey_isDecoded() {
        live("v1");
        upload("score/customers/Kunden M\u00fcnchen (Mai).csv", TABLE);
        invoke(Events.text("scoring-s3-encoded-key"));
        assertThat(store.written()).containsExactly("people/customers/scores/Kunden M\u00fcnchen (Mai).csv.csv.gz",
                "people/customers/scores/Kunden M\u00fcnchen (Mai).csv.json");
    }

    @ParameterizedTest
    @CsvSource({"scoring-misplaced, misplaced", "scoring-object-removed, not-an-upload", "scoring-s3-put, not-found"})
    void notice_ofNoFileToBeScored_isIgnored(String event, String reason) {
        live("v1");
        JsonNode told = invoke(Events.text(event));
        assertThat(told.path("status").textValue()).isEqualTo("IGNORED");
        assertThat(told.path("reason").textValue()).isEqualTo(reason);
        assertThat(store.written()).isEmpty();
    }

    @Test
    void notice_ofAnotherBucket_isIgnored() {
        upload(KEY, TABLE);
        JsonNode told = invoke(Events.text("scoring-s3-put").replace(Events.BUCKET, "another"));
        assertThat(told.path("reason").textValue()).isEqualTo("not-an-upload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void file_inAnotherEncoding_isRead(String charset) throws IOException {
        live("v1");
        upload(KEY, "customer_id;age;total_spend\nJos\u00e9;30;2000\n".getBytes(Charset.forName(charset)));
        assertThat(scored().path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(answer().get(1)).startsWith("Jos\u00e9,young-spenders");
    }

    @Test
    void file_compressed_isUnpacked() throws IOException {
        live("v1");
        upload(KEY, gzip(TABLE.getBytes(StandardCharsets.UTF_8)));
        assertThat(scored().path("answered").intValue()).isEqualTo(2);
    }

    @Test
    void file_ofADataSetThatIsNotLive_failsWithoutBeingRead() {
        upload(KEY, TABLE);
        JsonNode outcome = scored();
        assertThat(outcome.path("status").textValue()).isEqualTo("FAILED");
        assertThat(outcome.path("problem").path("type").textValue()).isEqualTo("urn:segmenta:problem:not-live");
        assertThat(outcome.path("problem").path("status").intValue()).isEqualTo(404);
        assertThat(outcome.path("problem").path("detail").textValue()).isEqualTo("no model of data set \"customers\" "
                + "is live; approve one, then put the file here again");
        assertThat(outcome.has("data_sha256")).isFalse();
        assertThat(store.written()).containsExactly(OUTCOME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    PK\\3\\4 | unsupported-format | the file is a workbook or another archive; save its sheet as CSV
                    PAR1x | unsupported-format | the file is a Parquet file; write it as CSV
                    {"age": 30} | unsupported-format | the file is JSON; write it as CSV, or ask the HTTP API
                    `` | malformed | the file holds no records
                    x | no-record | expected 2 values, for the columns age, total_spend, got "1 values"
                    age,total_spend\\n | malformed | the file holds no records
                    age,total_spend\\n"30,2 | malformed | a quote opened in line 2 is never closed
                    weight,height\\n1,2\\n | malformed | the first line holds no numbers and names no column; expected age, total_spend, or their values in that order
                    weight\\n1\\n | no-record | expected 2 values, for the columns age, total_spend, got "1 values"
                    customer_id,age\\nc1,old\\n | no-record | field "age": expected a number, got "old"
                    \\37\\213xx | malformed | the file is compressed by gzip and broken: Unsupported compression method
                    """)
    void file_thatCannotBeUsed_failsWithTheReason(String text, String code, String detail) {
        live("v1");
        upload(KEY, text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1));
        JsonNode outcome = scored();
        assertThat(outcome.path("status").textValue()).isEqualTo("FAILED");
        assertThat(outcome.path("problem").path("detail").textValue()).isEqualTo(detail);
        assertThat(outcome.path("problem").path("type").textValue()).isEqualTo("urn:segmenta:problem:" + code);
        assertThat(outcome.path("model_version").textValue()).isEqualTo("v1");
        assertThat(store.written()).containsExactly(OUTCOME);
    }

    @Test
    void file_largerThanTheLimit_failsWithTheBound() throws IOException {
        live("v1");
        upload(KEY, new byte[LIMITS.bytes() + 1]);
        assertThat(scored().path("problem").path("detail").textValue())
                .isEqualTo("the file has 1048577 bytes, the limit is 1048576; send it in parts");
        upload(KEY, gzip((TABLE + " ".repeat(LIMITS.bytes() - TABLE.length())).getBytes(StandardCharsets.UTF_8)));
        assertThat(scored().path("records").intValue()).as("as many as allowed").isEqualTo(2);
        byte[] blanks = new byte[LIMITS.bytes() + 1];
        Arrays.fill(blanks, (byte) ' ');
        upload(KEY, gzip(blanks));
        assertThat(scored().path("problem").path("detail").textValue()).isEqualTo("the file has more than 1048576 "
                + "bytes when it is unpacked, which is the limit; send it in parts");
    }

    @Test
    void file_ofTheLimit_isRead() {
        live("v1");
        upload(KEY, TABLE + " ".repeat(LIMITS.bytes() - TABLE.length()));
        assertThat(scored().path("records").intValue()).isEqualTo(2);
    }

    @Test
    void file_withMoreRecordsThanTheLimit_failsWithTheBound() {
        live("v1");
        upload(KEY, "age\n" + "30\n".repeat(LIMITS.records()));
        assertThat(scored().path("records").intValue()).isEqualTo(10_000);
        upload(KEY, "age\n" + "30\n".repeat(LIMITS.records() + 1));
        assertThat(scored().path("problem").path("detail").textValue())
                .isEqualTo("a file may hold at most 10000 records; send it in parts");
    }

    @Test
    void file_thatTakesLongerThanTheCall_failsInTime() {
        live("v1");
        upload(KEY, "age\n" + "30\n".repeat(5000));
        invoke(store, Events.text("scoring-s3-put"), LIMITS, (int) Duration.ofSeconds(59).toMillis());
        assertThat(outcome().path("problem").path("detail").textValue()).isEqualTo("only the first 999 records could "
                + "be answered in the time there is; send the file in parts");
    }

    @Test
    void model_thatIsNotTheRegisteredOne_answersNothing() {
        live("v1");
        upload("runs/customers/" + RUN + "/model.tar.gz", "another");
        upload(KEY, TABLE);
        assertThatThrownBy(this::scored).isInstanceOf(ReplacedObjectException.class);
        assertThat(store.written()).isEmpty();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
