package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Identity;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.file.ModelFile;
import io.segmenta.pipeline.Past;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.TrainingResult;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Line;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Trains every period of planted histories and writes what became of the segments, for whoever knows what was planted.
 * A history is a folder with {@code history.json}, which names the file, algorithm, k, scale and seed of each period;
 * its report gets {@code assignments-<t>.csv}, {@code transitions-<t>.json}, {@code migration-<t>.json} and
 * {@code moves-<t>.csv}. Where {@code truth.json} says what was planted, the score is printed, beside that of naive
 * ways to recognise segments. Run by {@code benchmarks/histories}.
 */
public final class Histories {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workers workers;
    private final List<String> ignored;

    private Histories(Workers workers, List<String> ignored) {
        this.workers = workers;
        this.ignored = ignored;
    }

    private record Period(ReadResult data, UUID run, TrainingResult result, SegmentationModel model, int[] labels,
            List<String> customers) {
        Identity.Reference reference() {
            return new Identity.Reference(run, ModelFile.id(result.modelFile()));
        }

        Optional<byte[]> file(RunFile file) {
            return file(file.path());
        }

        Optional<byte[]> file(String path) {
            return result.artifacts().stream().filter(artifact -> artifact.path().equals(path)).findFirst()
                    .map(Artifact::bytes);
        }
    }

