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
    static final String GRID = "#e4e7ec";

    private final StringBuilder out = new StringBuilder(4_096);

    Svg(double width, double height, String title, String description) {
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
        text(24, 34, title, "font-size", "19", "font-weight", "600", "fill", INK);
        return text(24, 56, subtitle, "fill", MUTED);
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

    /** A rough width of a text in a sans-serif face; wide scripts count double. */
    static double width(String text, double fontSize) {
        return text.codePoints().mapToDouble(Svg::ems).sum() * fontSize;
    }

    private static double ems(int c) {
        if (c >= 0x1100 && !(c >= 0x2000 && c <= 0x206f)) {
            return 1;
        }
        if ("ilj.,;:'|!()[] tfr".indexOf(c) >= 0) {
            return 0.33;
        }
        return Character.isUpperCase(c) || c == 'm' || c == 'w' || c == '%' ? 0.72 : 0.56;
    }

    /**
     * The text, cut with an ellipsis where it would be wider than the room; what is beyond the room is not looked at.
     */
    static String fit(String text, double room, double fontSize) {
        double left = room / fontSize;
        int end = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            left -= ems(c);
            if (left < -1e-9) {
                return text.substring(0, Math.max(end, Character.charCount(text.codePointAt(0)))).stripTrailing() + "…";
            }
            i += Character.charCount(c);
            if (left >= ems('…')) {
                end = i;
            }
        }
        return text;
    }

    /** The text in lines no wider than the room; the last of {@code most} lines is cut with an ellipsis. */
    static List<String> wrap(String text, double room, double fontSize, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String[] words = text.strip().split("\\s+", -1);
        for (int i = 0; i < words.length; i++) {
            String longer = line.isEmpty() ? words[i] : line + " " + words[i];
            if (!line.isEmpty() && width(longer, fontSize) > room) {
                if (lines.size() == most - 1) {
                    lines.add(fit(longer + " " + "…".repeat(3), room, fontSize));
                    return lines;
                }
                lines.add(fit(line.toString(), room, fontSize));
                line = new StringBuilder(words[i]);
            } else {
                line = new StringBuilder(longer);
            }
        }
        lines.add(fit(line.toString(), room, fontSize));
        return lines;
    }
}
