package io.segmenta.clustering.smile;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.KnnReference;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smile.data.AbstractTuple;
import smile.data.DataFrame;
import smile.data.Row;
import smile.data.Tuple;
import smile.data.type.StructType;
import smile.feature.imputation.KNNImputer;

/**
 * Fills missing values with the mean of the k most similar rows.
 *
 * <p>
 * Smile's {@code KNNImputer}, over a few reference rows in place of all, so that a model can carry them;
 * {@link KnnReference} defines the distance and the mean, and fills new rows, without Smile, as those of the fit were
 * filled. Around it:
 * <ul>
 * <li>the reference is a seeded draw of at most {@code referenceRows} rows from those that miss least;
 * <li>differences are divided by the standard deviation of the column's values, 1 for a constant one;
 * <li>Smile fails where fewer than k reference rows have a column in common with a row, and leaves a value missing that
 * none of the neighbours has: then the neighbours there are, and at last the mean of the column, are taken;
 * <li>more than {@value #SMILE_ROWS} rows with gaps are filled by {@link KnnReference} itself, on all threads, as Smile
 * takes several times as long on one; the bits are the same;
 * <li>a row of the reference that misses values is its own nearest neighbour, of no use for what it misses, in Smile as
 * here. scikit-learn instead seeks, for each column, k neighbours that have a value; the two agree where the reference
 * rows miss nothing.
 * </ul>
 *
 * <p>
 * Time O(m r d), m rows with missing values, r reference rows; memory of the result. Smile's part runs on one thread
 * (see the package). The result has the same bits at any number of threads. Infinities, magnitudes above 1e15 and
 * columns without a value are refused.
 *
 * <p>
 * Reference: Troyanskaya et al., "Missing value estimation methods for DNA microarrays", Bioinformatics 17 (2001),
 * doi:10.1093/bioinformatics/17.6.520.
 *
 * @param k neighbours, in [1, 100]
 * @param referenceRows the most that are kept, in [1, 10000]
 */
public record KnnImputation(int k, int referenceRows) {

    /** The most rows that Smile fills: it takes several times as long, on one thread. */
    static final int SMILE_ROWS = 20_000;
    private static final int BLOCK = 256;

    public KnnImputation {
        Check.range("k", k, 1, 100);
        Check.range("referenceRows", referenceRows, 1, 10_000);
    }

    /** Returns imputation from 5 neighbours of 1,000 reference rows. */
    public static KnnImputation withDefaults() {
        return new KnnImputation(5, 1_000);
    }

    /**
     * Fits, and fills the rows of the fit.
     *
     * @param x n x d, NaN where missing
     */
    public KnnImputationFit fit(Matrix x, long seed, Workers workers) {
        Check.notNull(workers, "workers");
        Inputs.atLeastRows(x, 1);
        KnnReference reference = reference(x, seed);
        float[][] columns = new float[x.columns()][];
        Arrays.setAll(columns, x::column);
        int[] gaps = IntStream.range(0, x.rows()).filter(i -> missing(x, i) > 0).toArray();
        if (gaps.length > 0) {
            Arrays.setAll(columns, j -> x.column(j).clone());
            if (gaps.length <= SMILE_ROWS) {
                SmileCall.seeded(seed, () -> fill(x, gaps, reference, columns));
            } else {
                workers.forEachBlock(Math.ceilDiv(gaps.length, BLOCK), block -> fillPlainly(x,
                        Arrays.copyOfRange(gaps, block * BLOCK, Math.min(gaps.length, (block + 1) * BLOCK)), columns,
                        reference));
            }
        }
        return new KnnImputationFit(Matrix.ofColumns(x.names(), columns), reference);
    }

    private KnnReference reference(Matrix x, long seed) {
        float[] scale = new float[x.columns()];
        float[] mean = new float[x.columns()];
        for (int j = 0; j < scale.length; j++) {
            double[] moments = moments(x.names().get(j), x.column(j));
            mean[j] = (float) moments[0];
            scale[j] = (float) moments[1] > 0 ? (float) moments[1] : 1;
        }
        int[] chosen = chosen(x, seed);
        return new KnnReference(k, RowDraw.floats(x.selectRows(chosen)), scale, mean);
    }

