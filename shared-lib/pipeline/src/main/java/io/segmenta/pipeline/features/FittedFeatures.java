package io.segmenta.pipeline.features;

import io.segmenta.model.data.Matrix;
import io.segmenta.model.steps.FeaturePipeline;
import java.util.List;

/**
 * The steps that were fitted, what they make of the data they were fitted to, and why. Not a value type: the arrays of
 * rows are shared and must not be written to.
 *
 * @param pipeline the fitted steps
 * @param matrix the features of the kept rows
 * @param findings what was dropped, filled and changed
 * @param keptRows for each row of the matrix its row in the table, ascending
 * @param outliers rows of the table unlike all others, ascending; none where they were not looked for
 */
public record FittedFeatures(FeaturePipeline pipeline, Matrix matrix, List<Finding> findings, int[] keptRows,
        int[] outliers) {

    /** Features in which no outliers were looked for. */
    public FittedFeatures(FeaturePipeline pipeline, Matrix matrix, List<Finding> findings, int[] keptRows) {
        this(pipeline, matrix, findings, keptRows, new int[0]);
    }
}
