package io.segmenta.pipeline;

import io.segmenta.model.SegmentationModel;
import io.segmenta.pipeline.identity.Line;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came before a run.
 *
 * @param continued the model whose segments are kept and moved by the rows; empty to find new ones
 * @param line of models whose segments may go on, asked for when the new segments are known; empty of a model that
 * stands for itself. A model that is continued is the earlier one of its line
 */
public record Past(Optional<SegmentationModel> continued, Optional<Supplier<Line>> line) {
    /** Nothing: the model stands for itself. */
    public static final Past NONE = new Past(Optional.empty(), Optional.empty());

    /** New segments, in a line of models. */
    public static Past of(Line line) {
        return new Past(Optional.empty(), Optional.of(() -> line));
    }
}
