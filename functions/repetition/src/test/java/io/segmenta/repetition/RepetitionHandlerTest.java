package io.segmenta.repetition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.learning.SampleRuns;
import io.segmenta.model.contract.RepetitionKey;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionHandlerTest {
    private static final UUID ID = UUID.fromString("0b1c2d3e-0000-4000-8000-000000000008");

    private final SampleRuns runs = new SampleRuns();
    private final InMemoryObjectStore store = runs.store();
    private final RunFolder run = runs.train("a.csv", SampleRuns.table(1), Optional.empty());
    private final RepetitionKey key = key(run, ID);

    private static RepetitionKey key(RunFolder run, UUID id) {
        return new RepetitionKey(run.dataset(), run.run(), id);
    }

    private String notice(RepetitionKey asked) {
        store.upload(asked.request(), "{\"asked_at\": \"2026-11-28T18:30:00Z\"}".getBytes(StandardCharsets.UTF_8),
                Map.of());
        return Events.text("repetition-s3-put").replace(Events.BUCKET, store.bucket()).replaceFirst(
                "repetitions/[^\"]*", asked.request());
    }

    private String told(String event) {
        TickingClock clock = new TickingClock();
        Map<String, Object> answer = new RepetitionHandler(new RepeatRun(store, 2, clock),
                Quiet.log("repetition", clock)).handleRequest(RuntimeJson.read(event, S3Event.class),
                        new TestContext("r1", 900_000));
        return Json.parse(RuntimeJson.write(answer, Object.class)).at("/repetitions/0/status").asText();
    }

    private JsonNode result(RepetitionKey of) {
        return Json.parse(new String(store.bytes(of.result()), StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void runThatNobodyTouched_isTheSame_andOnlyTheResultIsWritten() {
        List<String> before = store.list("");
        String notice = notice(key);
        assertThat(told(notice)).isEqualTo("same");
        JsonNode result = result(key);
        assertThat(texts(result.path("equal_files"))).contains("model.tar.gz", "profile.json", "lineage.json",
                "people/assignments.csv.gz");
        assertThat(result.path("files").asInt()).isEqualTo(result.path("equal_files").size());
        assertThat(result.path("differing_files")).isEmpty();
        assertThat(texts(result.path("left_out"))).contains("start.json");
        assertThat(result.path("made_by")).isEqualTo(result.path("version"));
        assertThat(result.path("finished_at").asText()).startsWith("2026-11-21T");
        assertThat(store.list("")).hasSize(before.size() + 2).contains(key.result());
    }

    @Test
    void laterRun_isRepeatedBesideTheEarlierOne() {
        RepetitionKey later = key(runs.train("b.csv", SampleRuns.table(2), Optional.of(run)), ID);
        assertThat(told(notice(later))).isEqualTo("same");
    }

    @Test
    void fileThatSomebodyChanged_isNamed_withWhereItDiffers() {
        String profile = run.key(RunFile.PROFILE);
        JsonNode changed = Json.parse(new String(store.bytes(profile), StandardCharsets.UTF_8));
        String name = changed.at("/segments/0/name").asText();
        ((ObjectNode) changed.at("/segments/0")).put("name", "Somebody's");
        store.upload(profile, changed.toString().getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(told(notice(key))).isEqualTo("different");
        assertThat(result(key).path("files").asInt()).isEqualTo(result(key).path("equal_files").size() + 1);
        JsonNode first = result(key).at("/differing_files/0");
        assertThat(first.path("path").asText()).isEqualTo("profile.json");
        assertThat(first.path("at").asText()).isEqualTo("segments[0].name");
        assertThat(first.path("run").asText()).isEqualTo("\"Somebody's\"");
        assertThat(first.path("repeated").asText()).isEqualTo('"' + name + '"');
    }

    @Test
    void rowsOfPeopleThatDiffer_areToldByPlaceAlone() {
        String file = store.list(run.key(RunFolder.PEOPLE)).stream()
                .filter(one -> one.endsWith("assignments-representatives.json")).findFirst().orElseThrow();
        String changed = new String(store.bytes(file), StandardCharsets.UTF_8).replaceFirst("\"c[0-9]+\"",
                "\"somebody\"");
        store.upload(file, changed.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(told(notice(key))).isEqualTo("different");
        JsonNode first = result(key).at("/differing_files/0");
        assertThat(first.path("path").asText()).isEqualTo("people/assignments-representatives.json");
        assertThat(first.path("at").asText()).isNotEmpty();
        assertThat(first.has("run") || first.has("repeated")).isFalse();
        assertThat(result(key).toString()).doesNotContain("somebody");
    }

    @Test
    void fileThatIsGone_isToldWithoutAPlace() {
        store.delete(run.key(RunFile.SCHEMA));
        assertThat(told(notice(key))).isEqualTo("different");
        assertThat(result(key).at("/differing_files/0").toString()).isEqualTo("{\"path\":\"schema.json\"}");
    }

    @ParameterizedTest
    @CsvSource({"lineage.json, not-found", "start.json, not-found", "config.json, not-found"})
    void whatTheRunWasMadeFrom_gone_failsWithWhatToDo(String file, String code) {
        store.delete(run.key(file));
        assertThat(told(notice(key))).isEqualTo("failed");
        assertThat(result(key).at("/failure/code").asText()).isEqualTo(code);
        assertThat(result(key).at("/failure/detail").asText()).startsWith(run.key(file) + " is gone")
                .contains("put the same bytes back");
        assertThat(result(key).has("equal_files")).isFalse();
    }

    @Test
    void settingsThatThisProgramDoesNotKnow_fail() {
        store.upload(run.key(RunFile.CONFIG), "{\"clustering\": {\"magic\": 1}}".getBytes(StandardCharsets.UTF_8),
                Map.of());
        assertThat(told(notice(key))).isEqualTo("failed");
        assertThat(result(key).at("/failure/code").asText()).isEqualTo("unreadable");
        assertThat(result(key).at("/failure/detail").asText()).contains("magic");
    }

    @Test
    void uploadThatIsAnotherOne_fails() {
        String upload = store.list("data/").getFirst();
        store.upload(upload, SampleRuns.table(7).getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(told(notice(key))).isEqualTo("failed");
        assertThat(result(key).at("/failure/detail").asText()).contains(upload);
    }

    @Test
    void notice_again_isIgnored_andAnotherRequestIsSeenTo() {
        String notice = notice(key);
        told(notice);
        byte[] first = store.bytes(key.result());
        store.delete(run.key(RunFile.SCHEMA));
        assertThat(told(notice)).isEqualTo("ignored");
        assertThat(store.bytes(key.result())).isEqualTo(first);
        RepetitionKey other = key(run, new UUID(4, 2));
        assertThat(told(notice(other))).isEqualTo("different");
    }

    @Test
    void noticeOfAnotherBucketOrKey_orOfARequestThatIsGone_isIgnored() {
        String notice = notice(key);
        assertThat(told(notice.replace('"' + store.bucket() + "\",", "\"another\","))).isEqualTo("ignored");
        assertThat(told(notice.replace(".request.json", ".json"))).isEqualTo("ignored");
        assertThat(told(notice.replace("ObjectCreated:Put", "ObjectRemoved:Delete"))).isEqualTo("ignored");
        store.delete(key.request());
        assertThat(told(notice)).isEqualTo("ignored");
        assertThat(store.head(key.result())).isEmpty();
    }

    @Test
    void storeThatFails_isThrown_andMendedByTheNextCall() {
        String notice = notice(key);
        store.failAfter(0);
        assertThatThrownBy(() -> told(notice)).isInstanceOf(IllegalStateException.class);
        assertThat(store.head(key.result())).isEmpty();
        assertThat(told(notice)).isEqualTo("same");
    }
}
