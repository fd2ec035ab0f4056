package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.learning.BucketParts;
import io.segmenta.learning.Repetition;
import io.segmenta.learning.RunParts;
import io.segmenta.learning.SampleRuns;
import io.segmenta.local.repeat.RunArchive;
import io.segmenta.model.Provenance;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.file.ModelFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported runs, made again without a stack. */
class VerifyCommandTest {
    private static byte[] first;
    private static byte[] second;

    @TempDir
    private Path folder;
    private Cli cli;

    @BeforeAll
    static void trainTwice() throws IOException {
        SampleRuns runs = new SampleRuns();
        RunFolder may = runs.train("may.csv", SampleRuns.table(1), Optional.empty());
        RunFolder june = runs.train("june.csv", SampleRuns.table(2), Optional.of(may));
        first = export(new BucketParts(runs.store(), may));
        second = export(new BucketParts(runs.store(), june));
        assertThat(export(new BucketParts(runs.store(), june))).as("a function of the run").isEqualTo(second);
    }

    private static byte[] export(RunParts parts) throws IOException {
        try (Repetition repetition = new Repetition(parts, 1)) {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            RunArchive.write(parts, "customers-1", ExportCommand.names(parts, repetition),
                    ExportCommand.readme(parts, repetition), archive);
            return archive.toByteArray();
        }
    }

    @BeforeEach
    void makeCli() {
        cli = new Cli(folder, folder);
    }

    private Cli.Outcome verify(byte[] archive, String... more) throws IOException {
        Files.write(folder.resolve("run.tar.gz"), archive);
        String[] args = new String[more.length + 2];
        args[0] = "verify";
        args[1] = "run.tar.gz";
        System.arraycopy(more, 0, args, 2, more.length);
        return cli.run(args);
    }

    private Path unpacked(byte[] archive) throws IOException {
        Path file = folder.resolve("unpack.tar.gz");
        Files.write(file, archive);
        Path run = Files.createDirectory(folder.resolve("run"));
        RunArchive.unpack(file, run);
        return run;
    }

    @Test
    void archive_ofAFirstRun_isEqualAndSaysWhatWasNotCompared() throws IOException {
        Cli.Outcome outcome = verify(first);
        assertThat(outcome.err()).contains("of customers again, from upload in run.tar.gz", "clustering");
        assertThat(outcome.out()).contains("files of run ", " were made again, byte for byte.",
                "Not compared, for training does not make them of data and settings: manifest.json, start.json.");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void archive_ofALaterRun_isEqualTo() throws IOException {
        Cli.Outcome outcome = verify(second, "--json");
        JsonNode told = new ObjectMapper().readTree(outcome.out());
        assertThat(told.path("equal").booleanValue()).isTrue();
        assertThat(told.path("differing_files")).isEmpty();
        assertThat(told.path("equal_files").valueStream().map(JsonNode::textValue)).contains("model.tar.gz",
                "migration.json", "people/assignments-moved.csv.gz", "people/assignments.csv.gz",
                "people/assignments.blocks", "people/assignments-values.csv.gz", "changes.json", "lineage.json");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void folder_whoseFileWasChanged_namesTheMemberAndBothValues() throws IOException {
        Path run = unpacked(first);
        Path metrics = run.resolve("run/metrics.json");
        String changed = Files.readString(metrics).replaceFirst("(\"n_clusters\" ?: ?)2", "$1" + 3);
        assertThat(changed).isNotEqualTo(Files.readString(metrics));
        Files.writeString(metrics, changed);
        Cli.Outcome outcome = cli.run("verify", "run");
        assertThat(outcome.out()).startsWith("Different: metrics.json differs at n_clusters: the run has 3, made again "
                + "it has 2.");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void folder_whoseModelWasChanged_namesTheByteAndBothSizes() throws IOException {
        Path run = unpacked(first);
        byte[] model = Files.readAllBytes(run.resolve("run/model.tar.gz"));
        model[600]++;
        Files.write(run.resolve("run/model.tar.gz"), model);
        Files.delete(run.resolve("run/features.json"));
        Cli.Outcome outcome = cli.run("verify", "run");
        assertThat(outcome.out()).startsWith("Different: model.tar.gz differs at byte 600: the run has " + model.length
                + " bytes, made again it has " + model.length + " bytes.").contains("So are features.json.");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void folder_ofAnotherVersion_saysSoBeforeItTrains() throws IOException {
        Path file = unpacked(first).resolve("run/model.tar.gz");
        SegmentationModel model;
        try (InputStream in = Files.newInputStream(file)) {
            model = ModelFile.read(in);
        }
        Provenance made = model.provenance();
        Files.write(file, ModelFile.write(new SegmentationModel(model.schema(), model.pipeline(), model.assigner(),
                model.segments(), model.metrics(), model.baseline(), new Provenance(made.dataSha256(),
                        made.configurationSha256(), made.seed(), "0.0.9", made.rows(), made.algorithm()))));
        Cli.Outcome outcome = cli.run("verify", "run");
        assertThat(outcome.err()).startsWith("The run was made by Segmenta 0.0.9; this is " + Repetition.VERSION
                + ", which may make other files.\n");
        assertThat(outcome.out()).startsWith("Different: model.tar.gz differs at byte ");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void folder_withoutTheUpload_saysWhatIsGoneAndWhatCanBeDone() throws IOException {
        Files.delete(unpacked(first).resolve("upload"));
        Cli.Outcome outcome = cli.run("verify", "run");
        assertThat(outcome.err()).isEqualTo("segmenta: upload in run is gone, and the run cannot be repeated without "
                + "it; put the same bytes back there, or verify an archive that segmenta export made of the run. What "
                + "the run made stands as it is\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void folder_withoutTheEarlierModel_namesIt() throws IOException {
        Files.delete(unpacked(second).resolve("reference/model.tar.gz"));
        Cli.Outcome outcome = cli.run("verify", "run");
        assertThat(outcome.err()).startsWith("segmenta: reference/model.tar.gz in run is gone");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void run_thatIsNone_isRefused() throws IOException {
        assertThat(cli.run("verify", "none.tar.gz").err()).isEqualTo("segmenta: no such file: none.tar.gz\n");
        Files.createDirectory(folder.resolve("empty"));
        assertThat(cli.run("verify", "empty").err()).startsWith("segmenta: empty holds no run");
        Files.writeString(folder.resolve("x.csv"), "a,b\n");
        assertThat(cli.run("verify", "x.csv").err()).startsWith("segmenta: x.csv is no archive of segmenta export");
        assertThat(cli.run("verify", "3b57bd5a").err()).startsWith("segmenta: no stack is running");
    }

    @Test
    void readme_saysThatItHoldsPeopleAndHowToRepeat() throws IOException {
        Path run = unpacked(second);
        assertThat(run.resolve("README.md")).content().contains("It holds rows of people",
                "./segmenta verify customers-", "- `reference/`", "data/customers/june.csv");
        SortedSet<String> top = new TreeSet<>();
        try (var entries = Files.list(run)) {
            entries.forEach(entry -> top.add(entry.getFileName().toString()));
        }
        assertThat(top).containsExactly("README.md", "before", "reference", "run", "upload");
    }
}
