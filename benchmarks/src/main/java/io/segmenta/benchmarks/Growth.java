package io.segmenta.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How time and memory of the whole job grow with rows and with columns, and how near the memory foreseen before reading
 * comes to the least heap with which the job ends well. Run by {@code benchmarks/growth}.
 */
public final class Growth {
    private static final Pattern FORECAST = Pattern.compile("forecast (\\d+) MB");
    private static final String COLLECTOR = "-XX:+UseParallelGC";
    /** Heaps that are tried, as shares of the forecast. */
    private static final double[] SHARES = {0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15,
            1.2, 1.25, 1.33, 1.5, 1.75, 2, 3};
    /** A try that takes so many times as long as with plenty of memory has too little. */
    private static final int PATIENCE = 4;

    /** Settings whose need of memory differs; k-prototypes reads a table with a column of words. */
    private static final List<String> ALGORITHMS = List.of("agglomerative clustering.linkage=ward",
            "agglomerative clustering.linkage=single", "agglomerative clustering.linkage=average", "som", "som_kmeans",
            "gaussian_mixture", "kprototypes", "genie", "hdbscan",
            "dbscan clustering.radius=0.9 clustering.min_samples=30", "auto");

    private final Path work;
    private final String heap;

    private Growth(Path work, String heap) {
        this.work = work;
        this.heap = heap;
    }

    private record Run(boolean ended, double seconds, String said) {}

    private record Measured(String size, int rows, double seconds, long forecast, long least, String stages) {}

    /**
     * Options: {@code --folder benchmarks --rows 1000x8,10000x8,100000x8,1000000x8,10000000x8 --columns
     * 100000x4,100000x16,100000x64,100000x256 --algorithms 30000x8 --large 12500000x8 --heap 8g --out file}; an empty
     * list leaves its part out. {@code --only genie,som} leaves other algorithms out.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--folder", "benchmarks", "--rows",
                "1000x8,10000x8,100000x8,1000000x8,10000000x8", "--columns",
                "100000x4,100000x16,100000x64,100000x256", "--algorithms", "30000x8", "--only", "", "--large",
                "12500000x8", "--heap", "8g"), arguments);
        Path work = Files.createTempDirectory("segmenta-growth");
        String page;
        try {
            Growth growth = new Growth(work, options.text("--heap"));
            page = "# Growth, " + Report.date() + "\n\n- Machine: " + Report.processor() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors; Java " + Runtime.version() + ", "
                    + COLLECTOR + " -Xmx" + options.text("--heap") + "\n- Command: `benchmarks/growth "
                    + Stream.of(arguments).map(word -> word.isEmpty() ? "''" : word).collect(Collectors.joining(" "))
                            .replaceAll("--(folder|out) \\S+ ?", "").strip()
                    + "`\n"
                    + "- From a CSV on disk to a complete run folder, start of the process included; default settings,"
                    + " k = 2..10; median of three, above 100,000 rows, and of algorithms, of one. Needed is the "
                    + "least heap, of steps of 5 %"
                    + " near the forecast, with which the job ends within " + PATIENCE + " times its time.\n\n"
                    + growth.table("Rows", options.text("--rows")) + growth.table("Columns", options.text("--columns"))
                    + growth.algorithms(options.text("--algorithms"), options.text("--only"))
                    + growth.large(options.text("--large"));
        } finally {
            Runner.delete(work);
        }
        System.out.println(page);
        Path out = options.find("--out").isPresent() ? Path.of(options.text("--out"))
                : Path.of(options.text("--folder")).resolve("results").resolve(Report.date() + "-growth.md");
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, page);
    }

    private String table(String title, String sizes) throws IOException, InterruptedException {
        if (sizes.isBlank()) {
            return "";
        }
        StringBuilder table = new StringBuilder("## " + title + "\n\n| rows x columns | seconds | us per row | forecast"
                + " MB | needed MB | forecast / needed |\n|---|---|---|---|---|---|\n");
        StringBuilder stages = new StringBuilder("\nSeconds, and those of the processors, by stage:\n\n");
        for (String size : sizes.split(",", 0)) {
            Measured one = measure(size);
            table.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f | %d | %d | %.2f |%n", one.size, one.seconds,
                    1e6 * one.seconds / one.rows, one.forecast, one.least, (double) one.forecast / one.least));
            stages.append("- ").append(size).append(": ").append(one.stages).append('\n');
        }
        return table.append(stages).append('\n').toString();
    }

    private String algorithms(String sizes, String only) throws IOException, InterruptedException {
        if (sizes.isBlank()) {
            return "";
        }
        StringBuilder table = new StringBuilder(
                "## Algorithms\n\n| algorithm | rows x columns | seconds | forecast MB |"
                        + " needed MB | forecast / needed |\n|---|---|---|---|---|---|\n");
        for (String size : sizes.split(",", 0)) {
            for (String algorithm : ALGORITHMS) {
                String[] set = ("clustering.algorithm=" + algorithm).split(" ", 0);
                if (only.isEmpty() || List.of(only.split(",", 0)).contains(algorithm.split(" ", 0)[0])) {
                    Measured one = measure(algorithm.equals("kprototypes") ? "mixed:" + size : size, set);
                    table.append(String.format(Locale.ROOT, "| %s | %s | %.2f | %d | %d | %.2f |%n",
                            algorithm.replace(" clustering.linkage=", ", "), one.size, one.seconds, one.forecast,
                            one.least, (double) one.forecast / one.least));
                }
            }
        }
        return table.append('\n').toString();
    }

    private Measured measure(String size, String... set) throws IOException, InterruptedException {
        Path file = work.resolve(size + ".csv");
        int rows = TableFile.write(size, file);
        List<Run> runs = new ArrayList<>();
        for (int round = 0; round < (rows > 100_000 || set.length > 0 ? 1 : 3); round++) {
            runs.add(ended(run(file, heap, Long.MAX_VALUE, set)));
        }
        runs.sort((a, b) -> Double.compare(a.seconds, b.seconds));
        Run middle = runs.get(runs.size() / 2);
        Matcher forecast = FORECAST.matcher(middle.said);
        if (!forecast.find()) {
            throw new IOException("no forecast in: " + middle.said);
        }
        long planned = Long.parseLong(forecast.group(1));
        long least = least(file, planned, Math.round(1 + PATIENCE * middle.seconds), set);
        Files.delete(file);
        System.err.printf(Locale.ROOT, "%s %s: %.2f s, forecast %d MB, needed %d MB%n", size,
                String.join(" ", set), middle.seconds, planned,
                least);
        return new Measured(size, rows, middle.seconds, planned, least, middle.said);
    }

    /** The smallest of the heaps tried with which the job ends; a search by halves. */
    private long least(Path file, long forecast, long patience, String... set)
            throws IOException, InterruptedException {
        int fails = -1;
        int ends = SHARES.length - 1;
        while (ends - fails > 1) {
            int middle = (fails + ends) >>> 1;
            if (run(file, megabytes(forecast, middle) + "m", patience, set).ended) {
                ends = middle;
            } else {
                fails = middle;
            }
        }
        return megabytes(forecast, ends);
    }

