package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segmenta.local.journey.KillPoint.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full for some seconds, from any state of the work on: answers go on, and when there is room again and
 * dead letters have been given back, what was accepted ends once. One time in every build; {@code benchmarks/endure}
 * fills it many times.
 */
class EndureFullDiskIT {
    private static final int MEGABYTES = 700;
    private static final int LONGEST_MILLIS = 5000;
    private static final String DATASET = "called";

    @TempDir
    private Path folder;

    @Test
    void diskFullForAWhile_answersGoOnAndWhatWasAcceptedEndsOnce() throws Exception {
        Endurance report = new Endurance("full-disk", "| fill | from | full for | answers meanwhile | all well after |",
                "|---|---|---|---|---|");
        Path state = Files.createDirectory(folder.resolve("state"));
        Optional<SmallDisk> mounted = SmallDisk.mount(state, MEGABYTES);
        assumeTrue(mounted.isPresent(), "this system does not let users mount a disk in a namespace of their own");
        Random random = new Random(Endurance.seed());
        // No version is requested of the inference function.
        List<Optional<Moment>> moments = Stream.concat(Stream.of(Optional.<Moment>empty()), Arrays
                .stream(Moment.values()).filter(moment -> moment != Moment.REQUESTED).map(Optional::of)).toList();
        try (SmallDisk disk = mounted.get(); StackProcess stack = StackProcess.start(folder, state, disk)) {
            try (Machine machine = stack.join()) {
                machine.upload("data/" + DATASET + "/pipeline.yaml",
                        "serving: {target: lambda}".getBytes(StandardCharsets.UTF_8));
            }
            new Shopkeeper(stack).bringLive(DATASET, 1);
            for (int fill = 1; fill <= Endurance.number("fills", 1); fill++) {
                Optional<Moment> from = moments.get(random.nextInt(moments.size()));
                int millis = 500 + random.nextInt(LONGEST_MILLIS - 500);
                Instant begin = Instant.now();
                int answers = fillOnce(stack, disk, from, millis, fill + 1);
                report.line("| " + fill + " | " + from.map(moment -> "the line " + moment).orElse("before the upload")
                        + " | " + millis + " ms | " + answers + " | "
                        + Duration.between(begin, Instant.now()).toMillis() / 1e3 + " s |");
            }
        }
    }

    /** Returns how many questions were answered while the disk was full. */
    private int fillOnce(StackProcess stack, SmallDisk disk, Optional<Moment> from, int millis, int version)
            throws Exception {
        int seen = from.map(moment -> stack.log(moment.log).length()).orElse(0);
        if (from.isEmpty()) {
            disk.fill();
        }
        CompletableFuture<Integer> answers = CompletableFuture.supplyAsync(() -> {
            try {
                if (from.isPresent()) {
                    Machine.await(from.get().toString(),
                            () -> stack.log(from.get().log).substring(seen).contains(from.get().words));
                    disk.fill();
                }
                int answered = askFor(stack, Duration.ofMillis(millis));
                disk.free();
                return answered;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, Thread::startVirtualThread);
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> operator = answers.thenRunAsync(() -> giveBackUntil(done, disk),
                Thread::startVirtualThread);
        try {
            new Shopkeeper(stack).bringLive(DATASET, version);
        } catch (AssertionError e) {
            throw new AssertionError(stack.log("training") + stack.log("registration") + stack.log("deployment"), e);
        } finally {
            done.complete(null);
        }
        operator.join();
        return answers.join();
    }

    private static int askFor(StackProcess stack, Duration time) throws IOException {
        Instant end = Instant.now().plus(time);
        int answered = 0;
        try (Machine machine = stack.join()) {
            while (Instant.now().isBefore(end)) {
                HttpResponse<String> answer = machine.predict(DATASET, Samples.CUSTOMER);
                assertThat(answer.statusCode()).as("%s%n%s", answer.body(), stack.log("inference")).isEqualTo(200);
                answered++;
            }
        }
        return answered;
    }

    /** What an operator does when the alarm tells of dead letters. */
    private void giveBackUntil(CompletableFuture<Void> done, SmallDisk disk) {
        try {
            CommandLine operator = new CommandLine(Files.createTempDirectory(folder, "operator"), disk.prefix());
            while (!done.isDone()) {
                operator.run(Duration.ofSeconds(60), "redrive", "--state", folder.resolve("state").toString());
                TimeUnit.SECONDS.sleep(2);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
