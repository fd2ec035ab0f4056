package io.segmenta.simulation;

import io.segmenta.model.SampleModels;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.Provenance;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.file.ModelFile;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.training.SimulatedTraining;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What training makes of a file, without the learning: a small real model that differs with the file's bytes and with
 * the model it goes on with, so that no two of them can be taken for one another.
 */
final class Recordings implements SimulatedTraining.Recording {
    private static final Map<String, byte[]> MODELS = new ConcurrentHashMap<>();
    private static final int BEGINNINGS = 4;
    private static final byte[] METRICS = utf8("""
            {"n_clusters":3,"n_samples":200,"silhouette_score":0.5547,"cluster_sizes":{"0":70,"1":70,"2":60}}""");
    private static final byte[] SCHEMA = utf8(SampleModels.mall().schema().toJson());

    @Override
    public List<Artifact> artifacts(byte[] data, Optional<String> earlier, String settings) {
        if (data.length == 0) {
            throw new DataException(DataException.Reason.EMPTY_FILE, "the file is empty");
        }
        return List.of(artifact(RunFile.MODEL, model(Sha256.of(data), earlier)), artifact(RunFile.METRICS, METRICS),
                artifact(RunFile.SCHEMA, SCHEMA), artifact(RunFile.CONFIG, utf8(settings)));
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
