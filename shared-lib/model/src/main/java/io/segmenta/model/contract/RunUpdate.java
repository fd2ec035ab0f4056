package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far an update took the centroids of a model from where they were, in figures: {@link MetricNames#UPDATE} of a
 * run's metrics, by which it is judged whether the version may be approved. All are of the rows of the new file.
 *
 * @param rows how many there are
 * @param prior how many rows the centroids counted as
 * @param centroidMove the longest way of a centroid, in standard deviations of its segment (the root of the mean
 * squared distance to the mean of the segment's rows)
 * @param agreement the share of rows that are in the same segment as before, in [0, 1]
 * @param shareChange the largest difference between the share of rows in a segment and the share that it had in the
 * model before, in [0, 1]
 * @param errorRise by how much the mean squared distance of rows that were held out rose, as a share of what it was;
 * negative where it fell
 */
public record RunUpdate(long rows, double prior, double centroidMove, double agreement, double shareChange,
        double errorRise) {
    private static final String ROWS = "rows";
    private static final String PRIOR = "prior_rows";
    private static final String MOVE = "centroid_move";
    private static final String AGREEMENT = "agreement";
    private static final String SHARE = "share_change";
    private static final String ERROR = "error_rise";

    public RunUpdate {
        Check.argument(rows >= 1, "an update is by one row at least, got %d", rows);
        Check.range(PRIOR, prior, 0, Double.MAX_VALUE);
        Check.range(MOVE, centroidMove, 0, Double.MAX_VALUE);
        Check.range(AGREEMENT, agreement, 0, 1);
        Check.range(SHARE, shareChange, 0, 1);
        Check.range(ERROR, errorRise, -1, Double.MAX_VALUE);
    }

    /** The object as it stands in the metrics. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(ROWS, rows);
        fields.put(PRIOR, prior);
        fields.put(MOVE, centroidMove);
        fields.put(AGREEMENT, agreement);
        fields.put(SHARE, shareChange);
        fields.put(ERROR, errorRise);
        return fields;
    }

    static RunUpdate of(JsonObject object) {
        return new RunUpdate(object.integer(ROWS), object.number(PRIOR), object.number(MOVE),
                object.number(AGREEMENT), object.number(SHARE), object.number(ERROR));
    }
}
