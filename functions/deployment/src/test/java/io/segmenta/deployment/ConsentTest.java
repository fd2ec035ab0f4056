package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SampleModels;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.EvidenceCard;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.sagemaker.NewVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest extends DeploymentFixture {
    private static UUID run(int number) {
        return new UUID(0, number);
    }

    /** A version with an evidence card, whose run is in the catalogue. */
    private String carded(int number, Map<String, String> settings, Optional<UUID> reference, String... comments) {
        clock.advance(Duration.ofMinutes(1));
        UUID run = run(number);
        String folder = "runs/customers/" + run + "/";
        byte[] model = ModelFile.write(SampleModels.mall());
        byte[] configuration = PipelineConfig.defaults().with(settings).json().getBytes(StandardCharsets.UTF_8);
        byte[] card = new EvidenceCard(run, "customers", reference, List.of(), List.of(comments), Map.of()).write();
        store.upload(folder + "config.json", configuration, Map.of());
        store.upload(folder + "model.tar.gz", model, Map.of());
        store.upload(folder + "card.json", card, Map.of());
        catalogue.claim(new NewRun(run, "customers", Events.BUCKET, "data/customers/" + number + ".csv", "v", 1, "c0",
                "{}", "anna"), "owner", clock.instant(), clock.instant());
        catalogue.beginRegistration(run, "customers", clock.instant());
        String arn = registry.register(new NewVersion(GROUP, run.toString(), "", "image",
                "s3://" + Events.BUCKET + "/" + folder + "model.tar.gz", "s3://x/metrics.json",
                Map.of("run_id", run.toString(), "model_sha256", Sha256.of(model), "configuration_sha256",
                        Sha256.of(configuration), "card_sha256", Sha256.of(card))));
        catalogue.registered(run, number, arn, clock.instant());
        return arn;
    }

    private void approve(String arn, String by, String comment) {
        clock.advance(Duration.ofMinutes(1));
        registry.as(by);
        registry.decide(arn, ApprovalStatus.APPROVED, comment);
        String step = invoke(Events.text("deployment-approved").replace("/1\"",
                arn.substring(arn.lastIndexOf('/')) + "\""));
        if (step.equals("requested")) {
            endpoints.finish(GROUP);
            endpointEvent();
        }
    }

    private String lastDetail() {
        return catalogue.deployments("customers").getFirst().detail();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "approved by anna with segmenta", "approved by policy: structure strong"})
    void versionThatNeedsAComment_isNotServedWithoutOne(String said) {
        String arn = carded(1, Map.of(), Optional.empty(), "\"age\" seems to be in other units than before.");
        approve(arn, "bert", said);
        assertThat(states()).containsExactly("v1 FAILED");
        assertThat(lastDetail())
                .startsWith("\"age\" seems to be in other units than before. It is served once somebody "
                        + "approves it again and says why");
        approve(arn, "bert", "the agency sends months now, we have checked");
        assertThat(states()).first().isEqualTo("v1 LIVE");
    }

    @Test
    void versionThatAsksNothing_isServedWithoutAComment() {
        approve(carded(1, Map.of(), Optional.empty()), "bert", "");
        assertThat(states()).containsExactly("v1 LIVE");
    }

    @Test
    void staleVersion_needsAComment() {
        approve(carded(1, Map.of(), Optional.empty()), "bert", "");
        String second = carded(2, Map.of(), Optional.of(run(1)));
        String third = carded(3, Map.of(), Optional.of(run(1)));
        approve(second, "bert", "");
        assertThat(states()).first().isEqualTo("v2 LIVE");
        approve(third, "bert", "");
        assertThat(states()).first().isEqualTo("v3 ROLLED_BACK");
        assertThat(lastDetail())
                .startsWith("Another model was live than the one that its segments were compared with.");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v2");
        approve(third, "bert", "compared by hand, the same five segments");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v3");
    }

    /** What was live when it was approved counts, not what is live when it is gone back to. */
    @Test
    void versionGoneBackTo_needsNoOtherComment() {
        approve(carded(1, Map.of(), Optional.empty()), "bert", "");
        approve(carded(2, Map.of(), Optional.of(run(1))), "bert", "");
        String third = carded(3, Map.of(), Optional.of(run(2)));
        approve(third, "bert", "");
        registry.decide(third, ApprovalStatus.REJECTED, "");
        packageEvent();
        endpoints.finish(GROUP);
        endpointEvent();
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v2");
    }

    @Test
    void exchangedCard_isNotServed() {
        String arn = carded(1, Map.of(), Optional.empty());
        store.upload("runs/customers/" + run(1) + "/card.json", "{}".getBytes(StandardCharsets.UTF_8), Map.of());
        approve(arn, "bert", "");
        assertThat(states()).containsExactly("v1 FAILED");
        assertThat(lastDetail()).contains("card.json has been replaced");
    }

    @Test
    void fourEyes_areThoseOfSomebodyElseThanTheUploader() {
        String arn = carded(1, Map.of("registration.four_eyes", "true"), Optional.empty());
        approve(arn, "anna", "I am sure");
        assertThat(catalogue.deployments("customers")).extracting(Deployment::detail).containsExactly(
                "registration.four_eyes: whoever uploaded the file approved the version; somebody else must");
        approve(arn, "bert", "");
        assertThat(states()).first().isEqualTo("v1 LIVE");
    }

    @Test
    void fourEyes_whenNobodySaysWhoApproved_areNotThere() {
        approve(carded(1, Map.of("registration.four_eyes", "true"), Optional.empty()), "", "");
        assertThat(lastDetail()).isEqualTo("registration.four_eyes: it is not known who approved the version");
    }
}
