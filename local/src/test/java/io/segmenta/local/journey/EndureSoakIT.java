package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers while segments are made anew and brought live again and again: no question fails, and what the processes hold
 * does not grow. Some versions in every build; {@code benchmarks/endure} goes on for an hour.
 */
class EndureSoakIT {
    private static final int PER_SECOND = 200;
    private static final List<String> DATASETS = List.of("asked", "called");
    /** Objects that may be added by chance of the moment: buffers, caches that are bounded. */
    private static final long SLACK_BYTES = 4L << 20;
    private static final int SLACK_DESCRIPTORS = 12;
    private static final int SLACK_THREADS = 24;

    @TempDir
    private Path folder;

    @Test
    void retrainsAndRedeploymentsUnderLoad_noQuestionFailsAndNothingGrows() throws Exception {
        Duration time = Duration.ofSeconds(Endurance.number("soak-seconds", 5));
        Duration pause = Duration.ofSeconds(Endurance.number("soak-pause-seconds", 0));
        Endurance report = new Endurance("soak");
        try (StackProcess stack = StackProcess.start(folder, folder.resolve("state"))) {
            Shopkeeper user = new Shopkeeper(stack);
            List<URI> addresses;
            try (Machine machine = stack.join()) {
                machine.upload("data/called/pipeline.yaml",
                        "serving: {target: lambda}".getBytes(StandardCharsets.UTF_8));
                addresses = DATASETS.stream()
                        .map(dataset -> URI.create(machine.state().httpApi() + "/predict?dataset=" + dataset)).toList();
            }
            int version = 1;
            bringLive(user, version);
            try (Load load = new Load(addresses, Samples.CUSTOMER, PER_SECOND)) {
                // The second version brings all code to use, and what is kept of the version before.
                bringLive(user, ++version);
                Map<String, Vitals> early = vitals(stack);
                report.line("v" + version + ": " + early);
                Instant end = Instant.now().plus(time);
                do {
                    LockSupport.parkNanos(pause.toNanos());
                    bringLive(user, ++version);
                    report.line("v" + version + ": " + vitals(stack));
                    assertThat(load.failures()).isEmpty();
                } while (Instant.now().isBefore(end));
                Map<String, Vitals> late = vitals(stack);
                Load.Result result = load.end();
                report.line(String.format(Locale.ROOT,
                        "%,d questions at %d/s, %d failed, p50 %.1f ms, p99 %.1f ms, longest %.0f ms; %d versions of "
                                + "each of %d data sets",
                        result.millis().length, PER_SECOND, result.failures().size(), result.quantile(0.5),
                        result.quantile(0.99), result.quantile(1), version, DATASETS.size()));
                assertThat(result.failures()).isEmpty();
                assertFlat(early, late);
            }
        }
    }

    private static void bringLive(Shopkeeper user, int version) throws IOException {
        for (String dataset : DATASETS) {
            user.bringLive(dataset, version);
        }
    }

    /** Of the processes that live as long as the stack; the serving program is another with each version. */
    private static Map<String, Vitals> vitals(StackProcess stack) throws IOException, InterruptedException {
        Map<String, Vitals> vitals = new LinkedHashMap<>();
        vitals.put("stack", Vitals.of(stack.process().toHandle()));
        for (KillPoint.Victim function : List.of(KillPoint.Victim.TRAINING, KillPoint.Victim.REGISTRATION,
                KillPoint.Victim.DEPLOYMENT, KillPoint.Victim.INFERENCE)) {
            List<ProcessHandle> members = stack.members(function.word);
            for (int i = 0; i < members.size(); i++) {
                vitals.put(function + (i == 0 ? "" : " " + (i + 1)), Vitals.of(members.get(i)));
            }
        }
        return vitals;
    }

    private static void assertFlat(Map<String, Vitals> early, Map<String, Vitals> late) {
        early.forEach((name, before) -> {
            Vitals after = late.get(name);
            if (after != null) {
                assertThat(after.liveBytes()).as(name + ": live bytes")
                        .isLessThan(before.liveBytes() + before.liveBytes() / 4 + SLACK_BYTES);
                assertThat(after.descriptors()).as(name + ": descriptors")
                        .isLessThan(before.descriptors() + SLACK_DESCRIPTORS);
                assertThat(after.threads()).as(name + ": threads").isLessThan(before.threads() + SLACK_THREADS);
            }
        });
    }
}
