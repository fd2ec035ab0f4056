package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentaTest {
    @TempDir
    private Path folder;
    private Cli cli;

    @BeforeEach
    void makeCli() {
        cli = new Cli(folder, folder);
    }

    @Test
    void run_noCommand_listsTheCommands() {
        Cli.Outcome outcome = cli.run();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("demo", "start", "train", "runs", "models", "approve", "reject", "predict",
                "logs", "clean", "deploy", "run ");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "start", "train", "runs", "models", "approve", "reject", "predict", "moves", "logs",
            "verify", "export", "clean", "deploy", "run", "stop", "erase", "opt-out", "subject"})
    void help_everyCommand_describesItself(String command) {
        Cli.Outcome outcome = cli.run(command, "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("Usage: segmenta " + command).contains("--verbose", "--json", "--state");
    }

    @Test
    void run_misspeltCommand_isAUsageErrorWithTheNearest() {
        Cli.Outcome outcome = cli.run("tarin", "x.csv");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("segmenta: no such command: tarin\n").contains(
                "Did you mean: segmenta train?\n");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void run_commandLikeNone_suggestsNothing() {
        assertThat(cli.run("clusterise").err()).isEqualTo("""
                segmenta: no such command: clusterise
                see: segmenta --help
                """);
    }

    @Test
    void help_commandNamed_isThatCommandsHelp() {
        assertThat(cli.run("help", "train").out()).startsWith("Usage: segmenta train");
        assertThat(cli.run("help").out()).isEqualTo(cli.run("--help").out());
    }

    @Test
    void train_twoFiles_isAUsageError() {
        Cli.Outcome outcome = cli.run("train", "a.csv", "b.csv");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("segmenta: one argument too many: b.csv\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--http-port"})
    void start_portThatCannotBe_isAUsageErrorAndLeavesNothing(String option) {
        Cli.Outcome outcome = cli.run("start", option, "65536");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("segmenta: " + option + " must be in [0, 65535], got 65536\n");
        assertThat(folder.resolve(".segmenta")).doesNotExist();
    }

    @Test
    void start_fileInPlaceOfTheStateFolder_saysSoInOneLine() throws IOException {
        Files.writeString(folder.resolve("state"), "");

        Cli.Outcome outcome = cli.run("start", "--state", "state", "--port", "0", "--http-port", "0");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("segmenta: there is a file where a folder is needed: " + folder.resolve("state") + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{}", "[1]", "{\"pid\": \"x\"}", "{\"pid\": 1, \"newer\": 2}"})
    void run_damagedStateFile_isNoStackAndCanBeCleaned(String damaged) throws IOException {
        Files.createDirectory(folder.resolve(".segmenta"));
        Files.writeString(folder.resolve(".segmenta/state.json"), damaged);

        assertThat(cli.run("runs").err())
                .isEqualTo("segmenta: no stack is running on .segmenta; start one with: segmenta start\n");
        assertThat(cli.run("stop").out()).startsWith("Nothing to stop");
        assertThat(cli.run("clean").out()).isEqualTo("Removed .segmenta.\n");
    }

    @Test
    void clean_lockHeldThoughTheStateFileIsDamaged_refuses() throws IOException {
        Path state = Files.createDirectory(folder.resolve(".segmenta"));
        Files.writeString(state.resolve("state.json"), "{");
        try (FileChannel channel = FileChannel.open(state.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(cli.run("clean").err()).startsWith("segmenta: a stack is running on .segmenta");
        }
        assertThat(state).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "https://api.example.org | verify shop  | segmenta verify works with the stack of this machine alone",
            "https://api.example.org | redrive      | segmenta redrive works with the stack of this machine alone",
            "http://api.example.org  | models       | the address of the API must begin with https://",
            "api.example.org         | models       | the address of the API must begin with https://",
            "https://api example.org | models       | the address of the API is malformed",
            "https://api.example.org | models       | names no region to sign for; set AWS_REGION"})
    void endpoint_thatCannotBeMeant_isRefusedBeforeAnythingIsSent(String address, String command, String refusal) {
        Cli.Outcome named = cli.with("SEGMENTA_ENDPOINT", address).run(command.split(" ", -1));
        assertThat(named.exitCode()).isEqualTo(1);
        assertThat(named.err()).contains(refusal);
    }

    @Test
    void stop_nothingRunning_isNoError() {
        Cli.Outcome outcome = cli.run("stop");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEqualTo("Nothing to stop: no stack is running on .segmenta.\n");
    }

    @Test
    void logsAndRuns_numberThatCannotBe_isAUsageError() {
        assertThat(cli.run("logs", "-n", "-5").err()).startsWith("segmenta: --lines must be 0 or more, got -5\n");
        assertThat(cli.run("runs", "--limit", "0").err()).startsWith("segmenta: --limit must be 1 or more, got 0\n");
    }

    @Test
    void train_noFileNamed_isAUsageError() {
        Cli.Outcome outcome = cli.run("train");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("""
                segmenta: Missing required parameter: 'FILE'
                see: segmenta train --help
                """);
    }

    @Test
    void train_missingFile_saysSoInOneLine() {
        Cli.Outcome outcome = cli.run("train", "customers.csv");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("segmenta: no such file: customers.csv\n");
    }

    @Test
    void train_folder_saysSoInOneLine() throws IOException {
        Files.createDirectory(folder.resolve("data"));

        assertThat(cli.run("train", "data").err()).isEqualTo("segmenta: data is a folder, not a file\n");
    }

    @Test
    void train_noStackRunning_saysHowToStartOne() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "a,b\n1,2\n");

        Cli.Outcome outcome = cli.run("train", "customers.csv");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("segmenta: no stack is running on .segmenta; start one with: segmenta start\n");
    }

    @Test
    void train_settingWithoutValue_isRefused() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "a,b\n1,2\n");

        Cli.Outcome outcome = cli.run("train", "customers.csv", "--set", "k");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("segmenta: --set must be key=value, got \"k\"\n");
    }

    @Test
    void train_invalidDatasetName_proposesAValidOne() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "a,b\n1,2\n");

        Cli.Outcome outcome = cli.run("train", "customers.csv", "--dataset", "My Shop");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("segmenta: \"My Shop\" cannot name a data set")
                .endsWith("for example my-shop\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "models", "approve shop", "reject shop", "predict age=3"})
    void run_noStackRunning_isAnInfrastructureError(String line) {
        Cli.Outcome outcome = cli.run(line.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("segmenta: no stack is running").hasLineCount(1);
    }

    @Test
    void run_verbose_showsWhereTheErrorCameFrom() {
        assertThat(cli.run("runs", "--verbose").err()).contains("at io.segmenta.local.cli.Segmenta.stack");
    }

    @Test
    void predict_neitherRecordNorFile_isAUsageError() {
        Cli.Outcome outcome = cli.run("predict");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("segmenta: give either a RECORD or --file FILE\n");
    }

    @Test
    void predict_folderOrMissingFile_saysSoInOneLine() throws IOException {
        Files.createDirectory(folder.resolve("data"));

        assertThat(cli.run("predict", "--file", "data").err()).isEqualTo("segmenta: data is a folder, not a file\n");
        assertThat(cli.run("predict", "--file", "a.csv").err()).isEqualTo("segmenta: no such file: a.csv\n");
    }

    @Test
    void predict_fileOfAnotherKind_isRefusedBeforeItIsSent() throws IOException {
        Files.writeString(folder.resolve("a.xlsx"), "age\tspend\n1\t2\n");

        Cli.Outcome outcome = cli.run("predict", "--file", "a.xlsx");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("segmenta: the name of a file of records must end in .csv, .tsv, .txt, .jsonl or .json, "
                        + "got a.xlsx\n");
    }

    @Test
    void logs_noStackEver_saysSo() {
        Cli.Outcome outcome = cli.run("logs");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("segmenta: there are no logs in .segmenta/logs; has a stack run there?\n");
    }

    @Test
    void logs_named_showsTheLastLinesOfThatFunction() throws IOException {
        Path logs = Files.createDirectories(folder.resolve(".segmenta/logs"));
        Files.writeString(logs.resolve("TrainingFunction.log"), "one\ntwo\nthree\n");
        Files.writeString(logs.resolve("InferenceFunction.log"), "four\n");

        Cli.Outcome outcome = cli.run("logs", "training", "-n", "2");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).doesNotContain("one", "four").contains("two", "three");
    }

    @Test
    void clean_nothingThere_isNoError() {
        Cli.Outcome outcome = cli.run("clean");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEqualTo("Nothing to remove: there is no .segmenta.\n");
    }

    @Test
    void clean_state_removesItWhole() throws IOException {
        Files.createDirectories(folder.resolve(".segmenta/s3/segmenta-local/data"));
        Files.writeString(folder.resolve(".segmenta/lock"), "");

        assertThat(cli.run("clean").out()).isEqualTo("Removed .segmenta.\n");
        assertThat(folder.resolve(".segmenta")).doesNotExist();
    }

    @Test
    void clean_linkInState_leavesWhatItPointsTo() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("file"), "kept");
        Files.createDirectories(folder.resolve(".segmenta/s3"));
        Files.createSymbolicLink(folder.resolve(".segmenta/s3/link"), precious);

        cli.run("clean");

        assertThat(folder.resolve(".segmenta")).doesNotExist();
        assertThat(precious.resolve("file")).hasContent("kept");
    }

    @Test
    void clean_folderOfSomethingElse_refuses() throws IOException {
        Files.createDirectory(folder.resolve("photos"));
        Files.writeString(folder.resolve("photos/cat.jpg"), "meow");

        Cli.Outcome outcome = cli.run("clean", "--state", "photos");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("segmenta: photos does not look like the state of a stack");
        assertThat(folder.resolve("photos/cat.jpg")).exists();
    }

    @Test
    void demo_targetHoldsOtherFiles_refusesBeforeStartingAnything() throws IOException {
        Files.createDirectory(folder.resolve("segmenta-demo"));
        Files.writeString(folder.resolve("segmenta-demo/thesis.txt"), "");

        Cli.Outcome outcome = cli.run("demo");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo(
                "segmenta: segmenta-demo holds other files than a demonstration's; give another --output\n");
    }
}
