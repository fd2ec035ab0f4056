package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmenta.learning.Repetition;
import io.segmenta.learning.RunParts;
import io.segmenta.local.repeat.RunArchive;
import io.segmenta.model.contract.Lineage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta export}: one archive of a run and of all that it takes to repeat it. */
@Command(name = "export", description = "Write a run, with all that it takes to repeat it anywhere, into one archive.")
final class ExportCommand implements Callable<Integer> {
    private static final String ENDING = ".tar.gz";

    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "RUN", description = "The beginning of a run's id, or a data set for its last run.")
    private String run;

    @Option(names = "--out", paramLabel = "FILE", description = "The archive (default: DATASET-RUN.tar.gz here).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        RunParts parts = StackRun.parts(root.stack(), run);
        try (Repetition repetition = new Repetition(parts, 1)) {
            Lineage lineage = repetition.lineage();
            String top = name(lineage);
            Path file = root.environment().resolve(out == null ? Path.of(top + ENDING) : out);
            SortedSet<String> names = names(parts, repetition);
            write(parts, top, names, readme(parts, repetition), file);
            tell(lineage, file, names.size() + 1);
        }
        return CliException.OK;
    }

    /** All parts: what the run was made from and what it made. */
    static SortedSet<String> names(RunParts parts, Repetition repetition) {
        SortedSet<String> names = new TreeSet<>(repetition.needs());
        parts.files().forEach(path -> names.add(RunParts.RUN + path));
        return names;
    }

    private void write(RunParts parts, String top, SortedSet<String> names, String readme, Path file)
            throws IOException {
        try (OutputStream stream = create(file)) {
            RunArchive.write(parts, top, names, readme, stream);
        } catch (CliException refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }

    private OutputStream create(Path file) throws IOException {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException there) {
            throw CliException.user("%s is there already; give another --out", root.shown(file));
        }
    }

    private void tell(Lineage lineage, Path file, int parts) throws IOException {
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(JsonNodeFactory.instance.objectNode().put("run_id", lineage.run().toString())
                    .put("dataset", lineage.dataset()).put("file", file.toString()).put("bytes", Files.size(file))
                    .put("files", parts));
        } else {
            screen.line("Wrote run %s of %s to %s: %s, %s.", Texts.shortId(lineage.run().toString()),
                    lineage.dataset(), root.shown(file), Texts.count(parts, "file"), Texts.bytes(Files.size(file)));
            screen.line("It holds rows of people. Repeat the run anywhere with:  segmenta verify %s",
                    file.getFileName());
        }
    }

    private static String name(Lineage lineage) {
        return lineage.dataset() + '-' + Texts.shortId(lineage.run().toString());
    }

    /** Tells what the archive is; whatever its file is called, so that its bytes are a function of the run. */
    static String readme(RunParts parts, Repetition repetition) {
        Lineage lineage = repetition.lineage();
        String version = Repetition.madeBy(parts).orElse("of an unknown version");
        List<String> needs = repetition.needs();
        String compared = lineage.reference()
                .filter(_ -> needs.stream().anyMatch(name -> name.startsWith(RunParts.REFERENCE)))
                .map(earlier -> "- `reference/`: what is needed of run " + earlier.run()
                        + ", which it was compared with\n")
                .orElse("");
        String before = needs.contains(RunParts.BEFORE_SCHEMA) ? "- `before/`: the columns of the upload before\n" : "";
        return """
                # Run %s of %s

                A segmentation of customers, trained by Segmenta %s on `%s`, with all that it takes to train it again.

                **It holds rows of people**: the upload itself, and files that name the segment of each customer. Keep
                it as you keep the upload, and erase it when the upload is erased.

                Repeat the run, byte for byte:

                    ./segmenta verify %s

                It needs neither a stack nor AWS, and changes nothing. It works on the unpacked folder too.

                - `upload`: the file that was uploaded (SHA-256 %s)
                - `run/`: what the run wrote, with its settings (`config.json`), what it started from (`start.json`) and
                  what it was made from (`lineage.json`)
                %s%s""".formatted(lineage.run(), lineage.dataset(), version, plain(lineage.key()),
                name(lineage) + ENDING, lineage.dataSha256(), compared, before);
    }

    private static String plain(String key) {
        return key.replace('`', '\'').lines().reduce("", String::concat);
    }
}
