package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as a user starts it, from another folder than the project's. */
class DemoIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void demo_generatedCustomers_tellsTheWholeStoryAndLeavesNothingBehind() throws Exception {
        CommandLine.Outcome outcome = new CommandLine(folder).run(LIMIT, "demo");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("S3 notified the training function", "customer_id", "identifier",
                "silhouette", "PendingManualApproval", "InService", "curl -s http://127.0.0.1:", "Done");
        assertThat(folder.resolve("segmenta-demo/model.tar.gz")).isNotEmptyFile();
        assertThat(folder.resolve("segmenta-demo/lineage.json")).isNotEmptyFile();
        assertNothingLeft();
    }

    @Test
    void demo_unusableFile_endsWithTheReasonAndLeavesNothingBehind() throws Exception {
        Files.writeString(folder.resolve("bad.csv"), "name,remark\n");

        CommandLine.Outcome outcome = new CommandLine(folder).run(LIMIT, "demo", "--data", "bad.csv");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).containsPattern("segmenta: run [0-9a-f]{8} failed: .+ \\([a-z-]+\\)");
        assertNothingLeft();
    }

    @Test
    @RealData
    void demo_mallCustomers_givesThePublishedFigures() throws Exception {
        CommandLine.Outcome outcome = new CommandLine(folder).run(LIMIT, "demo", "--json", "--data",
                Project.data("customers/Mall_Customers.csv").toString(), "--set",
                "columns.include=Annual Income (k$),Spending Score (1-100)", "--set", "features.scale=standard",
                "--set", "clustering.k=5");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode metrics = JSON.readTree(outcome.out()).path("metrics");
        // scikit-learn 1.2.1: KMeans(5, n_init=20, random_state=0) on StandardScaler'd income and score.
        assertThat(metrics.path("inertia").asDouble()).isCloseTo(65.5684, within(5e-4));
        assertThat(metrics.path("silhouette_score").asDouble()).isCloseTo(0.5547,
                within(5e-4));
        List<Integer> sizes = new ArrayList<>();
        metrics.path("cluster_sizes").forEach(size -> sizes.add(size.asInt()));
        assertThat(sizes).containsExactlyInAnyOrder(81, 39, 35, 23, 22);
    }

    /** No process works in or from this test's folder, and no state lies in it. */
    private void assertNothingLeft() throws IOException {
        String mark = folder.toString();
        assertThat(ProcessHandle.allProcesses().filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.info().commandLine().orElse("")).filter(line -> line.contains(mark))).isEmpty();
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("segmenta-demo-"));
        }
    }
}
