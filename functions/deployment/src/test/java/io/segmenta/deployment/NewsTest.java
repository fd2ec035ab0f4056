package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SampleModels;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.sagemaker.NewVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other systems are told when a version goes live. */
class NewsTest extends DeploymentFixture {
    private static final UUID RUN = new UUID(3, 4);
    private static final String FOLDER = "runs/customers/" + RUN + "/";
    private static final String TRANSITIONS = "{\"basis\":\"all rows\",\"transitions\":[{\"kind\":\"continue\","
            + "\"from\":[\"s-1\"],\"to\":[\"s-1\"],\"certainty\":1.0,\"text\":\"\\\"A\\\" goes on.\"},{\"kind\":"
            + "\"death\",\"from\":[\"s-2\"],\"to\":[],\"certainty\":0.9}]}";

    private String versionWithNews() {
        clock.advance(Duration.ofMinutes(1));
        byte[] configuration = PipelineConfig.defaults().with(Map.of("serving.target", "lambda")).json()
                .getBytes(StandardCharsets.UTF_8);
        byte[] model = ModelFile.write(SampleModels.mall());
        store.upload(FOLDER + "config.json", configuration, Map.of());
        store.upload(FOLDER + "model.tar.gz", model, Map.of());
        store.upload(FOLDER + "transitions.json", TRANSITIONS.getBytes(StandardCharsets.UTF_8), Map.of());
        store.upload(FOLDER + "migration.json", "{\"basis\":\"all customers\",\"customers_in_both\":80,\"flows\":[]}"
                .getBytes(StandardCharsets.UTF_8), Map.of());
        return registry.register(new NewVersion(GROUP, RUN.toString(), "", "image",
                "s3://" + Events.BUCKET + "/" + FOLDER + "model.tar.gz", "s3://x/metrics.json",
                Map.of("model_sha256", Sha256.of(model), "configuration_sha256", Sha256.of(configuration))));
    }

    private void live(String arn) {
        decide(arn, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("live");
    }

    private List<JsonNode> details() {
        return bus.sent().stream().map(Announcement::detail).map(Json::parse).toList();
    }

    @Test
    void versionThatGoesLive_tellsOfEachTransitionAndOfTheMigration() {
        String arn = versionWithNews();
        assertThat(bus.sent()).isEmpty();
        decide(arn, ApprovalStatus.APPROVED);
        packageEvent();

        assertThat(bus.sent()).extracting(Announcement::type)
                .containsExactlyInAnyOrder("Segment Transition", "Segment Transition", "Migration Ready");
        assertThat(details()).allSatisfy(detail -> {
            assertThat(detail.path("dataset").textValue()).isEqualTo("customers");
            assertThat(detail.path("version").intValue()).isEqualTo(1);
            assertThat(detail.path("run_id").textValue()).isEqualTo(RUN.toString());
        });
        assertThat(details()).extracting(detail -> detail.path("id").textValue()).doesNotHaveDuplicates();
        assertThat(details()).extracting(JsonNode::toString).anySatisfy(
                detail -> assertThat(detail).contains("\"kind\":\"death\"", "\"from\":[\"s-2\"]"));
        assertThat(details()).filteredOn(detail -> detail.has("document")).singleElement()
                .satisfies(detail -> {
                    assertThat(detail.path("document").textValue()).isEqualTo(FOLDER + "migration.json");
                    assertThat(detail.path("customers_in_both").intValue()).isEqualTo(80);
                    assertThat(detail.has("flows")).isFalse();
                });
    }

    @Test
    void repetition_tellsNothingTwice() {
        live(versionWithNews());
        packageEvent();
        String second = version(2, Map.of("serving.target", "lambda"));
        live(second);
        decide(second, ApprovalStatus.REJECTED);
        assertThat(packageEvent()).as("back to the first").isEqualTo("live");
        assertThat(bus.sent()).hasSize(3);
    }

    @Test
    void busThatTakesNothing_holdsNobodyUp_andIsToldLater() {
        bus.breakDown(true);
        live(versionWithNews());
        assertThat(store.bytes(POINTER)).isNotEmpty();
        assertThat(bus.sent()).isEmpty();
        bus.breakDown(false);
        packageEvent();
        assertThat(bus.sent()).hasSize(3);
        Set<UUID> ids = new HashSet<>(bus.sent().stream().map(Announcement::id).toList());
        assertThat(ids).hasSize(3);
    }

    @Test
    void versionWithoutARunOfOurs_goesLiveAndTellsNothing() {
        live(version(1, Map.of("serving.target", "lambda")));
        assertThat(store.bytes(POINTER)).isNotEmpty();
        assertThat(bus.sent()).isEmpty();
    }
}
