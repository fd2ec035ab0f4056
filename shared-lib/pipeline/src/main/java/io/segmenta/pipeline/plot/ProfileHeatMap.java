package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
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
     * @param note what must be told of it, in few words; empty where there is nothing
     * @param population the value over all rows, as text
     * @param values the value in each segment, as text
     * @param effects the standardised difference of each segment from the population; NaN is drawn without colour
     */
    public record Line(String name, String note, String population, List<String> values, List<Double> effects) {}

    private static final double LINE = 32;
    private static final double NAMES = 330;
    private static final double POPULATION = 110;
    private static final double ALL = NAMES + POPULATION;
    private static final Box NAME = new Box(NAMES - 34, 12, false, 2);
    private static final Box NOTED = new Box(NAMES - 34, 12, false, 1);

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
        double cell = Math.clamp(760.0 / Math.max(1, keys.size()), 100, 130);
        double width = Math.max(760, ALL + cell * keys.size() + 40);
        List<List<String>> heads = new Box(cell - 8, 11, false, 7).distinct(keys.stream().map(Key::name).toList());
        double head = 110 + 13.0 * heads.stream().mapToInt(List::size).max().orElse(1);
        double height = head + LINE * lines.size() + 78;
        String facts = "Values in original units; colour: standard deviations from the average of all rows."
                + (lines.size() < columns ? " The " + lines.size() + " most telling of " + columns + " columns." : "");
        Svg svg = new Svg(width, height, "Profile of each segment", facts);
        svg.heading("Profile of each segment", facts);
        svg.text(ALL - 12, head - 14, "all rows", "text-anchor", "end", "font-size", "12", "fill", Svg.MUTED);
        for (int c = 0; c < keys.size(); c++) {
            header(svg, ALL + c * cell, head, cell, c, keys.get(c), heads.get(c));
        }
        List<List<String>> names = names(lines);
        for (int i = 0; i < lines.size(); i++) {
            line(svg, lines.get(i), names.get(i), head + i * LINE, cell);
        }
        scale(svg, ALL, head + lines.size() * LINE + 26);
        return svg.finish();
    }

    private static List<List<String>> names(List<Line> lines) {
        List<String> all = lines.stream().map(Line::name).toList();
        List<List<String>> two = NAME.distinct(all);
        List<List<String>> one = NOTED.distinct(all);
        List<List<String>> names = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            names.add(lines.get(i).note().isEmpty() ? two.get(i) : one.get(i));
        }
        return names;
    }

    private static void header(Svg svg, double x, double bottom, double cell, int cluster, Key key,
            List<String> words) {
        svg.open(key.title());
        svg.rect(x + 1, bottom - 6, cell - 2, 4, "fill", key.color());
        double y = bottom - 14 - 13 * (words.size() - 1);
        svg.text(x + cell / 2, y - 16, Integer.toString(cluster), "text-anchor", "middle", "font-weight", "600", "fill",
                Svg.INK);
        for (String word : words) {
            svg.text(x + cell / 2, y, word, "text-anchor", "middle", "font-size", "11", "fill", Svg.INK);
            y += 13;
        }
        svg.close();
    }

    private static void line(Svg svg, Line line, List<String> name, double y, double cell) {
        svg.open(line.name());
        boolean two = name.size() == 2 || !line.note().isEmpty();
        for (int i = 0; i < name.size(); i++) {
            svg.text(24, y + (two ? 14 : 20) + 13 * i, name.get(i), "font-size", "12", "fill", Svg.INK);
        }
        if (!line.note().isEmpty()) {
            svg.text(24, y + 27, line.note(), "font-size", "11", "fill", Svg.MUTED);
        }
        List<String> texts = new ArrayList<>(line.values());
        texts.add(line.population());
        List<List<String>> shown = new Box(Math.min(cell - 8, POPULATION - 18), 11, false, 2).distinct(texts);
        for (int c = 0; c < line.values().size(); c++) {
            double effect = line.effects().get(c);
            double strength = Double.isNaN(effect) ? 0 : effect / 2;
            svg.rect(ALL + c * cell + 1, y + 1, cell - 2, LINE - 2, "fill", Palette.diverging(strength), "stroke",
                    "#eef0f3");
            cell(svg, ALL + (c + 0.5) * cell, y, shown.get(c), line.values().get(c), "middle",
                    Palette.isDark(strength) ? "#ffffff" : Svg.INK);
        }
        cell(svg, ALL - 12, y, shown.getLast(), line.population(), "end", Svg.MUTED);
        svg.close();
    }

    private static void cell(Svg svg, double x, double y, List<String> shown, String whole, String anchor,
            String color) {
        for (int i = 0; i < shown.size(); i++) {
            svg.cut(x, y + (shown.size() == 1 ? 20 : 14 + 12 * i), shown.get(i), shown, whole, "text-anchor", anchor,
                    "font-size", "11", "fill", color);
        }
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
