package io.segmenta.pipeline.drift;

import io.segmenta.pipeline.drift.Watched.Histogram;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Small histograms as one SVG: training as grey bars behind the window's, each scaled to shares. */
public final class DriftPicture {
    private static final int WIDTH = 220;
    private static final int HEIGHT = 70;
    private static final int TITLE = 18;

    private DriftPicture() {}

    /** Returns the picture; of no histograms an empty one. */
    public static byte[] draw(List<Histogram> histograms) {
        StringBuilder svg = new StringBuilder(1024);
        int height = Math.max(1, histograms.size() * (HEIGHT + TITLE));
        svg.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
                        + "font-size=\"11\">\n",
                WIDTH, height));
        for (int i = 0; i < histograms.size(); i++) {
            draw(svg, histograms.get(i), i * (HEIGHT + TITLE));
        }
        return svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void draw(StringBuilder svg, Histogram histogram, int top) {
        svg.append(String.format(Locale.ROOT, "<text x=\"2\" y=\"%d\">%s</text>\n", top + TITLE - 5,
                escaped(histogram.name())));
        double most = Math.max(most(histogram.trained()), most(histogram.window()));
        bars(svg, histogram.trained(), most, top, "#c4c7cc", 0.9);
        bars(svg, histogram.window(), most, top, "#1f5fbf", 0.45);
    }

    private static void bars(StringBuilder svg, List<Long> counts, double most, int top, String color, double part) {
        double total = Math.max(1, total(counts));
        double step = WIDTH / (double) counts.size();
        for (int bin = 0; bin < counts.size(); bin++) {
            double tall = HEIGHT * counts.get(bin) / total / most;
            svg.append(String.format(Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                    bin * step + step * (1 - part) / 2, top + TITLE + HEIGHT - tall, step * part, tall, color));
        }
    }

    private static double most(List<Long> counts) {
        return Math.max(1e-9, counts.stream().mapToLong(Long::longValue).max().orElse(0) / Math.max(1, total(counts)));
    }

    private static double total(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().filter(c -> c >= ' ').forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
