package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.List;

/**
 * The k card: every candidate number of segments with its criteria, the one that was chosen, and the verdict with its
 * reasons in plain words.
 */
public final class KCard {
    /**
     * One candidate.
     *
     * @param k number of segments
     * @param inertia within-cluster sum of squares, lower is tighter
     * @param silhouette mean silhouette in [-1, 1], higher is better
     * @param calinskiHarabasz higher is better
     * @param daviesBouldin lower is better
     * @param smallestShare share of rows in the smallest segment
     * @param gap gap statistic, higher is better; NaN when not known
     * @param stability of the least stable segment, in [0, 1], higher is better; NaN when not known
     */
    public record Row(int k, double inertia, double silhouette, double calinskiHarabasz, double daviesBouldin,
            double smallestShare, double gap, double stability) {}

    private static final double WIDTH = 1000;
    private static final double LINE = 30;
    private static final String[] HEADS = {"k", "silhouette ↑", "Calinski-Harabasz ↑", "Davies-Bouldin ↓", "inertia ↓",
            "smallest segment", "gap ↑", "stability ↑"};
    private static final double NUMBER = 60;
    private static final double BAR = 96;
    private static final double BAR_END = 256;
    private static final double LEAST_GAP = 14;
    private static final Box VERDICT = new Box(WIDTH - 64, 15, true, 6);
    private static final Box REASON = new Box(WIDTH - 76, 13, false, 8);

    private KCard() {}

    /**
     * Draws the card.
     *
     * @param rows the candidates, ascending k
     * @param chosen the k that was taken
     * @param verdict the verdict in one sentence
     * @param reasons why, one sentence each
     * @return the SVG document
     */
    public static String draw(List<Row> rows, int chosen, String verdict, List<String> reasons) {
        List<String> words = VERDICT.of(verdict);
        double table = 82 + words.size() * 21;
        double height = table + 30 + LINE * rows.size() + 24;
        for (String reason : reasons) {
            height += 18 * REASON.of(reason).size() + 4;
        }
        double[] ends = ends(rows);
        double width = ends[ends.length - 1] + 36;
        Svg svg = new Svg(width, height + 12, "How many segments?", verdict);
        svg.title("How many segments?");
        for (int i = 0; i < words.size(); i++) {
            svg.cut(24, 62 + i * 21, words.get(i), words, verdict, "font-size", "15", "font-weight", "600", "fill",
                    Svg.INK);
        }
        for (int i = 0; i < HEADS.length; i++) {
            svg.text(i == 0 ? NUMBER : i == 1 ? BAR : ends[i - 2], table, HEADS[i], "text-anchor",
                    i == 1 ? "start" : "end", "font-size", "12", "fill",
                    Svg.MUTED);
        }
        svg.line(24, table + 10, width - 24, table + 10, "stroke", "#b8bfca");
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), table + 12 + i * LINE, ends, rows.get(i).k() == chosen);
        }
        double y = table + 12 + rows.size() * LINE + 30;
        for (String reason : reasons) {
            svg.circle(30, y - 4, 2.5, "fill", Svg.MUTED);
            List<String> lines = REASON.of(reason);
            for (String line : lines) {
                svg.cut(42, y, line, lines, reason, "fill", Svg.INK);
                y += 18;
            }
            y += 4;
        }
        return svg.finish();
    }

    /** Where the columns behind the bars end: as wide as their longest cell, with equal gaps that fill the card. */
    private static double[] ends(List<Row> rows) {
        double[] ends = new double[HEADS.length - 2];
        double sum = 0;
        for (int j = 0; j < ends.length; j++) {
            int column = j;
            ends[j] = Math.max(TextWidths.of(HEADS[j + 2], 12, false),
                    rows.stream().mapToDouble(row -> TextWidths.of(texts(row)[column], 13, true)).max().orElse(0));
            sum += ends[j];
        }
        double gap = Math.max(LEAST_GAP, (WIDTH - 36 - BAR_END - sum) / ends.length);
        double end = BAR_END;
        for (int j = 0; j < ends.length; j++) {
            end += gap + ends[j];
            ends[j] = end;
        }
        return ends;
    }

    private static String[] texts(Row row) {
        return new String[] {Numbers.figure(row.calinskiHarabasz()), Numbers.fixed(row.daviesBouldin(), 3),
                Numbers.figure(row.inertia()), Numbers.percent(row.smallestShare()), known(row.gap()),
                known(row.stability())};
    }

    private static void row(Svg svg, Row row, double y, double[] ends, boolean chosen) {
        if (chosen) {
            svg.rect(24, y + 1, ends[ends.length - 1] - 12, LINE - 2, "fill", Svg.CHOSEN, "rx", "4");
            svg.rect(24, y + 1, 4, LINE - 2, "fill", Svg.INK, "rx", "2");
        }
        String weight = chosen ? "700" : "400";
        double base = y + 20;
        svg.text(NUMBER, base, Integer.toString(row.k()), "text-anchor", "end", "font-weight", weight, "fill",
                Svg.INK);
        svg.rect(BAR, y + 9, 100, 12, "fill", "#eef0f3", "rx", "2");
        svg.rect(BAR, y + 9, 100 * Math.clamp(row.silhouette(), 0, 1), 12, "fill",
                chosen ? Svg.INK : Palette.NEUTRAL, "rx", "2");
        svg.text(BAR + 110, base, Numbers.fixed(row.silhouette(), 3), "font-weight", weight, "fill", Svg.INK);
        String[] texts = texts(row);
        for (int i = 0; i < texts.length; i++) {
            svg.text(ends[i], base, texts[i], "text-anchor", "end", "font-weight", weight, "fill", Svg.INK);
        }
    }

    private static String known(double value) {
        return Double.isNaN(value) ? "–" : Numbers.fixed(value, 2);
    }
}
