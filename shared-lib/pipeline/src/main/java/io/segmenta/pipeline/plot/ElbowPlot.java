package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Inertia against k, with the knee of the curve and the chosen k.
 */
public final class ElbowPlot {
    private ElbowPlot() {}

    /**
     * Draws the plot.
     *
     * @param k the candidates, ascending, at least one
     * @param inertia the inertia of each
     * @param chosen the k that was taken
     * @param knee the k at which the curve bends most, if it does
     * @return the SVG document
     */
    public static String draw(int[] k, double[] inertia, int chosen, OptionalInt knee) {
        int last = k.length - 1;
        String facts = knee.isEmpty()
                ? "Within-cluster sum of squares of each candidate; the curve has no knee."
                : "Within-cluster sum of squares of each candidate; the curve bends most at k = " + knee.getAsInt()
                        + ".";
        Svg svg = new Svg(820, 520, "Elbow: inertia by number of segments", facts);
        svg.heading("Elbow: inertia by number of segments", facts);
        double most = 0;
        for (double value : inertia) {
            most = Math.max(most, value);
        }
        Axes axes = new Axes(100, 84, 682, 360, new double[] {k[0] - 0.5, k[last] + 0.5},
                new double[] {0, most > 0 ? most * 1.08 : 1});
        axes.drawWholeX(svg, k[0], k[last], "number of segments k");
        axes.drawY(svg, "inertia (sum of squared distances, scaled units)");
        StringBuilder curve = new StringBuilder();
        for (int i = 0; i < k.length; i++) {
            curve.append(i == 0 ? "M" : "L").append(Svg.number(axes.x(k[i]))).append(' ')
                    .append(Svg.number(axes.y(inertia[i])));
        }
        svg.line(axes.x(chosen), 84, axes.x(chosen), 444, "stroke", Svg.INK, "stroke-width", "1.5",
                "stroke-dasharray", "6 4");
        boolean right = chosen <= (k[0] + k[last]) / 2.0;
        svg.text(axes.x(chosen) + (right ? 8 : -8), 102, "chosen: k = " + chosen, "fill", Svg.INK, "font-weight",
                "600", "text-anchor", right ? "start" : "end");
        svg.path(curve.toString(), "fill", "none", "stroke", Palette.NEUTRAL, "stroke-width", "2.5");
        for (int i = 0; i < k.length; i++) {
            svg.open("k = " + k[i] + ": inertia " + Numbers.figure(inertia[i]));
            svg.circle(axes.x(k[i]), axes.y(inertia[i]), 4.5, "fill", k[i] == chosen ? Svg.INK : Palette.NEUTRAL,
                    "stroke", "#ffffff");
            svg.close();
        }
        int bend = knee.isPresent() ? Arrays.binarySearch(k, knee.getAsInt()) : -1;
        if (bend >= 0) {
            svg.circle(axes.x(k[bend]), axes.y(inertia[bend]), 10, "fill", "none", "stroke", Svg.INK, "stroke-width",
                    "1.5");
            double above = axes.y(inertia[bend]) - 10;
            svg.text(axes.x(k[bend]) + 14, above < 122 ? above + 32 : above, "knee", "fill", Svg.INK);
        }
        axes.border(svg);
        return svg.finish();
    }
}
