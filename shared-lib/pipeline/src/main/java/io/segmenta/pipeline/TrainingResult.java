package io.segmenta.pipeline;

import io.segmenta.model.SegmentationModel;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.pipeline.search.Choice;
import io.segmenta.pipeline.segments.SegmentProfile;
import java.util.List;
import java.util.Map;

/**
 * What a training run learned, and the files that tell of it.
 */
public final class TrainingResult {
    private final SegmentationModel model;
    private final byte[] modelFile;
    private final Choice choice;
    private final List<SegmentProfile> profiles;
    private final Map<String, Object> metrics;
    private final List<Artifact> artifacts;
    private final List<Artifact> ofPeople;

    TrainingResult(SegmentationModel model, byte[] modelFile, Choice choice, List<SegmentProfile> profiles,
            Map<String, Object> metrics, List<Artifact> artifacts, List<Artifact> ofPeople) {
        this.model = model;
        this.modelFile = modelFile;
        this.choice = choice;
        this.profiles = List.copyOf(profiles);
        this.metrics = metrics;
        this.artifacts = List.copyOf(artifacts);
        this.ofPeople = List.copyOf(ofPeople);
    }

    /** The fitted segmentation. */
    public SegmentationModel model() {
        return model;
    }

    /** The model as a file; a copy. */
    public byte[] modelFile() {
        return modelFile.clone();
    }

    /** Which number of segments was taken, and why. */
    public Choice choice() {
        return choice;
    }

    /** The segments' profiles, by cluster number. */
    public List<SegmentProfile> profiles() {
        return profiles;
    }

    /** The content of {@code metrics.json} as maps, lists and values. */
    public Map<String, Object> metrics() {
        return metrics;
    }

    /** All files of the result, {@code model.tar.gz} first. */
    public List<Artifact> artifacts() {
        return artifacts;
    }

    /**
     * Files with people's rows that belong under {@code people/<dataset>/<run>/}, by their paths within that folder:
     * {@code border.csv.gz}. They can be written while the workers of the run live.
     */
    public List<Artifact> ofPeople() {
        return ofPeople;
    }
}
