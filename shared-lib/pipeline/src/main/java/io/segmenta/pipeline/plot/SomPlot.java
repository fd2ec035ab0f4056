package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A self-organising map as a grid of cells: the segments with their rows, the distances between neighbouring units, and
 * the value of each feature at each unit.
 */
public final class SomPlot {
    /**
     * How units lie and what they stand for.
     *
     * @param width units in a row
     * @param hexagonal whether odd rows are shifted by half a unit
     * @param segments per unit its segment
     * @param hits per unit how many rows it matches best
     */
    public record Grid(int width, boolean hexagonal, int[] segments, int[] hits) {
        int height() {
            return segments.length / width;
        }

        /** How many cells the grid is wide, the half cell of shifted rows included. */
        double across() {
            return width + (hexagonal && height() > 1 ? 0.5 : 0);
        }

        /** How many cell widths the grid is high. */
        double down() {
            return hexagonal ? (height() - 1) * ROW + 2 * RADIUS : height();
        }
    }

    private static final double ROW = Math.sqrt(0.75);
    private static final double RADIUS = Math.sqrt(1.0 / 3);
    private static final int MOST_PLANES = 12;
    private static final double LEGEND = 260;
    private static final int GREYS = 30;

    private SomPlot() {}

    /**
     * Draws the grid in the colours of the segments; a dot in each cell grows with the rows it holds.
     *
     * @param grid the units
     * @param keys name and colour of each segment
     * @param quantization mean distance of rows to their units
     * @param topographic share of rows whose two nearest units are not neighbours
     * @return the SVG document
     */
    public static String grid(Grid grid, List<Key> keys, double quantization, double topographic) {
        String facts = "Cells are units, coloured by segment; the area of a dot grows with the rows of its unit. "
                + "Quantisation error " + Numbers.figure(quantization) + ", topographic error "
                + Numbers.percent(topographic) + ".";
        double cell = cell(grid, 560, 420);
        Svg svg = new Svg(Math.max(860, 90 + grid.across() * cell + 280),
                Math.max(120 + grid.down() * cell, 100 + Legend.height(keys, LEGEND)),
                "Self-organising map: segments and rows", facts);
        svg.heading("Self-organising map: segments and rows", facts);
        int most = 1;
        long[] rows = new long[keys.size()];
        long total = 0;
        for (int u = 0; u < grid.hits.length; u++) {
            most = Math.max(most, grid.hits[u]);
            rows[grid.segments[u]] += grid.hits[u];
            total += grid.hits[u];
        }
        for (int u = 0; u < grid.segments.length; u++) {
            Key key = keys.get(grid.segments[u]);
            svg.open("unit " + unit(grid, u) + ": " + key.title() + ", " + Numbers.count(grid.hits[u]) + " rows");
            cell(svg, grid, u, 40, 84, cell, key.color(), "0.55");
            double radius = 0.42 * cell * Math.sqrt(grid.hits[u] / (double) most);
            if (radius > 0) {
                svg.circle(x(grid, u, 40, cell), y(grid, u, 84, cell), radius, "fill", key.color(), "stroke", "#ffffff",
                        "stroke-width", "1");
            }
            svg.close();
        }
        long all = Math.max(1, total);
        List<String> notes = java.util.stream.IntStream.range(0, keys.size())
                .mapToObj(c -> Numbers.percent(rows[c] / (double) all) + " of the rows").toList();
        Legend.draw(svg, 70 + grid.across() * cell, 100, LEGEND, keys, notes);
        return svg.finish();
    }

    /**
     * Draws the U-matrix: each cell is darker the farther its unit lies from its neighbours. Light areas are groups,
     * dark ridges the borders between them.
     *
     * @param grid the units
     * @param distances per unit the mean distance to its neighbours
     * @return the SVG document
     */
    public static String uMatrix(Grid grid, double[] distances) {
        String facts = "Mean distance of each unit to its neighbours: light areas are groups, dark ridges borders.";
        double cell = cell(grid, 640, 420);
        Svg svg = new Svg(Math.max(760, 200 + grid.across() * cell),
                Math.max(120 + grid.down() * cell, 130 + GREYS * 6), "Self-organising map: U-matrix", facts);
        svg.heading("Self-organising map: U-matrix", facts);
        double[] range = range(distances);
        for (int u = 0; u < distances.length; u++) {
            svg.open("unit " + unit(grid, u) + ": " + Numbers.figure(distances[u]));
            cell(svg, grid, u, 40, 84, cell, grey(share(distances[u], range)), "1");
            svg.close();
        }
        double x = 70 + grid.across() * cell;
        for (int i = 0; i < GREYS; i++) {
            svg.rect(x, 110 + i * 6, 16, 6.2, "fill", grey(1 - (i + 0.5) / GREYS));
        }
        svg.rect(x, 110, 16, GREYS * 6, "fill", "none", "stroke", "#b8bfca");
        svg.text(x, 100, "distance", "font-size", "12", "fill", Svg.MUTED);
        svg.text(x + 22, 118, Numbers.figure(range[1]), "font-size", "12", "fill", Svg.MUTED);
        svg.text(x + 22, 110 + GREYS * 6, Numbers.figure(range[0]), "font-size", "12", "fill", Svg.MUTED);
        return svg.finish();
    }