    /** Returns the mean and the standard deviation of the values there are. */
    private static double[] moments(String name, float[] column) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < column.length; i++) {
            Check.argument(!Float.isInfinite(column[i]),
                    "column \"%s\": expected a finite or a missing value, got %s at row %d", name, column[i],
                    RowNumber.of(i));
            if (Math.abs(column[i]) > Inputs.MAX_MAGNITUDE) {
                throw DataException.of(Reason.OUT_OF_RANGE,
                        "column \"%s\": expected a magnitude of at most %s, got %s at row %d", name,
                        Inputs.MAX_MAGNITUDE,
                        column[i], RowNumber.of(i));
            }
            count += Float.isNaN(column[i]) ? 0 : 1;
            sum += Float.isNaN(column[i]) ? 0 : column[i];
        }
        if (count == 0) {
            throw DataException.of(Reason.OUT_OF_RANGE, "column \"%s\": expected at least one value, got none", name);
        }
        double mean = sum / count;
        double squares = 0;
        for (float value : column) {
            squares += Float.isNaN(value) ? 0 : (value - mean) * (value - mean);
        }
        return new double[] {mean, Math.sqrt(squares / count)};
    }

    private static int missing(Matrix x, int row) {
        int missing = 0;
        for (int j = 0; j < x.columns(); j++) {
            missing += Float.isNaN(x.get(row, j)) ? 1 : 0;
        }
        return missing;
    }

    /** Returns the reference rows, rising: those that miss least, by lot among those that miss as much. */
    private int[] chosen(Matrix x, long seed) {
        int[] missing = new int[x.rows()];
        Arrays.setAll(missing, i -> missing(x, i));
        SplittableRandom random = new SplittableRandom(seed);
        int[] chosen = {};
        for (int gaps = 0; gaps < x.columns() && chosen.length < referenceRows; gaps++) {
            int least = gaps;
            int[] alike = IntStream.range(0, missing.length).filter(i -> missing[i] == least).toArray();
            int[] drawn = RowSample.of(alike.length, referenceRows - chosen.length, random);
            chosen = IntStream.concat(Arrays.stream(chosen), Arrays.stream(drawn).map(i -> alike[i])).toArray();
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /** Fills the gaps by Smile where it can, and returns how many rows it could. */
    private static int fill(Matrix x, int[] gaps, KnnReference reference, float[][] columns) {
        String[] names = IntStream.range(0, columns.length).mapToObj(j -> "x" + j).toArray(String[]::new);
        DataFrame frame = DataFrame.of(doubles(reference.rows()), names);
        int neighbors = Math.min(reference.k(), reference.rows().length);
        KNNImputer imputer = new KNNImputer(frame, neighbors,
                (a, b) -> reference.distance(values(a, reference), values(b, reference)));
        int filled = 0;
        for (int i : gaps) {
            float[] row = new float[columns.length];
            x.row(i, row);
            if (comparable(row, reference) >= neighbors) {
                fill(i, row, imputer.apply(new Query(frame.schema(), row)), reference, columns);
                filled++;
            } else {
                fill(i, reference.impute(row), columns);
            }
        }
        return filled;
    }

    /** Fills the gaps without Smile, to the same bits. */
    private static void fillPlainly(Matrix x, int[] gaps, float[][] columns, KnnReference reference) {
        float[] row = new float[columns.length];
        for (int i : gaps) {
            x.row(i, row);
            fill(i, reference.impute(row), columns);
        }
    }

    private static void fill(int i, float[] whole, float[][] columns) {
        for (int j = 0; j < whole.length; j++) {
            columns[j][i] = whole[j];
        }
    }

    private static void fill(int i, float[] row, Tuple smile, KnnReference reference, float[][] columns) {
        for (int j = 0; j < row.length; j++) {
            if (Float.isNaN(row[j])) {
                columns[j][i] = smile.get(j) instanceof Double mean ? mean.floatValue() : reference.fallback()[j];
            }
        }
    }

    private static int comparable(float[] row, KnnReference reference) {
        int count = 0;
        for (float[] other : reference.rows()) {
            count += reference.distance(row, other) < Double.MAX_VALUE ? 1 : 0;
        }
        return count;
    }

    private static double[][] doubles(float[][] rows) {
        double[][] doubles = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            doubles[i] = new double[rows[i].length];
            for (int j = 0; j < rows[i].length; j++) {
                doubles[i][j] = rows[i][j];
            }
        }
        return doubles;
    }

    /** Returns the values of one of the tuples that the distance is asked for: a row of the frame, or a query. */
    private static float[] values(Tuple tuple, KnnReference reference) {
        return tuple instanceof Row row ? reference.rows()[row.index()] : ((Query) tuple).values;
    }

    /** A row to fill, as Smile takes it. */
    private static final class Query extends AbstractTuple {
        private final float[] values;

        Query(StructType schema, float[] values) {
            super(schema);
            this.values = values;
        }

        @Override
        public Object get(int column) {
            return (double) values[column];
        }
    }

    /**
     * Estimates what a fit holds at most, in bytes of heap, beside the matrix.
     *
     * @param n rows
     * @param d columns
     * @param k of no influence
     */
    public static long bytes(long n, int d, int k) {
        return n * (4L * d + 8) + withDefaults().referenceRows * (12L * d + 200);
    }
}
