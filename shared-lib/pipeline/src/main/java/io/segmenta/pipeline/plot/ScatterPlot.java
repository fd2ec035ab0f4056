package io.segmenta.pipeline.plot;

import io.segmenta.model.data.Quantiles;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Rows in two dimensions, coloured by segment. Up to 3,000 rows every row is a point; beyond that all rows are binned
 * into a density (each cell in the colour of its most frequent segment, stronger with more rows) and every m-th row is
 * drawn as a point, and the plot says so. One pass over the rows, memory for the bins only.
 */
public final class ScatterPlot {
    private static final int MOST_POINTS = 3_000;
    private static final int CELLS_X = 80;
    private static final int CELLS_Y = 62;
    private static final double WIDTH = 1040;
    private static final double HEIGHT = 640;
    private static final double LEFT = 100;
    private static final double TOP = 80;
    private static final double PLOT_WIDTH = 624;
    private static final double PLOT_HEIGHT = 490;

    private static final int ISLANDS_X = 16;
    private static final int ISLANDS_Y = 12;

    private ScatterPlot() {}

    /**
     * What the two dimensions are.
     *
     * @param heading of the plot
     * @param titleX what x is, with its unit or share of variance
     * @param titleY what y is
     * @param linear whether the mean of places means anything; a segment of a layout may lie on several islands, and
     * its mean between them
     */
    public record Frame(String heading, String titleX, String titleY, boolean linear) {}

    /**
     * Draws the plot.
     *
     * @param x first coordinate of every row
     * @param y second coordinate of every row
     * @param labels the segment of every row, in [0, keys.size())
     * @param keys name and colour of each segment
     * @param frame what the two dimensions are
     * @return the SVG document
     */
    public static String draw(float[] x, float[] y, int[] labels, List<Key> keys, Frame frame) {
        return draw(x, y, labels, keys, frame, sizes(labels, Objects.requireNonNull(keys, "keys is null").size()));
    }