    /**
     * The value of a feature over the map.
     *
     * @param name of the feature
     * @param values at each unit
     * @param told a value in words
     */
    public record Plane(String name, double[] values, DoubleFunction<String> told) {}

    /**
     * Draws the component planes: one small map for each feature, orange where it is low and blue where it is high.
     *
     * @param grid the units
     * @param planes of the features, most varied first
     * @param features how many features there are in all; more than {@code planes.size()} when only the first are given
     * @return the SVG document
     */
    public static String planes(Grid grid, List<Plane> planes, int features) {
        int shown = Math.min(MOST_PLANES, planes.size());
        int columns = Math.min(4, shown);
        int lines = (shown + columns - 1) / columns;
        String facts = "The value of each feature over the map, in original units: orange low, blue high, white its "
                + "middle."
                + (shown < features ? " The " + shown + " most varied of " + features + " features." : "");
        double cell = cell(grid, 200, 190);
        double wide = Math.max(216, grid.across() * cell) + 36;
        List<List<String>> names = new Box(wide - 30, 12, true, 2).distinct(planes.stream().map(Plane::name).toList());
        double high = grid.down() * cell + 80;
        Svg svg = new Svg(Math.max(760, 48 + columns * wide), 84 + lines * high,
                "Self-organising map: component planes", facts);
        svg.heading("Self-organising map: component planes", facts);
        for (int p = 0; p < shown; p++) {
            Plane plane = planes.get(p);
            double left = 30 + p % columns * wide;
            int line = p / columns;
            double top = 84 + line * high;
            double[] range = range(plane.values);
            svg.open(plane.name);
            for (int i = 0; i < names.get(p).size(); i++) {
                svg.text(left, top + 30 - 14 * (names.get(p).size() - 1 - i), names.get(p).get(i), "font-size", "12",
                        "fill", Svg.INK, "font-weight", "600");
            }
            svg.close();
            for (int u = 0; u < plane.values.length; u++) {
                svg.open("unit " + unit(grid, u) + ": " + plane.name + " " + plane.told.apply(plane.values[u]));
                cell(svg, grid, u, left, top + 38, cell, Palette.diverging(2 * share(plane.values[u], range) - 1), "1");
                svg.close();
            }
            svg.fitted(left, top + 38 + grid.down() * cell + 16,
                    plane.told.apply(range[0]) + " to " + plane.told.apply(range[1]),
                    Box.line(wide - 30, 12), "font-size", "12", "fill", Svg.MUTED);
        }
        return svg.finish();
    }

    private static double cell(Grid grid, double width, double height) {
        return Math.min(64, Math.min(width / grid.across(), height / grid.down()));
    }

    private static String unit(Grid grid, int u) {
        return (u % grid.width + 1) + ", " + (u / grid.width + 1);
    }

    private static double x(Grid grid, int u, double left, double cell) {
        boolean shifted = grid.hexagonal && (u / grid.width & 1) == 1;
        return left + (u % grid.width + (shifted ? 1 : 0.5)) * cell;
    }

    private static double y(Grid grid, int u, double top, double cell) {
        int row = u / grid.width;
        return top + (grid.hexagonal ? row * ROW + RADIUS : row + 0.5) * cell;
    }

    private static void cell(Svg svg, Grid grid, int u, double left, double top, double cell, String color,
            String opacity) {
        double x = x(grid, u, left, cell);
        double y = y(grid, u, top, cell);
        if (!grid.hexagonal) {
            svg.rect(x - cell / 2, y - cell / 2, cell, cell, "fill", color, "fill-opacity", opacity, "stroke",
                    "#d5dae1");
            return;
        }
        StringBuilder path = new StringBuilder();
        for (int corner = 0; corner < 6; corner++) {
            double angle = Math.PI / 3 * corner + Math.PI / 6;
            path.append(corner == 0 ? "M" : "L").append(Svg.number(x + cell * RADIUS * StrictMath.cos(angle)))
                    .append(' ').append(Svg.number(y + cell * RADIUS * StrictMath.sin(angle)));
        }
        svg.path(path.append('Z').toString(), "fill", color, "fill-opacity", opacity, "stroke", "#d5dae1");
    }

    private static double[] range(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new double[] {low, high};
    }

    /** Where a value lies in its range, in [0, 1]; the middle of a range without width. */
    private static double share(double value, double[] range) {
        return range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0.5;
    }

    private static String grey(double darkness) {
        int level = (int) Math.round(245 - 205 * darkness);
        return String.format(Locale.ROOT, "#%02x%02x%02x", level, level, Math.min(255, level + 8));
    }
}
