package io.segmenta.pipeline.map;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How densely the rows of one segment lie, in whole numbers: counts of cells, each blurred over its neighbourhood by
 * three moving sums in both directions, which come near to a Gaussian kernel (Wells, "Efficient Synthesis of Gaussian
 * Filters by Cascaded Uniform Filters", 1986). Whole numbers have no order of adding up, so the same rows give the same
 * heights everywhere. O(cells) at any bandwidth.
 * <p>
 * The bandwidth is Scott's ("Multivariate Density Estimation", 1992): the standard deviation by the sixth root of the
 * number of rows, at most a fortieth of the side.
 */
final class Density {
    private static final int NARROWEST = 3;
    /** A moving sum is over this part of the side at most: its sixth power by 2^31 rows stays within 63 bits. */
    private static final int WIDEST = 20;
    private static final int TIMES = 3;

    private final int side;
    private final long[] heights;
    private final long rows;
    /** Of the cells that hold rows, how many and how high they are. */
    private final int[] held;
    private final long[] heldHeights;

    private Density(int side, int[] counts, long[] heights, long rows) {
        this.side = side;
        this.heights = heights;
        this.rows = rows;
        int[] filled = IntStream.range(0, counts.length).filter(cell -> counts[cell] > 0).toArray();
        this.held = Arrays.stream(filled).map(cell -> counts[cell]).toArray();
        this.heldHeights = Arrays.stream(filled).mapToLong(cell -> heights[cell]).toArray();
    }

    /**
     * Blurs counts.
     *
     * @param counts side x side, row by row
     */
    static Density of(int[] counts, int side) {
        long rows = Arrays.stream(counts).asLongStream().sum();
        long[] heights = new long[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            heights[cell] = counts[cell];
        }
        int reach = width(counts, side, rows) / 2;
        long[] sums = new long[counts.length];
        for (int time = 0; time < TIMES; time++) {
            alongRows(heights, sums, side, reach);
            alongColumns(sums, heights, side, reach);
        }
        return new Density(side, counts, heights, rows);
    }

    /** The cells of a moving sum, odd: three of them have the variance of the kernel. */
    private static int width(int[] counts, int side, long rows) {
        double sumX = 0;
        double sumY = 0;
        double squares = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            int row = cell / side;
            double x = cell % side;
            double y = row;
            sumX += counts[cell] * x;
            sumY += counts[cell] * y;
            squares += counts[cell] * (x * x + y * y);
        }
        double n = Math.max(1, rows);
        double variance = Math.max(0, squares / n - sumX / n * (sumX / n) - sumY / n * (sumY / n)) / 2;
        double kernel = variance * StrictMath.pow(n, -1 / 3.0);
        int half = (int) Math.round((Math.sqrt(4 * kernel + 1) - 1) / 2);
        return Math.clamp(2L * half + 1, NARROWEST, Math.max(NARROWEST, (side / WIDEST) | 1));
    }

    private static void alongRows(long[] from, long[] to, int side, int reach) {
        for (int row = 0; row < side; row++) {
            int first = row * side;
            long sum = 0;
            for (int x = 0; x < Math.min(reach, side); x++) {
                sum += from[first + x];
            }
            for (int x = 0; x < side; x++) {
                sum += x + reach < side ? from[first + x + reach] : 0;
                to[first + x] = sum;
                sum -= x >= reach ? from[first + x - reach] : 0;
            }
        }
    }

    private static void alongColumns(long[] from, long[] to, int side, int reach) {
        long[] sums = new long[side];
        for (int row = 0; row < Math.min(reach, side); row++) {
            add(sums, from, row * side, 1);
        }
        for (int row = 0; row < side; row++) {
            if (row + reach < side) {
                add(sums, from, (row + reach) * side, 1);
            }
            System.arraycopy(sums, 0, to, row * side, side);
            if (row >= reach) {
                add(sums, from, (row - reach) * side, -1);
            }
        }
    }

    private static void add(long[] sums, long[] from, int first, int sign) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += sign * from[first + x];
        }
    }

    /** Returns how many rows there are. */
    long rows() {
        return rows;
    }

    /** Returns the heights, side x side: the array itself. */
    long[] heights() {
        return heights;
    }

    /** Returns the densest cell, the first of equal ones. */
    int peak() {
        int peak = 0;
        for (int cell = 1; cell < heights.length; cell++) {
            if (heights[cell] > heights[peak]) {
                peak = cell;
            }
        }
        return peak;
    }

    /**
     * The height above which a share of the rows lies.
     *
     * @param mass in (0, 1]
     * @return the largest one that cells of at least this height hold so many rows; above 0 where there are rows
     */
    long level(double mass) {
        long wanted = (long) Math.ceil(mass * rows);
        long low = 1;
        long high = heights[peak()];
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (holds(middle) >= wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long holds(long level) {
        long sum = 0;
        for (int i = 0; i < held.length; i++) {
            sum += heldHeights[i] >= level ? held[i] : 0;
        }
        return sum;
    }

    /** Returns the greatest height below another one, at least 0. */
    long below(long level) {
        long below = 0;
        for (long height : heights) {
            if (height < level && height > below) {
                below = height;
            }
        }
        return below;
    }

    /** Returns how many cells a side has. */
    int side() {
        return side;
    }
}
