package io.segmenta.model.predict;

import io.segmenta.model.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one record.
 *
 * @param identity the record's identifiers, as given
 * @param segment it belongs to, {@link Segment#NONE} when it lies outside every segment
 * @param confidence in [0, 1], see {@link io.segmenta.model.confidence.Calibration}; the posterior of a model without
 * @param distance Euclidean, in feature space
 * @param outside whether it fits its segment worse than training rows do; of a model without calibration whether it is
 * farther from it than any of them
 * @param imputed columns that were filled
 * @param clipped columns whose value is outside the known range; used as given unless the pipeline clips them
 * @param unseen columns whose level was not seen in training
 * @param missing columns that were absent or blank
 * @param recomputed derived columns whose given value was not used, as the columns they are made of yield another
 * @param renamed fields matched to a column of another spelling: given name to column name
 * @param reasons what speaks for the segment and not for the next best; null with one segment or none, or when it was
 * not asked for
 * @param modelVersion that answered
 * @param at when
 * @param unknown fields that name no column of the model's table, and were left out
 * @param fit how well it fits its segment, a p-value in (0, 1]; NaN of a model without calibration
 * @param between the segment that it lies between its own and, or null
 * @param posterior in [0, 1], see {@link io.segmenta.model.assign.Assigner}
 */
public record Prediction(List<Identity> identity, Segment segment, double confidence, double distance, boolean outside,
        List<String> imputed, List<String> clipped, List<String> unseen, List<String> missing,
        List<String> recomputed, Map<String, String> renamed, @Nullable Reasons reasons, String modelVersion,
        Instant at, List<String> unknown, double fit, @Nullable Segment between, double posterior) {

    /** The answer of a model without calibration for a record whose fields all name columns. */
    public Prediction(List<Identity> identity, Segment segment, double confidence, double distance, boolean outside,
            List<String> imputed, List<String> clipped, List<String> unseen, List<String> missing,
            List<String> recomputed, Map<String, String> renamed, @Nullable Reasons reasons, String modelVersion,
            Instant at) {
        this(identity, segment, confidence, distance, outside, imputed, clipped, unseen, missing, recomputed, renamed,
                reasons, modelVersion, at, List.of(), Double.NaN, null, confidence);
    }

    /** Tells whether the model that answered has a calibration. */
    public boolean isCalibrated() {
        return !Double.isNaN(fit);
    }

    /** Returns what speaks for the segment, the weightiest first. */
    public List<Part> why() {
        return reasons == null ? List.of() : reasons.why();
    }

    /** Returns what speaks for the next best segment, the weightiest first. */
    public List<Part> against() {
        return reasons == null ? List.of() : reasons.against();
    }

    /**
     * Why a record is of its segment and not of the next best one. The three sums add up to what decided: the squared
     * distance to the runner-up less that to the segment, of a Gaussian mixture the logarithm of the odds. Where UMAP
     * laid the rows out, it is what the means of the two segments tell before the layout, whose distances belong to no
     * column: mostly why, not exactly what decided; where they speak against the segment there are no reasons. Of a
     * record outside every segment of a density there are no parts, only the note.
     *
     * @param runnerUp the segment it would be of otherwise
     * @param why the given columns that speak for its segment, the weightiest first
     * @param whySum of their contributions
     * @param against the given columns that speak for the runner-up, the weightiest first
     * @param againstSum of their contributions, not positive
     * @param other what no given column accounts for: the values that were filled in and, of a mixture, how large and
     * wide the segments are
     * @param note what was compared with what, where that goes without saying of centroids only; null there
     */
    public record Reasons(Segment runnerUp, List<Part> why, double whySum, List<Part> against, double againstSum,
            double other, @Nullable String note) {

        /** Reasons by the centres of two segments. */
        public Reasons(Segment runnerUp, List<Part> why, double whySum, List<Part> against, double againstSum,
                double other) {
            this(runnerUp, why, whySum, against, againstSum, other, null);
        }
    }

    /**
     * An identifier of the record.
     *
     * @param text as given
     * @param number whether it was given as a JSON number
     */
    public record Identity(String column, String text, boolean number) {}

    /**
     * What one source column adds.
     *
     * @param number the value given, NaN when it was no number
     * @param text the value given, null when it was no text; both are absent for a missing value
     * @param contribution positive when it speaks for the segment, in squared feature units, of a mixture in logarithms
     * of odds
     */
    public record Part(String column, double number, @Nullable String text, double contribution) {}
}
