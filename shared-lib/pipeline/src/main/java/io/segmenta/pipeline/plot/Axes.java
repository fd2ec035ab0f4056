package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * A rectangular plotting area with two linear axes: grid, ticks at round numbers, titles with units, and the mapping
 * from data to the picture.
 */
final class Axes {
    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final double minX;
    private final double maxX;
    private final double minY;
    private final double maxY;

    Axes(double left, double top, double width, double height, double[] rangeX, double[] rangeY) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        minX = rangeX[0];
        maxX = rangeX[1];
        minY = rangeY[0];
        maxY = rangeY[1];
    }

    /** The least and greatest value, with a margin; a single value gets a range around it. */
    static double[] range(float[] values, double margin) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (min > max) {
            return new double[] {0, 1};
        }
        double room = max > min ? (max - min) * margin : Math.max(0.5, Math.abs(max) * 0.1);
        return new double[] {min - room, max + room};
    }

    double x(double value) {
        return left + (value - minX) / (maxX - minX) * width;
    }

    double y(double value) {
        return top + height - (value - minY) / (maxY - minY) * height;
    }

    void drawX(Svg svg, String title) {
        double step = step(minX, maxX, 8);
        for (double tick : ticks(minX, maxX, step)) {
            svg.line(x(tick), top, x(tick), top + height, "stroke", Svg.GRID);
            label(svg, x(tick), Numbers.tick(tick, step));
        }
        titleX(svg, title);
    }

    /** An axis of whole numbers, each of which is marked (every second or fifth when there are many). */
    void drawWholeX(Svg svg, int from, int to, String title) {
        int every = to - from < 20 ? 1 : to - from < 40 ? 2 : 5;
        for (int tick = from; tick <= to; tick += every) {
            svg.line(x(tick), top, x(tick), top + height, "stroke", Svg.GRID);
            label(svg, x(tick), Integer.toString(tick));
        }
        titleX(svg, title);
    }

    void drawY(Svg svg, String title) {
        double step = step(minY, maxY, 7);
        for (double tick : ticks(minY, maxY, step)) {
            svg.line(left, y(tick), left + width, y(tick), "stroke", Svg.GRID);
            svg.text(left - 8, y(tick) + 4, Numbers.tick(tick, step), "text-anchor", "end", "fill", Svg.MUTED);
        }
        titleY(svg, title);
    }

    void titleY(Svg svg, String title) {
        String middle = Svg.number(left - 56) + " " + Svg.number(top + height / 2);
        svg.text(left - 56, top + height / 2, Svg.fit(title, height, 13), "text-anchor", "middle", "fill", Svg.INK,
                "transform", "rotate(-90 " + middle + ")");
    }

    void border(Svg svg) {
        svg.rect(left, top, width, height, "fill", "none", "stroke", "#b8bfca");
    }

    private void label(Svg svg, double x, String text) {
        svg.text(x, top + height + 20, text, "text-anchor", "middle", "fill", Svg.MUTED);
    }

    private void titleX(Svg svg, String title) {
        svg.text(left + width / 2, top + height + 44, Svg.fit(title, width, 13), "text-anchor", "middle", "fill",
                Svg.INK);
    }

    /** A step of 1, 2 or 5 times a power of ten that gives at most {@code most} steps. */
    static double step(double min, double max, int most) {
        double rough = (max - min) / most;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    static List<Double> ticks(double min, double max, double step) {
        List<Double> ticks = new ArrayList<>();
        long last = (long) Math.floor(max / step + 1e-9);
        for (long i = (long) Math.ceil(min / step - 1e-9); i <= last; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
