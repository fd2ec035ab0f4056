package io.segmenta.pipeline.features;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.OneHot;
import io.segmenta.model.steps.Pca;
import io.segmenta.model.steps.Scale;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Features of numbers and categories, weighed for k-prototypes: two rows that differ in a category are gamma apart,
 * squared. A category is what one-hot encoding made of a column, or a column of 0 and 1.
 * <p>
 * Unless given, gamma is the mean variance of the numbers over the mean probability that two rows differ in a category
 * (Szepannek, "clustMixType: User-Friendly Clustering of Mixed-Type Data in R", R Journal 10 (2018),
 * doi:10.32614/RJ-2018-048), and 1 where there are only categories.
 *
 * @param features with the weights as further steps
 * @param categories the columns of each category
 */
public record MixedFeatures(FittedFeatures features, List<int[]> categories) {
    /**
     * Weighs.
     *
     * @param fitted features not weighed yet
     * @param table whose kept rows they were fitted to
     * @param gamma the squared distance of two levels, 0 to find it
     * @param umap the columns of a layout that is to follow, 0 for none
     * @throws ConfigException when principal components have mixed numbers and categories, or a layout would
     */
    public static MixedFeatures of(FittedFeatures fitted, Table table, double gamma, int umap) {
        FeaturePipeline pipeline = fitted.pipeline();
        if (pipeline.steps().stream().anyMatch(Pca.class::isInstance)) {
            throw new ConfigException(List.of("clustering.algorithm: kprototypes needs numbers and categories apart;"
                    + " leave features.pca_components and features.pca_variance at 0"));
        }
        if (umap > 0) {
            throw new ConfigException(List.of("clustering.algorithm: kprototypes needs numbers and categories apart;"
                    + " leave features.umap_components at 0"));
        }
        Matrix x = fitted.matrix();
        List<int[]> categories = categories(pipeline, x);
        if (categories.isEmpty()) {
            return new MixedFeatures(fitted, categories);
        }
        double used = gamma > 0 ? gamma : gamma(x, categories);
        List<FeatureStep> steps = new ArrayList<>(pipeline.steps());
        for (int[] category : categories) {
            double weight = Math.sqrt(category.length == 1 ? used : used / 2);
            for (int column : category) {
                steps.add(new Scale(x.names().get(column), Scale.Kind.WEIGHT, 0, 1 / weight));
            }
        }
        FeaturePipeline weighed = new FeaturePipeline(steps, pipeline.featureNames());
        List<Finding> findings = new ArrayList<>(fitted.findings());
        findings.add(new Finding(Finding.Kind.CHANGED, Optional.empty(), "a category that differs counts as "
                + Numbers.fixed(used, 3) + " of squared distance (gamma)"));
        int[] kept = fitted.keptRows();
        Table rows = kept.length == table.rows() ? table : table.selectRows(kept);
        return new MixedFeatures(
                new FittedFeatures(weighed, weighed.transform(rows), List.copyOf(findings), kept, fitted.outliers()),
                categories);
    }

    private static List<int[]> categories(FeaturePipeline pipeline, Matrix x) {
        List<int[]> categories = new ArrayList<>();
        boolean[] taken = new boolean[x.columns()];
        for (FeatureStep step : pipeline.steps()) {
            if (step instanceof OneHot) {
                int[] columns = step.outputs().stream().mapToInt(x.names()::indexOf).filter(j -> j >= 0).toArray();
                Arrays.stream(columns).forEach(j -> taken[j] = true);
                categories.add(columns);
            }
        }
        IntStream.range(0, x.columns()).filter(j -> !taken[j] && isTruth(x.column(j)))
                .forEach(j -> categories.add(new int[] {j}));
        return categories;
    }

    private static boolean isTruth(float[] values) {
        for (float value : values) {
            if (value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }

    private static double gamma(Matrix x, List<int[]> categories) {
        boolean[] number = new boolean[x.columns()];
        Arrays.fill(number, true);
        double differ = 0;
        for (int[] category : categories) {
            double none = 1;
            double same = 0;
            for (int column : category) {
                number[column] = false;
                double share = mean(x.column(column));
                same += share * share;
                none -= share;
            }
            differ += 1 - same - none * none;
        }
        double variance = 0;
        int numbers = 0;
        for (int j = 0; j < number.length; j++) {
            if (number[j]) {
                variance += variance(x.column(j));
                numbers++;
            }
        }
        double gamma = variance / numbers / (differ / categories.size());
        return numbers > 0 && gamma > 0 && Double.isFinite(gamma) ? gamma : 1;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }
}
