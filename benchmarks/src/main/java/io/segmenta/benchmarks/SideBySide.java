package io.segmenta.benchmarks;

import io.segmenta.clustering.parallel.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times this library and public tools on the same rows, turn by turn within each round, so that a busy machine slows
 * all alike, and writes the medians with their ratios as a dated table. A tool that takes longer than
 * {@value #SLOW_SECONDS} seconds is timed once. Run by {@code benchmarks/run}.
 */
public final class SideBySide {

    private static final double SLOW_SECONDS = 5;
    private static final int LARGE_ROWS = 100_000;

    private final Path folder;
    private final int rounds;
    private final boolean quick;
    private final StringBuilder notes = new StringBuilder();
    private final List<Row> rows = new ArrayList<>();
    private String versions = "";

    /** The times of one tool on one task. */
    private static final class Row {
        final Task task;
        final int threads;
        final String tool;
        final List<Double> seconds = new ArrayList<>();
        double[] quality = {};

        Row(Task task, int threads, String tool) {
            this.task = task;
            this.threads = threads;
            this.tool = tool;
        }

        double median() {
            double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
            return sorted[sorted.length / 2];
        }

        double least() {
            return seconds.stream().mapToDouble(s -> s).min().orElseThrow();
        }

        boolean slow() {
            return !seconds.isEmpty() && seconds.getFirst() > SLOW_SECONDS;
        }
    }

    private SideBySide(Path folder, int rounds, boolean quick) {
        this.folder = folder;
        this.rounds = rounds;
        this.quick = quick;
    }

    /** Options: {@code --quick --folder benchmarks --tasks a,b --rounds 3 --threads 1,2 --out file}. */
    public static void main(String[] arguments) throws IOException {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean quick = given.remove("--quick");
        Options options = Options.of(
                Map.of("--folder", "benchmarks", "--rounds", "3", "--threads", "1,2", "--tasks", "all"),
                given.toArray(String[]::new));
        SideBySide run = new SideBySide(Path.of(options.text("--folder")), Integer.parseInt(options.text("--rounds")),
                quick);
        boolean all = options.text("--tasks").equals("all");
        List<Task> tasks = new ArrayList<>();
        for (Task task : quick ? Task.quick() : EnumSet.allOf(Task.class)) {
            if (all || List.of(options.text("--tasks").split(",", 0)).contains(task.option())) {
                tasks.add(task);
            }
        }
        for (String threads : options.text("--threads").split(",", 0)) {
            run.threads(tasks, Integer.parseInt(threads));
            if (all) {
                run.notes.append(LargeWard.run(LARGE_ROWS, Integer.parseInt(threads)));
            }
        }
        String table = Report.of(run.entries(), run.versions, String.join(" ", arguments).replaceAll(
                "--(folder|out) \\S+ ?", ""), run.rounds);
        table += run.notes.isEmpty() ? "" : "\n" + run.notes;
        System.out.println(table);
        Path out = options.find("--out").isPresent() ? Path.of(options.text("--out"))
                : run.folder.resolve("results").resolve(Report.date() + "-side-by-side.md");
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, table);
    }

    private void threads(List<Task> tasks, int threads) throws IOException {
        Path directory = Files.createTempDirectory("segmenta-side-by-side");
        try (Peer peer = new Peer("/usr/bin/python3", folder.resolve("peers").resolve("peers.py"), threads);
                Workers workers = new Workers(threads)) {
            versions = peer.versions;
            for (Task task : tasks) {
                Path file = directory.resolve(task.name());
                Dataset data = Dataset.mixture(task.rows, task.columns, 8, 7);
                data.write(file);
                compare(task, threads, data, file, peer, workers);
                Files.delete(file);
            }
        } finally {
            try (var left = Files.list(directory)) {
                for (Path path : left.toList()) {
                    Files.delete(path);
                }
            }
            Files.delete(directory);
        }
    }

    private void compare(Task task, int threads, Dataset data, Path file, Peer peer, Workers workers)
            throws IOException {
        Map<String, Row> tools = new LinkedHashMap<>();
        tools.put("segmenta", new Row(task, threads, "segmenta"));
        for (String tool : task.peers) {
            if (!quick || !tool.equals("smile")) {
                tools.put(tool, new Row(task, threads, tool));
            }
        }
        if (!tools.containsKey("kohonen")) {
            compare(tools, task, data, file, peer, workers);
            return;
        }
        try (Peer kohonen = new Peer("Rscript", folder.resolve("peers").resolve("kohonen.R"), threads)) {
            versions = peer.versions + ", " + kohonen.versions.strip();
            compare(tools, task, data, file, kohonen, workers);
        } catch (IOException e) {
            notes.append("- kohonen was left out: ").append(e.getMessage()).append('\n');
            tools.remove("kohonen");
            rows.removeIf(row -> row.task == task && row.threads == threads);
            compare(tools, task, data, file, peer, workers);
        }
    }

    private void compare(Map<String, Row> tools, Task task, Dataset data, Path file, Peer peer, Workers workers)
            throws IOException {
        rows.addAll(tools.values());
        warm(task, data, workers);
        for (int round = 0; round < rounds; round++) {
            for (Row row : tools.values()) {
                if (row.slow()) {
                    continue;
                }
                System.gc();
                double[] answer = row.tool.equals("segmenta") || row.tool.equals("smile")
                        ? own(row.tool, task, data, workers)
                        : peer.ask(row.tool, task, file);
                row.seconds.add(answer[0]);
                row.quality = Arrays.copyOfRange(answer, 1, answer.length);
                System.err.printf(Locale.ROOT, "%s %d threads, %s: %.4f s %s%n", task, row.threads, row.tool, answer[0],
                        Arrays.toString(row.quality));
            }
        }
    }

    /** Runs until the compiler has settled: twice, and up to five seconds more. */
    private void warm(Task task, Dataset data, Workers workers) {
        long end = System.nanoTime() + (quick ? 2_000_000_000L : 5_000_000_000L);
        for (int i = 0; i < 2 || (i < 30 && System.nanoTime() < end); i++) {
            task.run(data, workers);
        }
    }

    private static double[] own(String tool, Task task, Dataset data, Workers workers) {
        long begin = System.nanoTime();
        double[] quality = tool.equals("smile") ? Smile.run(task, data) : task.run(data, workers);
        double seconds = (System.nanoTime() - begin) / 1e9;
        quality = task.quality(quality, data, workers);
        double[] answer = new double[quality.length + 1];
        answer[0] = seconds;
        System.arraycopy(quality, 0, answer, 1, quality.length);
        return answer;
    }

    private List<Report.Entry> entries() {
        List<Report.Entry> entries = new ArrayList<>();
        Optional<Row> ours = Optional.empty();
        for (Row row : rows) {
            if (row.tool.equals("segmenta")) {
                ours = Optional.of(row);
            }
            entries.add(new Report.Entry(row.task, row.threads, row.tool, row.median(), row.least(),
                    row.seconds.size(), row.median() / ours.orElseThrow().median(),
                    worst(row.quality, ours.orElseThrow().quality)));
        }
        return entries;
    }

    /** Returns the largest relative difference, positive where ours is the larger number. */
    private static double worst(double[] theirs, double[] ours) {
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
            double difference = ours[i] / theirs[i] - 1;
            worst = Math.abs(difference) > Math.abs(worst) ? difference : worst;
        }
        return worst;
    }
}
