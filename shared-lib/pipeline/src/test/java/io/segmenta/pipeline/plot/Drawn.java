package io.segmenta.pipeline.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The texts of a picture with the rectangles that they take at most. */
record Drawn(double width, double height, List<Text> texts) {
    /** What stands there, where, and what it is short for. */
    record Text(String shown, String whole, Rectangle2D at) {}

    static Drawn of(String svg) {
        Document document;
        try {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new AssertionError(svg, broken);
        }
        Element root = document.getDocumentElement();
        NodeList all = document.getElementsByTagName("text");
        List<Text> texts = IntStream.range(0, all.getLength()).mapToObj(i -> text((Element) all.item(i))).toList();
        return new Drawn(number(root, "width", 0), number(root, "height", 0), texts);
    }

    private static Text text(Element element) {
        StringBuilder shown = new StringBuilder();
        String whole = "";
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element title) {
                whole = title.getTextContent();
            } else {
                shown.append(child.getTextContent());
            }
        }
        double size = number(element, "font-size", 13);
        boolean bold = number(element, "font-weight", 400) >= 600;
        double width = TextWidths.of(shown.toString(), size, bold);
        double x = number(element, "x", 0);
        double y = number(element, "y", 0);
        double before = switch (element.getAttribute("text-anchor")) {
            case "middle" -> width / 2;
            case "end" -> width;
            default -> 0;
        };
        // Capitals are 0.73 em high, the tails of letters reach 0.21 em down.
        Rectangle2D at = element.getAttribute("transform").startsWith("rotate(-90 ")
                ? new Rectangle2D.Double(x - 0.73 * size, y - width + before, 0.94 * size, width)
                : new Rectangle2D.Double(x - before, y - 0.73 * size, width, 0.94 * size);
        return new Text(shown.toString(), whole.isEmpty() ? shown.toString() : whole, at);
    }

    private static double number(Element element, String name, double otherwise) {
        return element.hasAttribute(name) ? Double.parseDouble(element.getAttribute(name)) : otherwise;
    }

    /** Checks that every text is on the canvas and none covers another. */
    void assertReadable() {
        Rectangle2D canvas = new Rectangle2D.Double(0, 0, width, height);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Text one = texts.get(i);
            if (!one.shown().isBlank() && !canvas.contains(one.at())) {
                faults.add("off the canvas: " + one);
            }
            for (Text other : texts.subList(0, i)) {
                Rectangle2D both = one.at().createIntersection(other.at());
                if (both.getWidth() > 0.5 && both.getHeight() > 0.5) {
                    faults.add("one over another: " + one + " and " + other);
                }
            }
        }
        assertThat(faults).isEmpty();
    }
}