    /**
     * Draws the plot of some of the rows.
     *
     * @param x first coordinate of every row that is drawn
     * @param y second coordinate
     * @param labels the segment of every row that is drawn, in [0, keys.size())
     * @param keys name and colour of each segment
     * @param frame what the two dimensions are
     * @param sizes how many rows each segment has in all
     * @return the SVG document
     */
    public static String draw(float[] x, float[] y, int[] labels, List<Key> keys, Frame frame, long[] sizes) {
        Objects.requireNonNull(keys, "keys is null");
        int n = x.length;
        long total = Arrays.stream(sizes).sum();
        boolean dense = n > MOST_POINTS;
        int every = dense ? (n + MOST_POINTS - 1) / MOST_POINTS : 1;
        int drawn = (n + every - 1) / every;
        String facts = dense
                ? "Shading: density of all " + Numbers.count(n) + " rows. Points: a sample of " + Numbers.count(drawn)
                        + " (every " + Numbers.ordinal(every) + " row)."
                : "Each point is one of " + Numbers.count(n) + " rows" + (total == n ? ""
                        : " drawn evenly from "
                                + Numbers.count(total))
                        + "; labels sit "
                        + (frame.linear ? "at the segments' means." : "where their segments are densest.");
        Svg svg = new Svg(WIDTH, HEIGHT, frame.heading, facts);
        svg.heading(frame.heading, facts);
        double[] rangeX = dense ? coreRange(x) : Axes.range(x, 0.05);
        double[] rangeY = dense ? coreRange(y) : Axes.range(y, 0.05);
        Axes axes = new Axes(LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT, rangeX, rangeY);
        axes.drawX(svg, frame.titleX);
        axes.drawY(svg, frame.titleY);
        if (dense) {
            density(svg, axes, x, y, labels, keys, rangeX, rangeY);
        }
        points(svg, axes, x, y, labels, keys, every, rangeX, rangeY);
        axes.border(svg);
        boolean[] counted = frame.linear ? all(n) : densest(x, y, labels, keys.size(), rangeX, rangeY);
        labels(svg, axes, x, y, labels, keys, counted);
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < keys.size(); c++) {
            notes.add(
                    c + " · " + Numbers.count(sizes[c]) + " rows, "
                            + Numbers.percent(sizes[c] / (double) Math.max(1, total)));
        }
        Legend.draw(svg, 748, 96, 280, keys, notes);
        return svg.finish();
    }

    private static long[] sizes(int[] labels, int k) {
        long[] sizes = new long[k];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    private static double[] coreRange(float[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        int tail = copy.length / 1_000;
        double[] ends = Quantiles.atRanks(copy, tail, copy.length - 1 - tail);
        return Axes.range(new float[] {(float) ends[0], (float) ends[1]}, 0.08);
    }

    private static void density(Svg svg, Axes axes, float[] x, float[] y, int[] labels, List<Key> keys, double[] rangeX,
            double[] rangeY) {
        int[] counts = new int[CELLS_X * CELLS_Y * keys.size()];
        for (int i = 0; i < x.length; i++) {
            int column = cell(x[i], rangeX, CELLS_X);
            int row = cell(y[i], rangeY, CELLS_Y);
            if (column >= 0 && row >= 0) {
                counts[(row * CELLS_X + column) * keys.size() + labels[i]]++;
            }
        }
        int[] totals = new int[CELLS_X * CELLS_Y];
        int most = 1;
        for (int cell = 0; cell < totals.length; cell++) {
            for (int c = 0; c < keys.size(); c++) {
                totals[cell] += counts[cell * keys.size() + c];
            }
            most = Math.max(most, totals[cell]);
        }
        double stepX = (rangeX[1] - rangeX[0]) / CELLS_X;
        double stepY = (rangeY[1] - rangeY[0]) / CELLS_Y;
        double wide = axes.x(rangeX[0] + stepX) - axes.x(rangeX[0]);
        double high = axes.y(rangeY[0]) - axes.y(rangeY[0] + stepY);
        svg.open("", "shape-rendering", "crispEdges");
        for (int cell = 0; cell < totals.length; cell++) {
            if (totals[cell] > 0) {
                int winner = winner(counts, cell, keys.size());
                double strength = 0.1 + 0.75 * StrictMath.log1p(totals[cell]) / StrictMath.log1p(most);
                svg.rect(axes.x(rangeX[0] + (cell % CELLS_X) * stepX),
                        axes.y(rangeY[0] + (cell / CELLS_X + 1) * stepY), wide, high, "fill", keys.get(winner).color(),
                        "fill-opacity", Svg.number(strength));
            }
        }
        svg.close();
    }

    private static int winner(int[] counts, int cell, int k) {
        int best = 0;
        for (int c = 1; c < k; c++) {
            if (counts[cell * k + c] > counts[cell * k + best]) {
                best = c;
            }
        }
        return best;
    }

    private static int cell(double value, double[] range, int cells) {
        int cell = (int) Math.floor((value - range[0]) / (range[1] - range[0]) * cells);
        return cell < cells ? cell : -1;
    }

    private static void points(Svg svg, Axes axes, float[] x, float[] y, int[] labels, List<Key> keys, int every,
            double[] rangeX, double[] rangeY) {
        double radius = every > 1 ? 1.3 : x.length > 600 ? 2.4 : 3.6;
        for (int c = 0; c < keys.size(); c++) {
            svg.open(keys.get(c).title(), "fill", keys.get(c).color(), "fill-opacity", every > 1 ? "0.55" : "0.75",
                    "stroke", "#ffffff", "stroke-width", every > 1 ? "0.2" : "0.5");
            for (int i = 0; i < x.length; i += every) {
                boolean inside = x[i] >= rangeX[0] && x[i] <= rangeX[1] && y[i] >= rangeY[0] && y[i] <= rangeY[1];
                if (labels[i] == c && inside) {
                    svg.circle(axes.x(x[i]), axes.y(y[i]), radius);
                }
            }
            svg.close();
        }
    }

    private static boolean[] all(int n) {
        boolean[] all = new boolean[n];
        Arrays.fill(all, true);
        return all;
    }

    /** Tells which rows lie where their segment is densest: in the three by three cells that hold most of it. */
    private static boolean[] densest(float[] x, float[] y, int[] labels, int k, double[] rangeX, double[] rangeY) {
        int[][][] counts = new int[k][ISLANDS_Y][ISLANDS_X];
        for (int i = 0; i < x.length; i++) {
            int column = cell(x[i], rangeX, ISLANDS_X);
            int row = cell(y[i], rangeY, ISLANDS_Y);
            if (column >= 0 && row >= 0) {
                counts[labels[i]][row][column]++;
            }
        }
        int[] centerX = new int[k];
        int[] centerY = new int[k];
        for (int c = 0; c < k; c++) {
            int most = -1;
            for (int row = 0; row < ISLANDS_Y; row++) {
                for (int column = 0; column < ISLANDS_X; column++) {
                    int around = around(counts[c], row, column);
                    if (around > most) {
                        most = around;
                        centerX[c] = column;
                        centerY[c] = row;
                    }
                }
            }
        }
        boolean[] inside = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            int column = cell(x[i], rangeX, ISLANDS_X);
            int row = cell(y[i], rangeY, ISLANDS_Y);
            inside[i] = column >= 0 && row >= 0 && Math.abs(column - centerX[labels[i]]) <= 1
                    && Math.abs(row - centerY[labels[i]]) <= 1;
        }
        return inside;
    }

    private static int around(int[][] counts, int row, int column) {
        int sum = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(ISLANDS_Y - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(ISLANDS_X - 1, column + 1); c++) {
                sum += counts[r][c];
            }
        }
        return sum;
    }

    /** Puts each segment's number at the mean of its counted rows. */
    private static void labels(Svg svg, Axes axes, float[] x, float[] y, int[] labels, List<Key> keys,
            boolean[] counted) {
        double[] sumX = new double[keys.size()];
        double[] sumY = new double[keys.size()];
        int[] sizes = new int[keys.size()];
        for (int i = 0; i < x.length; i++) {
            if (counted[i]) {
                sumX[labels[i]] += x[i];
                sumY[labels[i]] += y[i];
                sizes[labels[i]]++;
            }
        }
        Places places = new Places(LEFT + 12, TOP + 12, PLOT_WIDTH - 24, PLOT_HEIGHT - 24, 25);
        for (int c = 0; c < keys.size(); c++) {
            if (sizes[c] > 0) {
                double meanX = Math.clamp(axes.x(sumX[c] / sizes[c]), LEFT + 12, LEFT + PLOT_WIDTH - 12);
                double meanY = Math.clamp(axes.y(sumY[c] / sizes[c]), TOP + 12, TOP + PLOT_HEIGHT - 12);
                double[] at = places.nearest(meanX, meanY);
                if (at[0] != meanX || at[1] != meanY) {
                    svg.line(meanX, meanY, at[0], at[1], "stroke", keys.get(c).color(), "stroke-width", "1.5");
                }
                svg.circle(at[0], at[1], 11, "fill", "#ffffff", "stroke", keys.get(c).color(), "stroke-width", "2.5");
                svg.text(at[0], at[1] + 4.5, Integer.toString(c), "text-anchor", "middle", "font-size",
                        c < 100 ? "13" : "10", "font-weight", "600", "fill", Svg.INK);
            }
        }
    }
}
