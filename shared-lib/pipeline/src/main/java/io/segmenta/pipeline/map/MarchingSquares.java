package io.segmenta.pipeline.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of equal height through a square grid of values, interpolated along the edges between neighbours: Lorensen and
 * Cline's marching cubes ("Marching Cubes: A High Resolution 3D Surface Construction Algorithm", 1987) in two
 * dimensions. Beyond the grid values are 0, so that every line closes. Where two opposite corners of a square are high,
 * the mean of the four says whether they are joined.
 * <p>
 * O(cells) time and memory. A line has what is high on its left: around a hill it runs counter-clockwise.
 */
final class MarchingSquares {
    private static final int NONE = -1;

    private final long[] values;
    private final int side;
    private final int width;
    private final long level;
    private final long below;
    /** Of each place, with one row of places around the grid, whether it is high: 0 or 1. */
    private final byte[] high;
    /** Of each edge that a line enters a square by, the edge that it leaves by: first those to the right, then up. */
    private final int[] leaves;

    private MarchingSquares(long[] values, int side, long level, long below) {
        this.values = values;
        this.side = side;
        this.width = side + 2;
        this.level = level;
        this.below = below;
        this.leaves = new int[2 * width * width];
        this.high = new byte[width * width];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                high[(row + 1) * width + column + 1] = (byte) (values[row * side + column] >= level ? 1 : 0);
            }
        }
    }

    /**
     * The lines halfway between two heights.
     *
     * @param values side x side, row by row from the bottom, at least 0
     * @param level what is high has at least so much; above 0
     * @param below the most that anything lower has, in [0, level)
     * @return rings of x, y, x, y ... where (0, 0) is the middle of the first cell and 1 the next one's; the last place
     * joins the first, which is not repeated
     */
    static List<double[]> rings(long[] values, int side, long level, long below) {
        return new MarchingSquares(values, side, level, below).rings();
    }

    private List<double[]> rings() {
        Arrays.fill(leaves, NONE);
        for (int row = 0; row < width - 1; row++) {
            for (int column = 0; column < width - 1; column++) {
                cross(row, column);
            }
        }
        List<double[]> rings = new ArrayList<>();
        for (int edge = 0; edge < leaves.length; edge++) {
            if (leaves[edge] != NONE) {
                rings.add(ring(edge));
            }
        }
        return rings;
    }

    /** Notes how lines run through the square whose lower left corner is given. */
    private void cross(int row, int column) {
        int at = right(row, column);
        int corners = high[at] | (high[at + 1] << 1) | (high[at + width + 1] << 2) | (high[at + width] << 3);
        if (corners == 0 || corners == 15) {
            return;
        }
        int bottom = at;
        int top = right(row + 1, column);
        int left = up(row, column);
        int right = up(row, column + 1);
        switch (corners) {
            case 1 -> leaves[bottom] = left;
            case 2 -> leaves[right] = bottom;
            case 3 -> leaves[right] = left;
            case 4 -> leaves[top] = right;
            case 5 -> {
                leaves[bottom] = isJoined(row, column) ? right : left;
                leaves[top] = isJoined(row, column) ? left : right;
            }
            case 6 -> leaves[top] = bottom;
            case 7 -> leaves[top] = left;
            case 8 -> leaves[left] = top;
            case 9 -> leaves[bottom] = top;
            case 10 -> {
                leaves[right] = isJoined(row, column) ? top : bottom;
                leaves[left] = isJoined(row, column) ? bottom : top;
            }
            case 11 -> leaves[right] = top;
            case 12 -> leaves[left] = right;
            case 13 -> leaves[bottom] = right;
            default -> leaves[left] = bottom;
        }
    }

    private double[] ring(int first) {
        double[] places = new double[64];
        int count = 0;
        int edge = first;
        while (leaves[edge] != NONE) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            boolean upwards = edge >= width * width;
            int node = upwards ? edge - width * width : edge;
            int row = node / width;
            int column = node % width;
            double along = along(value(row, column), upwards ? value(row + 1, column) : value(row, column + 1));
            places[count++] = column - 1 + (upwards ? 0 : along);
            places[count++] = row - 1 + (upwards ? along : 0);
            int next = leaves[edge];
            leaves[edge] = NONE;
            edge = next;
        }
        return Arrays.copyOf(places, count);
    }

    /** How far between two neighbours the height is halfway from {@code below} to {@code level}, in (0, 1). */
    private double along(long from, long to) {
        return ((level - from) + (below - from)) / 2.0 / (to - from);
    }

    private boolean isJoined(int row, int column) {
        long sum = value(row, column) + value(row, column + 1) + value(row + 1, column) + value(row + 1, column + 1);
        return sum >= 4 * level;
    }

    private long value(int row, int column) {
        return row == 0 || column == 0 || row > side || column > side ? 0 : values[(row - 1) * side + column - 1];
    }

    private int right(int row, int column) {
        return row * width + column;
    }

    private int up(int row, int column) {
        return width * width + row * width + column;
    }
}
