package io.segmenta.clustering.centroid;

import io.segmenta.model.base.Check;

/**
 * How few and how many rows a cluster may hold.
 *
 * @param least rows of a cluster, >= 1
 * @param most rows of a cluster, >= least
 */
public record SizeBounds(int least, int most) {

    public SizeBounds {
        Check.range("least", least, 1, Integer.MAX_VALUE);
        Check.range("most", most, least, Integer.MAX_VALUE);
    }

    /** Whether so many rows can be divided into k clusters within the bounds. */
    public boolean allow(int k, int rows) {
        return (long) k * least <= rows && (long) k * most >= rows;
    }

    /** Whether every size lies within the bounds. */
    boolean hold(long[] sizes) {
        for (long size : sizes) {
            if (size < least || size > most) {
                return false;
            }
        }
        return true;
    }

    /** The bounds in proportion for {@code part} of {@code rows}, rounded so that what these allowed stays allowed. */
    public SizeBounds forPart(int part, int rows) {
        long fewest = (long) least * part / rows;
        long greatest = ((long) Math.min(most, rows) * part + rows - 1) / rows;
        return new SizeBounds((int) Math.max(1, fewest), (int) Math.max(1, greatest));
    }
}
