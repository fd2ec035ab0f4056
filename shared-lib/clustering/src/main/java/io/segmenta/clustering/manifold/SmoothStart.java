package io.segmenta.clustering.manifold;

import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.SplittableRandom;

/**
 * Where a layout begins: coordinates that differ little along heavy edges. Power iteration on the lazy random walk of
 * the graph, from the first principal components, with the constant coordinate kept out; some hundred steps even out
 * what is near and keep the shape of the whole. A component along which the rows do not differ, as of rows on a line,
 * is drawn at random instead: nothing would ever push rows along a coordinate that all have in common.
 */
final class SmoothStart {

    private static final int STEPS = 200;
    private static final int STRETCH = 512;
    private static final float EXTENT = 10f;
    /** Rows do not differ along a component with less than this share of the spread of the first. */
    private static final double FLAT = 1e-5;

    private SmoothStart() {}

    static float[][] of(Matrix x, FuzzyGraph graph, int components, long seed, Workers workers) {
        int n = x.rows();
        PrincipalComponents principal = PrincipalComponents.fit(x, workers);
        double[] degree = new double[n];
        for (int i = 0; i < n; i++) {
            for (int p = graph.start()[i]; p < graph.start()[i + 1]; p++) {
                degree[i] += graph.weight()[p];
            }
        }
        double[][] at = new double[components][n];
        float[] row = new float[x.columns()];
        for (int i = 0; i < n; i++) {
            x.row(i, row);
            double[] scores = principal.transform(row);
            for (int c = 0; c < components; c++) {
                at[c][i] = c < scores.length ? scores[c] : 0;
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        double least = FLAT * span(at[0]);
        for (double[] coordinate : at) {
            if (span(coordinate) <= least) {
                Arrays.setAll(coordinate, _ -> random.nextDouble());
            }
        }
        double[] next = new double[n];
        for (int step = 0; step < STEPS; step++) {
            for (int c = 0; c < components; c++) {
                walk(graph, degree, at[c], next, workers);
                double[] old = at[c];
                at[c] = next;
                next = old;
            }
            orthogonalize(at, degree);
        }
        return scaled(at);
    }

    private static void walk(FuzzyGraph graph, double[] degree, double[] from, double[] to, Workers workers) {
        int n = from.length;
        workers.forEachBlock((n + STRETCH - 1) / STRETCH, part -> {
            for (int i = part * STRETCH, end = Math.min(n, i + STRETCH); i < end; i++) {
                double sum = 0;
                for (int p = graph.start()[i]; p < graph.start()[i + 1]; p++) {
                    sum += graph.weight()[p] * from[graph.end()[p]];
                }
                to[i] = degree[i] > 0 ? 0.5 * (from[i] + sum / degree[i]) : from[i];
            }
        });
    }

    /** Keeps coordinates of mean 0, of one size and apart from one another, rows weighing as their degree. */
    private static void orthogonalize(double[][] at, double[] degree) {
        double all = 0;
        for (double one : degree) {
            all += one;
        }
        for (int c = 0; c < at.length; c++) {
            double mean = 0;
            for (int i = 0; i < degree.length; i++) {
                mean += degree[i] * at[c][i];
            }
            shift(at[c], -mean / all);
            for (int e = 0; e < c; e++) {
                add(at[c], at[e], -product(at[c], at[e], degree));
            }
            double size = Math.sqrt(product(at[c], at[c], degree));
            for (int i = 0; i < degree.length && size > 0; i++) {
                at[c][i] /= size;
            }
        }
    }

    private static void shift(double[] to, double by) {
        for (int i = 0; i < to.length; i++) {
            to[i] += by;
        }
    }

    private static void add(double[] to, double[] what, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static double product(double[] a, double[] b, double[] weight) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += weight[i] * a[i] * b[i];
        }
        return sum;
    }

    private static double span(double[] values) {
        DoubleSummaryStatistics statistics = Arrays.stream(values).summaryStatistics();
        return statistics.getMax() - statistics.getMin();
    }

    /** Returns rows of coordinates, each from 0 to 10. */
    private static float[][] scaled(double[][] at) {
        int n = at[0].length;
        float[][] layout = new float[n][at.length];
        for (int c = 0; c < at.length; c++) {
            double low = Arrays.stream(at[c]).min().getAsDouble();
            double span = span(at[c]) > 0 ? span(at[c]) : 1;
            for (int i = 0; i < n; i++) {
                layout[i][c] = (float) (EXTENT * (at[c][i] - low) / span);
            }
        }
        return layout;
    }
}
