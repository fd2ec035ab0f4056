package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.learning.RepeatedFile;
import io.segmenta.learning.Repetition;
import io.segmenta.learning.RunParts;
import io.segmenta.local.repeat.FolderParts;
import io.segmenta.learning.Repeated;
import io.segmenta.local.repeat.RunArchive;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta verify}: trains a run again and compares every file with what it wrote. */
@Command(name = "verify", description = "Train a run again from what it was made from, and compare every file with "
        + "what it wrote. Writes nothing.")
final class VerifyCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "RUN", description = "The beginning of a run's id, or a data set for its last run; or "
            + "an archive of segmenta export, or its folder, which need no stack.")
    private String run;

    @Option(names = "--on-server", description = "Train where the run was made, by the REST API, which nobody's rows "
            + "leave; also of a deployment (--endpoint).")
    private boolean onServer;

    @Override
    public Integer call() throws IOException {
        if (onServer) {
            return verifyOnServer();
        }
        Path path = root.environment().resolve(Path.of(run));
        if (Files.isDirectory(path)) {
            return verify(folder(path));
        }
        if (Files.isRegularFile(path)) {
            return archive(path);
        }
        if (run.endsWith(".gz") || run.contains("/")) {
            throw CliException.user("no such file: %s", run);
        }
        return verify(StackRun.parts(root.stack(), run));
    }

    private int verifyOnServer() throws IOException {
        RunsApi runs = new RunsApi(root.api());
        JsonNode found = runs.succeeded(run);
        String id = found.path("id").asText();
        Screen screen = root.screen();
        screen.note("Training run " + Texts.shortId(id) + " of " + found.path("dataset").asText() + " again, where it "
                + "was made");
        JsonNode repetition;
        try (Meter meter = screen.meter("")) {
            repetition = runs.repeat(id, () -> meter.show("repeating", 0, ""));
        }
        String state = repetition.path("state").asText();
        if (root.json()) {
            screen.json(repetition);
        } else if (state.equals("failed")) {
            throw CliException.user("%s", repetition.at("/failure/detail").asText());
        } else {
            show(id, Repeated.told(repetition));
        }
        return state.equals("same") ? CliException.OK : CliException.USER;
    }

    private RunParts folder(Path path) {
        FolderParts parts = new FolderParts(path, root.shown(path));
        if (!parts.isRun()) {
            throw CliException.user("%s holds no run as segmenta export writes it: there is no run/lineage.json in it",
                    root.shown(path));
        }
        return parts;
    }

    private int archive(Path path) throws IOException {
        Path unpacked = Files.createTempDirectory("segmenta-verify-");
        try {
            RunArchive.unpack(path, unpacked);
            FolderParts parts = new FolderParts(unpacked, path.getFileName().toString());
            if (!parts.isRun()) {
                throw CliException.user("%s is no archive of segmenta export: it holds no run", root.shown(path));
            }
            return verify(parts);
        } finally {
            CleanCommand.removeTree(unpacked);
        }
    }

    private int verify(RunParts parts) {
        Screen screen = root.screen();
        Optional<String> madeBy = Repetition.madeBy(parts);
        madeBy.filter(version -> !version.equals(Repetition.VERSION)).ifPresent(version -> screen.note("The run was "
                + "made by Segmenta " + version + "; this is " + Repetition.VERSION + ", which may make other files."));
        try (Repetition repetition = new Repetition(parts, Runtime.getRuntime().availableProcessors())) {
            Lineage lineage = repetition.lineage();
            screen.note("Training run " + Texts.shortId(lineage.run().toString()) + " of " + lineage.dataset()
                    + " again, from " + parts.where(RunParts.UPLOAD));
            List<RepeatedFile> files;
            try (Meter meter = screen.meter("")) {
                files = repetition.files(new TrainingMeter(meter)::show);
                meter.show("comparing", 1, "");
            }
            Repeated repeated = Repeated.of(parts, files);
            show(lineage, madeBy, repeated);
            return repeated.isEqual() ? CliException.OK : CliException.USER;
        } catch (DataException refused) {
            throw refused.reason() == DataException.Reason.TOO_LARGE
                    ? CliException.user("%s. Here: SEGMENTA_JAVA_OPTS=-Xmx8g segmenta verify %s", refused.getMessage(),
                            run)
                    : refused;
        } catch (ContractException damaged) {
            throw CliException.user("%s of the run cannot be read", damaged.getMessage());
        }
    }

    private void show(Lineage lineage, Optional<String> madeBy, Repeated repeated) {
        Screen screen = root.screen();
        if (root.json()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("run_id", lineage.run().toString()).put("dataset", lineage.dataset())
                    .put("equal", repeated.isEqual()).put("version", Repetition.VERSION)
                    .put("made_by", madeBy.orElse(null));
            repeated.describe(node);
            screen.json(node);
            return;
        }
        show(lineage.run().toString(), repeated);
    }

    private void show(String id, Repeated repeated) {
        Screen screen = root.screen();
        if (repeated.isEqual()) {
            screen.line(screen.green("Equal") + ": " + Texts.count(repeated.equal().size(), "file") + " of run "
                    + Texts.shortId(id) + " were made again, byte for byte.");
        } else {
            Repeated.Differing first = repeated.differing().getFirst();
            screen.line(screen.red("Different") + ": " + first.sentence());
            if (repeated.differing().size() > 1) {
                screen.line("So are " + String.join(", ", repeated.differing().stream().skip(1)
                        .map(Repeated.Differing::path).toList()) + ".");
            }
            screen.line(Texts.count(repeated.equal().size(), "file") + " are equal.");
        }
        if (!repeated.recompressed().isEmpty()) {
            screen.line("Equal when unpacked, compressed by another library: "
                    + String.join(", ", repeated.recompressed()) + ".");
        }
        screen.line("Not compared, for training does not make them of data and settings: "
                + String.join(", ", repeated.leftOut()) + ".");
    }
}
