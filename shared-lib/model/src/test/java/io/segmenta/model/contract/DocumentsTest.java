package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.contract.Lineage.Continued;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.predict.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents in the folder of a run, against what was written by hand. */
class DocumentsTest {
    private static final UUID RUN = UUID.fromString("3b57bd5a-5485-305c-9282-9c4914e592c9");
    private static final UUID BEFORE = UUID.fromString("00000000-0000-0001-0000-000000000002");
    private static final String LINEAGE = "{\"run_id\":\"3b57bd5a-5485-305c-9282-9c4914e592c9\","
            + "\"dataset\":\"customers\",\"bucket\":\"b\",\"key\":\"data/customers/M\u00fcnchen \\\"1\\\".csv\","
            + "\"object_version\":\"e\",\"data_sha256\":\"da\",\"configuration_sha256\":\"c0\","
            + "\"seed\":9223372036854775807,\"model_sha256\":\"50\"}";
    private static final Lineage FIRST = new Lineage(RUN, "customers", "b", "data/customers/M\u00fcnchen \"1\".csv",
            "e", "da", "c0", Long.MAX_VALUE, "50", Optional.empty(), Optional.empty());

    private static final SegmentNames NAMES = new SegmentNames("members", 3,
            List.of(new SegmentEdit("s-1", "Regulars", NameSource.EDITED, "")));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void lineage_ofANewModel_isAsInTheFormat() {
        assertThat(new String(FIRST.write(), StandardCharsets.UTF_8)).isEqualTo(LINEAGE);
        assertThat(Lineage.parse(bytes(LINEAGE))).isEqualTo(FIRST);
    }

    @Test
    void lineage_ofAModelThatGoesOn_namesTheOneBefore() {
        String last = LINEAGE.replace("\"50\"}", "\"50\",\"continues_run_id\":\"" + BEFORE + "\"}");
        assertThat(Lineage.parse(bytes(last)).continues()).contains(new Continued(BEFORE, Optional.empty()));
        assertThat(new String(Lineage.parse(bytes(last)).write(), StandardCharsets.UTF_8)).isEqualTo(last);
        String live = last.replace("\"}", "\",\"continues_model_version\":\"v3\"}");
        assertThat(Lineage.parse(bytes(live)).continues()).contains(new Continued(BEFORE, Optional.of("v3")));
        assertThat(new String(Lineage.parse(bytes(live)).write(), StandardCharsets.UTF_8)).isEqualTo(live);
    }

    @Test
    void lineage_ofAModelThatWasCompared_namesTheOther() {
        String compared = LINEAGE.replace("\"50\"}", "\"50\",\"reference_run_id\":\"" + BEFORE
                + "\",\"reference_model_sha256\":\"ab\",\"reference_model_version\":\"v2\"}");
        assertThat(Lineage.parse(bytes(compared)).reference())
                .contains(new Lineage.Reference(BEFORE, "ab", Optional.of("v2"), Optional.empty()));
        assertThat(new String(Lineage.parse(bytes(compared)).write(), StandardCharsets.UTF_8)).isEqualTo(compared);
        String kept = compared.replace("\"v2\"}", "\"v2\",\"reference_rows\":\"kept\","
                + "\"reference_missing\":\"its upload is gone\"}");
        assertThat(Lineage.parse(bytes(kept)).reference().flatMap(Lineage.Reference::basis))
                .contains(new Lineage.Basis(Lineage.Rows.KEPT, Optional.of("its upload is gone")));
        assertThat(new String(Lineage.parse(bytes(kept)).write(), StandardCharsets.UTF_8)).isEqualTo(kept);
    }

    @Test
    void names_areReadAsTheyWereWritten() {
        String written = "{\"dataset\":\"members\",\"version\":3,\"segments\":[{\"id\":\"s-1\",\"name\":"
                + "\"Regulars\",\"name_source\":\"edited\",\"action\":\"\"}]}";
        assertThat(new String(NAMES.write(), StandardCharsets.UTF_8)).isEqualTo(written);
        assertThat(SegmentNames.parse("members", NAMES.write())).isEqualTo(NAMES);
        assertThat(SegmentNames.key("members")).isEqualTo("live/members/names.json");
        assertThat(LivePointer.dataset(SegmentNames.key("members"))).isEmpty();
        assertThatThrownBy(() -> SegmentNames.parse("members", bytes(written.replace("Regulars", ""))))
                .isInstanceOf(ContractException.class)
                .hasMessage("live/members/names.json.segments[0].name: expected a string that is not blank, "
                        + "found \"\"");
        assertThatThrownBy(() -> SegmentNames.parse("members", bytes(written.replace("edited", "guessed"))))
                .hasMessageContaining("name_source");
    }

