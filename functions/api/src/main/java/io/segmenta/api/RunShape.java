package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.predict.Problem;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Run;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A run as the API tells it. */
final class RunShape {
    /** The figures that fit in a list; the others are in the run's documents. */
    private static final List<String> FIGURES = List.of("algorithm", MetricNames.SAMPLES, "n_features",
            MetricNames.CLUSTERS, MetricNames.SILHOUETTE_SCORE, MetricNames.STRUCTURE, MetricNames.CLUSTER_SIZES);
    private static final int UNPROCESSABLE = 422;

    private RunShape() {}

    static String status(Run run) {
        return run.status().name().toLowerCase(Locale.ROOT);
    }

    /** Rows that were clustered; empty while that is not known. */
    static OptionalLong samples(Run run) {
        JsonNode samples = metrics(run).map(metrics -> metrics.path(MetricNames.SAMPLES)).orElse(Json.object());
        return samples.isIntegralNumber() ? OptionalLong.of(samples.longValue()) : OptionalLong.empty();
    }

    static Optional<JsonNode> metrics(Run run) {
        return run.metrics().map(Json::parse);
    }

    static ObjectNode of(Run run) {
        ObjectNode shape = Json.object().put("id", run.id().toString()).put("dataset", run.dataset())
                .put("status", status(run)).put("stage", run.stage()).put("progress", run.progress());
        if (run.status() == Run.Status.RUNNING || run.status() == Run.Status.CANCELLED) {
            run.detail().ifPresent(detail -> shape.put("detail", detail));
        }
        shape.putObject("upload").put("key", run.key()).put("size", run.size());
        shape.put("attempts", run.attempts()).put("created_at", run.createdAt().toString()).put("updated_at",
                run.updatedAt().toString());
        run.finishedAt().ifPresent(at -> shape.put("finished_at", at.toString()));
        metrics(run).ifPresent(metrics -> shape.set("metrics", figures(metrics)));
        if (run.status() == Run.Status.FAILED) {
            shape.set("failure", failure(run));
        }
        return shape;
    }

    static ObjectNode figures(JsonNode metrics) {
        ObjectNode figures = Json.object();
        FIGURES.stream().filter(metrics::hasNonNull).forEach(name -> figures.set(name, metrics.get(name)));
        return figures;
    }

    /** In the form of a refusal, as the file was refused. */
    private static ObjectNode failure(Run run) {
        return Json.object().put("type", Problem.TYPE + run.reason().orElse("failed")).put("title", "The run failed")
                .put("status", UNPROCESSABLE).put("detail", run.detail().orElse(""));
    }
}
