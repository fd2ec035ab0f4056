package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.Column;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.identity.Comparison;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Transition;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trains every period of planted histories and writes what became of the segments, for whoever knows what was planted.
 * A history is a folder with {@code history.json}, which names the file, algorithm, k, scale and seed of each period;
 * its report gets {@code assignments-<t>.csv} and {@code transitions-<t>.json}. Run by {@code benchmarks/histories}.
 */
public final class Histories {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workers workers;

    private Histories(Workers workers) {
        this.workers = workers;
    }

    private record Period(ReadResult data, SegmentationModel model, int[] labels, List<String> customers) {
        Map<String, Integer> byCustomer() {
            Map<String, Integer> clusters = new LinkedHashMap<>();
            for (int i = 0; i < labels.length; i++) {
                clusters.put(customers.get(i), labels[i]);
            }
            return clusters;
        }
    }

    /** Arguments: folders of histories, or of folders of those; {@code --reports DIR}; {@code --algorithm NAME}. */
    public static void main(String[] arguments) throws IOException {
        List<Path> folders = new ArrayList<>();
        Path reports = Path.of("target/histories");
        Optional<String> algorithm = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--reports" -> reports = Path.of(arguments[++i]);
                case "--algorithm" -> algorithm = Optional.of(arguments[++i]);
                default -> folders.add(Path.of(arguments[i]));
            }
        }
        try (Workers workers = Workers.available()) {
            Histories histories = new Histories(workers);
            for (Path folder : folders) {
                for (Path history : histories(folder)) {
                    Path report = reports.resolve(history.getFileName());
                    histories.run(history, report, algorithm);
                    System.out.println(history + " " + report);
                }
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

    private void run(Path history, Path report, Optional<String> algorithm) throws IOException {
        Files.createDirectories(report);
        JsonNode told = JSON.readTree(history.resolve("history.json").toFile());
        Period before = null;
        String[] ids = {};
        int issued = 0;
        for (int t = 0; t < told.path("periods").size(); t++) {
            Period now = period(history, told, told.path("periods").path(t), algorithm);
            String[] next = new String[now.model.segments().size()];
            if (before != null) {
                double[] weights = new double[before.data.table().rows()];
                Arrays.fill(weights, 1);
                Comparison found = Comparison.of(new Earlier(before.model, before.data.table(), weights,
                        before.byCustomer()), now.model, now.data.table(), now.byCustomer(), 1);
                for (int j = 0; j < next.length; j++) {
                    int kept = found.succession().keeps()[j];
                    next[j] = kept < 0 ? null : ids[kept];
                }
                for (int j = 0; j < next.length; j++) {
                    next[j] = next[j] == null ? "s-" + issued++ : next[j];
                }
                Files.writeString(report.resolve("transitions-" + (t - 1) + ".json"),
                        transitions(found, ids, next).toPrettyString());
            } else {
                for (int j = 0; j < next.length; j++) {
                    next[j] = "s-" + issued++;
                }
            }
            write(report.resolve("assignments-" + t + ".csv"), now, next);
            before = now;
            ids = next;
        }
    }

    private static ObjectNode transitions(Comparison found, String[] before, String[] now) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode all = document.putArray("transitions");
        for (Transition transition : found.succession().transitions()) {
            ObjectNode one = all.addObject();
            one.put("kind", transition.kind().name().toLowerCase(Locale.ROOT));
            ArrayNode from = one.putArray("from");
            transition.from().forEach(i -> from.add(before[i]));
            ArrayNode to = one.putArray("to");
            transition.to().forEach(j -> to.add(now[j]));
        }
        return document;
    }

    private static void write(Path file, Period period, String[] ids) throws IOException {
        StringBuilder lines = new StringBuilder("customer_id,segment\n");
        for (int i = 0; i < period.labels.length; i++) {
            lines.append(period.customers.get(i)).append(',')
                    .append(period.labels[i] < 0 ? "none" : ids[period.labels[i]]).append('\n');
        }
        Files.writeString(file, lines);
    }

    private Period period(Path history, JsonNode told, JsonNode period, Optional<String> algorithm)
            throws IOException {
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
        for (JsonNode ignored : told.path("ignore")) {
            settings.put("columns.roles." + ignored.asText(), "ignored");
        }
        settings.put("columns.roles." + told.path("identifier").asText(), "identifier");
        settings.put("clustering.stability_resamples", "0");
        settings.put("clustering.gap_references", "0");
        PipelineConfig config = ConfigReader.read(List.of(ConfigSource.set(settings)));
        Path file = history.resolve(period.path("file").asText());
        try (InputStream in = Files.newInputStream(file)) {
            ReadResult data = TableReader.read(in, file.getFileName().toString(), config, Optional.empty(), workers);
            SegmentationModel model = Pipeline.train(data, config, workers, Progress.NONE).model();
            Column identifier = data.table().require(told.path("identifier").asText());
            List<String> customers = new ArrayList<>();
            for (int i = 0; i < identifier.rows(); i++) {
                customers.add(identifier.text(i));
            }
            return new Period(data, model, model.assigner().assign(model.pipeline().transform(data.table())),
                    customers);
        }
    }
}
