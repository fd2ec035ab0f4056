package io.segmenta.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** The commented YAML of every setting at its default: what {@code pipeline_config.yaml} holds. */
final class ConfigDocument {
    private static final int WIDTH = 110;
    private static final String DEPLOYERS = " For the deployment to decide: an upload that sets it is refused.";
    private static final String HEAD = """
            # The settings of a Segmenta run. Every key may be left out: the values below are the defaults.
            # One data set can differ: put a file with only the keys that change at data/<dataset>/pipeline.yaml.
            # One run can differ: segmenta train FILE --set clustering.k=5 --set columns.include=income,score
            """;

    private ConfigDocument() {}

    static String of(Class<? extends Record> type) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Layout.Key key : Layout.of(type).keys()) {
            String indent = "  ".repeat(key.depth());
            boolean top = key.depth() == 0;
            if (top) {
                text.append('\n');
            }
            comment(text, indent, key.setting().value() + (key.setting().deployers() ? DEPLOYERS : ""));
            if (!key.isSection()) {
                comment(text, indent, facts(key));
            }
            text.append(indent).append(key.name()).append(':');
            if (!key.isSection()) {
                text.append(' ').append(key.setting().initial());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void comment(StringBuilder text, String indent, String words) {
        for (String line : wrap(words, WIDTH - indent.length())) {
            text.append(indent).append("# ").append(line).append('\n');
        }
    }

    private static String facts(Layout.Key key) {
        Setting setting = key.setting();
        List<String> facts = new ArrayList<>();
        Class<?> type = key.mayBeAuto() ? only(key) : key.component().getType();
        if (!setting.unit().isEmpty()) {
            facts.add("in " + setting.unit());
        }
        if (type.isEnum()) {
            facts.add(String.join(" | ", Binder.choices(type)) + (key.mayBeAuto() ? " | " + Binder.AUTO : ""));
        } else if (type == boolean.class) {
            facts.add("true | false");
        } else if (type == String.class) {
            facts.add(setting.expected().isEmpty() ? "text" : setting.expected());
        } else if (Binder.isWhole(type) || Binder.isFraction(type)) {
            facts.add(range(setting, type));
        } else if (key.isMap()) {
            Type values = ((ParameterizedType) key.component().getGenericType())
                    .getActualTypeArguments()[1];
            if (values instanceof Class<?> one) {
                facts.add("column name: " + (one.isEnum() ? String.join(" | ", Binder.choices(one)) : "text"));
            } else {
                facts.add(setting.expected().isEmpty() ? "name: a list of columns" : setting.expected());
            }
        } else {
            Class<?> items = only(key);
            facts.add("a list of " + (items.isEnum() ? String.join(" | ", Binder.choices(items))
                    : items == String.class ? "names" : "numbers, each " + range(setting, items)));
        }
        facts.add("default " + setting.initial());
        return String.join("; ", facts);
    }

    /** The type of the items of a list, or of a value that may be found. */
    private static Class<?> only(Layout.Key key) {
        return (Class<?>) ((ParameterizedType) key.component().getGenericType()).getActualTypeArguments()[0];
    }

    private static String range(Setting setting, Class<?> type) {
        boolean whole = Binder.isWhole(type);
        if (Double.isInfinite(setting.min()) && Double.isInfinite(setting.max())) {
            return whole ? "any whole number" : "any number";
        } else if (Double.isInfinite(setting.max())) {
            return "from " + Binder.bound(setting.min());
        }
        return Binder.bound(setting.min()) + " to " + Binder.bound(setting.max());
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
