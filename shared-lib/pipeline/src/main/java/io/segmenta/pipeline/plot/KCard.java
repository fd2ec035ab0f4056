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
    private static final double[] PLACES = {60, 110, 400, 530, 640, 780, 860, 960};

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
        List<String> words = Svg.wrap(verdict, WIDTH - 64, 15, 3);
        double table = 82 + words.size() * 21;
        double height = table + 30 + LINE * rows.size() + 24;
        for (String reason : reasons) {
            height += 18 * Svg.wrap(reason, WIDTH - 76, 13, 3).size() + 4;
        }
        Svg svg = new Svg(WIDTH, height + 12, "How many segments?", verdict);
        svg.text(24, 34, "How many segments?", "font-size", "19", "font-weight", "600", "fill", Svg.INK);
        for (int i = 0; i < words.size(); i++) {
            svg.text(24, 62 + i * 21, words.get(i), "font-size", "15", "font-weight", "600", "fill", "#0b5e8a");
        }
        for (int i = 0; i < HEADS.length; i++) {
            svg.text(PLACES[i], table, HEADS[i], "text-anchor", i == 1 ? "start" : "end", "fill", Svg.MUTED);
        }
        svg.line(24, table + 10, WIDTH - 24, table + 10, "stroke", "#b8bfca");
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), table + 12 + i * LINE, rows.get(i).k() == chosen);
        }
        double y = table + 12 + rows.size() * LINE + 30;
        for (String reason : reasons) {
            svg.circle(30, y - 4, 2.5, "fill", Svg.MUTED);
            for (String line : Svg.wrap(reason, WIDTH - 76, 13, 3)) {
                svg.text(42, y, line, "fill", Svg.INK);
                y += 18;
            }
            y += 4;
        }
        return svg.finish();
    }

    private static void row(Svg svg, Row row, double y, boolean chosen) {
        if (chosen) {
            svg.rect(24, y + 1, WIDTH - 48, LINE - 2, "fill", "#e8f2f9", "rx", "4");
            svg.rect(24, y + 1, 4, LINE - 2, "fill", "#0072b2", "rx", "2");
        }
        String weight = chosen ? "700" : "400";
        double base = y + 20;
        svg.text(PLACES[0], base, Integer.toString(row.k()), "text-anchor", "end", "font-weight", weight, "fill",
                Svg.INK);
        svg.rect(PLACES[1], y + 9, 100, 12, "fill", "#eef0f3", "rx", "2");
        svg.rect(PLACES[1], y + 9, 100 * Math.clamp(row.silhouette(), 0, 1), 12, "fill",
                chosen ? "#0072b2" : "#7fb3d3", "rx", "2");
        svg.text(PLACES[1] + 110, base, Numbers.fixed(row.silhouette(), 3), "font-weight", weight, "fill", Svg.INK);
        String[] texts = {Numbers.figure(row.calinskiHarabasz()), Numbers.fixed(row.daviesBouldin(), 3),
                Numbers.figure(row.inertia()), Numbers.percent(row.smallestShare()), known(row.gap()),
                known(row.stability())};
        for (int i = 0; i < texts.length; i++) {
            svg.text(PLACES[i + 2], base, texts[i], "text-anchor", "end", "font-weight", weight, "fill", Svg.INK);
        }
    }

    private static String known(double value) {
        return Double.isNaN(value) ? "–" : Numbers.fixed(value, 2);
    }
}
