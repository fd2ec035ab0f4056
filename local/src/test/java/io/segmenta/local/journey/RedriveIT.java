package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.cli.Cli;
import io.segmenta.local.stack.StackState;
import io.segmenta.local.stack.lambda.DeadLetter;
import io.segmenta.platform.catalogue.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to uploads while the database is away, and how those that were given up are given back. */
class RedriveIT {
    @TempDir
    private static Path folder;
    private static Path stateDir;
    private static Machine machine;

    @BeforeAll
    static void startMachine() throws IOException {
        stateDir = folder.resolve(".segmenta");
        machine = Machine.start(stateDir);
    }

    @AfterAll
    static void stopMachine() {
        machine.close();
    }

    @Test
    void uploadsGivenUp_givenBackOnceTheCauseIsMended_endAsOneRunEach() throws Exception {
        database("ALTER ROLE segmenta_functions SET default_transaction_read_only = on", endOthers());
        machine.upload("data/lost/a.csv", Samples.customers(1));
        machine.upload("data/lost/b.csv", Samples.customers(2));
        Machine.await("two dead letters", () -> letters("segmenta-training").size() == 2);
        assertThat(machine.keys("runs/lost/")).isEmpty();
        // Nobody asks for an erasure here, so that there is none whatever has run before.
        assertThat(run("redrive", "privacy")).isEqualTo("0There are no dead letters of privacy.\n");

        database("SET default_transaction_read_only = off",
                "ALTER ROLE segmenta_functions RESET default_transaction_read_only", endOthers());
        List<String> requests = letters("segmenta-training").stream().map(DeadLetter::requestId).toList();
        assertThat(run("redrive")).startsWith("0").contains("Given back to segmenta-training: " + requests.getFirst(),
                "Given back to segmenta-training: " + requests.getLast());

        assertThat(machine.awaitRuns("lost", 2)).hasSize(2).allMatch(run -> run.status() == Run.Status.SUCCEEDED)
                .extracting(Run::owner).containsExactlyInAnyOrderElementsOf(requests);
        assertThat(machine.awaitPackages("lost", 2)).hasSize(2);
        // A word of an earlier model may have come to deployment while nothing could be written: it was given back too.
        Machine.await("no dead letters", () -> run("redrive").equals("0There are no dead letters.\n"));
        assertThat(run("redrive", "--json")).isEqualTo("0[ ]\n");
    }

    @Test
    void fileToBeScored_givenUpAndGivenBackOnceTheCauseIsMended_isToldOf() throws IOException {
        machine.upload("live/spoilt.json", "no pointer".getBytes(StandardCharsets.UTF_8));
        machine.upload("score/spoilt/a.csv", Samples.customers(1));
        Machine.await("a dead letter of scoring", () -> !letters("segmenta-scoring").isEmpty());
        assertThat(machine.keys("people/spoilt/")).isEmpty();

        machine.delete("live/spoilt.json");
        assertThat(run("redrive", "scoring")).startsWith("0Given back to segmenta-scoring: ");

        Machine.await("the outcome", () -> !machine.keys("people/spoilt/").isEmpty());
        assertThat(machine.text("people/spoilt/scores/a.csv.json")).contains("not-live");
    }

    @Test
    void databaseKilled_isStartedAgainAndUploadsGoOn() throws Exception {
        long killed = postmaster();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        machine.upload("data/during/customers.csv", Samples.customers(3));
        Machine.await("the database to answer", RedriveIT::databaseAnswers);
        assertThat(machine.awaitRuns("during", 1)).hasSize(1)
                .allMatch(run -> run.status() == Run.Status.SUCCEEDED);
        assertThat(machine.awaitPackages("during", 1)).hasSize(1);
        assertThat(postmaster()).isNotEqualTo(killed);
    }

    private static boolean databaseAnswers() {
        try {
            database("SELECT 1");
            return true;
        } catch (SQLException notYet) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(stateDir.resolve("postgres/data/postmaster.pid")).getFirst().strip());
    }

    private static List<DeadLetter> letters(String functionName) {
        try {
            return DeadLetter.of(stateDir).stream().filter(letter -> letter.functionName().equals(functionName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String endOthers() {
        return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user "
                + "AND pid <> pg_backend_pid()";
    }

    /** As the functions sign in, whose settings are their own. */
    private static void database(String... statements) throws IOException, SQLException {
        StackState state = StackState.running(stateDir).orElseThrow();
        try (Connection connection = DriverManager.getConnection(state.databaseUrl(), state.databaseUser(),
                state.databasePassword()); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The exit code and everything printed. */
    private static String run(String... args) {
        Cli.Outcome outcome = new Cli(folder, folder).run(args);
        return outcome.exitCode() + outcome.out() + outcome.err();
    }
}
