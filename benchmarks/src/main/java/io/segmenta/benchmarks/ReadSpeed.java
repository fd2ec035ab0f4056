package io.segmenta.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.read.TableReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Times reading: ours (dialect, values and roles found by itself, one thread), pandas' C engine and FastCSV with a
 * plain parse of each field, in turn within a round. Run by {@code benchmarks/read-speed}.
 */
public final class ReadSpeed {
    private static final int COLUMNS = 8;
    /** Rounds until the compiler has settled. */
    private static final int WARMING = 5;
    private static final PipelineConfig CONFIG = PipelineConfig.defaults().with(Map.of("orders.mode", "off"));

    private ReadSpeed() {}

    /** Seconds of one reading, the rows read, and the sum of the numbers of a plain file. */
    private record Reading(double seconds, long rows, double sum) {}

    private interface Tool {
        Reading read(Path file) throws IOException;
    }

    /**
     * Options:
     * {@code --folder benchmarks --rows 1000000 --rounds 5 --real file.csv[.gz] --download 100,400 --out page}.
     */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(Map.of("--folder", "benchmarks", "--rows", "1000000", "--rounds",
                "5", "--download", "100,400"), arguments);
        Path folder = Path.of(options.text("--folder"));
        int rounds = Integer.parseInt(options.text("--rounds"));
        String load = load();
        Process python = new ProcessBuilder("/usr/bin/python3", folder.resolve("peers/read_speed.py").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Path plain = Files.createTempFile("segmenta-plain", ".csv");
        Path real = Files.createTempFile("segmenta-real", ".csv");
        try (BufferedReader answers = python.inputReader(); BufferedWriter asks = python.outputWriter()) {
            String versions = answers.readLine();
            Tool pandas = file -> {
                asks.write(file + "\n");
                asks.flush();
                String[] words = answers.readLine().split(" ", 0);
                return new Reading(Double.parseDouble(words[0]), Long.parseLong(words[1]),
                        Double.parseDouble(words[2]));
            };
            write(plain, Integer.parseInt(options.text("--rows")));
            Map<String, Tool> tools = new LinkedHashMap<>();
            tools.put("segmenta", ReadSpeed::ours);
            tools.put("pandas, C engine", pandas);
            tools.put("FastCSV and Double.parseDouble", ReadSpeed::fastCsv);
            String table = compare("plain numbers", plain, tools, rounds, true);
            if (options.find("--real").isPresent()) {
                Path given = Path.of(options.text("--real"));
                unpack(given, real);
                tools.remove("FastCSV and Double.parseDouble");
                table += compare(given.getFileName().toString(), real, tools, rounds, false);
            }
            int[] rates = Arrays.stream(options.text("--download").split(",", 0)).mapToInt(Integer::parseInt).toArray();
            String overlap = "\nReading while the file is downloaded (a server of this machine that sends so many MB a "
                    + "second) and hashed; medians of 5 rounds.\n\n"
                    + Overlap.table("plain numbers", plain, rates, ReadSpeed::table);
            String page = "# Reading, " + Report.date() + "\n\n- Machine: " + Report.processor() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors; load average at the start " + load
                    + "\n- Java " + Runtime.version() + "; " + versions
                    + "\n- Command: `benchmarks/read-speed --rows " + options.text("--rows") + " --rounds " + rounds
                    + (options.find("--real").isPresent() ? " --real " + Path.of(options.text("--real")).getFileName()
                            : "")
                    + "`; one thread each; from the disk cache, compressed files unpacked before"
                    + "\n- Ours also finds dialect, values, roles, ranges and personal data; the tools in turn within a"
                    + " round, each reading twice, of which the second counts, after " + WARMING
                    + " rounds to warm up; \"times ours\" is the ratio of the medians."
                    + "\n\n| file | rows | MB | tool | median | least | GB/s (median) | times ours |"
                    + "\n|---|---|---|---|---|---|---|---|\n" + table + overlap;
            System.out.println(page);
            Path out = options.find("--out").isPresent() ? Path.of(options.text("--out"))
                    : folder.resolve("results").resolve(Report.date() + "-reading.md");
            Files.writeString(out, page);
        } finally {
            python.destroy();
            Files.delete(plain);
            Files.delete(real);
        }
    }

