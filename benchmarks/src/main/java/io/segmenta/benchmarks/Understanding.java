package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.TrainingResult;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holds what a run with default settings makes of files against what a person says is in them. The truth is a JSON
 * object by file, relative to the folder; of each only what is declared is compared: {@code roles} by column,
 * {@code features} that are used, {@code rows}, {@code k}, {@code says} (texts that the report must hold),
 * {@code never} (words that no name, trait or advice may hold), {@code hidden} (values that no document may hold),
 * {@code range} (the least and the greatest value of a column, within which all of its values must lie, the greatest at
 * least half of what is declared), {@code refused} (a text of the error) and the {@code settings} to run with. Run by
 * {@code benchmarks/understanding}.
 */
public final class Understanding {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final PrintStream out;
    private int right;
    private int wrong;

    private Understanding(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** What a run gave. */
    private record Run(JsonNode report, JsonNode profile, JsonNode schema, Map<String, String> documents,
            String verdict,
            int k, Optional<String> refused) {
        static Run of(TrainingResult result) throws IOException {
            Map<String, String> documents = new TreeMap<>();
            for (Artifact artifact : result.artifacts()) {
                documents.put(artifact.path(), Artifacts.text(artifact));
            }
            return new Run(JSON.readTree(documents.get(RunFile.REPORT.path())),
                    JSON.readTree(documents.get(RunFile.PROFILE.path())),
                    JSON.readTree(documents.get(RunFile.SCHEMA.path())), documents, result.choice().verdict(),
                    result.profiles().size(), Optional.empty());
        }

        static Run refused(Exception e) {
            JsonNode none = JSON.createObjectNode();
            return new Run(none, none, none, Map.of(), "", 0, Optional.of(String.valueOf(e.getMessage())));
        }

        /** Names, traits and advice. */
        String words() {
            StringBuilder words = new StringBuilder();
            for (JsonNode segment : profile.path("segments")) {
                words.append(segment.path("name").asText()).append('\n').append(segment.path("action").asText());
                segment.path("traits").forEach(trait -> words.append('\n').append(trait.asText()));
            }
            return words.toString();
        }
    }

    /** Options: {@code --data folder --truth file --page yes}; the exit status is 1 when something is wrong. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(Map.of("--page", "no"), arguments);
        Path folder = Path.of(options.text("--data"));
        JsonNode truth = JSON.readTree(Path.of(options.text("--truth")).toFile());
        Understanding board = new Understanding(folder, System.out);
        System.out.print("## What is understood\n\n" + Report.machine()
                + "\n| file | what | right | got |\n|---|---|---|---|\n");
        Map<String, Run> runs = new LinkedHashMap<>();
        try (Workers workers = Workers.available()) {
            for (Map.Entry<String, JsonNode> file : truth.properties()) {
                Run run = board.run(file.getKey(), file.getValue().path("settings"), workers);
                board.compare(file.getKey(), file.getValue(), run);
                runs.put(file.getKey(), run);
            }
        }
        System.out.printf(Locale.ROOT, "%n%d right, %d wrong of %d in %d files%n", board.right, board.wrong,
                board.right + board.wrong, runs.size());
        if (options.text("--page").equals("yes")) {
            runs.forEach(board::page);
        }
        System.exit(board.wrong == 0 ? 0 : 1);
    }

    private Run run(String name, JsonNode given, Workers workers) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        given.properties().forEach(one -> settings.put(one.getKey(), one.getValue().asText()));
        Path file = folder.resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
            PipelineConfig config = ConfigReader.read(List.of(ConfigSource.set(settings)));
            ReadResult read = TableReader.read(in, file.getFileName().toString(), config, Optional.empty(), workers);
            return Run.of(Pipeline.train(read, config, workers, Progress.NONE));
        } catch (DataException | ConfigException e) {
            return Run.refused(e);
        }
    }

    private void compare(String file, JsonNode truth, Run run) {
        if (truth.has("refused")) {
            check(file, "refused: " + truth.path("refused").asText(),
                    run.refused().filter(text -> text.contains(truth.path("refused").asText())).isPresent(),
                    run.refused().orElse("not refused"));
            return;
        }
        if (run.refused().isPresent()) {
            check(file, "read", false, run.refused().get());
            return;
        }
        Map<String, String> roles = new TreeMap<>();
        List<String> features = new ArrayList<>();
        for (JsonNode column : run.report().path("columns")) {
            roles.put(column.path("name").asText(), column.path("role").asText());
            if (column.path("used").asBoolean()) {
                features.add(column.path("name").asText());
            }
        }
        truth.path("roles").properties().forEach(role -> {
            String found = roles.getOrDefault(role.getKey(), "no such column");
            check(file, role.getKey() + " is " + role.getValue().asText(),
                    List.of(role.getValue().asText().split("\\|", 0)).contains(found), found);
        });
        if (truth.has("features")) {
            List<String> wanted = new ArrayList<>();
            truth.path("features").forEach(feature -> wanted.add(feature.asText()));
            check(file, "features " + wanted,
                    wanted.stream().sorted().toList().equals(features.stream().sorted().toList()),
                    features.toString());
        }
        if (truth.has("rows")) {
            int rows = run.report().path("rows_used").asInt();
            check(file, truth.path("rows").asInt() + " rows", rows == truth.path("rows").asInt(),
                    Integer.toString(rows));
        }
        if (truth.has("k")) {
            check(file, "k = " + truth.path("k").asInt(), run.k() == truth.path("k").asInt(),
                    run.k() + ", " + run.verdict());
        }
        truth.path("range").properties().forEach(range -> range(file, range.getKey(), range.getValue(), run));
        StringBuilder told = new StringBuilder(run.verdict());
        gather(run.report(), told);
        String report = told.toString();
        truth.path("says").forEach(text -> check(file, "says \"" + text.asText() + '"', report.contains(text.asText()),
                "no"));
        String words = run.words().toLowerCase(Locale.ROOT);
        truth.path("never").forEach(word -> check(file, "never \"" + word.asText() + '"',
                !words.contains(word.asText().toLowerCase(Locale.ROOT)), "said"));
        truth.path("hidden").forEach(value -> {
            List<String> in = run.documents().entrySet().stream()
                    .filter(document -> document.getValue().contains(value.asText())).map(Map.Entry::getKey).toList();
            check(file, "hidden " + value.asText(), in.isEmpty(), in.toString());
        });
    }

    /** Numbers that were read a hundredfold, or by a wrong mark, lie outside or far below. */
    private void range(String file, String name, JsonNode wanted, Run run) {
        for (JsonNode column : run.schema().path("columns")) {
            if (column.path("name").asText().equals(name)) {
                double min = column.path("min").asDouble(Double.NaN);
                double max = column.path("max").asDouble(Double.NaN);
                double least = wanted.path(0).asDouble();
                double most = wanted.path(1).asDouble();
                check(file, name + " from " + least + " to " + most,
                        min >= least - 0.005 && max <= most + 0.005 && max >= most / 2, min + " to " + max);
                return;
            }
        }
        check(file, name + " has a range", false, "no such column");
    }

    private void check(String file, String what, boolean holds, String got) {
        right += holds ? 1 : 0;
        wrong += holds ? 0 : 1;
        out.printf(Locale.ROOT, "| %s | %s | %s | %s |%n", file, cell(what), holds ? "yes" : "**no**",
                holds ? "" : cell(got));
    }

    /** All texts of a document. */
    private static void gather(JsonNode node, StringBuilder into) {
        if (node.isTextual()) {
            into.append('\n').append(node.asText());
        }
        node.forEach(child -> gather(child, into));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }

    /** All that is said of a file, for a reader. */
    private void page(String file, Run run) {
        out.printf(Locale.ROOT, "%n### %s%n%n%s%n", file, run.refused().map("refused: "::concat).orElse(run.verdict()));
        run.report().path("columns").forEach(column -> out.printf(Locale.ROOT, "- %s %s, %s: %s%n",
                column.path("used").asBoolean() ? "+" : "-", column.path("name").asText(), column.path("role").asText(),
                column.path("reason").asText()));
        run.report().path("notes").forEach(note -> out.println("- note: " + note.asText()));
        for (JsonNode segment : run.profile().path("segments")) {
            out.printf(Locale.ROOT, "- **%s** %.0f %% (%d): %s; %s%n", segment.path("name").asText(),
                    100 * segment.path("share").asDouble(), segment.path("size").asInt(),
                    String.join("; ", texts(segment.path("traits"))), segment.path("action").asText());
        }
    }

    private static List<String> texts(JsonNode array) {
        try (Stream<JsonNode> items = array.valueStream()) {
            return items.map(JsonNode::asText).toList();
        }
    }
}