    @Test
    void segmentsOfARun_areReadFromItsProfile() {
        assertThat(RunSegment.parse(bytes("{\"segments\":[{\"segment_id\":\"s-1\",\"cluster\":0,\"name\":\"Loyal\","
                + "\"action\":\"\",\"color\":\"#0072b2\",\"size\":3,\"share\":0.5,\"columns\":[]}]}")))
                .containsExactly(new RunSegment("s-1", 0, "Loyal", "", "#0072b2", 3, 0.5));
        assertThatThrownBy(() -> RunSegment.parse(bytes("{}"))).isInstanceOf(ContractException.class)
                .hasMessageContaining("profile.json");
    }

    @Test
    void start_isReadAsItWasWritten() {
        RunStart start = new RunStart(Optional.of(new RunStart.Reference(BEFORE, "ab", Optional.of("v2"),
                RunStart.Reason.LIVE)), Optional.empty(), Optional.empty());
        assertThat(new String(start.write(), StandardCharsets.UTF_8)).isEqualTo("{\"reference\":{\"run_id\":\""
                + BEFORE + "\",\"model_sha256\":\"ab\",\"model_version\":\"v2\",\"reason\":\"live\"}}");
        assertThat(RunStart.parse(start.write())).isEqualTo(start);
        assertThat(RunStart.parse(bytes("{}"))).isEqualTo(new RunStart(Optional.empty(), Optional.empty(),
                Optional.empty()));
        RunStart declared = new RunStart(Optional.empty(), Optional.of("{\"version\":1}"), Optional.empty());
        assertThat(RunStart.parse(declared.write())).isEqualTo(declared);
        RunStart named = new RunStart(Optional.empty(), Optional.empty(), Optional.of(NAMES));
        assertThat(RunStart.parse(named.write())).isEqualTo(named);
        assertThatThrownBy(() -> RunStart.parse(bytes("{\"reference\":{}}"))).isInstanceOf(ContractException.class)
                .hasMessageContaining("start.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "da" | "" | lineage.json.data_sha256: expected a string that is not blank, found ""
            "model_sha256" | "model" | lineage.json.model_sha256: expected a string, found nothing
            3b57bd5a- | 3b57- | lineage.json.run_id: expected a UUID, found "3b57-5485-305c-9282-9c4914e592c9x"
            9223372036854775807 | "1" | lineage.json.seed: expected a whole number, found "1"
            """)
    void lineage_malformed_isRefusedWithTheField(String written, String found, String message) {
        String document = LINEAGE.replace(written, found).replace("3b57-5485-305c-9282-9c4914e592c9",
                "3b57-5485-305c-9282-9c4914e592c9x");
        assertThatThrownBy(() -> Lineage.parse(bytes(document))).isInstanceOf(ContractException.class)
                .hasMessage(message);
    }

    @Test
    void failure_isAsInTheFormat() {
        String document = "{\"reason\":\"empty-file\",\"detail\":\"the file is empty\","
                + "\"key\":\"data/customers/empty.csv\",\"object_version\":\"e\"}";
        Failure failure = new Failure("empty-file", "the file is empty", "data/customers/empty.csv", "e");
        assertThat(failure.write()).asString().isEqualTo(document);
        assertThat(Failure.parse(bytes(document))).isEqualTo(failure);
        assertThatThrownBy(() -> Failure.parse(bytes("{\"reason\":\"x\"}"))).isInstanceOf(ContractException.class)
                .hasMessage("failure.json.detail: expected a string, found nothing");
        assertThatThrownBy(() -> Failure.parse(bytes("no JSON"))).isInstanceOf(ContractException.class)
                .hasMessageStartingWith("failure.json: not JSON");
    }

    @Test
    void scoreOutcome_answered_isAsInTheFormat() {
        String document = "{\"status\":\"SUCCEEDED\",\"key\":\"score/customers/a.csv\",\"object_version\":\"v\","
                + "\"etag\":\"e\",\"data_sha256\":\"da\",\"model_version\":\"v3\",\"model_package_arn\":\"arn\","
                + "\"model_sha256\":\"50\",\"run_id\":\"" + RUN + "\",\"answer_key\":\"k\",\"answer_sha256\":\"a5\","
                + "\"records\":3,\"answered\":2,\"refused\":1,\"errors\":[{\"record\":2,\"field\":\"age\","
                + "\"value\":null,\"expected\":\"a number\"}]}";
        ScoreOutcome outcome = new ScoreOutcome(
                new ScoreOutcome.Input("score/customers/a.csv", "v", "e", Optional.of("da")),
                Optional.of(new ScoreOutcome.Model("v3", "arn", "50", Optional.of(RUN))),
                new ScoreOutcome.Answered("k", "a5", 3, 1, List.of(new FieldProblem(2, "age", null, "a number"))));
        assertThat(outcome.write()).asString().isEqualTo(document);
        assertThat(ScoreOutcome.parse(bytes(document))).isEqualTo(outcome);
        assertThat(outcome.isOf(new ScoreOutcome.Input("score/customers/a.csv", "v", "e", Optional.empty()),
                outcome.model())).isTrue();
        assertThat(outcome.isOf(new ScoreOutcome.Input("score/customers/a.csv", "w", "e", Optional.empty()),
                outcome.model())).isFalse();
        assertThat(outcome.isOf(outcome.input(), Optional.empty())).isFalse();
    }

    @Test
    void scoreOutcome_failed_isAsInTheFormat() {
        String document = "{\"status\":\"FAILED\",\"key\":\"score/customers/a.csv\",\"object_version\":\"e\","
                + "\"etag\":\"e\",\"problem\":{\"type\":\"urn:segmenta:problem:not-live\",\"title\":\"No\","
                + "\"status\":404,\"detail\":\"nothing is live\"}}";
        ScoreOutcome outcome = new ScoreOutcome(
                new ScoreOutcome.Input("score/customers/a.csv", "e", "e", Optional.empty()), Optional.empty(),
                new ScoreOutcome.Failed(Problem.of(404, "not-live", "No", "nothing is live")));
        assertThat(outcome.write()).asString().isEqualTo(document);
        assertThat(ScoreOutcome.parse(bytes(document))).isEqualTo(outcome);
        assertThatThrownBy(() -> ScoreOutcome.parse(bytes(document.replace("FAILED", "LOST"))))
                .isInstanceOf(ContractException.class)
                .hasMessage("score outcome.status: expected \"SUCCEEDED\" or \"FAILED\", found \"LOST\"");
        assertThatThrownBy(() -> ScoreOutcome.parse(bytes(document.replace("urn:segmenta:", "urn:other:"))))
                .isInstanceOf(ContractException.class).hasMessageContaining("type");
    }

    @Test
    void schemaChanges_areAsInTheFormat() {
        String document = "{\"since_run_id\":\"" + BEFORE + "\",\"differences\":[\"column \\\"a\\\" is new\",\"b\"]}";
        SchemaChanges changes = new SchemaChanges(BEFORE, List.of("column \"a\" is new", "b"));
        assertThat(changes.write()).asString().isEqualTo(document);
        assertThat(SchemaChanges.parse(bytes(document))).isEqualTo(changes);
        assertThatThrownBy(() -> SchemaChanges.parse(bytes("{\"since_run_id\":\"" + BEFORE + "\"}")))
                .isInstanceOf(ContractException.class)
                .hasMessage("changes.json.differences: expected a list, found nothing");
        assertThatThrownBy(() -> SchemaChanges.parse(bytes("{\"since_run_id\":\"yesterday\",\"differences\":[]}")))
                .isInstanceOf(ContractException.class)
                .hasMessage("changes.json.since_run_id: expected a UUID, found \"yesterday\"");
    }

    @Test
    void runMetrics_areReadAmongAllOtherFigures() {
        RunMetrics metrics = RunMetrics.parse(bytes("{\"algorithm\":\"kmeans\",\"n_samples\":100,\"n_clusters\":2,"
                + "\"silhouette_score\":0.5,\"cluster_sizes\":{\"0\":90,\"1\":10},\"candidates\":[{\"k\":2}]}"));
        assertThat(metrics)
                .isEqualTo(new RunMetrics(2, 100, OptionalDouble.of(0.5), Optional.empty(), List.of(90L, 10L),
                        OptionalDouble.empty(), Optional.empty(), Optional.empty()));
        assertThat(metrics.smallestShare()).isEqualTo(0.1);
        assertThat(metrics.hasClearSegments()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"strong, true", "weak, true", "none, false"})
    void runMetrics_tellWhetherSegmentsAreClear(String structure, boolean clear) {
        assertThat(RunMetrics.parse(bytes("{\"n_samples\":9,\"n_clusters\":2,\"cluster_sizes\":{},\"structure\":\""
                + structure + "\"}")).hasClearSegments()).isEqualTo(clear);
    }

    @Test
    void runMetrics_ofOneSegment_haveNoSilhouette() {
        RunMetrics metrics = RunMetrics.parse(bytes(
                "{\"n_samples\":0,\"n_clusters\":1,\"silhouette_score\":null,\"cluster_sizes\":{}}"));
        assertThat(metrics.silhouette()).isEmpty();
        assertThat(metrics.smallestShare()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0',
            textBlock = """
                    {"n_samples":1,"cluster_sizes":{}} | metrics.json.n_clusters: expected a whole number, found nothing
                    {"n_samples":1,"n_clusters":1} | metrics.json.cluster_sizes: expected an object, found nothing
                    {"n_samples":1,"n_clusters":1,"cluster_sizes":{"0":"many"}} | metrics.json.cluster_sizes.0: expected a whole number, found "many"
                    {"n_samples":1,"n_clusters":1,"silhouette_score":"high","cluster_sizes":{}} | metrics.json.silhouette_score: expected a number, found "high"
                    """)
    void runMetrics_malformed_areRefusedWithTheField(String document, String message) {
        assertThatThrownBy(() -> RunMetrics.parse(bytes(document))).isInstanceOf(ContractException.class)
                .hasMessage(message);
    }
}
