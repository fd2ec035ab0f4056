package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SampleModels;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.bus.FakeBus;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.sagemaker.EndpointState;
import io.segmenta.platform.sagemaker.FakeEndpoints;
import io.segmenta.platform.sagemaker.FakeRegistry;
import io.segmenta.platform.sagemaker.NewVersion;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** A data set with its services in memory, and the events that wake the deployment function. */
abstract class DeploymentFixture {
    private static final AtomicInteger REQUESTS = new AtomicInteger();
    static final String GROUP = "segmenta-customers";
    static final String POINTER = "live/customers.json";
    static final String ROLE = "arn:aws:iam::123456789012:role/serving";

    final TickingClock clock = new TickingClock();
    final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    final FakeRegistry registry = new FakeRegistry(clock);
    final FakeEndpoints endpoints = new FakeEndpoints();
    final FakeBus bus = new FakeBus();
    final List<Duration> pauses = new ArrayList<>();
    /** What happens elsewhere during the next pause. */
    Runnable duringPause = () -> {};
    final DeploymentHandler handler = handler(new PredictingProbe(clock));

    @BeforeEach
    void group() {
        registry.ensureGroup(GROUP, "");
    }

    DeploymentHandler handler(ModelProbe probe) {
        return new DeploymentHandler(DeploymentHandler.reconciliation(store, registry, endpoints, catalogue, bus, probe,
                this::pause, SageMakerNames.STANDARD, ROLE, clock), catalogue, SageMakerNames.STANDARD, clock,
                Quiet.log("deployment", clock));
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        clock.advance(duration);
        Runnable event = duringPause;
        duringPause = () -> {};
        event.run();
    }

    /** A registered version whose run is there, with settings that differ from the defaults. */
    String version(int number, Map<String, String> settings) {
        return version(number, settings, ModelFile.write(SampleModels.mall()));
    }

    /** As {@link #version(int, Map)}, with other bytes for a model file. */
    String version(int number, Map<String, String> settings, byte[] model) {
        clock.advance(Duration.ofMinutes(1));
        String folder = "runs/customers/run-" + number + "/";
        byte[] configuration = PipelineConfig.defaults().with(settings).json().getBytes(StandardCharsets.UTF_8);
        store.upload(folder + "config.json", configuration, Map.of());
        store.upload(folder + "model.tar.gz", model, Map.of());
        return registry.register(new NewVersion(GROUP, "run-" + number, "", "image",
                "s3://" + Events.BUCKET + "/" + folder + "model.tar.gz", "s3://x/metrics.json",
                Map.of("model_sha256", Sha256.of(model), "configuration_sha256", Sha256.of(configuration))));
    }

    String version(int number) {
        return version(number, Map.of());
    }

    void decide(String arn, ApprovalStatus status) {
        clock.advance(Duration.ofMinutes(1));
        registry.decide(arn, status, "");
    }

    String invoke(String event) {
        return invoke(handler, event);
    }

    /** The step that leaves AWS's runtime when this event enters it. */
    static String invoke(DeploymentHandler handler, String event) {
        Map<String, String> answer = handler.handleRequest(RuntimeJson.read(event, ScheduledEvent.class),
                new TestContext("request-" + REQUESTS.incrementAndGet(), 60_000));
        return Json.parse(RuntimeJson.write(answer, Object.class)).path("step").textValue();
    }

    String packageEvent() {
        return packageEvent(handler);
    }

    static String packageEvent(DeploymentHandler handler) {
        return invoke(handler, Events.text("deployment-approved").replace("/1\"", "/0\""));
    }

    String endpointEvent() {
        return invoke(Events.text("deployment-endpoint-in-service"));
    }

    /** Approves a version and sees it through to the end. */
    void makeLive(String arn) {
        decide(arn, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
    }

    JsonNode pointer() {
        return Json.parse(new String(store.bytes(POINTER), StandardCharsets.UTF_8));
    }

    EndpointState endpoint() {
        return endpoints.describe(GROUP).orElseThrow();
    }

    List<String> states() {
        return catalogue.deployments("customers").stream().map(d -> "v" + d.version() + " " + d.state()).toList();
    }
}
