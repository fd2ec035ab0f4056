package io.segmenta.pipeline.cost;

import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Clusterers;
import java.util.Optional;

/**
 * How long runs take: from the times of whole jobs that were measured on two processors, by k-means with k = 2..10,
 * between a quiet machine and a busy one (benchmarks/results/2026-11-21-growth.md). Between two sizes the logarithm of
 * the time is interpolated by that of the cells; above the largest it grows as they do.
 */
final class Throughput {
    /** Cells of a table, rows times columns, and the seconds that runs of it took, from least to most. */
    private static final double[][] MEASURED = {{8e3, 0.8, 2.5}, {8e4, 1.5, 4.2}, {4e5, 1.9, 5.5}, {8e5, 2.2, 8},
            {1.6e6, 3, 9}, {8e6, 4.5, 16}, {2.56e7, 9, 38}, {8e7, 20, 90}, {1e8, 24, 110}};
    /** Processors of the machine that they were measured on. */
    private static final double PROCESSORS = 2;
    /** A fit takes several times what it cannot do without. */
    private static final double OF_LEAST = 5;
    /** What an algorithm that was not timed is taken for: the slowest of those that were. */
    private static final double UNTIMED = 3.5;
    /** A search fits several algorithms, on 50,000 rows at most. */
    private static final double SEARCH = 3;

    private Throughput() {}

    /**
     * The seconds of a run from the start of the function to its last file.
     *
     * @param rows of the table
     * @param columns of the table
     * @param processors that the function has, a fraction too
     */
    static Range seconds(double rows, int columns, ClusteringConfig settings, double processors) {
        Range kmeans = measured(Math.max(1, rows * columns));
        Optional<Clusterer> clusterer = Clusterers.of(settings);
        int threads = Math.max(1, (int) Math.ceil(processors));
        double least = clusterer.map(one -> one.seconds(rows, columns, threads)).orElse(0.0);
        double slower = settings.algorithm().map(Throughput::slower).orElse(SEARCH);
        // More processors help where a stage can use them, fewer hurt where it would have.
        return kmeans.times(Math.min(1, PROCESSORS / processors), slower * Math.max(1, PROCESSORS / processors))
                .plus(new Range(least, OF_LEAST * least));
    }

    private static Range measured(double cells) {
        int last = MEASURED.length - 1;
        if (cells <= MEASURED[0][0]) {
            return new Range(MEASURED[0][1], MEASURED[0][2]);
        } else if (cells >= MEASURED[last][0]) {
            double more = cells / MEASURED[last][0];
            return new Range(MEASURED[last][1] * more, MEASURED[last][2] * more);
        }
        int above = 1;
        while (MEASURED[above][0] < cells) {
            above++;
        }
        double[] from = MEASURED[above - 1];
        double[] to = MEASURED[above];
        double way = StrictMath.log(cells / from[0]) / StrictMath.log(to[0] / from[0]);
        return new Range(between(from[1], to[1], way), between(from[2], to[2], way));
    }

    private static double between(double from, double to, double way) {
        return from * StrictMath.pow(to / from, way);
    }

    /** How many times as long as by k-means a job of 30,000 rows of 8 columns took, rounded up. */
    private static double slower(Algorithm algorithm) {
        return switch (algorithm) {
            case KMEANS, SOM, GENIE -> 1;
            case AGGLOMERATIVE, DBSCAN -> 1.5;
            case SOM_KMEANS -> 2;
            case GAUSSIAN_MIXTURE -> 2.5;
            case HDBSCAN -> 3;
            case KPROTOTYPES, KMEDOIDS, XMEANS, GMEANS -> UNTIMED;
        };
    }
}
