package io.segmenta.local.cli;

import io.segmenta.local.stack.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta clean}: removes everything a stack of this machine has kept. */
@Command(name = "clean", description = "Remove the state of this machine's stack: uploads, models, runs, logs.")
final class CleanCommand implements Callable<Integer> {
    /** What a state folder may hold; anything else and the folder is not one. */
    private static final Set<String> SIGNS = Set.of("lock", "state.json", "s3", "postgres", "processes");

    @ParentCommand
    private Segmenta root;

    @Override
    public Integer call() throws IOException {
        Path folder = root.stateDir();
        if (StackState.running(folder).isPresent() || StackState.isInUse(folder)) {
            throw CliException.user("a stack is running on %s; stop it first: segmenta stop",
                    root.shown(folder));
        }
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            root.screen().line("Nothing to remove: there is no %s.", root.shown(folder));
            return CliException.OK;
        }
        if (!looksLikeState(folder)) {
            throw CliException.user("%s does not look like the state of a stack; remove it yourself if it is",
                    root.shown(folder));
        }
        removeTree(folder);
        root.screen().line("Removed %s.", root.shown(folder));
        return CliException.OK;
    }

    private static boolean looksLikeState(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            Set<String> names = entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
            return names.isEmpty() || names.stream().anyMatch(SIGNS::contains);
        }
    }

    /** Removes a folder and all in it, without following links. */
    static void removeTree(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
