package io.segmenta.pipeline.algorithm;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows divided by density into segments and noise, with what it takes to tell the two apart for new rows. The arrays
 * are shared, never to be written to.
 *
 * @param labels the segment of each row, -1 for noise
 * @param members the rows that are in a segment, rising
 * @param references which rows tell of others: all, or the cores only
 * @param neighbors that a core distance reaches over, 0 where none is needed
 * @param samples rows that lie within the reach of a row in a segment
 * @param reach per segment how far it reaches
 */
public record Density(int[] labels, int[] members, boolean[] references, int neighbors, int samples, double[] reach) {
    private static final int FEWEST_SAMPLES = 5;
    private static final int MOST_SAMPLES = 25;

    /** The rows that must be near: as configured, or two for each feature, from 5 to 25; fewer than the rows. */
    static int samples(Matrix x, int configured) {
        int samples = configured > 0 ? configured
                : Math.clamp(2L * x.columns(), FEWEST_SAMPLES, MOST_SAMPLES);
        return Math.min(samples, x.rows() - 1);
    }

    /**
     * This, when there are two segments at least.
     *
     * @param algorithm as it is configured
     * @param samples the setting of the rows that must be near
     * @param remedy what else finds more
     * @throws DataException when there are fewer
     */
    Density orRefuse(String algorithm, String samples, String remedy) {
        if (reach.length < 2) {
            throw DataException.of(Reason.NO_SEGMENTS,
                    "%s finds %s and %d rows outside; a smaller %s or %s makes it find more",
                    algorithm, reach.length == 0 ? "no segment" : "one segment only", outside(), samples, remedy);
        }
        return this;
    }

    static int[] members(int[] labels) {
        return IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
    }

    /** The rows that are in a segment. */
    public Matrix inside(Matrix x) {
        return outside() == 0 ? x : x.selectRows(members);
    }

    /** The same with segments in the numbering of a partition of the members. */
    Density numberedAs(Partition partition) {
        int[] renumbered = labels.clone();
        double[] ordered = new double[reach.length];
        for (int i = 0; i < members.length; i++) {
            ordered[partition.labels()[i]] = reach[labels[members[i]]];
            renumbered[members[i]] = partition.labels()[i];
        }
        return new Density(renumbered, members, references, neighbors, samples, ordered);
    }

    /** The same of some of the rows. */
    public Density of(int[] rows) {
        int[] some = Arrays.stream(rows).map(row -> labels[row]).toArray();
        boolean[] telling = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            telling[i] = references[rows[i]];
        }
        return new Density(some, members(some), telling, neighbors, samples, reach);
    }

    /** How many rows lie outside every segment. */
    public int outside() {
        return labels.length - members.length;
    }
}
