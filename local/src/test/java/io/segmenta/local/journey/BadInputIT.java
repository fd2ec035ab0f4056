package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.catalogue.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used ends in FAILED with one clear reason, and the stack goes on. */
class BadInputIT {
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
    void upload_badFiles_eachFailsWithItsReason() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("empty", "empty-file");
        reasons.put("header-only", "empty-file|too-few-rows");
        reasons.put("one-column", "too-few-columns");
        reasons.put("all-text", "no-features");
        reasons.put("one-row", "too-few-rows");
        reasons.put("rubbish", "unreadable|unsupported-format");
        reasons.put("wide", "too-many-columns");
        reasons.put("large", "too-large");
        reasons.put("broken-settings", "configuration");
        reasons.put("broken-file", "configuration");
        reasons.put("approves-itself", "configuration");
        reasons.put("many-clusters", "too-few-distinct-rows|too-few-rows|out-of-range");
        machine.upload("data/empty/a.csv", new byte[0]);
        machine.upload("data/header-only/a.csv", text("age,income,score\n"));
        machine.upload("data/one-column/a.csv", text("income\n" + lines(40, "%d.5\n")));
        machine.upload("data/all-text/a.csv",
                text("story,remark\n" + lines(40, "once upon %1$d a time,it was %1$d\n")));
        machine.upload("data/one-row/a.csv", text("age,income\n30,50000\n"));
        machine.upload("data/rubbish/a.csv", rubbish());
        machine.upload("data/wide/a.csv", text(wide(10_001)));
        machine.upload("data/large/pipeline.yaml", text("read: {max_bytes: 1000}\n"));
        machine.upload("data/large/a.csv", Samples.customers(1));
        machine.upload("data/approves-itself/a.csv", Samples.customers(1), "registration.approval=automatic");
        machine.upload("data/broken-settings/a.csv", Samples.customers(1), "clustering.kk=5");
        machine.upload("data/broken-file/pipeline.yaml", text("clustering: {k: [\n"));
        machine.upload("data/broken-file/a.csv", Samples.customers(1));
        machine.upload("data/many-clusters/a.csv", text("a,b\n1,2\n3,4\n5,7\n1,1\n9,2\n"), "clustering.k=50");

        reasons.forEach((dataset, reason) -> {
            List<Run> runs = machine.awaitRuns(dataset, 1);
            assertThat(runs).as(dataset).hasSize(1);
            Run run = runs.getFirst();
            assertThat(run.status()).as(dataset).isEqualTo(Run.Status.FAILED);
            assertThat(run.reason()).as(dataset).get().asString().matches(reason);
            assertThat(run.detail()).as(dataset).get().asString().isNotBlank().doesNotContain("Exception", "\tat ");
            String folder = "runs/" + dataset + "/" + run.id() + "/";
            assertThat(machine.keys(folder)).as(dataset).contains(folder + "failure.json")
                    .isSubsetOf(folder + "failure.json", folder + "start.json");
            assertThat(machine.packages(dataset)).as(dataset).isEmpty();
        });

        machine.upload("data/good/customers.csv", Samples.customers(1));
        assertThat(machine.awaitRuns("good", 1).getFirst().status()).isEqualTo(Run.Status.SUCCEEDED);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String lines(int count, String template) {
        return IntStream.range(0, count).mapToObj(i -> String.format(java.util.Locale.ROOT, template, i))
                .collect(Collectors.joining());
    }

    private static byte[] rubbish() {
        byte[] bytes = new byte[20_000];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private static String wide(int columns) {
        String header = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = IntStream.range(0, columns).mapToObj(i -> Integer.toString(i % 7))
                .collect(Collectors.joining(","));
        return header + "\n" + (row + "\n").repeat(3);
    }
}
