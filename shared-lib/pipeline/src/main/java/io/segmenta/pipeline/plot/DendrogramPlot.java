package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.List;

/**
 * The dendrogram of the linkage that was really used, with the line at which it was cut. Up to 40 leaves are drawn
 * (more when the cut has more segments); where rows exceed that, the lowest merges are folded into leaves marked with
 * their number of rows, as SciPy's {@code truncate_mode="lastp"} does, and the plot says so. Time and memory linear in
 * rows.
 */
public final class DendrogramPlot {
    private static final int MOST_LEAVES = 40;
    private static final double TOP = 84;
    private static final double LEFT = 100;
    private static final double WIDE = 624;
    private static final double HIGH = 420;

    private final int n;
    private final int[] left;
    private final int[] right;
    private final double[] heights;
    private final int[] sizes;
    private final int[] someRow;
    private final int[] numbers;
    private final int drawn;
    private final int folded;
    private double nextLeaf;

    private DendrogramPlot(int[] left, int[] right, double[] heights, Leaves leaves, int drawn) {
        this.n = left.length + 1;
        this.numbers = leaves.numbers;
        this.left = left;
        this.right = right;
        this.heights = heights;
        this.drawn = drawn;
        folded = 2 * n - drawn;
        sizes = new int[2 * n - 1];
        someRow = new int[2 * n - 1];
        for (int node = 0; node < 2 * n - 1; node++) {
            sizes[node] = node < n ? leaves.rows[node] : sizes[left[node - n]] + sizes[right[node - n]];
            someRow[node] = node < n ? node : someRow[left[node - n]];
        }
    }

    /**
     * The leaves of a tree; the arrays are shared.
     *
     * @param labels the segment of each after the cut
     * @param rows the rows of each; 1, unless cells of rows were merged
     * @param numbers which row of the file each is, from 1; unused for cells
     */
    public record Leaves(int[] labels, int[] rows, int[] numbers) {}

    /**
     * Draws the plot.
     *
     * @param left per merge, one of the merged nodes: a row in [0, n) or n + the index of an earlier merge
     * @param right per merge, the other node
     * @param heights per merge, its height, never falling
     * @param leaves what is at the bottom
     * @param keys name and colour of each segment
     * @param linkage the linkage's name
     * @return the SVG document
     */
    public static String draw(int[] left, int[] right, double[] heights, Leaves leaves, List<Key> keys,
            String linkage) {
        int n = left.length + 1;
        int k = keys.size();
        int drawn = Math.min(n, Math.max(MOST_LEAVES, Math.min(2 * k, 120)));
        DendrogramPlot plot = new DendrogramPlot(left, right, heights, leaves, drawn);
        int all = plot.sizes[2 * n - 2];
        String title = "Dendrogram (" + linkage + " linkage"
                + (plot.ofCells() ? ", approximate: " + Numbers.count(n) + " cells of near rows)" : ")");
        double below = k < n ? heights[n - 1 - k] : 0;
        double above = k > 1 ? heights[n - k] : below * 1.05;
        double cut = (below + above) / 2;
        String facts = Numbers.count(all) + " rows, cut at height " + Numbers.figure(cut) + " into " + k + " segments."
                + (drawn < n ? " The lowest merges are folded into " + drawn + " leaves marked with their rows."
                        : "");
        Svg svg = new Svg(1040, 606, title, facts);
        svg.heading(title, facts);
        double most = n > 1 && heights[n - 2] > 0 ? heights[n - 2] * 1.05 : 1;
        Axes axes = new Axes(LEFT, TOP, WIDE, HIGH, new double[] {-0.5, drawn - 0.5}, new double[] {0, most});
        axes.drawY(svg, "height of the merge (distance, scaled units)");
        plot.drawNode(svg, axes, 2 * n - 2, k, leaves.labels, keys);
        svg.line(LEFT, axes.y(cut), LEFT + WIDE, axes.y(cut), "stroke", Svg.INK, "stroke-width", "1.3",
                "stroke-dasharray", "7 5");
        svg.text(LEFT + WIDE + 2, axes.y(cut) + 4, "cut", "font-size", "11", "fill", Svg.INK);
        svg.text(LEFT + WIDE / 2, TOP + HIGH + 90,
                drawn < n ? "groups of rows (number of rows)"
                        : plot.ofCells() ? "cells (rows of the cell)" : "row of the file",
                "text-anchor", "middle", "fill", Svg.INK);
        long[] counts = new long[k];
        for (int leaf = 0; leaf < n; leaf++) {
            counts[leaves.labels[leaf]] += leaves.rows[leaf];
        }
        String[] notes = new String[k];
        for (int c = 0; c < k; c++) {
            notes[c] = c + " · " + Numbers.count(counts[c]) + " rows";
        }
        Legend.draw(svg, 748, 100, 280, keys, List.of(notes));
        return svg.finish();
    }

    private boolean ofCells() {
        return sizes[2 * n - 2] > n;
    }

    /** Draws the subtree and returns the place of its stem; at most as deep as there are leaves drawn. */
    private double drawNode(Svg svg, Axes axes, int node, int k, int[] labels, List<Key> keys) {
        if (node < n || node < folded) {
            return drawLeaf(svg, axes, node);
        }
        int merge = node - n;
        double from = drawNode(svg, axes, left[merge], k, labels, keys);
        double to = drawNode(svg, axes, right[merge], k, labels, keys);
        double top = axes.y(heights[merge]);
        String color = node < 2 * n - k ? keys.get(labels[someRow[node]]).color() : Palette.NEUTRAL;
        arm(svg, axes, left[merge], from, top, k, labels, keys);
        arm(svg, axes, right[merge], to, top, k, labels, keys);
        svg.line(axes.x(from), top, axes.x(to), top, "stroke", color, "stroke-width", "2", "stroke-linecap", "round");
        return (from + to) / 2;
    }

    private void arm(Svg svg, Axes axes, int child, double place, double top, int k, int[] labels, List<Key> keys) {
        boolean leaf = child < n || child < folded;
        double bottom = leaf ? axes.y(0) : axes.y(heights[child - n]);
        String color = child < 2 * n - k ? keys.get(labels[someRow[child]]).color() : Palette.NEUTRAL;
        svg.line(axes.x(place), top, axes.x(place), bottom, "stroke", color, "stroke-width", "2");
    }

    private double drawLeaf(Svg svg, Axes axes, int node) {
        double place = nextLeaf++;
        String text = sizes[node] > 1 || ofCells() ? "(" + Numbers.count(sizes[node]) + ")"
                : Integer.toString(numbers[node]);
        double x = axes.x(place) + 4;
        double y = TOP + HIGH + 8;
        int every = (int) Math.ceil(13 * drawn / WIDE);
        if ((int) place % every != 0) {
            return place;
        }
        String turn = "rotate(-90 " + Svg.number(x) + " " + Svg.number(y) + ")";
        svg.fitted(x, y, text, Box.line(68, 11), "text-anchor", "end", "font-size", "11", "fill", Svg.MUTED,
                "transform", turn);
        return place;
    }
}
