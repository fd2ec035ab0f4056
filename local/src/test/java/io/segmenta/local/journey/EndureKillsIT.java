package io.segmenta.local.journey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed in each state of the work, by -9: the stack, a function, the serving program, PostgreSQL. A few in
 * every build; {@code benchmarks/endure} kills many. After each kill the upload that was under way ends as one run, one
 * version and, approved, as what serves, and nothing is left behind.
 */
class EndureKillsIT {
    /** Answered by an endpoint, and by the inference function. */
    private static final List<String> DATASETS = List.of("asked", "called");

    @TempDir
    private Path folder;

    @Test
    void processKilledInAnyState_theUploadUnderWayEndsOnceAndServes() throws Exception {
        Endurance report = new Endurance("kills", "| kill | after the line | killed | ms later | all well after |",
                "|---|---|---|---|---|");
        List<KillPoint> points = KillPoint.draw(Endurance.number("kills", 3), Endurance.seed());
        try (StackProcess stack = StackProcess.start(folder, folder.resolve("state"))) {
            try (Machine machine = stack.join()) {
                machine.upload("data/called/pipeline.yaml",
                        "serving: {target: lambda}".getBytes(StandardCharsets.UTF_8));
            }
            for (String dataset : DATASETS) {
                new Shopkeeper(stack).bringLive(dataset, 1);
            }
            Map<String, Integer> versions = new HashMap<>();
            for (int i = 0; i < points.size(); i++) {
                // Only of an endpoint is a version requested.
                String dataset = points.get(i).moment() == KillPoint.Moment.REQUESTED ? DATASETS.getFirst()
                        : DATASETS.get(i % DATASETS.size());
                int version = versions.merge(dataset, 1, Integer::sum) + 1;
                report.line("| " + (i + 1) + " | " + killOnce(stack, points.get(i), dataset, version));
            }
        }
    }

    /** Returns what the report tells. */
    private static String killOnce(StackProcess stack, KillPoint point, String dataset, int version)
            throws Exception {
        int seen = stack.log(point.moment().log).length();
        CompletableFuture<Integer> killed = CompletableFuture.supplyAsync(() -> {
            Machine.await(point + " of " + dataset + " v" + version,
                    () -> newLines(stack.log(point.moment().log), seen).contains(point.moment().words));
            return kill(stack, point);
        }, Thread::startVirtualThread);
        Instant begin = Instant.now();
        Shopkeeper user = new Shopkeeper(stack);
        user.bringLive(dataset, version);
        int processes = killed.join();
        // Once more with everybody alive: the kill may have come after the answer that was waited for.
        user.bringLive(dataset, version);
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1e3;
        return point.moment() + " (" + dataset + " v" + version + ") | " + point.victim()
                + (processes == 0 ? ", none was there" : "") + " | " + point.delayMillis() + " | " + seconds + " s |";
    }

    /** What came after the first characters; all of it when the log was begun anew. */
    private static String newLines(String log, int seen) {
        return log.substring(log.length() < seen ? 0 : seen);
    }

    /** Returns how many processes were there to be killed. */
    private static int kill(StackProcess stack, KillPoint point) {
        try {
            TimeUnit.MILLISECONDS.sleep(point.delayMillis());
            if (point.victim() == KillPoint.Victim.STACK) {
                stack.kill();
                return 1;
            }
            List<ProcessHandle> victims = stack.members(point.victim().word);
            victims.forEach(ProcessHandle::destroyForcibly);
            return victims.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
