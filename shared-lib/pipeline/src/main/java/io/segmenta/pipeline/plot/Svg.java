package io.segmenta.pipeline.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes one SVG picture: escapes every text, prints numbers with at most two decimals independent of the locale, and
 * gives the picture a title and a description for screen readers. Not thread-safe; one instance per picture.
 */
final class Svg {
    static final String INK = "#1f2530";
    static final String MUTED = "#5b6472";
    /** Behind the one of many that was taken: colour belongs to segments, everything else is ink on paper. */
    static final String CHOSEN = "#e3e6eb";
    static final String GRID = "#e4e7ec";

    private final StringBuilder out = new StringBuilder(4_096);
    private final double width;

    Svg(double width, double height, String title, String description) {
        this.width = width;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(number(width)).append(' ')
                .append(number(height)).append("\" width=\"").append(number(width)).append("\" height=\"")
                .append(number(height)).append("\" role=\"img\" aria-labelledby=\"title desc\"")
                .append(" font-family=\"Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\" font-size=\"13\">\n");
        out.append("<title id=\"title\">").append(escape(title)).append("</title>\n<desc id=\"desc\">")
                .append(escape(description)).append("</desc>\n");
        rect(0, 0, width, height, "fill", "#ffffff");
    }

    /** The heading of every plot: what is shown, and below it the facts needed to read it. */
    Svg heading(String title, String subtitle) {
        title(title);
        List<String> lines = new Box(width - 48, 12, false, 2).of(subtitle);
        for (int i = 0; i < lines.size(); i++) {
            cut(24, (lines.size() == 1 ? 56 : 51) + 15.0 * i, lines.get(i), lines, subtitle, "font-size", "12", "fill",
                    MUTED);
        }
        return this;
    }

    /** What is shown. */
    Svg title(String title) {
        String shown = new Box(width - 48, 19, true, 1).only(title);
        return cut(24, 31, shown, List.of(shown), title, "font-size", "19", "font-weight", "600", "fill", INK);
    }

    Svg rect(double x, double y, double width, double height, String... attributes) {
        return element("rect", with(attributes, "x", x, "y", y, "width", width, "height", height));
    }

    Svg line(double x1, double y1, double x2, double y2, String... attributes) {
        return element("line", with(attributes, "x1", x1, "y1", y1, "x2", x2, "y2", y2));
    }

    Svg circle(double x, double y, double radius, String... attributes) {
        return element("circle", with(attributes, "cx", x, "cy", y, "r", radius));
    }

    Svg path(String data, String... attributes) {
        List<String> all = new ArrayList<>(List.of("d", data));
        all.addAll(List.of(attributes));
        return element("path", all);
    }

    Svg text(double x, double y, String content, String... attributes) {
        out.append("<text");
        attributes(with(attributes, "x", x, "y", y));
        out.append('>').append(escape(content)).append("</text>\n");
        return this;
    }

    /** A line of text in the given room; the whole is its tooltip where it had to be cut. */
    Svg fitted(double x, double y, String content, Box box, String... attributes) {
        String shown = box.only(content);
        return cut(x, y, shown, List.of(shown), content, attributes);
    }

    /** One line of a text that may have been cut; the whole is its tooltip then. */
    Svg cut(double x, double y, String line, List<String> all, String whole, String... attributes) {
        if (bare(String.join("", all)).equals(bare(whole))) {
            return text(x, y, line, attributes);
        }
        out.append("<text");
        attributes(with(attributes, "x", x, "y", y));
        out.append('>').append(escape(line)).append("<title>").append(escape(whole)).append("</title></text>\n");
        return this;
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** Opens a group; its tooltip may be empty. */
    Svg open(String tooltip, String... attributes) {
        out.append("<g");
        attributes(List.of(attributes));
        out.append(">\n");
        if (!tooltip.isEmpty()) {
            out.append("<title>").append(escape(tooltip)).append("</title>\n");
        }
        return this;
    }

    Svg close() {
        out.append("</g>\n");
        return this;
    }

    String finish() {
        return out.append("</svg>\n").toString();
    }

    private Svg element(String name, List<String> attributes) {
        out.append('<').append(name);
        attributes(attributes);
        out.append("/>\n");
        return this;
    }

    private static List<String> with(String[] attributes, Object... numbers) {
        List<String> all = new ArrayList<>(attributes.length + numbers.length);
        for (int i = 0; i < numbers.length; i += 2) {
            all.add((String) numbers[i]);
            all.add(number((Double) numbers[i + 1]));
        }
        all.addAll(List.of(attributes));
        return all;
    }

    private void attributes(List<String> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            out.append(' ').append(pairs.get(i)).append("=\"").append(escape(pairs.get(i + 1))).append('"');
        }
    }

    /** A coordinate with at most two decimals. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long size = Math.abs(hundredths);
        long rest = size % 100;
        if (rest == 0) {
            return sign + size / 100;
        }
        return sign + size / 100 + (rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest);
    }

    /** Text that is safe inside an element or an attribute; characters that XML forbids become a replacement mark. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\t', '\n', '\r' -> safe.append(' ');
                default -> safe.appendCodePoint(isXml(c) ? c : 0xfffd);
            }
        });
        return safe.toString();
    }

    private static boolean isXml(int c) {
        return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
