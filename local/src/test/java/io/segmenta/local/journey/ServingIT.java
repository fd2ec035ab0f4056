package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** From an upload to answers; each test has a data set of its own on one stack. */
class ServingIT {
    /** A model of few customers may serve, the first as any other. */
    private static final String AUTOMATIC = "registration: {approval: automatic}\n"
            + "gates: {first_model: gates, min_segment_size: 5}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path stateDir;
    private static Machine machine;

    @BeforeAll
    static void startMachine() throws Exception {
        machine = Machine.start(stateDir);
    }

    @AfterAll
    static void stopMachine() throws Exception {
        machine.close();
    }

    @Test
    void upload_approved_answersInEveryShape() throws Exception {
        machine.upload("data/shop/customers.csv", Samples.customers(1));

        Run run = machine.awaitRuns("shop", 1).getFirst();
        assertThat(run.status()).as(run.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
        String folder = "runs/shop/" + run.id() + "/";
        assertThat(machine.keys(folder)).contains(folder + "model.tar.gz", folder + "metrics.json",
                folder + "profile.json", folder + "schema.json", folder + "report.json", folder + "config.json",
                folder + "lineage.json");
        String people = "people/shop/" + run.id() + "/";
        assertThat(machine.keys(people)).contains(people + "assignments.csv.gz", people + "assignments.blocks");
        assertThat(machine.awaitPackages("shop", 1).getFirst().modelApprovalStatus())
                .isEqualTo(ModelApprovalStatus.PENDING_MANUAL_APPROVAL);

        machine.decide(machine.packages("shop").getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing("shop", "v1", Samples.CUSTOMER);

        JsonNode one = JSON.readTree(machine.predict("shop", Samples.CUSTOMER).body());
        assertThat(one.path("customer_id").asText()).isEqualTo("C20001");
        assertThat(one.path("segment_id").asText()).isNotEmpty();
        assertThat(one.path("cluster_name").asText()).isNotEmpty();
        assertThat(one.path("confidence").asDouble()).isBetween(0.0, 1.0);

        JsonNode many = JSON.readTree(machine.post("/predict/batch?dataset=shop", "application/json",
                "[" + Samples.CUSTOMER + ",{\"age\":\"old\"}]").body());
        assertThat(many.path("count").asInt()).isEqualTo(2);
        assertThat(many.path("errors").asInt()).isEqualTo(1);
        assertThat(many.path("predictions").path(0).path("cluster")).isEqualTo(one.path("cluster"));

        JsonNode columns = JSON.readTree(
                machine.post("/api/predict?dataset=shop", "application/json", Samples.CUSTOMER).body());
        assertThat(columns.path("cluster").path(0)).isEqualTo(one.path("cluster"));
        assertThat(machine.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void upload_goingOnWithWhatIsLive_keepsItsSegmentsAndNotThoseOfALaterRun() throws Exception {
        machine.upload("data/kept/may.csv", Samples.customers(1));
        machine.decide(machine.awaitPackages("kept", 1).getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing("kept", "v1", Samples.CUSTOMER);
        machine.upload("data/kept/june.csv", Samples.customers(2), "clustering.k=3");
        machine.decide(machine.awaitPackages("kept", 2).getFirst(), ModelApprovalStatus.REJECTED);

        machine.upload("data/kept/july.csv", Samples.customers(3), "clustering.update=live");

        List<Run> runs = machine.awaitRuns("kept", 3);
        Run first = runs.getLast();
        Run third = runs.getFirst();
        assertThat(third.status()).as(third.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
        JsonNode lineage = JSON.readTree(machine.text("runs/kept/" + third.id() + "/lineage.json"));
        assertThat(lineage.path("continues_run_id").asText()).isEqualTo(first.id().toString());
        assertThat(lineage.path("continues_model_version").asText()).isEqualTo("v1");
        assertThat(segmentIds(third)).isEqualTo(segmentIds(first)).isNotEmpty();
    }

    @Test
    void upload_goingOnWithWhatIsLiveWhereNothingIs_findsNewSegments() throws Exception {
        machine.upload("data/begun/may.csv", Samples.customers(14), "clustering.update=live");

        Run run = machine.awaitRuns("begun", 1).getFirst();
        assertThat(run.status()).as(run.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(JSON.readTree(machine.text("runs/begun/" + run.id() + "/lineage.json")).has("continues_run_id"))
                .isFalse();
        assertThat(machine.text("runs/begun/" + run.id() + "/report.json"))
                .contains("no version of the data set is live");
    }

    private static List<String> segmentIds(Run run) throws Exception {
        return JSON.readTree(machine.text("runs/kept/" + run.id() + "/profile.json")).path("segments")
                .findValuesAsText("segment_id").stream().sorted().toList();
    }

    @Test
    void version_pendingOrRejected_neverServes() {
        machine.upload("data/unloved/customers.csv", Samples.customers(2));
        machine.awaitPackages("unloved", 1);

        assertThat(machine.predict("unloved", Samples.CUSTOMER).statusCode()).isIn(404, 503);

        machine.decide(machine.packages("unloved").getFirst(), ModelApprovalStatus.REJECTED);
        machine.upload("data/loved/customers.csv", Samples.customers(3));
        machine.decide(machine.awaitPackages("loved", 1).getFirst(), ModelApprovalStatus.APPROVED);
        // By the time a later approval serves, the earlier rejection has long been looked at.
        machine.awaitServing("loved", "v1", Samples.CUSTOMER);
        assertThat(machine.predict("unloved", Samples.CUSTOMER).statusCode()).isIn(404, 503);
        assertThat(machine.keys("live/")).doesNotContain("live/unloved.json");
    }

    @Test
    void secondVersion_whileAClientAsksWithoutPause_failsNoRequest() throws Exception {
        machine.upload("data/busy/customers.csv", Samples.customers(4));
        machine.decide(machine.awaitPackages("busy", 1).getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing("busy", "v1", Samples.CUSTOMER);
        machine.upload("data/busy/customers.csv", Samples.customers(5));
        machine.awaitPackages("busy", 2);

        AtomicBoolean stop = new AtomicBoolean();
        List<HttpResponse<String>> answers = new ArrayList<>();
        CompletableFuture<Void> client = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                answers.add(machine.predict("busy", Samples.CUSTOMER));
            }
        });
        machine.decide(machine.packages("busy").getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing("busy", "v2", Samples.CUSTOMER);
        Machine.await("the endpoint to settle", () -> machine.endpointStatus("busy") == EndpointStatus.IN_SERVICE);
        stop.set(true);
        client.get();

        assertThat(answers).isNotEmpty().allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.getFirst().body()).contains("\"model_version\":\"v1\"");
        assertThat(machine.predict("busy", Samples.CUSTOMER).body()).contains("\"model_version\":\"v2\"");
    }

    @Test
    void liveVersion_rejectedLater_givesWayToTheOneBefore() {
        machine.upload("data/regret/customers.csv", Samples.customers(6));
        machine.decide(machine.awaitPackages("regret", 1).getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing("regret", "v1", Samples.CUSTOMER);
        machine.upload("data/regret/customers.csv", Samples.customers(7));
        machine.decide(machine.awaitPackages("regret", 2).getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing("regret", "v2", Samples.CUSTOMER);

        machine.decide(machine.packages("regret").getFirst(), ModelApprovalStatus.REJECTED);

        machine.awaitServing("regret", "v1", Samples.CUSTOMER);
    }

    @Test
    void onlyVersion_rejectedWhileItServes_isTakenOutOfServiceWithAllThatServedIt() {
        machine.upload("data/retired/customers.csv", Samples.customers(15));
        machine.decide(machine.awaitPackages("retired", 1).getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing("retired", "v1", Samples.CUSTOMER);

        machine.decide(machine.packages("retired").getFirst(), ModelApprovalStatus.REJECTED);

        Machine.await("version 1 to be out of service", () -> machine.catalogue().deployments("retired").stream()
                .allMatch(deployment -> deployment.state() == Deployment.State.SUPERSEDED));
        assertThat(machine.keys("live/")).doesNotContain("live/retired.json");
        assertThat(machine.sageMaker().listModels().models())
                .noneMatch(model -> model.modelName().startsWith("segmenta-retired"));
        assertThat(machine.sageMaker().listEndpointConfigs().endpointConfigs())
                .noneMatch(config -> config.endpointConfigName().startsWith("segmenta-retired"));
        Machine.await("the endpoint to be gone", () -> machine.sageMaker().listEndpoints().endpoints().stream()
                .noneMatch(endpoint -> endpoint.endpointName().equals("segmenta-retired")));
    }

    @Test
    void automaticApproval_thatTheDeploymentWants_servesWithoutAPerson() {
        machine.upload("data/certain/pipeline.yaml", text(AUTOMATIC));
        machine.upload("data/certain/customers.csv", Samples.customers(16));

        machine.awaitServing("certain", "v1", Samples.CUSTOMER);

        assertThat(machine.packages("certain").getFirst().modelApprovalStatus())
                .isEqualTo(ModelApprovalStatus.APPROVED);
        assertThat(machine.catalogue().approvals("certain")).singleElement()
                .satisfies(approval -> assertThat(approval.comment()).startsWith("approved by policy: structure "));
    }

    @Test
    void endpoint_ofADataSetThatMovesIntoTheFunction_isLeftBehindByNobody() {
        machine.upload("data/moved/pipeline.yaml", text(AUTOMATIC));
        machine.upload("data/moved/customers.csv", Samples.customers(17));
        machine.awaitServing("moved", "v1", Samples.CUSTOMER);

        machine.upload("data/moved/pipeline.yaml",
                text(AUTOMATIC + "\nserving: {target: lambda}"));
        machine.upload("data/moved/customers.csv", Samples.customers(18));

        machine.awaitServing("moved", "v2", Samples.CUSTOMER);
        Machine.await("the endpoint to be gone", () -> machine.sageMaker().listEndpoints().endpoints().stream()
                .noneMatch(endpoint -> endpoint.endpointName().equals("segmenta-moved")));
    }

    @Test
    void lambdaTarget_approved_servesWithoutAnEndpointAndAnswersAndScoresTheSame() throws Exception {
        machine.upload("data/by-endpoint/customers.csv", Samples.customers(8));
        machine.upload("data/by-lambda/pipeline.yaml", text("serving: {target: lambda}"));
        machine.upload("data/by-lambda/customers.csv", Samples.customers(8));
        machine.decide(machine.awaitPackages("by-endpoint", 1).getFirst(), ModelApprovalStatus.APPROVED);
        machine.decide(machine.awaitPackages("by-lambda", 1).getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing("by-endpoint", "v1", Samples.CUSTOMER);
        machine.awaitServing("by-lambda", "v1", Samples.CUSTOMER);

        assertThat(machine.sageMaker().listEndpoints().endpoints())
                .noneMatch(endpoint -> endpoint.endpointName().equals("segmenta-by-lambda"));
        assertThat(withoutTime(machine.predict("by-lambda", Samples.CUSTOMER).body()))
                .isEqualTo(withoutTime(machine.predict("by-endpoint", Samples.CUSTOMER).body()));

        machine.upload("score/by-endpoint/customers.csv", Samples.customers(8));
        machine.upload("score/by-lambda/of June.txt", Samples.customers(8));
        String asked = machine.post("/predict?dataset=by-endpoint", "text/csv",
                new String(Samples.customers(8), StandardCharsets.UTF_8)).body();
        assertThat(asked.lines()).hasSize(301);
        assertThat(scored("people/by-endpoint/scores/customers.csv")).isEqualTo(asked);
        assertThat(scored("people/by-lambda/scores/of June.txt")).isEqualTo(asked);

        machine.upload("score/by-lambda/of June.txt", text("age,total_spend\n"));
        Machine.await("the file without records to be told of",
                () -> machine.text("people/by-lambda/scores/of June.txt.json").contains("holds no records"));
        assertThat(machine.bytes("people/by-lambda/scores/of June.txt.csv.gz")).isEmpty();
    }

    /** The answers to a file, once its outcome is there. */
    private static String scored(String name) throws Exception {
        Machine.await("the outcome of " + name, () -> machine.keys(name).contains(name + ".json"));
        JsonNode outcome = JSON.readTree(machine.text(name + ".json"));
        assertThat(outcome.path("status").asText()).as(outcome.toString()).isEqualTo("SUCCEEDED");
        assertThat(outcome.path("answered").asInt()).isEqualTo(300);
        try (GZIPInputStream answers = new GZIPInputStream(
                new ByteArrayInputStream(machine.bytes(outcome.path("answer_key").asText())))) {
            return new String(answers.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void fileToBeScored_whereNothingIsLive_isToldSo() throws Exception {
        machine.upload("score/nobody/customers.csv", Samples.customers(1));
        Machine.await("the outcome", () -> !machine.keys("people/nobody/").isEmpty());
        assertThat(machine.keys("people/nobody/")).containsExactly("people/nobody/scores/customers.csv.json");
        JsonNode outcome = JSON.readTree(machine.text("people/nobody/scores/customers.csv.json"));
        assertThat(outcome.path("status").asText()).isEqualTo("FAILED");
        assertThat(outcome.at("/problem/detail").asText()).startsWith("no model of data set \"nobody\" is live");
    }

    /** Beside what was learned a model file holds what people know its segments as, which names the run. */
    @Test
    void upload_sameFileAndSettings_learnsTheSameByteForByte() throws Exception {
        machine.upload("data/twin-a/customers.csv", Samples.customers(9));
        machine.upload("data/twin-b/customers.csv", Samples.customers(9));

        Run a = machine.awaitRuns("twin-a", 1).getFirst();
        Run b = machine.awaitRuns("twin-b", 1).getFirst();

        assertThat(learned("runs/twin-a/" + a.id() + "/model.tar.gz"))
                .isEqualTo(learned("runs/twin-b/" + b.id() + "/model.tar.gz"));
    }

    private static byte[] learned(String key) throws IOException {
        return ModelFile.write(ModelFile.read(new ByteArrayInputStream(machine.bytes(key))).core());
    }

    @Test
    void upload_announcedThreeTimesMore_isOneRunRegisteredOnce() {
        machine.upload("data/echo/customers.csv", Samples.customers(10));
        for (int i = 0; i < 3; i++) {
            machine.announceAgain("data/echo/customers.csv");
        }
        machine.awaitPackages("echo", 1);
        machine.announceAgain("data/echo/customers.csv");
        // What was announced before this upload has been dealt with when this upload has been registered.
        machine.upload("data/after-echo/customers.csv", Samples.customers(11));
        machine.awaitPackages("after-echo", 1);

        assertThat(machine.awaitRuns("echo", 1)).hasSize(1);
        assertThat(machine.packages("echo")).hasSize(1);
    }

    @Test
    void uploads_twoFilesOfOneDataSet_areTwoRuns() {
        machine.upload("data/pair/b.csv", Samples.customers(12));
        machine.upload("data/pair/a.csv", Samples.customers(13));

        assertThat(machine.awaitRuns("pair", 2)).hasSize(2).allMatch(run -> run.status() == Run.Status.SUCCEEDED);
        assertThat(machine.awaitPackages("pair", 2)).hasSize(2);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutTime(String answer) {
        return answer.replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }
}
