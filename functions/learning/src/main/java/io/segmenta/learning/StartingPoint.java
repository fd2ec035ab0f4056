package io.segmenta.learning;

import io.segmenta.config.ClusteringConfig.Update;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.contract.RunStart.Reference;
import io.segmenta.model.file.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run starts from: an earlier model, or nothing.
 *
 * @param reference the model whose segments the new ones are compared with
 * @param earlier the same model, where the run goes on with its segments
 * @param note for whoever reads the report, when a model to go on with was asked for
 * @param names what people call the segments of the earlier model
 */
public record StartingPoint(Optional<Reference> reference, Optional<EarlierModel> earlier, Optional<String> note,
        List<SegmentEdit> names) {
    /** Nothing came before. */
    public static final StartingPoint NOTHING = new StartingPoint(Optional.empty(), Optional.empty(),
            Optional.empty(), List.of());

    /**
     * Reads the model that {@code clustering.update} asks for.
     *
     * @param start what was found when the run began
     * @param file gives the model file of a reference, checked
     */
    public static StartingPoint of(Update update, RunStart start, Function<Reference, byte[]> file) {
        Optional<Reference> reference = start.reference();
        List<SegmentEdit> names = start.names().map(SegmentNames::segments).orElse(List.of());
        return switch (update) {
            case NONE -> new StartingPoint(reference, Optional.empty(), Optional.empty(), names);
            case LAST -> reference
                    .map(last -> with(last, names, "run " + last.run() + ", the last successful one", file))
                    .orElseGet(() -> without("no run of the data set has succeeded before, so new segments were found "
                            + "(clustering.update: last)"));
            case LIVE -> reference
                    .map(live -> with(live, names, live.modelVersion().orElse("the version") + ", which is live",
                            file))
                    .orElseGet(() -> without("no version of the data set is live, so new segments were found "
                            + "(clustering.update: live)"));
        };
    }

    private static StartingPoint with(Reference reference, List<SegmentEdit> names, String which,
            Function<Reference, byte[]> file) {
        return new StartingPoint(Optional.of(reference),
                Optional.of(new EarlierModel(reference.run(), reference.modelVersion(),
                        model(file.apply(reference)))),
                Optional.of("continues the segments of " + which), names);
    }

    private static StartingPoint without(String note) {
        return new StartingPoint(Optional.empty(), Optional.empty(), Optional.of(note), List.of());
    }

    /** What the lineage says of the model that the run goes on with. */
    public Optional<Lineage.Continued> continued() {
        return earlier.map(model -> new Lineage.Continued(model.run(), model.version()));
    }

    /**
     * What the lineage says of the model that the run was compared with.
     *
     * @param basis of the comparison
     */
    public Optional<Lineage.Reference> compared(Optional<Lineage.Basis> basis) {
        return reference.map(earlierOne -> new Lineage.Reference(earlierOne.run(), earlierOne.modelSha256(),
                earlierOne.modelVersion(), basis));
    }

    static SegmentationModel model(byte[] file) {
        try {
            return ModelFile.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
