package io.segmenta.pipeline.features;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.smile.KnnImputation;
import io.segmenta.clustering.smile.KnnImputationFit;
import io.segmenta.config.PipelineConfig.ImputeNumeric;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.KnnReference;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Values;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.ImputeNeighbors;
import io.segmenta.pipeline.features.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Fits the filling of all columns of numbers at once, from the most similar rows, and then what follows it in each
 * column. Rows are compared by these columns alone: truths and categories are filled by themselves. Where half of the
 * rows miss nothing, only such rows fill others, so that every neighbour has something to say, as in scikit-learn's
 * KNNImputer.
 */
final class NeighborFit {
    private static final int BLOCK = 1024;

    private final PipelineConfig config;
    private final List<Finding> findings;

    NeighborFit(PipelineConfig config, List<Finding> findings) {
        this.config = config;
        this.findings = findings;
    }

    /** A column of n numbers, NaN where one is missing. Not a value type: the array is shared. */
    record Gapped(String name, double[] values) {}

    static boolean isOn(PipelineConfig config) {
        return config.features().imputeNumeric() == ImputeNumeric.KNN;
    }

    /**
     * Fits the columns; the values are not changed.
     *
     * @param columns d columns, each with a value
     * @return no step where there is no column
     * @throws DataException when a magnitude is above 1e15
     */
    List<FeatureStep> fit(List<Gapped> columns, Workers workers) {
        if (columns.isEmpty()) {
            return List.of();
        }
        Matrix x = matrix(columns);
        KnnImputationFit fit = impute(x, workers);
        KnnReference reference = fit.reference();
        long imputed = tell(x, reference, workers);
        List<FeatureStep> steps = new ArrayList<>();
        steps.add(new ImputeNeighbors(x.names(), reference, imputed));
        List<List<FeatureStep>> shaped = new ArrayList<>(
                columns.stream().map(column -> List.<FeatureStep>of()).toList());
        List<List<Finding>> told = columns.stream().map(column -> (List<Finding>) new ArrayList<Finding>()).toList();
        workers.forEachBlock(columns.size(), j -> shaped.set(j, new NumberFit(config.features(), told.get(j))
                .shape(x.names().get(j), filled(columns.get(j).values(), fit.imputed().column(j)), false)));
        shaped.forEach(steps::addAll);
        told.forEach(findings::addAll);
        return steps;
    }

    private KnnImputationFit impute(Matrix x, Workers workers) {
        try {
            return new KnnImputation(config.features().imputeNeighbors(), referenceRows(x)).fit(x, config.seed(),
                    workers);
        } catch (DataException refused) {
            throw new DataException(refused.reason(), refused.getMessage()
                    + "; leave the column out (columns.exclude), or fill by another features.impute_numeric than knn",
                    refused);
        }
    }

    /** Returns how many rows to keep; those that miss least come first. */
    private static int referenceRows(Matrix x) {
        float[] row = new float[x.columns()];
        int whole = 0;
        for (int i = 0; i < x.rows(); i++) {
            x.row(i, row);
            whole += hasGap(row) ? 0 : 1;
        }
        return Math.min(ImputeNeighbors.maxRows(x.columns()), whole >= x.rows() - whole ? whole : x.rows());
    }

    /** Returns the columns in single precision; what that cannot hold becomes its greatest number, and is refused. */
    private static Matrix matrix(List<Gapped> columns) {
        float[][] values = new float[columns.size()][];
        for (int j = 0; j < values.length; j++) {
            double[] column = columns.get(j).values();
            values[j] = new float[column.length];
            for (int i = 0; i < column.length; i++) {
                values[j][i] = (float) Math.clamp(column[i], -Float.MAX_VALUE, Float.MAX_VALUE);
            }
        }
        return Matrix.ofColumns(columns.stream().map(Gapped::name).toList(), values);
    }

    private static double[] filled(double[] values, float[] imputed) {
        double[] filled = values.clone();
        for (int i = 0; i < filled.length; i++) {
            filled[i] = Double.isNaN(filled[i]) ? imputed[i] : filled[i];
        }
        return filled;
    }

    /** Tells of each column what filled it, and returns how many values were filled. */
    private long tell(Matrix x, KnnReference reference, Workers workers) {
        int neighbors = Math.min(reference.k(), reference.rows().length);
        int[] strange = strange(x, reference, workers);
        long filled = 0;
        for (int j = 0; j < strange.length; j++) {
            float[] column = x.column(j);
            int missing = (int) IntStream.range(0, column.length).filter(i -> Float.isNaN(column[i])).count();
            List<String> how = new ArrayList<>();
            if (missing > strange[j]) {
                how.add(String.format(Locale.ROOT, "%,d missing filled with the mean of the %d most similar rows",
                        missing - strange[j], neighbors));
            }
            if (strange[j] > 0) {
                how.add(String.format(Locale.ROOT, "%,d missing filled with mean %s for want of similar rows",
                        strange[j],
                        Values.brief(reference.fallback()[j])));
            }
            if (missing > 0) {
                findings.add(Finding.of(Kind.IMPUTED, x.names().get(j), String.join("; ", how)));
            }
            filled += missing;
        }
        findings.add(Finding.ofTable(Kind.NOTICE, String.format(Locale.ROOT,
                "the model keeps the numbers of %,d rows, without names, to fill gaps from (features.impute_numeric: "
                        + "knn)",
                reference.rows().length)));
        return filled;
    }

    /** Returns for each column how many of its gaps no similar row could fill. */
    private static int[] strange(Matrix x, KnnReference reference, Workers workers) {
        int blocks = Math.ceilDiv(x.rows(), BLOCK);
        int[][] counts = new int[blocks][x.columns()];
        workers.forEachBlock(blocks, block -> {
            float[] row = new float[x.columns()];
            for (int i = block * BLOCK, end = Math.min(x.rows(), i + BLOCK); i < end; i++) {
                x.row(i, row);
                float[] estimate = hasGap(row) ? reference.estimate(row) : row;
                for (int j = 0; j < row.length; j++) {
                    counts[block][j] += Float.isNaN(estimate[j]) ? 1 : 0;
                }
            }
        });
        int[] sums = new int[x.columns()];
        Arrays.setAll(sums, j -> Arrays.stream(counts).mapToInt(count -> count[j]).sum());
        return sums;
    }

    private static boolean hasGap(float[] row) {
        for (float value : row) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