    private static String compare(String name, Path file, Map<String, Tool> tools, int rounds, boolean sums)
            throws IOException {
        Map<String, double[]> seconds = new LinkedHashMap<>();
        Reading first = null;
        for (int round = -WARMING; round < rounds; round++) {
            for (Map.Entry<String, Tool> tool : tools.entrySet()) {
                // What another tool left in the heap and in the caches is not this one's to bear.
                System.gc();
                tool.getValue().read(file);
                Reading read = tool.getValue().read(file);
                first = first == null ? read : first;
                if (read.rows() != first.rows()
                        || (sums && Math.abs(read.sum() - first.sum()) > 1e-9 * Math.abs(first.sum()))) {
                    throw new IllegalStateException(tool.getKey() + " reads otherwise: " + read + ", not " + first);
                }
                if (round >= 0) {
                    seconds.computeIfAbsent(tool.getKey(), _ -> new double[rounds])[round] = read.seconds();
                }
            }
        }
        long bytes = Files.size(file);
        double ours = median(Objects.requireNonNull(seconds.get("segmenta"), "no time of our own"));
        long rows = Objects.requireNonNull(first, "nothing was read").rows();
        StringBuilder table = new StringBuilder();
        for (Map.Entry<String, double[]> tool : seconds.entrySet()) {
            double median = median(tool.getValue());
            table.append(String.format(Locale.ROOT, "| %s | %,d | %.1f | %s | %.0f ms | %.0f ms | %.2f | %.2f |%n",
                    name,
                    rows, bytes / 1e6, tool.getKey(), 1e3 * median,
                    1e3 * Arrays.stream(tool.getValue()).min().orElseThrow(), bytes / median / 1e9, median / ours));
        }
        return table.toString();
    }

    private static Reading ours(Path file) throws IOException {
        long begin = System.nanoTime();
        Table table;
        try (InputStream in = Files.newInputStream(file)) {
            table = table(in);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double sum = 0;
        for (Column column : table.columns()) {
            if (column instanceof NumericColumn numbers) {
                for (double value : numbers.values()) {
                    sum += Double.isNaN(value) ? 0 : value;
                }
            }
        }
        return new Reading(seconds, table.rows(), sum);
    }

    private static Table table(InputStream in) throws IOException {
        try (Workers workers = new Workers(1)) {
            return TableReader.read(in, "table.csv", CONFIG, Optional.empty(), workers).table();
        }
    }

    private static Reading fastCsv(Path file) throws IOException {
        long begin = System.nanoTime();
        List<double[]> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file, StandardCharsets.UTF_8)) {
            boolean header = true;
            for (CsvRecord record : reader) {
                if (!header) {
                    double[] row = new double[record.getFieldCount()];
                    for (int j = 0; j < row.length; j++) {
                        row[j] = Double.parseDouble(record.getField(j));
                    }
                    rows.add(row);
                }
                header = false;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double sum = rows.stream().flatMapToDouble(Arrays::stream).sum();
        return new Reading(seconds, rows.size(), sum);
    }

    private static void write(Path file, int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder line = new StringBuilder();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("spend,visits,basket,tenure,recency,returns,discount,margin\n");
            for (int i = 0; i < rows; i++) {
                line.setLength(0);
                for (int j = 0; j < COLUMNS; j++) {
                    long value = Math.round(1e6 * random.nextGaussian());
                    line.append(j > 0 ? "," : "").append(value < 0 ? "-" : "").append(Math.abs(value) / 10_000)
                            .append('.').append(String.valueOf(10_000 + Math.abs(value) % 10_000), 1, 5);
                }
                out.append(line.append('\n'));
            }
        }
    }

    private static void unpack(Path given, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(given);
                InputStream plain = given.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            Files.copy(plain, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String load() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return Files.exists(load) ? Files.readString(load).split(" ", 0)[0] : "unknown";
    }
}
