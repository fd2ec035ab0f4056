package io.segmenta.local.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * An XML document of S3 held against a structure. The name of the root is left alone, for the SDK's classes do not
 * carry it, and attributes, of which none that the stack answers has any.
 */
final class XmlBody {
    private final Findings findings;

    XmlBody(Findings findings) {
        this.findings = findings;
    }

    /** Adds whatever is wrong in the document. */
    void check(String place, String body, Shape shape) {
        root(body).ifPresentOrElse(root -> members(place, root, shape), () -> findings.add(place, "is no XML"));
    }

    /** The root of a body told byte by byte; empty when it is no XML. */
    static Optional<Element> root(String body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(builder
                    .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1))).getDocumentElement());
        } catch (SAXException e) {
            return Optional.empty();
        } catch (ParserConfigurationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private void members(String place, Element element, Shape shape) {
        Map<String, SdkField<?>> known = shape.elements();
        for (Element child : children(element)) {
            SdkField<?> field = known.get(child.getLocalName());
            if (field == null) {
                findings.add(place, shape.name() + " has no member " + child.getLocalName());
            } else {
                value(place + '.' + child.getLocalName(), child, shape, field);
            }
        }
    }

    private void value(String place, Element element, Shape shape, SdkField<?> field) {
        switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> members(place, element, Shape.of(field));
            case LIST -> list(place, element, shape, field);
            case STRING, INTEGER, SHORT, BYTE, LONG, FLOAT, DOUBLE, BIG_DECIMAL, BOOLEAN, INSTANT, SDK_BYTES, DOCUMENT,
                    MAP, NULL ->
                Texts.check(place, element.getTextContent(), shape, field, findings);
        }
    }

    /** A flattened list has its elements in place of itself. */
    private void list(String place, Element element, Shape shape, SdkField<?> field) {
        ListTrait list = field.getTrait(ListTrait.class);
        if (list.isFlattened()) {
            value(place, element, shape, list.memberFieldInfo());
            return;
        }
        String name = list.memberLocationName() == null ? "member" : list.memberLocationName();
        for (Element child : children(element)) {
            if (child.getLocalName().equals(name)) {
                value(place + '.' + name, child, shape, list.memberFieldInfo());
            } else {
                findings.add(place, "is a list of " + name + ", not of " + child.getLocalName());
            }
        }
    }
}
