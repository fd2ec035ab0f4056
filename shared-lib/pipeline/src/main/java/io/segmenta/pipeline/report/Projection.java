package io.segmenta.pipeline.report;

import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.manifold.Umap;
import io.segmenta.clustering.manifold.UmapFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.smile.TSne;
import io.segmenta.config.PipelineConfig.ScatterAxes;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.pipeline.map.MapAxis.Kind;
import io.segmenta.pipeline.map.MapAxis;
import io.segmenta.pipeline.map.Plane;
import io.segmenta.pipeline.plot.ScatterPlot.Frame;
import io.segmenta.pipeline.plot.ShownNames;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows in two dimensions for a plot: the two columns themselves, in original units, where there are two numeric ones;
 * one feature against the row's number where there is one; otherwise the first two principal components, or a layout by
 * UMAP or t-SNE, whose random numbers do not follow the seed of the run: the picture is no part of what was learned.
 * The arrays are shared.
 *
 * @param x first coordinate of each row
 * @param y second coordinate of each row
 * @param heading of a picture of them
 * @param linear whether distances mean the same everywhere
 * @param axes what the two coordinates are
 * @param drawn the rows, rising, where they are not all
 */
record Projection(float[] x, float[] y, String heading, boolean linear, List<MapAxis> axes, Optional<int[]> drawn) {
    private static final String LAID_OUT = "Segments laid out by UMAP";
    private static final List<MapAxis> LAYOUT = List.of(
            AxisWeights.plain("UMAP 1 (near rows stay near; no unit, and far apart means little)", Kind.LAYOUT),
            AxisWeights.plain("UMAP 2", Kind.LAYOUT));
    private static final int LEAST_ROWS = 10;
    private static final int MOST_LAID_OUT = 10_000;
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_FEATURES = 256;
    /** Time and memory of t-SNE grow with the square of the rows. */
    static final int MOST_BY_TSNE = 1_500;
    /** Three times the least perplexity, and one. */
    static final int LEAST_BY_TSNE = 7;

    private static Projection linear(float[] x, float[] y, String heading, MapAxis first, MapAxis second) {
        return new Projection(x, y, heading, true, List.of(first, second), Optional.empty());
    }

    /** What a picture says of it. */
    Frame frame() {
        return new Frame(heading, axes.getFirst().title(), axes.getLast().title(), linear);
    }

    /**
     * The rows as a map takes them.
     *
     * @param labels per row that was clustered its segment
     * @param keptRows per row that was clustered its place in the file
     */
    Plane plane(int[] labels, int[] keptRows) {
        return new Plane(heading, linear, x, y, ofDrawn(labels), ofDrawn(keptRows), axes);
    }

    /** Of what all rows have, that of the rows that are here. */
    int[] ofDrawn(int[] all) {
        return drawn.map(rows -> Arrays.stream(rows).map(row -> all[row]).toArray()).orElse(all);
    }

    static Projection of(Matrix features, Table table, FeaturePipeline pipeline, int[] keptRows,
            ScatterAxes axes, Workers workers) {
        if (features.columns() == 1) {
            float[] rows = new float[features.rows()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = keptRows[i] + 1f;
            }
            return linear(features.column(0), rows, "Segments along one feature", AxisWeights
                    .column(features.names().getFirst() + " (scaled)", Kind.FEATURE, 0, table, pipeline),
                    AxisWeights.plain("row of the file", Kind.ROW));
        }
        if (features.columns() == 2 && pipeline.layout().isPresent()) {
            return new Projection(features.column(0), features.column(1), LAID_OUT, false, LAYOUT, Optional.empty());
        }
        if (features.columns() == 2) {
            Axis first = axis(features, 0, table, pipeline, keptRows);
            Axis second = axis(features, 1, table, pipeline, keptRows);
            return linear(first.values(), second.values(), "Segments on two features", first.axis(), second.axis());
        }
        return switch (axes) {
            case COMPONENTS -> components(features, table, pipeline, workers);
            case UMAP -> features.rows() < LEAST_ROWS ? components(features, table, pipeline, workers)
                    : umap(features, workers);
            case TSNE -> features.rows() < LEAST_BY_TSNE
                    ? components(features, table, pipeline, workers)
                            .headed("Segments on two components (too few rows for t-SNE)")
                    : tsne(features, workers);
        };
    }

