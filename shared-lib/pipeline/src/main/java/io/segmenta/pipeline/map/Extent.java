package io.segmenta.pipeline.map;

import java.util.Arrays;

/**
 * The part of a plane that a map shows: all but a two-thousandth of the rows at either end of either axis, and some
 * paper around them. What lies beyond is drawn on its border.
 *
 * @param x0 left
 * @param y0 bottom
 * @param x1 right, above x0
 * @param y1 top, above y0
 */
record Extent(double x0, double y0, double x1, double y1) {
    /** Whole numbers from {@code -LIMIT} to {@code LIMIT} are the places on a map. */
    static final int LIMIT = Short.MAX_VALUE;
    private static final int TAIL = 2_000;
    private static final double PAPER = 0.06;

    /**
     * Of the rows that are drawn.
     *
     * @param drawn numbers of rows, at least one
     */
    static Extent of(Plane plane, int[] drawn) {
        double[] x = range(plane.x(), drawn);
        double[] y = range(plane.y(), drawn);
        return new Extent(x[0], y[0], x[1], y[1]);
    }

    private static double[] range(float[] values, int[] drawn) {
        float[] sorted = new float[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            sorted[i] = values[drawn[i]];
        }
        Arrays.sort(sorted);
        int tail = sorted.length / TAIL;
        double low = sorted[tail];
        double high = sorted[sorted.length - 1 - tail];
        double around = high > low ? PAPER * (high - low) : Math.max(0.5, Math.abs(low) * PAPER);
        return new double[] {low - around, high + around};
    }

    boolean holds(double x, double y) {
        return x >= x0 && x <= x1 && y >= y0 && y <= y1;
    }

    /** Where x lies on the map. */
    short placeX(double x) {
        return place((x - x0) / (x1 - x0));
    }

    /** Where y lies on the map. */
    short placeY(double y) {
        return place((y - y0) / (y1 - y0));
    }

    /** Where a share of the way from one border to the other lies, not bound by them. */
    static long placeOf(double share) {
        return Math.round(share * 2 * LIMIT) - LIMIT;
    }

    private static short place(double share) {
        return (short) Math.clamp(placeOf(share), -LIMIT, LIMIT);
    }

    /** The cell of a grid that a place lies in, numbered row by row from the lower left. */
    int cell(double x, double y, int side) {
        return cell((y - y0) / (y1 - y0), side) * side + cell((x - x0) / (x1 - x0), side);
    }

    private static int cell(double share, int side) {
        return (int) Math.clamp(Math.floor(share * side), 0, side - 1);
    }
}
