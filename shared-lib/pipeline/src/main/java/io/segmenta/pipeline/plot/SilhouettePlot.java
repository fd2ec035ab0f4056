package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.Arrays;
import java.util.List;

/**
 * Silhouette blades (Rousseeuw 1987): the silhouette of each row, sorted within its segment, one blade per segment, and
 * the mean over all rows. Blades of many rows are drawn through at most 200 evenly spaced ranks.
 */
public final class SilhouettePlot {
    private static final int MOST_STEPS = 200;
    private static final double TOP = 84;
    private static final double HEIGHT = 470;

    private SilhouettePlot() {}

    /**
     * Draws the plot.
     *
     * @param values the silhouette of each row considered, in [-1, 1]
     * @param labels the segment of each row considered, in [0, keys.size())
     * @param keys name and colour of each segment
     * @param rows how many rows the model was fitted on; more than {@code values.length} when a sample is shown
     * @return the SVG document
     */
    public static String draw(float[] values, int[] labels, List<Key> keys, long rows) {
        double mean = 0;
        float least = 0;
        for (float value : values) {
            mean += value / values.length;
            least = Math.min(least, value);
        }
        String facts = "Mean " + Numbers.fixed(mean, 3) + " (1: well apart, 0: on a border, below 0: nearer another"
                + " segment)." + (values.length < rows ? " Sample of " + Numbers.count(values.length) + " of "
                        + Numbers.count(rows) + " rows." : "");
        Svg svg = new Svg(1040, 620, "Silhouette of each segment", facts);
        svg.heading("Silhouette of each segment", facts);
        Axes axes = new Axes(84, TOP, 640, HEIGHT, new double[] {Math.floor(least * 5 - 1e-6) / 5, 1},
                new double[] {0, 1});
        axes.drawX(svg, "silhouette of a row");
        axes.titleY(svg, "rows of each segment, sorted");
        float[][] blades = blades(values, labels, keys.size());
        double gap = keys.size() > 20 ? 3 : 8;
        double perRow = (HEIGHT - gap * (keys.size() + 1)) / Math.max(1, values.length);
        double at = TOP + gap;
        String[] notes = new String[keys.size()];
        double below = TOP;
        for (int c = 0; c < keys.size(); c++) {
            double high = blades[c].length * perRow;
            blade(svg, axes, blades[c], at, high, keys.get(c));
            double number = at + high / 2 + 4;
            if (high > 4 && number >= below) {
                svg.text(76, number, Integer.toString(c), "text-anchor", "end", "fill", Svg.INK, "font-weight", "600");
                below = number + 15;
            }
            notes[c] = c + " · mean " + mean(blades[c]) + ", " + negative(blades[c]) + " below 0";
            at += high + gap;
        }
        svg.line(axes.x(mean), TOP, axes.x(mean), TOP + HEIGHT, "stroke", Svg.INK, "stroke-width", "1.5",
                "stroke-dasharray", "6 4");
        axes.border(svg);
        Legend.draw(svg, 748, 100, 280, keys, Arrays.asList(notes));
        return svg.finish();
    }

    private static void blade(Svg svg, Axes axes, float[] sorted, double top, double high, Key key) {
        if (sorted.length == 0) {
            return;
        }
        StringBuilder path = new StringBuilder("M").append(Svg.number(axes.x(0))).append(' ').append(Svg.number(top));
        int steps = Math.min(MOST_STEPS, sorted.length);
        for (int i = 0; i < steps; i++) {
            int index = (int) ((long) i * sorted.length / steps);
            path.append("H").append(Svg.number(axes.x(sorted[index]))).append("V")
                    .append(Svg.number(top + high * (i + 1) / steps));
        }
        path.append("H").append(Svg.number(axes.x(0))).append("Z");
        svg.open(key.title());
        svg.path(path.toString(), "fill", key.color(), "fill-opacity", "0.85");
        svg.close();
    }

    private static float[][] blades(float[] values, int[] labels, int k) {
        int[] sizes = new int[k];
        for (int label : labels) {
            sizes[label]++;
        }
        float[][] blades = new float[k][];
        for (int c = 0; c < k; c++) {
            blades[c] = new float[sizes[c]];
        }
        for (int i = 0; i < values.length; i++) {
            blades[labels[i]][--sizes[labels[i]]] = -values[i];
        }
        for (float[] blade : blades) {
            Arrays.sort(blade);
            for (int i = 0; i < blade.length; i++) {
                blade[i] = -blade[i];
            }
        }
        return blades;
    }

    private static String mean(float[] blade) {
        double sum = 0;
        for (float value : blade) {
            sum += value;
        }
        return blade.length == 0 ? "unknown" : Numbers.fixed(sum / blade.length, 2);
    }

    private static String negative(float[] blade) {
        int below = 0;
        for (float value : blade) {
            below += value < 0 ? 1 : 0;
        }
        return blade.length == 0 ? "none" : Numbers.percent(below / (double) blade.length);
    }
}
