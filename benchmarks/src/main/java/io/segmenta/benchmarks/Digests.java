package io.segmenta.benchmarks;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.json.Json;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.TrainingResult;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Prints a SHA-256 of every file of every run, and of the answers to the first rows, over all files below a folder:
 * {@code Digests FOLDER [ROWS]}. Two versions of the program that print the same lines do the same. Files of more than
 * ROWS kilobytes are trained by the default algorithm alone. The hash of the settings, which follows from their names
 * too, is left out of the digests.
 */
public final class Digests {
    private static final List<String> SMALL = List.of("", "clustering.algorithm=kprototypes",
            "clustering.algorithm=agglomerative", "clustering.algorithm=agglomerative clustering.linkage=average",
            "clustering.algorithm=agglomerative clustering.linkage=single", "clustering.algorithm=genie",
            "clustering.algorithm=dbscan", "clustering.algorithm=hdbscan", "clustering.algorithm=som",
            "clustering.algorithm=som_kmeans", "clustering.algorithm=gaussian_mixture", "clustering.algorithm=auto",
            "clustering.k=4 clustering.batch_size=64", "clustering.k=3 clustering.min_segment_size=0.2",
            "features.skew=auto features.scale=robust features.pca_components=2 plots.scatter=umap");
    private static final int ANSWERED = 200;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private Digests() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long most = (arguments.length > 1 ? Long.parseLong(arguments[1]) : 300) << 10;
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(csv|tsv|psv|ssv|txt|xlsx|csv\\.gz|xls|ods)"))
                    .filter(file -> !file.toString().contains("histories") && !file.endsWith("expected.txt")
                            && !file.toString().contains("/speed/"))
                    .sorted().toList();
        }
        try (Workers workers = Workers.available()) {
            for (Path file : files) {
                boolean small = Files.size(file) <= most && !file.toString().contains("/dirty/")
                        && !file.toString().contains("/trials/");
                for (String settings : small ? SMALL : List.of("")) {
                    run(folder, file, settings, workers, System.out);
                }
            }
        }
    }

    private static void run(Path folder, Path file, String settings, Workers workers, PrintStream out)
            throws IOException {
        String name = folder.relativize(file) + " [" + settings + "]";
        Map<String, String> set = new LinkedHashMap<>();
        Stream.of(settings.split(" ", 0)).filter(pair -> !pair.isEmpty()).map(pair -> pair.split("=", 2))
                .forEach(pair -> set.put(pair[0], pair[1]));
        PipelineConfig config = ConfigReader.read(List.of(ConfigSource.set(set)));
        try (InputStream in = Files.newInputStream(file)) {
            ReadResult read = TableReader.read(in, file.getFileName().toString(), config, Optional.empty(), workers);
            TrainingResult result = Pipeline.train(read, config, workers, Progress.NONE);
            for (Artifact artifact : result.artifacts()) {
                if (!artifact.path().equals(RunFile.CONFIG.path())) {
                    out.println(name + " " + artifact.path() + " " + digest(artifact, ConfigHash.of(config)));
                }
            }
            Invocations answers = new Invocations(new Predictor(result.model(), "v1"));
            for (AnswerShape shape : AnswerShape.values()) {
                byte[] body = Json.write(Map.of("records", records(read.table(), ANSWERED)));
                out.println(name + " answers " + shape + " "
                        + Sha256.of(answers.answer(shape, "application/json", body, AT).body()));
                byte[] one = Json.write(records(read.table(), 1).getFirst());
                out.println(name + " answer " + shape + " "
                        + Sha256.of(answers.answer(shape, "application/json", one, AT).body()));
            }
        } catch (DataException | ConfigException e) {
            out.println(name + " refused " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
    }

    private static List<Map<String, Object>> records(Table table, int most) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int row = 0; row < Math.min(most, table.rows()); row++) {
            Map<String, Object> record = new LinkedHashMap<>();
            for (Column column : table.columns()) {
                if (!column.isMissing(row)) {
                    record.put(column.name(),
                            column instanceof NumericColumn number ? number.value(row) : column.text(row));
                }
            }
            records.add(record);
        }
        return records;
    }

    private static String digest(Artifact artifact, String hash) throws IOException {
        byte[] bytes = artifact.bytes();
        if (artifact.path().endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = in.readAllBytes();
            }
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(hash, "");
        return Sha256.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