    /**
     * Arguments: folders of histories, or of folders of those; {@code --reports DIR}; {@code --algorithm NAME};
     * {@code --ignore COLUMN}, as often as wanted.
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> folders = new ArrayList<>();
        Path reports = Path.of("target/histories");
        Optional<String> algorithm = Optional.empty();
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--reports" -> reports = Path.of(arguments[++i]);
                case "--ignore" -> ignored.add(arguments[++i]);
                case "--algorithm" -> algorithm = Optional.of(arguments[++i]);
                default -> folders.add(Path.of(arguments[i]));
            }
        }
        try (Workers workers = Workers.available()) {
            Histories histories = new Histories(workers, ignored);
            HistoryJudge judge = new HistoryJudge();
            int left = 0;
            for (Path folder : folders) {
                for (Path history : histories(folder)) {
                    Path report = reports.resolve(history.getFileName());
                    try {
                        List<NaiveMatching.Side[]> steps = histories.run(history, report, algorithm);
                        System.out.println(history + " " + report);
                        if (HistoryJudge.knows(history)) {
                            judge.judge(history, report, steps);
                        }
                    } catch (DataException undivided) {
                        left++;
                        System.err.println(history + " is left out: " + undivided.getMessage());
                    }
                }
            }
            System.out.println();
            judge.tables().forEach(System.out::println);
            if (left > 0) {
                System.out.println(left + " histories are left out, as the algorithm does not divide a file of them.");
            }
        }
    }

    private static List<Path> histories(Path folder) throws IOException {
        if (Files.exists(folder.resolve("history.json"))) {
            return List.of(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(one -> Files.exists(one.resolve("history.json"))).sorted().toList();
        }
    }

    private List<NaiveMatching.Side[]> run(Path history, Path report, Optional<String> algorithm) throws IOException {
        List<NaiveMatching.Side[]> steps = new ArrayList<>();
        Files.createDirectories(report);
        JsonNode told = JSON.readTree(history.resolve("history.json").toFile());
        Optional<Period> before = Optional.empty();
        for (int t = 0; t < told.path("periods").size(); t++) {
            UUID run = UUID.nameUUIDFromBytes(("period " + t).getBytes(StandardCharsets.UTF_8));
            Line line = before.map(earlier -> Line.after(run, Earlier.of(earlier.reference(), earlier.model,
                    earlier.data.table()))).orElseGet(() -> Line.first(run));
            Period now = period(history, told, told.path("periods").path(t), algorithm, line);
            if (t > 0) {
                SegmentationModel common = before.orElseThrow().model;
                steps.add(new NaiveMatching.Side[] {side(before.get(), common), side(now, common)});
                String step = "-" + (t - 1);
                Files.write(report.resolve("transitions" + step + ".json"),
                        now.file(RunFile.TRANSITIONS).orElseThrow());
                now.file(RunFile.MIGRATION)
                        .ifPresent(bytes -> write(report.resolve("migration" + step + ".json"), bytes));
                now.file(RunFile.MOVED).ifPresent(bytes -> write(report.resolve("moves" + step + ".csv"),
                        unpacked(bytes)));
                now.file(RunFile.picture("flow"))
                        .ifPresent(bytes -> write(report.resolve("flow" + step + ".svg"), bytes));
            }
            write(report.resolve("assignments-" + t + ".csv"), now);
            before = Optional.of(now);
        }
        return steps;
    }

    /** The segments of a period in the features of a model. */
    private static NaiveMatching.Side side(Period period, SegmentationModel common) {
        Matrix x = common.pipeline().withoutRefusals().transform(withSources(period.data.table(), common));
        int k = period.model.segments().size();
        double[][] centres = new double[k][x.columns()];
        int[] sizes = new int[k];
        Map<String, Integer> members = new LinkedHashMap<>();
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            int segment = period.labels[i];
            if (segment >= 0) {
                x.row(i, row);
                sizes[segment]++;
                members.put(period.customers.get(i), segment);
                for (int d = 0; d < row.length; d++) {
                    centres[segment][d] += row[d];
                }
            }
        }
        for (int s = 0; s < k; s++) {
            for (int d = 0; d < x.columns() && sizes[s] > 0; d++) {
                centres[s][d] /= sizes[s];
            }
        }
        return new NaiveMatching.Side(centres, sizes, members);
    }

    /** The table, with columns that it lacks and the model uses as missing. */
    private static Table withSources(Table table, SegmentationModel model) {
        List<Column> columns = new ArrayList<>(table.columns());
        for (String name : model.pipeline().sources()) {
            if (table.column(name).isEmpty()) {
                boolean text = model.schema().columns().stream()
                        .anyMatch(column -> column.name().equals(name) && column.role() == Role.CATEGORICAL);
                columns.add(text ? TextColumn.of(name, Collections.nCopies(table.rows(), ""))
                        : new NumericColumn(name, missing(table.rows())));
            }
        }
        return new Table(table.source(), columns);
    }

    private static double[] missing(int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unpacked(byte[] bytes) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Period period) throws IOException {
        List<Segment> segments = period.model.segments();
        StringBuilder lines = new StringBuilder("customer_id,segment\n");
        for (int i = 0; i < period.labels.length; i++) {
            lines.append(period.customers.get(i)).append(',')
                    .append(period.labels[i] < 0 ? "none" : segments.get(period.labels[i]).id()).append('\n');
        }
        Files.writeString(file, lines);
    }

    private Period period(Path history, JsonNode told, JsonNode period, Optional<String> algorithm,
            Line line) throws IOException {
        String chosen = algorithm.orElse(period.path("algorithm").asText());
        Map<String, String> settings = new LinkedHashMap<>();
        switch (chosen) {
            case "ward", "average", "complete", "single" -> {
                settings.put("clustering.algorithm", "agglomerative");
                settings.put("clustering.agglomerative.linkage", chosen);
            }
            default -> settings.put("clustering.algorithm", chosen);
        }
        if (!List.of("dbscan", "hdbscan").contains(chosen)) {
            settings.put("clustering.k", period.path("k").asText());
        }
        settings.put("features.scale", period.path("scale").asText());
        settings.put("seed", period.path("seed").asText());
        told.path("ignore").forEach(column -> settings.put("columns.roles." + column.asText(), "ignored"));
        Path file = history.resolve(period.path("file").asText());
        try (BufferedReader table = Files.newBufferedReader(file)) {
            List<String> header = List.of(table.readLine().split(",", -1));
            ignored.stream().filter(header::contains)
                    .forEach(column -> settings.put("columns.roles." + column, "ignored"));
        }
        settings.put("columns.roles." + told.path("identifier").asText(), "identifier");
        settings.put("clustering.stability_resamples", "0");
        settings.put("clustering.gap_references", "0");
        PipelineConfig config = ConfigReader.read(List.of(ConfigSource.set(settings)));
        try (InputStream in = Files.newInputStream(file)) {
            ReadResult data = TableReader.read(in, file.getFileName().toString(), config, Optional.empty(), workers);
            TrainingResult result = Pipeline.train(data, config, Past.of(line), TimeLimit.NONE, workers, Progress.NONE);
            SegmentationModel model = result.model();
            Column identifier = data.table().require(told.path("identifier").asText());
            List<String> customers = new ArrayList<>();
            for (int i = 0; i < identifier.rows(); i++) {
                customers.add(identifier.text(i));
            }
            return new Period(data, line.run(), result, model,
                    model.assigner().assign(model.pipeline().transform(data.table())),
                    customers);
        }
    }
}
