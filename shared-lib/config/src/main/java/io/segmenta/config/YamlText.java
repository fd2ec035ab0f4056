package io.segmenta.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Text to YAML nodes and no further: no Java object is ever built from a tag, and size, nesting and aliases are
 * bounded, so a hostile document costs no more than an honest one.
 */
final class YamlText {
    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_NESTING = 20;
    private static final int MAX_ALIASES = 20;
    private static final int SHOWN = 60;

    private YamlText() {}

    /** The root of a document; empty when the document holds nothing or is a problem. */
    static Optional<Node> parse(String source, String text, Problems problems) {
        if (text.length() > MAX_CHARACTERS) {
            problems.add(source, "", "must not exceed %d characters, got %d", MAX_CHARACTERS, text.length());
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(compose(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(source, "", "line %d: not valid YAML: %s", line, firstLine(e.getProblem()));
        } catch (YAMLException e) {
            problems.add(source, "", "not valid YAML: %s", firstLine(e.getMessage()));
        }
        return Optional.empty();
    }

    private static Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_NESTING);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        StreamReader reader = new StreamReader(text.startsWith("\uFEFF") ? text.substring(1) : text);
        return new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
    }

    /** The value of an override: taken as it stands for a scalar; {@code a, b} or {@code [a, b]} for a list. */
    static Optional<Node> override(String source, Layout.Key key, String text, Problems problems) {
        if (key.component().getType() == List.class) {
            return list(source, key.path(), text, problems);
        }
        return key.isMap() ? flow(source, key.path(), text, "a map such as {name: value}", problems)
                : Optional.of(scalar(text));
    }

    /** The list of an override: {@code a, b} or {@code [a, b]}, where an item may be quoted and hold commas. */
    static Optional<Node> list(String source, String path, String text, Problems problems) {
        return text.strip().startsWith("[") ? flow(source, path, text, "a list such as [a, b]", problems)
                : Optional.of(items(text.strip()));
    }

    private static Optional<Node> flow(String source, String path, String text, String expected, Problems problems) {
        Problems found = new Problems();
        Optional<Node> node = parse(source, text.strip(), found);
        if (!found.isEmpty()) {
            problems.add(source, path, "must be %s, got %s", expected, quote(text));
        }
        return node;
    }

    private static Node items(String text) {
        List<Node> items = new ArrayList<>();
        for (String item : text.isBlank() ? new String[0] : text.split(",")) {
            items.add(scalar(item.strip()));
        }
        return new SequenceNode(Tag.SEQ, items, DumperOptions.FlowStyle.FLOW);
    }

    static Node scalar(String text) {
        return new ScalarNode(Tag.STR, text, null, null, DumperOptions.ScalarStyle.DOUBLE_QUOTED);
    }

    static boolean isNothing(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    /** What a node is, for a message: the text itself, or its kind. */
    static String describe(Node node) {
        if (isNothing(node)) {
            return "nothing";
        } else if (node instanceof MappingNode) {
            return "a map";
        } else if (node instanceof SequenceNode) {
            return "a list";
        }
        return quote(((ScalarNode) node).getValue());
    }

    static String quote(String text) {
        return '"' + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + '"';
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
