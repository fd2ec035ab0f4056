package io.segmenta.simulation;

import io.segmenta.model.SampleModels;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.Provenance;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.training.SimulatedTraining;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What training makes of a file, without the learning: a small real model that differs with the file's bytes and with
 * the model it goes on with, so that no two of them can be taken for one another.
 */
final class Recordings implements SimulatedTraining.Recording {
    private static final Map<String, byte[]> MODELS = new ConcurrentHashMap<>();
    private static final int BEGINNINGS = 4;
    private static final byte[] PROFILE = utf8("{\"segments\":[{\"segment_id\":\"s0\",\"cluster\":0,\"name\":\"Some\","
            + "\"action\":\"\",\"color\":\"#0072b2\",\"size\":70,\"share\":0.35}]}");
    private static final byte[] TRANSITIONS = utf8("{\"transitions\":[{\"kind\":\"birth\",\"to\":[\"s0\"]},"
            + "{\"kind\":\"birth\",\"to\":[\"s1\"]}]}");
    private static final byte[] SCHEMA = utf8(SampleModels.mall().schema().toJson());

    @Override
    public List<Artifact> artifacts(byte[] data, Optional<String> earlier, Optional<UUID> reference, String settings) {
        if (data.length == 0) {
            throw new DataException(DataException.Reason.EMPTY_FILE, "the file is empty");
        }
        return List.of(artifact(RunFile.MODEL, model(Sha256.of(data), earlier)),
                artifact(RunFile.METRICS, metrics(reference)), artifact(RunFile.PROFILE, PROFILE),
                artifact(RunFile.TRANSITIONS, TRANSITIONS),
                artifact(RunFile.SCHEMA, SCHEMA), artifact(RunFile.CONFIG, utf8(settings)));
    }

    private static byte[] metrics(Optional<UUID> reference) {
        RunContinuity continuity = reference.map(run -> new RunContinuity(RunContinuity.State.KNOWN, Optional.of(run),
                3,
                0, 0, 0, 0, 1, 1, OptionalDouble.empty(), 0, OptionalDouble.empty(), OptionalDouble.empty(), List.of(),
                List.of(), List.of(), List.of())).orElse(RunContinuity.FIRST);
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put(MetricNames.CLUSTERS, 3);
        metrics.put(MetricNames.SAMPLES, 200);
        metrics.put(MetricNames.SILHOUETTE_SCORE, 0.5547);
        metrics.put(MetricNames.CLUSTER_SIZES, Map.of("0", 70));
        metrics.put(MetricNames.CONTINUITY, continuity.fields());
        return Json.write(metrics);
    }

    /** The bytes of the model of a file. */
    static byte[] model(String dataSha256, Optional<String> earlier) {
        int beginning = earlier.map(run -> 1 + Math.floorMod(run.hashCode(), BEGINNINGS)).orElse(0);
        return MODELS.computeIfAbsent(dataSha256 + beginning, key -> {
            SegmentationModel model = SampleModels.mall();
            return ModelFile.write(new SegmentationModel(model.schema(), model.pipeline(), model.assigner(),
                    model.segments(), model.metrics(), model.baseline(),
                    new Provenance(dataSha256, Sha256.of(key), 42, "0.1.0", 200, "kmeans")));
        });
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Artifact artifact(RunFile file, byte[] bytes) {
        return Artifact.of(file.path(), file.contentType(), bytes);
    }
}
