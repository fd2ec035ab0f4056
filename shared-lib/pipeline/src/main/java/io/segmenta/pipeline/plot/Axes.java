package io.segmenta.pipeline.plot;

import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * A rectangular plotting area with two linear axes: grid, ticks at round numbers, titles with units, and the mapping
 * from data to the picture.
 */
final class Axes {
    private static final double TICK = 12;
    /** Where the last base line of the vertical title lies. */
    private static final double TITLE = 31;
    private static final double TITLE_LINE = 15;

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
        int most = 8;
        double step = step(minX, maxX, most);
        while (most > 1 && widest(minX, maxX, step) + 10 > step / (maxX - minX) * width) {
            step = step(minX, maxX, --most);
        }
        for (double tick : ticks(minX, maxX, step)) {
            svg.line(x(tick), top, x(tick), top + height, "stroke", Svg.GRID);
            label(svg, x(tick), Numbers.tick(tick, step));
        }
        titleX(svg, title);
    }

    /** An axis of whole numbers, each of which is marked (every second or fifth when there are many). */
    void drawWholeX(Svg svg, int from, int to, String title) {
        int every = to - from < 20 ? 1 : to - from < 40 ? 2 : Math.max(5, (int) step(from, to, 20));
        for (int tick = from; tick <= to; tick += every) {
            svg.line(x(tick), top, x(tick), top + height, "stroke", Svg.GRID);
            label(svg, x(tick), Integer.toString(tick));
        }
        titleX(svg, title);
    }

    void drawY(Svg svg, String title) {
        double step = step(minY, maxY, 7);
        Box room = Box.line(left - TITLE - 14, TICK);
        for (double tick : ticks(minY, maxY, step)) {
            svg.line(left, y(tick), left + width, y(tick), "stroke", Svg.GRID);
            svg.fitted(left - 8, y(tick) + 4, Numbers.tick(tick, step), room, "text-anchor", "end", "font-size",
                    Svg.number(TICK), "fill", Svg.MUTED);
        }
        titleY(svg, title);
    }

    void titleY(Svg svg, String title) {
        List<String> lines = new Box(height, TICK, false, 2).of(title);
        for (int i = 0; i < lines.size(); i++) {
            double x = TITLE - TITLE_LINE * (lines.size() - 1 - i);
            svg.cut(x, top + height / 2, lines.get(i), lines, title, "text-anchor", "middle", "font-size",
                    Svg.number(TICK), "fill", Svg.INK, "transform",
                    "rotate(-90 " + Svg.number(x) + " " + Svg.number(top + height / 2) + ")");
        }
    }

    private static double widest(double min, double max, double step) {
        return ticks(min, max, step).stream().mapToDouble(tick -> TextWidths.of(Numbers.tick(tick, step), TICK, false))
                .max().orElse(0);
    }

    void border(Svg svg) {
        svg.rect(left, top, width, height, "fill", "none", "stroke", "#b8bfca");
    }

    private void label(Svg svg, double x, String text) {
        svg.text(x, top + height + 20, text, "text-anchor", "middle", "font-size", Svg.number(TICK), "fill",
                Svg.MUTED);
    }

    private void titleX(Svg svg, String title) {
        List<String> lines = new Box(width, TICK, false, 2).of(title);
        for (int i = 0; i < lines.size(); i++) {
            svg.cut(left + width / 2, top + height + 42 + TITLE_LINE * i, lines.get(i), lines, title, "text-anchor",
                    "middle", "font-size", Svg.number(TICK), "fill", Svg.INK);
        }
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
