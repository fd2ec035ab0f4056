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
 * @param confidence in [0, 1], see {@link io.segmenta.model.assign.Assigner}
 * @param distance Euclidean, in feature space
 * @param outside whether it is farther from its segment than any training row was
 * @param imputed columns that were filled
 * @param clipped columns whose value is outside the known range; used as given unless the pipeline clips them
 * @param unseen columns whose level was not seen in training
 * @param missing columns that were absent or blank
 * @param recomputed derived columns whose given value was not used, as the columns they are made of yield another
 * @param renamed fields matched to a column of another spelling: given name to column name
 * @param why the parts that add up to the squared distance to the second nearest segment less that to this one, the
 * weightiest first; empty with one segment or none, or when it was not asked for
 * @param modelVersion that answered
 * @param at when
 * @param unknown fields that name no column of the model's table, and were left out
 */
public record Prediction(List<Identity> identity, Segment segment, double confidence, double distance, boolean outside,
        List<String> imputed, List<String> clipped, List<String> unseen, List<String> missing,
        List<String> recomputed, Map<String, String> renamed, List<Part> why, String modelVersion, Instant at,
        List<String> unknown) {

    /** The answer for a record whose fields all name columns. */
    public Prediction(List<Identity> identity, Segment segment, double confidence, double distance, boolean outside,
            List<String> imputed, List<String> clipped, List<String> unseen, List<String> missing,
            List<String> recomputed, Map<String, String> renamed, List<Part> why, String modelVersion, Instant at) {
        this(identity, segment, confidence, distance, outside, imputed, clipped, unseen, missing, recomputed, renamed,
                why, modelVersion, at, List.of());
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
     * @param contribution positive when it speaks for the segment, in squared feature units
     */
    public record Part(String column, double number, @Nullable String text, double contribution) {}
}