    private static long megabytes(long forecast, int share) {
        return Math.round(forecast * SHARES[share]);
    }

    private String large(String size) throws IOException, InterruptedException {
        if (size.isBlank()) {
            return "";
        }
        Path file = work.resolve("large.csv");
        TableFile.write(size, file);
        Run run = ended(run(file, heap, Long.MAX_VALUE, "clustering.k=8"));
        String text = String.format(Locale.ROOT, "## A large table, k = 8%n%n| rows x columns | MB | heap | seconds |%n"
                + "|---|---|---|---|%n| %s | %.0f | %s | **%.1f** |%n%n%s%n", size, Files.size(file) / 1e6, heap,
                run.seconds, run.said);
        Files.delete(file);
        return text;
    }

    private static Run ended(Run run) throws IOException {
        if (!run.ended) {
            throw new IOException("the job failed: " + run.said);
        }
        return run;
    }

    private Run run(Path file, String maxHeap, long patience, String... set) throws IOException, InterruptedException {
        Path out = work.resolve("run");
        Runner.delete(out);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + maxHeap, COLLECTOR, "-cp", System.getProperty("java.class.path"), Job.class.getName(),
                        file.toString(), out.toString()));
        command.addAll(List.of(set));
        Path said = work.resolve("said");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean inTime = process.waitFor(patience, TimeUnit.SECONDS);
        if (!inTime) {
            process.destroyForcibly().waitFor();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Run(inTime && process.exitValue() == 0, seconds, Files.readString(said).strip().replace('\n', ' '));
    }
}
