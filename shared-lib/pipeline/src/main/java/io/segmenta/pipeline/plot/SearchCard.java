package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The search card: every candidate of a search over algorithms or parameters with its figures, the one taken marked.
 */
public final class SearchCard {
    private static final double WIDTH = 1000;
    private static final double LINE = 22;
    private static final double SIZE = 12;
    private static final double LEAST_GAP = 16;
    private static final Box NAME = new Box(360, SIZE, true, 1);

    private SearchCard() {}

    /**
     * Draws the card.
     *
     * @param heads of the columns; the first is text, the others are numbers
     * @param rows a cell for each column
     * @param taken the row that was taken
     * @param reasons how it was found, one sentence each
     * @param more candidates that are not among the rows
     * @return the SVG document
     */
    public static String draw(List<String> heads, List<List<String>> rows, int taken, List<String> reasons, int more) {
        List<String> names = NAME.lines(rows.stream().map(List::getFirst).toList());
        double[] ends = ends(heads, rows, names);
        double width = Math.max(WIDTH, ends[ends.length - 1] + 32);
        String title = "Which algorithm, how many segments?";
        List<List<String>> told = reasons.stream().map(reason -> new Box(width - 64, 13, false, 12).of(reason))
                .toList();
        double table = 66 + told.stream().mapToDouble(lines -> 18 * lines.size() + 4).sum();
        double height = table + 34 + LINE * rows.size() + (more > 0 ? 24 : 0);
        Svg svg = new Svg(width, height, title, String.join(" ", reasons));
        svg.title(title);
        double y = 58;
        for (int i = 0; i < told.size(); i++) {
            for (String line : told.get(i)) {
                svg.cut(24, y, line, told.get(i), reasons.get(i), "fill", Svg.INK);
                y += 18;
            }
            y += 4;
        }
        line(svg, heads, heads.getFirst(), ends, table, "400", Svg.MUTED);
        svg.line(24, table + 8, width - 24, table + 8, "stroke", "#b8bfca");
        for (int i = 0; i < rows.size(); i++) {
            double top = table + 10 + i * LINE;
            if (i == taken) {
                svg.rect(24, top + 1, width - 48, LINE - 2, "fill", Svg.CHOSEN, "rx", "4");
                svg.rect(24, top + 1, 4, LINE - 2, "fill", Svg.INK, "rx", "2");
            }
            line(svg, rows.get(i), names.get(i), ends, top + 15, i == taken ? "700" : "400", Svg.INK);
        }
        if (more > 0) {
            svg.text(36, height - 12, "and " + Numbers.count(more) + " more, in metrics.json", "fill", Svg.MUTED);
        }
        return svg.finish();
    }

    /** Where each column ends: as wide as its longest cell, with equal gaps that fill the card. */
    private static double[] ends(List<String> heads, List<List<String>> rows, List<String> names) {
        double[] ends = new double[heads.size()];
        double sum = 0;
        for (int j = 0; j < ends.length; j++) {
            int column = j;
            Stream<String> cells = j == 0 ? names.stream() : rows.stream().map(row -> row.get(column));
            ends[j] = Stream.concat(Stream.of(heads.get(j)), cells).mapToDouble(text -> TextWidths.of(text, SIZE, true))
                    .max().orElse(0);
            sum += ends[j];
        }
        double gap = Math.max(LEAST_GAP, (WIDTH - 72 - sum) / Math.max(1, ends.length - 1));
        double end = 36 - gap;
        for (int j = 0; j < ends.length; j++) {
            end += gap + ends[j];
            ends[j] = end;
        }
        return ends;
    }

    private static void line(Svg svg, List<String> cells, String name, double[] ends, double y, String weight,
            String color) {
        svg.cut(36, y, name, List.of(name), cells.getFirst(), "font-size", Svg.number(SIZE), "font-weight", weight,
                "fill", color);
        IntStream.range(1, cells.size()).forEach(j -> svg.text(ends[j], y, cells.get(j), "text-anchor", "end",
                "font-size", Svg.number(SIZE), "font-weight", weight, "fill", color));
    }
}
