package io.segmenta.pipeline.identity;

import io.segmenta.model.SegmentEdit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The line of models that a run goes on from.
 *
 * @param run that is made
 * @param earlier the model whose segments may go on; empty of the first of a line, and where it cannot be had
 * @param missing why the earlier model, or all of its rows, cannot be had, a sentence; empty where they can, or there
 * is no earlier model
 */
public record Line(UUID run, Optional<Earlier> earlier, Optional<String> missing) {
    /** The first run of a line. */
    public static Line first(UUID run) {
        return new Line(run, Optional.empty(), Optional.empty());
    }

    /** A run after another. */
    public static Line after(UUID run, Earlier earlier) {
        return new Line(run, Optional.of(earlier), Optional.empty());
    }

    /**
     * A run after another of whose rows some are kept.
     *
     * @param why not all of them can be had
     */
    public static Line after(UUID run, Earlier earlier, String why) {
        return new Line(run, Optional.of(earlier), Optional.of(why));
    }

    /** A run after another that cannot be had. */
    public static Line unknown(UUID run, String why) {
        return new Line(run, Optional.empty(), Optional.of(why));
    }

    /** Returns the same after what people call the segments of the earlier model now. */
    public Line edited(List<SegmentEdit> edits) {
        return new Line(run, earlier.map(model -> model.edited(edits)), missing);
    }
}
