package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.List;
import java.util.Optional;

/**
 * Protected groups by segment: how many times as often a group is in a segment as elsewhere.
 */
public final class FairnessPlot {
    private static final double LEFT = 230;
    private static final double TOP = 110;
    private static final double LINE = 30;
    private static final double WIDTH = 132;
    private static final int MOST_LINES = 40;
    /** A ratio this far from 1, either way, has the full colour. */
    private static final double FULL = 2;

    private FairnessPlot() {}

    /**
     * A group in all segments.
     *
     * @param ratios one for each segment, empty where none is shown
     * @param flagged whether the difference is more than chance and large
     */
    public record Line(String name, List<Optional<Double>> ratios, List<Boolean> flagged) {}

    /**
     * Draws the plot.
     *
     * @param lines at least one
     * @param segments their names
     * @return the SVG document
     */
    public static String draw(List<Line> lines, List<String> segments) {
        List<Line> shown = lines.subList(0, Math.min(MOST_LINES, lines.size()));
        String title = "Fairness: groups by segment";
        String facts = "How many times as often a group is in a segment as elsewhere; framed: more than chance and "
                + "outside 0.8 to 1.25; few: kept back, so that no group of few people can be worked out."
                + (shown.size() < lines.size() ? " The first " + shown.size() + " of " + lines.size() + " groups."
                        : "");
        Svg svg = new Svg(Math.max(620, LEFT + segments.size() * WIDTH + 24), TOP + shown.size() * LINE + 30, title,
                facts);
        svg.heading(title, facts);
        for (int part = 0; part < segments.size(); part++) {
            svg.fitted(LEFT + part * WIDTH + WIDTH / 2, TOP - 10, segments.get(part), new Box(WIDTH - 8, 12, true, 1),
                    "text-anchor", "middle", "font-size", "12", "font-weight", "600", "fill", Svg.INK);
        }
        for (int i = 0; i < shown.size(); i++) {
            line(svg, shown.get(i), TOP + i * LINE);
        }
        return svg.finish();
    }

    private static void line(Svg svg, Line line, double y) {
        svg.fitted(LEFT - 12, y + 20, line.name(), new Box(LEFT - 36, 12, false, 1), "text-anchor", "end", "font-size",
                "12", "fill", Svg.INK);
        for (int part = 0; part < line.ratios().size(); part++) {
            double x = LEFT + part * WIDTH;
            boolean flagged = line.flagged().get(part);
            String color = line.ratios().get(part).map(FairnessPlot::color).orElse("#f3f4f6");
            svg.rect(x + 2, y + 2, WIDTH - 4, LINE - 4, "rx", "4", "fill", color, "stroke",
                    flagged ? Svg.INK : "none", "stroke-width", "2");
            svg.text(x + WIDTH / 2, y + 20, line.ratios().get(part).map(Numbers::figure).orElse("few"), "text-anchor",
                    "middle", "font-size", "12", "fill", line.ratios().get(part).isEmpty() ? Svg.MUTED : Svg.INK);
        }
    }

    /** White at 1, towards orange above, towards blue below. */
    private static String color(double ratio) {
        double way = Math.clamp(StrictMath.log(ratio) / StrictMath.log(FULL), -1, 1);
        int[] end = way > 0 ? new int[] {0xf2, 0xb0, 0x6e} : new int[] {0x8f, 0xbf, 0xe8};
        StringBuilder color = new StringBuilder("#");
        for (int part : end) {
            int value = (int) Math.round(255 + Math.abs(way) * (part - 255));
            color.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
        }
        return color.toString();
    }
}
