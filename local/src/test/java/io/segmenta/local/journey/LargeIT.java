package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.spark.SparkProgram;
import io.segmenta.platform.catalogue.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/**
 * Files that go to Apache Spark, over the whole stack. Run in the profile {@code spark}, which builds the job: <pre>
 * mvn verify -Pspark -pl local -am -Dit.test=LargeIT
 * </pre>
 */
class LargeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Two starts of Spark, each of which takes half a minute on a busy machine. */
    private static final Duration JOBS = Duration.ofMinutes(8);
    private static final String ALWAYS = "distributed: {enabled: always}\n";

    @TempDir
    private Path folder;

    private Machine machine() throws Exception {
        SparkProgram program = SparkProgram.of(Project.root());
        Machine machine = Machine.start(folder.resolve("state"), options -> options.withLarge(program));
        machine.upload(SparkProgram.KEY, Files.readAllBytes(program.jar()));
        machine.upload("data/shop/pipeline.yaml", ALWAYS.getBytes(StandardCharsets.UTF_8));
        return machine;
    }

    @Test
    void fileBeyondOneFunction_isTrainedOnManyMachines_andAnswersOverHttp() throws Exception {
        try (Machine machine = machine()) {
            machine.upload("data/shop/customers.csv", Samples.customers(1));

            Run run = machine.awaitRuns("shop", 1, JOBS).getFirst();
            assertThat(run.status()).as(run.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED);
            assertThat(machine.keys("large/shop/" + run.id() + "/")).extracting(key -> key.replaceFirst(".*/", ""))
                    .contains("survey-1.json", "survey.json", "sample.csv.gz", "draft.tar.gz", "fit-1.json",
                            "model.tar.gz", "fitted.json")
                    .doesNotContain("survey-2.json", "fit-2.json", "fault.json");
            JsonNode metrics = JSON.readTree(machine.bytes("runs/shop/" + run.id() + "/metrics.json"));
            JsonNode fitted = JSON.readTree(machine.bytes("large/shop/" + run.id() + "/fitted.json"));
            assertThat(fitted.path("rows").asInt()).isEqualTo(300);
            assertThat(metrics.path("n_clusters").asInt()).isEqualTo(fitted.path("sizes").size());
            assertThat(run.dataSha256()).contains(fitted.path("data_sha256").asText());

            machine.decide(machine.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.APPROVED);
            machine.awaitServing("shop", "v1", Samples.CUSTOMER);
            assertThat(machine.predict("shop", Samples.CUSTOMER).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void fileThatTheJobCannotUse_failsAtOnce_tellingTheRow() throws Exception {
        try (Machine machine = machine()) {
            machine.upload("data/shop/customers.csv",
                    "age,spend\n20,100\n30,200,5\n40,100\n".getBytes(StandardCharsets.UTF_8));
            Run run = machine.awaitRuns("shop", 1, JOBS).getFirst();
            assertThat(run.status()).isEqualTo(Run.Status.FAILED);
            assertThat(run.reason()).contains("unreadable");
            assertThat(run.detail().orElse("")).contains("row 2: expected 2 cells").contains("found \"3 cells\"");
            List<String> keys = machine.keys("large/shop/" + run.id() + "/");
            assertThat(keys).noneMatch(key -> key.endsWith("survey-2.json"));
        }
    }
}
