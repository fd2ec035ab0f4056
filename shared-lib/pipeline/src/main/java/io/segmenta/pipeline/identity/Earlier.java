package io.segmenta.pipeline.identity;

import io.segmenta.model.Identity;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An earlier model with rows that it was made of.
 *
 * @param reference what names the model
 * @param rows with at least the columns it uses
 * @param weights of the rows, positive
 * @param whole whether these are all its rows, so that customers can be counted
 */
public record Earlier(Identity.Reference reference, SegmentationModel model, Table rows, double[] weights,
        boolean whole) {
    public Earlier {
        Check.argument(rows.rows() == weights.length, "%d rows and %d weights", rows.rows(), weights.length);
    }

    /** An earlier model with all rows of its file. */
    public static Earlier of(Identity.Reference reference, SegmentationModel model, Table rows) {
        double[] weights = new double[rows.rows()];
        Arrays.fill(weights, 1);
        return new Earlier(reference, model, rows, weights, true);
    }

    /** An earlier model with the rows that were kept of its file. */
    public static Earlier of(Identity.Reference reference, SegmentationModel model, ReferenceRows kept) {
        return new Earlier(reference, model, kept.rows(), kept.weights(), false);
    }

    /** What names its customers, where all rows are known and something does. */
    Optional<Column> customers() {
        return whole ? model.schema().identifier(rows) : Optional.empty();
    }

    /** The segments as they were known, those of a model without identity as they were found. */
    Identity identity() {
        return model.identity().orElseGet(() -> Identity.first(model.segments(), reference.run()));
    }

    /** Returns the same under what people call its segments now. */
    public Earlier edited(List<SegmentEdit> edits) {
        return edits.isEmpty() ? this
                : new Earlier(reference, model.known(identity().edited(edits)), rows, weights, whole);
    }
}
