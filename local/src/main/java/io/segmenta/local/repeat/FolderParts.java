package io.segmenta.local.repeat;

import io.segmenta.learning.RunPart;
import io.segmenta.learning.RunParts;
import io.segmenta.model.contract.RunFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of a run in a folder, as an archive holds them. */
public final class FolderParts implements RunParts {
    private final Path folder;
    private final String shown;

    /** @param shown what the folder is called in messages */
    public FolderParts(Path folder, String shown) {
        this.folder = folder;
        this.shown = shown;
    }

    /** Whether a run lies there. */
    public boolean isRun() {
        return file(RunFile.LINEAGE).isPresent();
    }

    @Override
    public List<String> files() {
        Path run = folder.resolve(RUN);
        try (Stream<Path> tree = Files.walk(run)) {
            return tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> run.relativize(path).toString().replace('\\', '/')).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<RunPart> find(String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RunPart(Files.size(file), () -> Files.newInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String where(String name) {
        return name + " in " + shown;
    }
}
