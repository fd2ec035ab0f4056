package io.segmenta.clustering.plot;

import io.segmenta.clustering.text.Numbers;

/**
 * Inertia against k, with the knee of the curve and the chosen k. The knee is the point farthest below the straight
 * line from the first to the last candidate after both axes are scaled to [0, 1] (Satopaa et al., "Finding a 'Kneedle'
 * in a Haystack", 2011).
 */
public final class ElbowPlot {
    private ElbowPlot() {}

    /**
     * Draws the plot.
     *
     * @param k
     *            the candidates, ascending, at least one
     * @param inertia
     *            the inertia of each
     * @param chosen
     *            the k that was taken
     * @return the SVG document
     */
    public static String draw(int[] k, double[] inertia, int chosen) {
        int last = k.length - 1;
        int knee = knee(k, inertia);
        String facts = knee < 0 ? "Within-cluster sum of squares of each candidate; the curve has no knee."
                : "Within-cluster sum of squares of each candidate; the curve bends most at k = " + k[knee] + ".";
        Svg svg = new Svg(820, 520, "Elbow: inertia by number of segments", facts);
        svg.heading("Elbow: inertia by number of segments", facts);
        double most = 0;
        for (double value : inertia) {
            most = Math.max(most, value);
        }
        Axes axes = new Axes(92, 84, 690, 360, new double[] {k[0] - 0.5, k[last] + 0.5},
                new double[] {0, most > 0 ? most * 1.08 : 1});
        axes.drawWholeX(svg, k[0], k[last], "number of segments k");
        axes.drawY(svg, "inertia (sum of squared distances, scaled units)");
        StringBuilder curve = new StringBuilder();
        for (int i = 0; i < k.length; i++) {
            curve.append(i == 0 ? "M" : "L").append(Svg.number(axes.x(k[i]))).append(' ')
                    .append(Svg.number(axes.y(inertia[i])));
        }
        svg.line(axes.x(chosen), 84, axes.x(chosen), 444, "stroke", "#d55e00", "stroke-width", "1.5",
                "stroke-dasharray", "6 4");
        boolean right = chosen <= (k[0] + k[last]) / 2.0;
        svg.text(axes.x(chosen) + (right ? 8 : -8), 102, "chosen: k = " + chosen, "fill", "#a34700", "font-weight",
                "600", "text-anchor", right ? "start" : "end");
        svg.path(curve.toString(), "fill", "none", "stroke", "#0072b2", "stroke-width", "2.5");
        for (int i = 0; i < k.length; i++) {
            svg.open("k = " + k[i] + ": inertia " + Numbers.figure(inertia[i]));
            svg.circle(axes.x(k[i]), axes.y(inertia[i]), 4.5, "fill", "#0072b2", "stroke", "#ffffff");
            svg.close();
        }
        if (knee >= 0) {
            svg.circle(axes.x(k[knee]), axes.y(inertia[knee]), 10, "fill", "none", "stroke", Svg.INK, "stroke-width",
                    "1.5");
            svg.text(axes.x(k[knee]) + 14, axes.y(inertia[knee]) - 10, "knee", "fill", Svg.INK);
        }
        axes.border(svg);
        return svg.finish();
    }

    /**
     * The index of the knee, or -1 when there are fewer than three candidates or no point lies below the line.
     */
    static int knee(int[] k, double[] inertia) {
        int last = k.length - 1;
        if (last < 2) {
            return -1;
        }
        double span = inertia[0] - inertia[last];
        int best = -1;
        double deepest = 1e-9;
        for (int i = 1; i < last; i++) {
            double across = (k[i] - k[0]) / (double) (k[last] - k[0]);
            double down = span > 0 ? (inertia[i] - inertia[last]) / span : 1;
            double depth = 1 - across - down;
            if (depth > deepest) {
                deepest = depth;
                best = i;
            }
        }
        return best;
    }
}
