package io.segmenta.pipeline.plot.png;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Draws the elements that our plots use: groups, rectangles, lines, circles, paths and texts. */
final class SvgDrawing {
    private static final Pattern SIZE = Pattern.compile("width=\"([0-9.]+)\" height=\"([0-9.]+)\"");
    /** How much wider bold strokes are, as a share of the size of the face. */
    private static final float BOLDER = 0.045f;

    private final Graphics2D canvas;
    private final Glyphs glyphs;
    private final Deque<Map<String, String>> groups = new ArrayDeque<>();

    SvgDrawing(Graphics2D canvas, Glyphs glyphs) {
        this.canvas = canvas;
        this.glyphs = glyphs;
        groups.push(Map.of());
    }

    /** Width and height of a picture. */
    static double[] size(String svg) {
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new IllegalArgumentException("not a picture of ours: it tells no size");
        }
        return new double[] {Double.parseDouble(size.group(1)), Double.parseDouble(size.group(2))};
    }

    void draw(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(reader);
            } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("g")) {
                groups.pop();
            }
        }
    }

    private void start(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> style = new HashMap<>(groups.element());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            style.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        switch (reader.getLocalName()) {
            case "g" -> groups.push(style);
            case "rect" -> paint(rect(style), style);
            case "line" -> stroke(new Line2D.Double(number(style, "x1"), number(style, "y1"), number(style, "x2"),
                    number(style, "y2")), style);
            case "circle" -> {
                double radius = number(style, "r");
                paint(new Ellipse2D.Double(number(style, "cx") - radius, number(style, "cy") - radius, 2 * radius,
                        2 * radius), style);
            }
            case "path" -> paint(Paths.of(style.getOrDefault("d", "")), style);
            case "text" -> text(content(reader), style);
            default -> {
                // Titles and descriptions are for readers of the SVG.
            }
        }
    }

    /** The text itself, without the tooltip in it. */
    private static String content(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (depth >= 0) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS -> text.append(depth == 0 ? reader.getText() : "");
                default -> {
                    // Nothing else is drawn.
                }
            }
        }
        return text.toString();
    }

    private static Shape rect(Map<String, String> style) {
        double rounded = 2 * number(style, "rx");
        double x = number(style, "x");
        double y = number(style, "y");
        return rounded > 0
                ? new RoundRectangle2D.Double(x, y, number(style, "width"), number(style, "height"), rounded, rounded)
                : new Rectangle2D.Double(x, y, number(style, "width"), number(style, "height"));
    }

    private void text(String text, Map<String, String> style) {
        double size = style.containsKey("font-size") ? number(style, "font-size") : 13;
        double width = glyphs.width(text, size);
        double before = switch (style.getOrDefault("text-anchor", "start")) {
            case "middle" -> width / 2;
            case "end" -> width;
            default -> 0;
        };
        double x = number(style, "x");
        double y = number(style, "y");
        Path2D outline = glyphs.outline(text, x - before, y, size);
        if (style.getOrDefault("transform", "").startsWith("rotate(-90 ")) {
            outline.transform(AffineTransform.getQuadrantRotateInstance(-1, x, y));
        }
        canvas.setColor(color(style.getOrDefault("fill", "#000000"), "1"));
        canvas.fill(outline);
        if (style.getOrDefault("font-weight", "400").compareTo("600") >= 0) {
            canvas.setStroke(new BasicStroke((float) size * BOLDER));
            canvas.draw(outline);
        }
    }

    private void paint(Shape shape, Map<String, String> style) {
        String fill = style.getOrDefault("fill", "#000000");
        if (!fill.equals("none")) {
            boolean crisp = style.getOrDefault("shape-rendering", "").equals("crispEdges");
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING,
                    crisp ? RenderingHints.VALUE_ANTIALIAS_OFF : RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setColor(color(fill, style.getOrDefault("fill-opacity", "1")));
            canvas.fill(shape);
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        }
        stroke(shape, style);
    }

    private void stroke(Shape shape, Map<String, String> style) {
        String color = style.getOrDefault("stroke", "none");
        if (color.equals("none")) {
            return;
        }
        float width = Float.parseFloat(style.getOrDefault("stroke-width", "1"));
        int cap = style.getOrDefault("stroke-linecap", "").equals("round") ? BasicStroke.CAP_ROUND
                : BasicStroke.CAP_BUTT;
        String[] dashes = style.getOrDefault("stroke-dasharray", "").split(" ", -1);
        float[] dash = new float[dashes.length];
        for (int i = 0; i < dash.length; i++) {
            dash[i] = dashes[i].isEmpty() ? 0 : Float.parseFloat(dashes[i]);
        }
        canvas.setStroke(dash.length < 2 ? new BasicStroke(width, cap, BasicStroke.JOIN_MITER)
                : new BasicStroke(width, cap, BasicStroke.JOIN_MITER, 10, dash, 0));
        canvas.setColor(color(color, "1"));
        canvas.draw(shape);
    }

    private static Color color(String rgb, String opacity) {
        int value = Integer.parseInt(rgb.substring(1), 16);
        return new Color(value >> 16, value >> 8 & 255, value & 255,
                (int) Math.round(255 * Double.parseDouble(opacity)));
    }

    private static double number(Map<String, String> style, String name) {
        return Double.parseDouble(style.getOrDefault(name, "0"));
    }
}
