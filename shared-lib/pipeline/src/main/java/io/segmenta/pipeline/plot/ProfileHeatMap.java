package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.List;

/**
 * Columns against segments: each cell shows the segment's value in original units and is coloured by how far it lies
 * from the population, blue above and orange below.
 */
public final class ProfileHeatMap {
    /**
     * One column of the table as a line of the map.
     *
     * @param name the column, with its unit
     * @param population the value over all rows, as text
     * @param values the value in each segment, as text
     * @param effects the standardised difference of each segment from the population; NaN is drawn without colour
     */
    public record Line(String name, String population, List<String> values, List<Double> effects) {}

    private static final double LINE = 27;
    private static final double NAMES = 210;
    private static final double HEADER = 162;

    private ProfileHeatMap() {}

    /**
     * Draws the map.
     *
     * @param lines the columns, most telling first
     * @param keys name and colour of each segment
     * @param columns how many columns the table has in all; more than {@code lines.size()} when only the first are
     * shown
     * @return the SVG document
     */
    public static String draw(List<Line> lines, List<Key> keys, int columns) {
        double cell = Math.clamp(760.0 / Math.max(1, keys.size()), 84, 120);
        double all = NAMES + 90;
        double width = Math.max(760, all + cell * keys.size() + 40);
        double height = HEADER + LINE * lines.size() + 78;
        String facts = "Values in original units; colour: standard deviations from the average of all rows."
                + (lines.size() < columns ? " The " + lines.size() + " most telling of " + columns + " columns." : "");
        Svg svg = new Svg(width, height, "Profile of each segment", facts);
        svg.heading("Profile of each segment", facts);
        svg.text(all - 12, HEADER - 10, "all rows", "text-anchor", "end", "fill", Svg.MUTED);
        for (int c = 0; c < keys.size(); c++) {
            header(svg, all + c * cell, cell, c, keys.get(c));
        }
        for (int i = 0; i < lines.size(); i++) {
            line(svg, lines.get(i), HEADER + i * LINE, all, cell);
        }
        scale(svg, all, HEADER + lines.size() * LINE + 26);
        return svg.finish();
    }

    private static void header(Svg svg, double x, double cell, int cluster, Key key) {
        svg.open(key.title());
        svg.rect(x + 1, HEADER - 6, cell - 2, 4, "fill", key.color());
        List<String> words = Svg.wrap(key.name(), cell - 8, 11, 4);
        double y = HEADER - 14 - 13 * (words.size() - 1);
        svg.text(x + cell / 2, y - 16, Integer.toString(cluster), "text-anchor", "middle", "font-weight", "600", "fill",
                Svg.INK);
        for (String word : words) {
            svg.text(x + cell / 2, y, word, "text-anchor", "middle", "font-size", "11", "fill", Svg.INK);
            y += 13;
        }
        svg.close();
    }

    private static void line(Svg svg, Line line, double y, double all, double cell) {
        svg.open(line.name());
        svg.text(24, y + 18, Svg.fit(line.name(), NAMES - 30, 13), "fill", Svg.INK);
        svg.text(all - 12, y + 18, Svg.fit(line.population(), 84, 12), "text-anchor", "end", "font-size", "12", "fill",
                Svg.MUTED);
        for (int c = 0; c < line.values().size(); c++) {
            double effect = line.effects().get(c);
            double strength = Double.isNaN(effect) ? 0 : effect / 2;
            svg.rect(all + c * cell + 1, y + 1, cell - 2, LINE - 2, "fill", Palette.diverging(strength), "stroke",
                    "#eef0f3");
            svg.text(all + (c + 0.5) * cell, y + 18, Svg.fit(line.values().get(c), cell - 6, 12), "text-anchor",
                    "middle", "font-size", "12", "fill", Palette.isDark(strength) ? "#ffffff" : Svg.INK);
        }
        svg.close();
    }

    private static void scale(Svg svg, double x, double y) {
        int steps = 40;
        for (int i = 0; i < steps; i++) {
            svg.rect(x + i * 6, y, 6.2, 12, "fill", Palette.diverging((i + 0.5) / steps * 2 - 1));
        }
        svg.rect(x, y, steps * 6, 12, "fill", "none", "stroke", "#b8bfca");
        double[] marks = {-2, -1, 0, 1, 2};
        for (int i = 0; i < marks.length; i++) {
            String text = (marks[i] > 0 ? "+" : "") + Numbers.figure(marks[i]) + (Math.abs(marks[i]) == 2 ? " sd" : "");
            svg.text(x + i * steps * 1.5, y + 28, text, "text-anchor", "middle", "font-size", "12", "fill", Svg.MUTED);
        }
    }
}
