package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.AtOnce;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Listings.RunFilter;
import io.segmenta.platform.catalogue.Listings.RunOrder;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs in the form in which SegmentIQ's clients know them. What there is none of is null in them, and a run of an
 * algorithm without linkage has none.
 */
final class ClusteringRuns {
    private static final String DENDROGRAM = "dendrogram";
    /** What the name of an algorithm with a linkage begins with, before that of the linkage. */
    private static final String LINKED = "agglomerative";
    private static final String COLUMNS = "columns";
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final RunFilter ALL = new RunFilter(Optional.empty(), List.of(), Optional.empty());

    private final Found found;
    private final Listings listings;
    private final Documents documents;

    ClusteringRuns(Found found, Listings listings, Documents documents) {
        this.found = found;
        this.listings = listings;
        this.documents = documents;
    }

    Answer list(Request request) {
        Query query = request.query(Page.LIMIT, Page.CURSOR);
        Page page = Page.of(query, List.of("created_at"), "-created_at").whole();
        query.check();
        List<Run> runs = page.read(
                () -> listings.runs(ALL, RunOrder.CREATED_AT, page.descending(), page.after(), page.lookFor()));
        // Some of each is in a document of the run; a page of 200 one after the other would take seconds.
        List<Run> shown = runs.subList(0, Math.min(page.limit(), runs.size()));
        Map<UUID, ObjectNode> shapes = AtOnce.each(shown, this::shape).stream()
                .collect(Collectors.toMap(shape -> UUID.fromString(shape.path("id").asText()), Function.identity()));
        return page.answerBare(request, runs, run -> shapes.get(run.id()),
                run -> Listings.mark(run, RunOrder.CREATED_AT));
    }

    Answer one(Request request) {
        request.withoutQuery();
        return Answer.ok(shape(found.run(request)));
    }

    Answer dendrogram(Request request) {
        request.withoutQuery();
        Run run = found.run(request);
        String accept = request.header("accept").orElse("*/*").toLowerCase(Locale.ROOT);
        boolean png = accept.contains("image/png") && !accept.contains("image/svg+xml");
        return documents.answer(run, RunFile.picture(DENDROGRAM, png ? "png" : "svg"))
                .orElseThrow(() -> Refusal.NO_DENDROGRAM.because("run " + run.id() + " has no dendrogram"
                        + (png ? " as PNG" : "") + "; runs of clustering.algorithm: agglomerative have one"));
    }

    ObjectNode shape(Run run) {
        ObjectNode shape = Json.object().put("id", run.id().toString()).put("dataset_id",
                Hashes.id("dataset", run.dataset()).toString());
        JsonNode metrics = RunShape.metrics(run).orElse(Json.object());
        boolean done = run.status() == Run.Status.SUCCEEDED;
        String algorithm = metrics.path("algorithm").asText();
        boolean linked = algorithm.startsWith(LINKED);
        shape.put("linkage", linked ? algorithm.substring(LINKED.length()).strip() : null);
        shape.set("n_clusters", metrics.path(MetricNames.CLUSTERS).deepCopy());
        shape.set("feature_config", done ? features(run) : null);
        shape.set("metrics", done ? metrics(metrics) : null);
        shape.put("dendrogram_path",
                linked ? new RunFolder(run.dataset(), run.id()).key(RunFile.picture(DENDROGRAM)) : null);
        return shape.put("created_at", run.createdAt().toString()).put("status", RunShape.status(run));
    }

    private static ObjectNode metrics(JsonNode metrics) {
        ObjectNode shape = Json.object();
        shape.set(MetricNames.SAMPLES, metrics.get(MetricNames.SAMPLES));
        shape.set(MetricNames.CLUSTERS, metrics.get(MetricNames.CLUSTERS));
        shape.set("n_encoded_features", metrics.get("n_features"));
        shape.set(MetricNames.SILHOUETTE_SCORE, metrics.get(MetricNames.SILHOUETTE_SCORE));
        shape.set(MetricNames.CLUSTER_SIZES, metrics.get(MetricNames.CLUSTER_SIZES));
        return shape;
    }

    /** The columns that features were made of, by their roles. */
    private ObjectNode features(Run run) {
        JsonNode document = document(run, RunFile.FEATURES);
        JsonNode columns = document.has(COLUMNS) ? document.path(COLUMNS) : columnsOfOld(run, document);
        ObjectNode shape = Json.object();
        ArrayNode numeric = shape.putArray("numeric_features");
        ArrayNode categorical = shape.putArray("categorical_features");
        columns.forEach(column -> ("categorical".equals(column.path(ROLE).asText()) ? categorical : numeric)
                .add(column.path(NAME).asText()));
        return shape.put("pca_applied", document.at("/pipeline/steps").valueStream()
                .anyMatch(step -> "pca".equals(step.path("step").asText())));
    }

    /** The document of features told no roles once. */
    private JsonNode columnsOfOld(Run run, JsonNode document) {
        Set<String> sources = document.path("features").valueStream().map(feature -> feature.path("source").asText())
                .collect(Collectors.toSet());
        ArrayNode columns = Json.object().putArray(COLUMNS);
        document(run, RunFile.SCHEMA).path(COLUMNS).valueStream()
                .filter(column -> sources.contains(column.path(NAME).asText())).forEach(columns::add);
        return columns;
    }

    private JsonNode document(Run run, RunFile file) {
        return documents.read(run, file).map(bytes -> Json.parse(new String(bytes, StandardCharsets.UTF_8)))
                .orElse(Json.object());
    }
}
