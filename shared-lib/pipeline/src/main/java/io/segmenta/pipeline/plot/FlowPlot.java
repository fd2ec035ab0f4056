package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where customers went from one model to the next: segments before on the left, now on the right, bands as wide as the
 * customers who took that way are many. Of those who moved, what moved them decides how strongly their band is filled.
 */
public final class FlowPlot {
    private static final double WIDTH = 1000;
    private static final double TOP = 96;
    private static final double HEIGHT = 460;
    private static final double GAP = 12;
    private static final double BAR = 14;
    private static final double LEFT = 300;
    private static final double RIGHT = WIDTH - LEFT - BAR;
    private static final double LABEL = 260;
    private static final double TEXT = 12;
    private static final double LEGEND = 64;
    /** Bars lower than this have their label in one line. */
    private static final double TWO_LINES = 30;

    /**
     * A segment, or those who are in one file only.
     *
     * @param name for people
     * @param color {@code #rrggbb}
     * @param customers in it
     */
    public record Node(String name, String color, long customers) {}

    /** Why customers are on a band. */
    public enum Way {
        /** They stayed. */
        STAYED("stayed", "0.5", false),
        /** They moved by their own change. */
        CUSTOMER("moved: the customer changed", "0.72", false),
        /** They moved by their own change and by that of the model. */
        BOTH("moved: both changed", "0.32", true),
        /** They moved although they did not change. */
        MODEL("moved: the model changed", "0.12", true);

        private final String words;
        private final String opacity;
        private final boolean outlined;

        Way(String words, String opacity, boolean outlined) {
            this.words = words;
            this.opacity = opacity;
            this.outlined = outlined;
        }
    }

    /**
     * Customers who took one way.
     *
     * @param from place among the nodes before
     * @param to place among the nodes now
     * @param customers at least 1
     */
    public record Band(int from, int to, long customers, Way way) {}

    private final List<Node> before;
    private final List<Node> now;
    private final List<Band> bands;
    private final double scale;

    private FlowPlot(List<Node> before, List<Node> now, List<Band> bands) {
        this.before = before;
        this.now = now;
        this.bands = bands;
        this.scale = Math.min(scale(before), scale(now));
    }

    private static double scale(List<Node> nodes) {
        long total = nodes.stream().mapToLong(Node::customers).sum();
        return (HEIGHT - GAP * Math.max(0, nodes.size() - 1)) / Math.max(1, total);
    }

    /**
     * Draws.
     *
     * @param before what customers were in, from the top
     * @param now what they are in
     * @param bands in any order; those of one node are drawn in the order given
     * @param subtitle what the figures say in a sentence
     */
    public static String svg(List<Node> before, List<Node> now, List<Band> bands, String subtitle) {
        return new FlowPlot(before, now, bands).draw(subtitle);
    }

    private String draw(String subtitle) {
        String title = "Where customers went";
        Svg svg = new Svg(WIDTH, TOP + HEIGHT + LEGEND, title, subtitle).heading(title, subtitle);
        double[] tops = tops(before);
        double[] ends = tops(now);
        bands(svg, tops, ends);
        nodes(svg, before, tops, true);
        nodes(svg, now, ends, false);
        legend(svg);
        return svg.finish();
    }

    private double[] tops(List<Node> nodes) {
        double[] tops = new double[nodes.size()];
        double at = TOP;
        for (int i = 0; i < tops.length; i++) {
            tops[i] = at;
            at += nodes.get(i).customers() * scale + GAP;
        }
        return tops;
    }

    private void bands(Svg svg, double[] tops, double[] ends) {
        double[] from = tops.clone();
        Map<Band, Double> starts = new HashMap<>();
        List<Band> byStart = new ArrayList<>(bands);
        byStart.sort((one, other) -> one.from() != other.from() ? one.from() - other.from()
                : one.to() != other.to() ? one.to() - other.to() : one.way().compareTo(other.way()));
        for (Band band : byStart) {
            starts.put(band, from[band.from()]);
            from[band.from()] += band.customers() * scale;
        }
        double[] to = ends.clone();
        byStart.sort((one, other) -> one.to() != other.to() ? one.to() - other.to()
                : one.from() != other.from() ? one.from() - other.from() : one.way().compareTo(other.way()));
        for (Band band : byStart) {
            band(svg, band, starts.getOrDefault(band, TOP), to[band.to()]);
            to[band.to()] += band.customers() * scale;
        }
    }

    private void band(Svg svg, Band band, double start, double end) {
        double width = band.customers() * scale;
        double x = LEFT + BAR;
        String path = "M" + at(x, start) + curve(x, start, RIGHT, end) + "L" + at(RIGHT, end + width)
                + curve(RIGHT, end + width, x, start + width) + "Z";
        Node of = before.get(band.from());
        svg.open(of.name() + " to " + now.get(band.to()).name() + ": " + Numbers.count(band.customers()) + ", "
                + band.way().words);
        if (band.way().outlined) {
            svg.path(path, "fill", of.color(), "fill-opacity", band.way().opacity, "stroke", of.color(),
                    "stroke-width", "0.8");
        } else {
            svg.path(path, "fill", of.color(), "fill-opacity", band.way().opacity);
        }
        svg.close();
    }

    /** Leaves and arrives level. */
    private static String curve(double fromX, double fromY, double toX, double toY) {
        double middle = (fromX + toX) / 2;
        return "Q" + at((fromX + middle) / 2, fromY) + " " + at(middle, (fromY + toY) / 2) + "Q"
                + at((middle + toX) / 2, toY) + " " + at(toX, toY);
    }

    private static String at(double x, double y) {
        return Svg.number(x) + " " + Svg.number(y);
    }

    private void nodes(Svg svg, List<Node> nodes, double[] tops, boolean left) {
        List<String> names = Box.line(LABEL, TEXT).lines(nodes.stream().map(Node::name).toList());
        for (int i = 0; i < tops.length; i++) {
            node(svg, nodes.get(i), names.get(i), tops[i], left);
        }
    }

    private void node(Svg svg, Node node, String name, double top, boolean left) {
        double x = left ? LEFT : RIGHT;
        double height = Math.max(1, node.customers() * scale);
        svg.rect(x, top, BAR, height, "fill", node.color(), "rx", "2");
        double text = left ? x - 10 : x + BAR + 10;
        String anchor = left ? "end" : "start";
        double middle = top + height / 2;
        String count = Numbers.count(node.customers());
        boolean two = height >= TWO_LINES;
        String first = two ? name : name + "  " + count;
        svg.cut(text, middle + (two ? -2 : 4), first, List.of(first), two ? node.name() : node.name() + count,
                "text-anchor", anchor, "font-size", Svg.number(TEXT), "fill", Svg.INK);
        if (two) {
            svg.text(text, middle + 14, count, "text-anchor", anchor, "font-size", Svg.number(TEXT), "fill", Svg.MUTED);
        }
    }

    private static void legend(Svg svg) {
        double x = 24;
        double y = TOP + HEIGHT + 36;
        for (Way way : Way.values()) {
            svg.rect(x, y - 11, 18, 12, "fill", Svg.MUTED, "fill-opacity", way.opacity, "stroke",
                    way.outlined ? Svg.MUTED : "none", "stroke-width", "0.8");
            svg.text(x + 26, y, way.words, "font-size", Svg.number(TEXT), "fill", Svg.INK);
            x += 26 + TextWidths.of(way.words, TEXT, false) + 28;
        }
    }
}
