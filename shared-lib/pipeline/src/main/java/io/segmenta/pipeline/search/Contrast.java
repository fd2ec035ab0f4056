package io.segmenta.pipeline.search;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.data.Matrix;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * What the algorithm that was taken makes of rows without groups ({@link GrouplessBox}), beside what it makes of the
 * rows: at most 1,000 of them, divided anew, so that the two sides are comparable.
 *
 * @param own what was measured of the rows
 * @param without the mean of what was measured of rows without groups
 * @param deviation the standard deviation of that between tables without groups
 */
record Contrast(double own, double without, double deviation) {
    private static final int MOST_ROWS = 1_000;

    /**
     * Draws and measures.
     *
     * @param references how many tables without groups, at least 1
     * @param measure divides rows and says how well
     */
    static Contrast of(Matrix x, int references, long seed, Workers workers, ToDoubleFunction<Matrix> measure) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix rows = x.selectRows(RowSample.of(x.rows(), MOST_ROWS, random));
        GrouplessBox box = GrouplessBox.around(rows, workers);
        double sum = 0;
        double squares = 0;
        for (int r = 0; r < references; r++) {
            double measured = measure.applyAsDouble(box.draw(rows.rows(), random));
            sum += measured;
            squares += measured * measured;
        }
        double mean = sum / references;
        return new Contrast(measure.applyAsDouble(rows), mean,
                Math.sqrt(Math.max(0, squares / references - mean * mean)));
    }
}
