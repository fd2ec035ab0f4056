package io.segmenta.local.stack.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML with CloudFormation's short tags: {@code !Sub x} is read as {@code {"Fn::Sub": "x"}}. */
final class TemplateYaml {

    private TemplateYaml() {}

    /** Reads a document whose top is a mapping. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> read(String text) {
        LoaderOptions options = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        Object top = new Yaml(new ShortForms(options), new Representer(unused), unused, options, new NoDates())
                .load(text);
        if (!(top instanceof Map)) {
            throw new IllegalArgumentException("a template must be a map of keys to values");
        }
        return (Map<String, Object>) top;
    }

    private static final class ShortForms extends SafeConstructor {

        ShortForms(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return longForm(node);
                }
            });
        }

        private Object longForm(Node node) {
            String name = node.getTag().getValue().substring(1);
            Object value;
            if (node instanceof ScalarNode scalar) {
                value = constructScalar(scalar);
            } else if (node instanceof SequenceNode sequence) {
                value = new ArrayList<Object>(constructSequence(sequence));
            } else {
                value = new LinkedHashMap<>(constructMapping((MappingNode) node));
            }
            if (name.equals("GetAtt") && value instanceof String attribute) {
                int dot = attribute.indexOf('.');
                value = List.of(attribute.substring(0, dot), attribute.substring(dot + 1));
            }
            String key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
            Map<String, Object> function = new LinkedHashMap<>();
            function.put(key, value);
            return function;
        }
    }

    /** Policy versions look like dates and are text. */
    private static final class NoDates extends Resolver {

        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }
}
