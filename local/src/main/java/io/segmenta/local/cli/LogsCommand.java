package io.segmenta.local.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code segmenta logs}: what the functions and endpoints of this machine's stack have written. */
@Command(name = "logs", description = "Show the logs of functions and endpoints.")
final class LogsCommand implements Callable<Integer> {
    private static final long FOLLOW_MILLIS = 300;
    private static final int MOST_AT_ONCE = 1 << 20;

    @ParentCommand
    private Segmenta root;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Part of a function's or endpoint's name: "
            + "training, registration, deployment, inference, api, scoring, privacy ...")
    private String name = "";

    @Option(names = {"-n",
            "--lines"}, paramLabel = "N", defaultValue = "50",
            description = "The last N lines of each (default: "
                    + "${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = {"-f", "--follow"}, description = "Go on showing what is written, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws IOException {
        if (lines < 0) {
            throw new ParameterException(spec.commandLine(), "--lines must be 0 or more, got " + lines);
        }
        Path folder = root.stateDir().resolve("logs");
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw name.isEmpty()
                    ? CliException.user("there are no logs in %s; has a stack run there?", root.shown(folder))
                    : CliException.user("there is no log of \"%s\" in %s", name, root.shown(folder));
        }
        Map<Path, Long> shown = new HashMap<>();
        for (Path file : files) {
            shown.put(file, Files.size(file));
            tail(file).forEach(line -> root.screen().line(label(file) + line));
        }
        while (follow) {
            for (Path file : files(folder)) {
                shown.put(file, more(file, shown.getOrDefault(file, 0L)));
            }
            Pause.of(FOLLOW_MILLIS);
        }
        return CliException.OK;
    }

    private List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(".log"))
                    .filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)
                            .contains(name.toLowerCase(Locale.ROOT)))
                    .sorted().toList();
        }
    }

    private Deque<String> tail(Path file) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        try (Stream<String> all = Files.lines(file)) {
            all.forEach(line -> {
                last.addLast(line);
                if (last.size() > lines) {
                    last.removeFirst();
                }
            });
        }
        return last;
    }

    /** Shows the whole lines after a position and returns the position after them. */
    private long more(Path file, long from) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            // A file that has become shorter is another one: the stack was cleaned and started again.
            long begin = open.length() < from ? 0 : from;
            byte[] fresh = new byte[(int) Math.min(open.length() - begin, MOST_AT_ONCE)];
            open.seek(begin);
            open.readFully(fresh);
            int end = fresh.length == MOST_AT_ONCE ? MOST_AT_ONCE : 0;
            for (int i = fresh.length; i > 0; i--) {
                if (fresh[i - 1] == '\n') {
                    end = i;
                    break;
                }
            }
            new String(fresh, 0, end, StandardCharsets.UTF_8).lines()
                    .forEach(line -> root.screen().line(label(file) + line));
            return begin + end;
        }
    }

    private String label(Path file) {
        String base = file.getFileName().toString().replaceFirst("\\.log$", "");
        return root.screen().dim(String.format(Locale.ROOT, "%-22s ", base));
    }
}
