package io.segmenta.benchmarks;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times reading the same numbers as CSV and as Parquet by ours, pandas and pyarrow, in turn within a round. Run by
 * {@code benchmarks/read-parquet}.
 */
public final class ParquetSpeed {
    private static final int WARMING = 3;
    private static final PipelineConfig CONFIG = PipelineConfig.defaults().with(Map.of("orders.mode", "off"));
    private static final List<String> CODECS = List.of("none", "snappy", "zstd");

    private ParquetSpeed() {}

    /** Seconds of one reading, the rows read, and the sum of their numbers. */
    private record Reading(double seconds, long rows, double sum) {}

    private interface Tool {
        Reading read(Path file) throws IOException;
    }

    /** Options: {@code --folder benchmarks --python python3 --rows 1000000 --rounds 5 --out page}. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(Map.of("--folder", "benchmarks", "--python", "/usr/bin/python3", "--rows",
                "1000000", "--rounds", "5"), arguments);
        Path folder = Path.of(options.text("--folder"));
        int rounds = Integer.parseInt(options.text("--rounds"));
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 0)[0];
        Path work = Files.createTempDirectory("segmenta-parquet");
        Process python = new ProcessBuilder(options.text("--python"),
                folder.resolve("peers/parquet_speed.py").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader answers = python.inputReader(); BufferedWriter asks = python.outputWriter()) {
            String versions = answers.readLine();
            StringBuilder table = new StringBuilder();
            for (String codec : CODECS) {
                Path csv = work.resolve("numbers.csv");
                Path parquet = work.resolve(codec + ".parquet");
                ask(asks, answers, "write " + csv + " " + parquet + " " + options.text("--rows") + " " + codec);
                Map<String, Tool> tools = new LinkedHashMap<>();
                tools.put("segmenta", ParquetSpeed::ours);
                for (String tool : List.of("pandas", "pyarrow")) {
                    tools.put(tool, file -> reading(ask(asks, answers, tool + " " + file)));
                }
                if (codec.equals(CODECS.getFirst())) {
                    Map<String, Tool> ofText = new LinkedHashMap<>(tools);
                    ofText.remove("pyarrow");
                    compare(csv, "CSV", ofText, rounds, table);
                }
                compare(parquet, "Parquet, " + codec, tools, rounds, table);
            }
            String page = "# Reading Parquet, " + Report.date() + "\n\n- Machine: " + Report.processor() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors; load average at the start " + load
                    + "\n- Java " + Runtime.version() + "; " + versions
                    + "\n- Command: `benchmarks/read-parquet --rows " + options.text("--rows") + " --rounds " + rounds
                    + "`; from the disk cache; pandas and pyarrow on one thread, ours on one that reads beside one"
                    + " that decodes"
                    + "\n- Ours also finds values, roles, ranges and personal data; the tools in turn within a round,"
                    + " after " + WARMING + " rounds to warm up; the sums of all numbers are the same.\n\n"
                    + "| file | MB | tool | median | least |\n|---|---|---|---|---|\n" + table;
            System.out.println(page);
            Files.writeString(options.find("--out").isPresent() ? Path.of(options.text("--out"))
                    : folder.resolve("results").resolve(Report.date() + "-parquet.md"), page);
        } finally {
            python.destroy();
            try (var files = Files.list(work)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(work);
        }
    }

    private static String ask(BufferedWriter asks, BufferedReader answers, String question) throws IOException {
        asks.write(question + "\n");
        asks.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("no answer to " + question);
        }
        return answer;
    }

    private static Reading reading(String answer) {
        String[] words = answer.split(" ", 0);
        return new Reading(Double.parseDouble(words[0]), Long.parseLong(words[1]), Double.parseDouble(words[2]));
    }

    private static void compare(Path file, String kind, Map<String, Tool> tools, int rounds, StringBuilder table)
            throws IOException {
        Map<String, double[]> seconds = new LinkedHashMap<>();
        double sum = Double.NaN;
        for (int round = -WARMING; round < rounds; round++) {
            for (Map.Entry<String, Tool> tool : tools.entrySet()) {
                System.gc();
                Reading read = tool.getValue().read(file);
                sum = Double.isNaN(sum) ? read.sum() : sum;
                if (Math.abs(read.sum() - sum) > 1e-6 * Math.max(1, Math.abs(sum))) {
                    throw new IllegalStateException(tool.getKey() + " reads otherwise: " + read + ", not " + sum);
                }
                if (round >= 0) {
                    seconds.computeIfAbsent(tool.getKey(), _ -> new double[rounds])[round] = read.seconds();
                }
            }
        }
        seconds.forEach((tool, all) -> {
            double[] sorted = all.clone();
            Arrays.sort(sorted);
            table.append(String.format(Locale.ROOT, "| %s | %.1f | %s | %.0f ms | %.0f ms |%n", kind,
                    file.toFile().length() / 1e6, tool, 1e3 * sorted[sorted.length / 2], 1e3 * sorted[0]));
        });
    }

    private static Reading ours(Path file) throws IOException {
        long begin = System.nanoTime();
        Table table;
        try (InputStream in = Files.newInputStream(file); Workers workers = new Workers(1)) {
            table = TableReader.read(in, file.getFileName().toString(), CONFIG, Optional.empty(), workers).table();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double sum = 0;
        for (Column column : table.columns()) {
            if (column instanceof NumericColumn numbers) {
                for (double value : numbers.values()) {
                    sum += value;
                }
            }
        }
        return new Reading(seconds, table.rows(), sum);
    }
}
