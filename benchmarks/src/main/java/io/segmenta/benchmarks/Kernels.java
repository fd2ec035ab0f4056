package io.segmenta.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times the kernels of this tree and of another built one, process by process in turn, so that a busy machine slows
 * both alike. Run by {@code benchmarks/kernels}.
 */
public final class Kernels {

    private final Path home;
    private final Path beside;
    private final String threads;
    private final int rounds;

    private Kernels(Path home, Path beside, String threads, int rounds) {
        this.home = home;
        this.beside = beside;
        this.threads = threads;
        this.rounds = rounds;
    }

    /** Options: {@code --home tree --beside tree --tasks a,b --processes 3 --rounds 5 --threads 2}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(
                Map.of("--home", ".", "--tasks", "all", "--processes", "3", "--rounds", "5", "--threads", "2"),
                arguments);
        int processes = Integer.parseInt(options.text("--processes"));
        Kernels kernels = new Kernels(Path.of(options.text("--home")), Path.of(options.text("--beside")),
                options.text("--threads"), Integer.parseInt(options.text("--rounds")));
        System.out.print("## Kernels beside those of another tree\n\n" + Report.machine()
                + "- Command: `benchmarks/kernels --threads " + kernels.threads + " --processes " + processes
                + " --rounds " + kernels.rounds + "`\n- Medians over processes of each process's median\n\n"
                + "| task | other tree | this tree | this / other, pair by pair |\n|---|---|---|---|\n");
        boolean all = options.text("--tasks").equals("all");
        for (Task task : Task.values()) {
            if (all || List.of(options.text("--tasks").split(",", 0)).contains(task.option())) {
                System.out.print(kernels.row(task, processes));
            }
        }
    }

    private String row(Task task, int processes) throws IOException, InterruptedException {
        List<Double> others = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            // Neither is always the first of a pair.
            if (i % 2 == 0) {
                others.add(seconds(beside, task));
                ours.add(seconds(home, task));
            } else {
                ours.add(seconds(home, task));
                others.add(seconds(beside, task));
            }
            ratios.add(ours.getLast() / others.getLast());
        }
        return String.format(Locale.ROOT, "| %s, %,d x %d | %.1f ms | %.1f ms | %.2f (%.2f to %.2f) |%n", task.title,
                task.rows, task.columns, 1e3 * Runner.median(others), 1e3 * Runner.median(ours), Runner.median(ratios),
                ratios.stream().mapToDouble(ratio -> ratio).min().orElseThrow(),
                ratios.stream().mapToDouble(ratio -> ratio).max().orElseThrow());
    }

    /** The tree's own classes come first, so that an older tree without the timing program finds ours behind them. */
    private double seconds(Path tree, Task task) throws IOException, InterruptedException {
        String classPath = String.join(File.pathSeparator, classes(tree), tree + "/benchmarks/target/lib/*",
                classes(home));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms2g", "-Xmx4g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages", "-cp", classPath,
                KernelTimes.class.getName(), task.name(), threads, Integer.toString(rounds))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(task + " of " + tree + " ended with " + process.exitValue() + ": " + answer);
        }
        return Double.parseDouble(answer.strip());
    }

    private static String classes(Path tree) {
        return tree + "/benchmarks/target/classes";
    }
}
