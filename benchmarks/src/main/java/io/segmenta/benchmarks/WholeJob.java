package io.segmenta.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times the whole job, from a file on disk to a run folder and with the start of the process, beside a plain script of
 * pandas and scikit-learn that does the same steps, turn by turn. Run by {@code benchmarks/whole-job}.
 */
public final class WholeJob {
    private static final String SCRIPT = "whole_job.py";

    private final Path folder;
    private final Path work;
    private final StringBuilder notes = new StringBuilder();
    /** Of the Java machine, if there is one. */
    private Optional<Path> cache = Optional.empty();
    /** What our last run said. */
    private String last = "";

    private WholeJob(Path folder, Path work) {
        this.folder = folder;
        this.work = work;
    }

    /**
     * Options:
     * {@code --folder benchmarks --sizes mall,100000,mixed:100000,1000000 --rounds 3 --out file --peer yes --cache
     * yes}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--folder", "benchmarks", "--rounds", "3", "--sizes",
                "mall,100000,mixed:100000,1000000", "--peer", "yes", "--cache", "yes", "--set", ""), arguments);
        Path work = Files.createTempDirectory("segmenta-whole-job");
        WholeJob job = new WholeJob(Path.of(options.text("--folder")), work);
        List<String> set = Stream.of(options.text("--set").split(",", 0)).filter(text -> !text.isEmpty()).toList();
        StringBuilder table = new StringBuilder();
        try {
            if (options.text("--cache").equals("yes")) {
                job.makeCache();
            }
            for (String size : options.text("--sizes").split(",", 0)) {
                table.append(job.compare(size, Integer.parseInt(options.text("--rounds")),
                        options.text("--peer").equals("yes"), set));
            }
        } finally {
            Runner.delete(work);
        }
        String page = job.page(table.toString(), arguments);
        System.out.println(page);
        Path out = options.find("--out").isPresent() ? Path.of(options.text("--out"))
                : job.folder.resolve("results").resolve(Report.date() + "-whole-job.md");
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, page);
    }

    private String page(String table, String[] arguments) throws IOException {
        return "# Whole job, " + Report.date() + "\n\n"
                + "- Machine: " + Report.processor() + ", " + Runtime.getRuntime().availableProcessors()
                + " processors; Java " + Runtime.version() + "\n"
                + "- Command: `benchmarks/whole-job "
                + String.join(" ", arguments).replaceAll("--(folder|out) \\S+ ?", "") + "`\n"
                + "- From a CSV on disk to a complete run folder, start of the process included. Ours with the default"
                + " settings: also the gap statistic, resampling, names, plots, model file"
                + (cache.isEmpty() ? "" : "; with a cache of loaded classes made by one run on 200 rows")
                + ". The script: read_csv,"
                + " median, get_dummies, StandardScaler, KMeans(n_init=10) for k = 2..10, silhouette of a sample of"
                + " 10,000 rows, means per cluster; no plots, no model.\n"
                + "- The tools in turn within a round; medians (least).\n\n"
                + "| file | rows | segmenta | script | its imports alone | script / segmenta |\n"
                + "|---|---|---|---|---|---|\n" + table + "\nStages of the last run of each file:\n\n" + notes;
    }

    private String compare(String size, int rounds, boolean peer, List<String> set)
            throws IOException, InterruptedException {
        Path file = work.resolve(size.replace(':', '-') + ".csv");
        int rows = TableFile.write(size, file);
        Path out = work.resolve("run");
        List<String> ours = new ArrayList<>(ownCommand());
        ours.addAll(List.of(file.toString(), out.toString()));
        ours.addAll(set);
        String script = folder.resolve("peers").resolve(SCRIPT).toString();
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            add(times, "ours", ours, out);
            if (peer) {
                add(times, "script", List.of("/usr/bin/python3", script, file.toString(), out.toString()), out);
                add(times, "imports", List.of("/usr/bin/python3", script), out);
            }
        }
        notes.append("- ").append(size).append(": ").append(last).append('\n');
        Files.delete(file);
        double own = Runner.median(of(times, "ours"));
        return String.format(Locale.ROOT, "| %s | %,d | **%s** | %s | %s | %s |%n", size, rows,
                text(of(times, "ours")), text(of(times, "script")), text(of(times, "imports")),
                peer ? String.format(Locale.ROOT, "**%.1f**", Runner.median(of(times, "script")) / own) : "");
    }

    private static List<Double> of(Map<String, List<Double>> times, String tool) {
        return times.getOrDefault(tool, List.of());
    }

    private void add(Map<String, List<Double>> times, String tool, List<String> command, Path out)
            throws IOException, InterruptedException {
        Runner.delete(out);
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(tool + " failed: " + said);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        times.computeIfAbsent(tool, _ -> new ArrayList<>()).add(seconds);
        System.err.printf(Locale.ROOT, "%s %.3f s %s%n", tool, seconds, said.replace('\n', ' '));
        if (tool.equals("ours")) {
            last = said.replace('\n', ' ');
        }
    }

    /** What a small job loads and compiles, kept for the processes that are timed, as an installation would keep it. */
    private void makeCache() throws IOException, InterruptedException {
        Path file = work.resolve("first.csv");
        TableFile.write("mall", file);
        Path made = work.resolve("job.aot");
        List<String> command = new ArrayList<>(ownCommand());
        command.add(1, "-XX:AOTCacheOutput=" + made);
        command.addAll(List.of(file.toString(), work.resolve("first").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() == 0 && Files.exists(made)) {
            cache = Optional.of(made);
        }
    }

    private List<String> ownCommand() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Stream.of(System.getProperty("segmenta.job.flags", "-Xmx4g -XX:+UseParallelGC").split(" ", 0))
                .toList());
        cache.ifPresent(file -> command.add("-XX:AOTCache=" + file));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Job.class.getName()));
        return command;
    }

    private static String text(List<Double> times) {
        return times.isEmpty() ? ""
                : String.format(Locale.ROOT, "%.2f s (%.2f)", Runner.median(times),
                        times.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
    }
}
