package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.lambda.DeadLetter;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs whose event was lost, and of calls that cannot succeed. */
class LostEventIT {
    /** What the template's schedule sends to registration. */
    private static final String HOURLY = """
            {"requestContext":{"condition":"Schedule"},"responsePayload":{"runs":[]}}""";
    private static final Duration LONG_AGO = Duration.ofHours(1);

    @TempDir
    private static Path stateDir;
    private static Machine machine;
    private static Run real;

    @BeforeAll
    static void startMachine() throws IOException {
        machine = Machine.start(stateDir);
        machine.upload("data/real/customers.csv", Samples.customers(1));
        real = machine.awaitRuns("real", 1).getFirst();
        machine.awaitPackages("real", 1);
    }

    @AfterAll
    static void stopMachine() {
        machine.close();
    }

    @Test
    void run_whoseRegistrationDiedHalfWay_isRegisteredByTheHour() {
        UUID lost = lost("lost", RunFile.MODEL, RunFile.CONFIG);
        machine.catalogue().beginRegistration(lost, "lost", Instant.now().minus(LONG_AGO));

        machine.submit("registration", HOURLY);

        machine.awaitPackages("lost", 1);
        Machine.await("the registration to be recorded",
                () -> machine.catalogue().modelOf(lost).filter(model -> model.version() == 1).isPresent());
        assertThat(machine.packages("lost")).hasSize(1);
    }

    @Test
    void run_whoseModelIsGone_isGivenUpByRegistrationAndSaysSo() {
        lost("robbed", RunFile.CONFIG);

        machine.submit("registration", HOURLY);

        Machine.await("the call to be given up", () -> letters("segmenta-registration").stream()
                .anyMatch(letter -> letter.matches("(?s).*runs/robbed/[^ ]*/model.tar.gz is missing; restore the .*")));
        assertThat(machine.packages("robbed")).isEmpty();
    }

    @Test
    void event_thatDeploymentCannotRead_isGivenUp() {
        machine.submit("deployment", "{\"detail-type\":\"Something Else\",\"detail\":{}}");

        Machine.await("the call to be given up", () -> letters("segmenta-deployment").stream()
                .anyMatch(letter -> letter.contains("not an event of model packages or endpoints")));
    }

    /** A run of the same model that ended an hour ago, of which registration was never told; with some of its files. */
    private static UUID lost(String dataset, RunFile... files) {
        UUID id = UUID.nameUUIDFromBytes(dataset.getBytes(StandardCharsets.UTF_8));
        for (RunFile file : files) {
            machine.create(new RunFolder(dataset, id).key(file),
                    machine.bytes(new RunFolder("real", real.id()).key(file)));
        }
        Instant then = Instant.now().minus(LONG_AGO);
        machine.catalogue().claim(new NewRun(id, dataset, real.bucket(), "data/" + dataset + "/customers.csv", "1",
                real.size(), real.configurationHash(), "{}", "uploader"), "a call long ago", then, then.plusSeconds(1));
        machine.catalogue().succeed(id, new RunResult(real.dataSha256().orElseThrow(),
                real.modelSha256().orElseThrow(), real.metrics().orElseThrow()), then);
        return id;
    }

    private static List<String> letters(String function) {
        try {
            return DeadLetter.of(stateDir).stream().filter(letter -> letter.functionName().equals(function))
                    .map(letter -> text(letter.file())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