    /** Fitted on at most 20,000 evenly spaced rows and the 256 features of largest variance, applied to every row. */
    private static Projection components(Matrix features, Table table, FeaturePipeline pipeline, Workers workers) {
        int[] widest = widest(features);
        float[][] columns = new float[widest.length][];
        List<String> names = new ArrayList<>();
        for (int j = 0; j < widest.length; j++) {
            columns[j] = features.column(widest[j]);
            names.add(features.names().get(widest[j]));
        }
        Matrix chosen = Matrix.ofColumns(names, columns);
        int[] rows = evenly(features.rows(), MOST_ROWS);
        PrincipalComponents fitted = PrincipalComponents.fit(
                rows.length == features.rows() ? chosen : chosen.selectRows(rows), workers);
        double[][] directions = fitted.components();
        double[] shares = fitted.explainedVarianceRatio();
        List<String> said = ShownNames.of(names);
        MapAxis[] axes = new MapAxis[2];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = AxisWeights.component(title(i + 1, shares[i], directions[i], said), shares[i], directions[i],
                    widest, table, pipeline);
        }
        return linear(along(chosen, fitted.mean(), directions[0]), along(chosen, fitted.mean(), directions[1]),
                "Segments on two components", axes[0], axes[1]);
    }

    /** Fitted on at most 10,000 evenly spaced rows; the others are laid out among them. */
    private static Projection umap(Matrix features, Workers workers) {
        int[] rows = evenly(features.rows(), MOST_LAID_OUT);
        boolean all = rows.length == features.rows();
        Umap umap = new Umap(Math.min(14, rows.length - 1), 2, 0.1, 0);
        UmapFit fit = umap.fit(all ? features : features.selectRows(rows), 0, workers);
        float[][] at = all ? fit.layout() : fit.transform(features, workers);
        return new Projection(coordinate(at, 0), coordinate(at, 1), LAID_OUT, false, LAYOUT, Optional.empty());
    }

    /** Of at most 1,500 evenly spaced rows: t-SNE has no place for others. */
    private static Projection tsne(Matrix features, Workers workers) {
        int[] rows = evenly(features.rows(), MOST_BY_TSNE);
        boolean all = rows.length == features.rows();
        float[][] at = TSne.withDefaults(rows.length).fit(all ? features : features.selectRows(rows), 0, workers)
                .layout();
        String sample = all ? "" : Numbers.count(rows.length) + " of " + Numbers.count(features.rows()) + " rows; ";
        return new Projection(coordinate(at, 0), coordinate(at, 1), "Segments laid out by t-SNE", false, List.of(
                AxisWeights.plain("t-SNE 1 (" + sample + "near rows stay near; no unit, and far apart means little)",
                        Kind.LAYOUT),
                AxisWeights.plain("t-SNE 2", Kind.LAYOUT)), all ? Optional.empty() : Optional.of(rows));
    }

    /** Returns every m-th of n rows, at most so many. */
    private static int[] evenly(int n, int most) {
        int every = Math.ceilDiv(n, most);
        return IntStream.range(0, Math.ceilDiv(n, every)).map(i -> i * every).toArray();
    }

    private static float[] coordinate(float[][] at, int axis) {
        float[] values = new float[at.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = at[i][axis];
        }
        return values;
    }

    private Projection headed(String other) {
        return new Projection(x, y, other, linear, axes, drawn);
    }

    private static int[] widest(Matrix features) {
        double[] variance = new double[features.columns()];
        for (int j = 0; j < variance.length; j++) {
            double sum = 0;
            double squares = 0;
            for (float value : features.column(j)) {
                sum += value;
                squares += (double) value * value;
            }
            variance[j] = squares / features.rows() - sum / features.rows() * (sum / features.rows());
        }
        return IntStream.range(0, variance.length).boxed().sorted(Comparator.comparingDouble(j -> -variance[j]))
                .limit(MOST_FEATURES).mapToInt(Integer::intValue).sorted().toArray();
    }

    private static float[] along(Matrix x, double[] mean, double[] direction) {
        double[] sums = new double[x.rows()];
        for (int j = 0; j < direction.length; j++) {
            float[] column = x.column(j);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (column[i] - mean[j]) * direction[j];
            }
        }
        float[] scores = new float[sums.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) sums[i];
        }
        return scores;
    }

    private static String title(int number, double share, double[] direction, List<String> names) {
        String strongest = IntStream.range(0, direction.length).boxed()
                .sorted(Comparator.comparingDouble(j -> -Math.abs(direction[j]))).limit(2)
                .map(j -> (direction[j] < 0 ? "less " : "more ") + names.get(j)).collect(Collectors.joining(", "));
        return "component " + number + ", " + Numbers.percent(share) + " of the variance (" + strongest + ")";
    }

    private record Axis(float[] values, MapAxis axis) {}

    private static Axis axis(Matrix features, int feature, Table table, FeaturePipeline pipeline, int[] keptRows) {
        Optional<Column> source = table.column(pipeline.sourceOf(feature));
        boolean whole = pipeline.sources().size() == 2 && source.isPresent() && source.get().missing() == 0;
        if (whole && source.get() instanceof NumericColumn numeric) {
            float[] values = new float[keptRows.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) numeric.value(keptRows[i]);
            }
            return new Axis(values, AxisWeights.column(numeric.name(), Kind.COLUMN, feature, table, pipeline));
        }
        return new Axis(features.column(feature), AxisWeights.column(features.names().get(feature) + " (scaled)",
                Kind.FEATURE, feature, table, pipeline));
    }
}
