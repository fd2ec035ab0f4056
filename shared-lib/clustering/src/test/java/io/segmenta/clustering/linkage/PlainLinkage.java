package io.segmenta.clustering.linkage;

import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;

/** Agglomeration by the definition: every pair of clusters measured from its rows before every merge, in double. */
final class PlainLinkage {

    private PlainLinkage() {}

    /** Returns the heights of the n - 1 merges in the order they happen. */
    static double[] heights(Matrix x, Linkage linkage) {
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < x.rows(); i++) {
            clusters.add(new ArrayList<>(List.of(i)));
        }
        double[] heights = new double[x.rows() - 1];
        for (int merge = 0; merge < heights.length; merge++) {
            int first = -1;
            int second = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int a = 0; a < clusters.size(); a++) {
                for (int b = a + 1; b < clusters.size(); b++) {
                    double height = height(x, clusters.get(a), clusters.get(b), linkage);
                    if (height < least) {
                        least = height;
                        first = a;
                        second = b;
                    }
                }
            }
            heights[merge] = least;
            clusters.get(first).addAll(clusters.remove(second));
        }
        return heights;
    }

    /** Returns how far two clusters are apart. */
    static double height(Matrix x, List<Integer> a, List<Integer> b, Linkage linkage) {
        if (linkage == Linkage.WARD) {
            double square = 0;
            for (int j = 0; j < x.columns(); j++) {
                double difference = mean(x.column(j), a) - mean(x.column(j), b);
                square += difference * difference;
            }
            return Math.sqrt(2.0 * a.size() * b.size() / (a.size() + b.size()) * square);
        }
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        double sum = 0;
        for (int i : a) {
            for (int k : b) {
                double distance = distance(x, i, k);
                least = Math.min(least, distance);
                most = Math.max(most, distance);
                sum += distance;
            }
        }
        return switch (linkage) {
            case SINGLE -> least;
            case COMPLETE -> most;
            case AVERAGE, WARD -> sum / a.size() / b.size();
        };
    }

    private static double mean(float[] column, List<Integer> rows) {
        double sum = 0;
        for (int i : rows) {
            sum += column[i];
        }
        return sum / rows.size();
    }

    private static double distance(Matrix x, int a, int b) {
        double sum = 0;
        for (int j = 0; j < x.columns(); j++) {
            double difference = (double) x.get(a, j) - x.get(b, j);
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
