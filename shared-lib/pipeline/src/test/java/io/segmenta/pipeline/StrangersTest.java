package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files as strangers have them, of invented rows (strangers.py beside them), against what a person says is in them
 * (truth.json, in the form of benchmarks/understanding): read with default settings, and trained where something is
 * declared of segments.
 */
class StrangersTest {
    private static final String FOLDER = "strangers/";

    private static InputStream open(String name) {
        InputStream in = StrangersTest.class.getClassLoader().getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return in;
    }

    private static JsonObject truths() {
        try (InputStream in = open("truth.json")) {
            return Json.parse(in.readAllBytes(), "truth.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> files() {
        return truths().names().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aStrangersFile_isUnderstoodAsAPersonWould(String name) throws IOException {
        JsonObject truth = truths().object(name);
        try (InputStream in = open(name); Workers workers = new Workers(1)) {
            PipelineConfig config = PipelineConfig.defaults();
            if (truth.has("refused")) {
                assertThatThrownBy(() -> Pipeline.train(TableReader.read(in, name, config, Optional.empty(), workers),
                        config, workers, Progress.NONE)).isInstanceOf(DataException.class)
                        .hasMessageContaining(truth.string("refused"));
                return;
            }
            ReadResult read = TableReader.read(in, name, config, Optional.empty(), workers);
            List<String> wrong = new ArrayList<>();
            columns(truth, read, wrong);
            if (truth.has("k") || truth.has("never") || truth.has("hidden") || truth.has("says")
                    || truth.has("features")) {
                segments(truth, Pipeline.train(read, config, workers, Progress.NONE), wrong);
            }
            assertThat(wrong).as(name).isEmpty();
        }
    }

    private static void columns(JsonObject truth, ReadResult read, List<String> wrong) {
        TreeMap<String, ColumnSchema> columns = new TreeMap<>();
        read.schema().columns().forEach(column -> columns.put(column.name(), column));
        if (truth.has("rows") && truth.integer("rows") != read.table().rows()) {
            wrong.add(read.table().rows() + " rows");
        }
        if (truth.has("roles")) {
            truth.object("roles").fields().forEach((name, roles) -> {
                String found = columns.containsKey(name) ? columns.get(name).role().name().toLowerCase(Locale.ROOT)
                        : "missing among " + columns.keySet();
                if (!List.of(roles.toString().split("\\|", 0)).contains(found)) {
                    wrong.add(name + " is " + found + ", not " + roles);
                }
            });
        }
        if (truth.has("range")) {
            JsonObject ranges = truth.object("range");
            for (String name : ranges.names()) {
                double[] wanted = ranges.numbers(name);
                ColumnSchema column = columns.get(name);
                double min = column == null ? Double.NaN : column.min().orElse(Double.NaN);
                double max = column == null ? Double.NaN : column.max().orElse(Double.NaN);
                if (!(min >= wanted[0] - 0.005 && max <= wanted[1] + 0.005 && max >= wanted[1] / 2)) {
                    wrong.add(name + " from " + min + " to " + max);
                }
            }
        }
    }

    private static void segments(JsonObject truth, TrainingResult result, List<String> wrong) throws IOException {
        TreeMap<String, byte[]> documents = new TreeMap<>();
        for (Artifact artifact : result.artifacts()) {
            documents.put(artifact.path(), plain(artifact));
        }
        JsonObject report = Json.parse(document(documents, RunFile.REPORT), "report");
        if (truth.has("k") && truth.integer("k") != result.profiles().size()) {
            wrong.add(result.profiles().size() + " segments");
        }
        if (truth.has("features")) {
            List<String> used = report.objects("columns").stream().filter(column -> column.bool("used"))
                    .map(column -> column.string("name")).sorted().toList();
            if (!used.equals(truth.strings("features").stream().sorted().toList())) {
                wrong.add("features " + used);
            }
        }
        StringBuilder words = new StringBuilder();
        for (JsonObject segment : Json.parse(document(documents, RunFile.PROFILE), "profile").objects("segments")) {
            words.append(segment.string("name")).append('\n').append(segment.string("action")).append('\n')
                    .append(segment.strings("traits")).append('\n');
        }
        String said = words.toString().toLowerCase(Locale.ROOT);
        texts(truth, "never").filter(word -> said.contains(word.toLowerCase(Locale.ROOT)))
                .forEach(word -> wrong.add("says " + word));
        String told = result.choice().verdict()
                + new String(document(documents, RunFile.REPORT), StandardCharsets.UTF_8).replace("\\\"", "\"");
        texts(truth, "says").filter(text -> !told.contains(text)).forEach(text -> wrong.add("does not say " + text));
        texts(truth, "hidden").forEach(text -> documents.forEach((path, bytes) -> {
            if (new String(bytes, StandardCharsets.UTF_8).contains(text)) {
                wrong.add(path + " shows " + text);
            }
        }));
    }

    private static Stream<String> texts(JsonObject truth, String name) {
        return truth.has(name) ? truth.strings(name).stream() : Stream.empty();
    }

    private static byte[] document(Map<String, byte[]> documents, RunFile file) {
        return Optional.ofNullable(documents.get(file.path())).orElseThrow();
    }

    private static byte[] plain(Artifact artifact) throws IOException {
        if (!artifact.path().endsWith(".gz")) {
            return artifact.bytes();
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(artifact.bytes()))) {
            return in.readAllBytes();
        }
    }
}
