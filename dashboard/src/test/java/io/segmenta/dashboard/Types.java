package io.segmenta.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** Writes the schemas of an OpenAPI document as types of TypeScript. */
final class Types {
    private static final String HEAD = """
            /** Made from openapi.yaml: mvn -pl dashboard test -Dtest=SchemaTest -Dsegmenta.write=true */
            """;
    private static final int COLUMNS = 120;

    private Types() {}

    static String of(String openApi) {
        Map<?, ?> document = new Yaml().load(openApi);
        Map<?, ?> schemas = map(map(document.get("components")).get("schemas"));
        return HEAD + schemas.entrySet().stream()
                .map(entry -> declared(String.valueOf(entry.getKey()), map(entry.getValue())))
                .collect(Collectors.joining());
    }

    private static String declared(String name, Map<?, ?> schema) {
        if (schema.get("properties") == null) {
            return "\nexport type " + name + " = " + type(schema, "") + ";\n";
        }
        return "\nexport interface " + name + " " + object(schema, "") + "\n";
    }

    private static String type(Map<?, ?> schema, String indent) {
        Object reference = schema.get("$ref");
        if (reference != null) {
            String text = reference.toString();
            return text.substring(text.lastIndexOf('/') + 1);
        }
        if (schema.get("const") != null) {
            return literal(schema.get("const"));
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.stream().map(Types::literal).collect(Collectors.joining(" | "));
        }
        if (schema.get("oneOf") instanceof List<?> choices) {
            return choices.stream().map(choice -> type(map(choice), indent)).collect(Collectors.joining(" | "));
        }
        List<?> kinds = schema.get("type") instanceof List<?> several ? several : one(schema.get("type"));
        return kinds.stream().map(kind -> simple(String.valueOf(kind), schema, indent)).distinct()
                .collect(Collectors.joining(" | "));
    }

    private static List<?> one(Object kind) {
        return List.of(Objects.requireNonNullElse(kind, "unknown"));
    }

    private static String simple(String kind, Map<?, ?> schema, String indent) {
        return switch (kind) {
            case "integer", "number" -> "number";
            case "string", "boolean", "null" -> kind;
            case "array" -> array(type(map(schema.get("items")), indent));
            case "object" -> schema.get("properties") == null
                    ? "Readonly<Record<string, " + values(schema.get("additionalProperties"), indent) + ">>"
                    : object(schema, indent);
            default -> "unknown";
        };
    }

    private static String array(String of) {
        boolean several = of.startsWith("readonly ") || (of.contains(" | ") && !of.startsWith("{"));
        return "readonly " + (several ? "(" + of + ")" : of) + "[]";
    }

    private static String values(Object schema, String indent) {
        return schema instanceof Map<?, ?> known ? type(known, indent) : "unknown";
    }

    private static String object(Map<?, ?> schema, String indent) {
        List<?> required = schema.get("required") instanceof List<?> names ? names : List.of();
        StringBuilder text = new StringBuilder("{\n");
        String inner = indent + "  ";
        map(schema.get("properties")).forEach((name, property) -> {
            Map<?, ?> known = map(property);
            if (known.get("description") != null) {
                text.append(comment(known.get("description").toString(), inner));
            }
            text.append(inner).append("readonly ").append(name).append(required.contains(name) ? ": " : "?: ")
                    .append(type(known, inner)).append(";\n");
        });
        return text.append(indent).append('}').toString();
    }

    private static String comment(String description, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent).append("/**");
        for (String word : description.strip().split("\\s+", 0)) {
            if (line.length() + word.length() + 4 > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(indent).append(" *");
            }
            line.append(' ').append(word);
        }
        return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n") + line + " */\n";
    }

    private static String literal(Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
