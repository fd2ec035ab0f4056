package io.segmenta.pipeline.features;

import io.segmenta.model.data.Matrix;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

    /**
     * Those of the rows in segments: others shape no segment, no profile and no figure.
     *
     * @param members numbers of rows of the matrix, ascending
     */
    public FittedFeatures inside(int[] members) {
        int outside = keptRows.length - members.length;
        if (outside == 0) {
            return this;
        }
        List<Finding> more = new ArrayList<>(findings);
        more.add(new Finding(Finding.Kind.ROWS, Optional.empty(),
                Numbers.count(outside) + " rows lie outside every segment"));
        return new FittedFeatures(pipeline, matrix.selectRows(members), List.copyOf(more),
                Arrays.stream(members).map(row -> keptRows[row]).toArray(), outliers);
    }
}
