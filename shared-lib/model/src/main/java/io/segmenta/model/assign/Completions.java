package io.segmenta.model.assign;

import java.util.Arrays;

/**
 * Squared distances to the points of clusters from a row that is known in part only, the rest being that of other rows
 * in turn. What is known is measured once. Time O(n d + m n u) of n points, m others and u directions that are not
 * known, where points that are farther away in what is known than every nearest one as a whole cost no more than that.
 */
final class Completions {

    /** By cluster, then by other row. */
    private final double[][] squared;
    /** By rank, then by other row; no ranks where no core distance is asked for. */
    private final double[][] nearest;

    private Completions(double[][] squared, double[][] nearest) {
        this.squared = squared;
        this.nearest = nearest;
    }

    /**
     * Measures.
     *
     * @param others rows of d features
     * @param which the numbers of those m that stand in for what is not known
     * @param points n rows of d features
     * @param labels n clusters in [0, k), or less than 0 for none
     * @param ranks how many of the nearest points are kept, of whatever cluster
     */
    static Completions of(float[] row, Unknown unknown, float[][] others, int[] which, float[][] points, int[] labels,
            int clusters, int ranks) {
        int m = which.length;
        double[][] squared = new double[clusters][m];
        double[][] nearest = new double[ranks][m];
        double[] most = new double[clusters];
        Arrays.fill(most, Double.POSITIVE_INFINITY);
        double mostNear = ranks == 0 ? 0 : Double.POSITIVE_INFINITY;
        for (double[] one : squared) {
            Arrays.fill(one, Double.POSITIVE_INFINITY);
        }
        for (double[] one : nearest) {
            Arrays.fill(one, Double.POSITIVE_INFINITY);
        }
        double[][] along = new double[unknown.count()][m];
        double[] place = new double[along.length];
        for (int t = 0; t < m; t++) {
            unknown.along(others[which[t]], place);
            for (int u = 0; u < place.length; u++) {
                along[u][t] = place[u];
            }
        }
        double[] whole = new double[m];
        for (int i = 0; i < points.length; i++) {
            double known = unknown.squaredDistance(row, points[i]);
            boolean near = labels[i] >= 0 && known < most[labels[i]];
            if (near || known < mostNear) {
                unknown.along(points[i], place);
                Arrays.fill(whole, known);
                for (int u = 0; u < place.length; u++) {
                    addSquares(along[u], place[u], whole);
                }
                if (near) {
                    most[labels[i]] = lowered(squared[labels[i]], whole);
                }
                if (known < mostNear) {
                    mostNear = inserted(nearest, whole);
                }
            }
        }
        return new Completions(squared, nearest);
    }

    private static void addSquares(double[] along, double place, double[] to) {
        for (int t = 0; t < to.length; t++) {
            double difference = along[t] - place;
            to[t] += difference * difference;
        }
    }

    /** Lowers what is greater and returns the greatest that is left. */
    private static double lowered(double[] least, double[] values) {
        double most = 0;
        for (int t = 0; t < least.length; t++) {
            least[t] = Math.min(least[t], values[t]);
            most = Math.max(most, least[t]);
        }
        return most;
    }

    /** Puts values into their ranks and returns the greatest of the last rank. */
    private static double inserted(double[][] ranks, double[] values) {
        double most = 0;
        int last = ranks.length - 1;
        for (int t = 0; t < values.length; t++) {
            if (values[t] < ranks[last][t]) {
                int at = last;
                while (at > 0 && values[t] < ranks[at - 1][t]) {
                    ranks[at][t] = ranks[at - 1][t];
                    at--;
                }
                ranks[at][t] = values[t];
            }
            most = Math.max(most, ranks[last][t]);
        }
        return most;
    }

    /** Finds the squared distance to each cluster with one of the others. */
    void squared(int other, double[] into) {
        for (int k = 0; k < into.length; k++) {
            into[k] = squared[k][other];
        }
    }

    /** Returns the squared distance to the last of the nearest points that are kept, with one of the others. */
    double last(int other) {
        return nearest[nearest.length - 1][other];
    }
}
