package io.segmenta.local.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables that {@code sam local invoke --env-vars} gives a function, by the rules of SAM CLI
 * ({@code samcli/local/lambdafn/env_vars.py} and {@code samcli/lib/intrinsic_resolver}): those that {@code Globals} and
 * the function declare and no others; of each the value of the file, else that of the shell, else that of the template.
 * A condition with {@code AWS::NoValue} in it cannot be settled there and leaves the variable declared and empty.
 */
final class SamLocal {
    private static final Path PROJECT = Path.of("..");

    private final Map<String, Object> template;
    private final Resources resources;
    private final JsonNode file;

    private SamLocal(Map<String, Object> template, Resources resources, JsonNode file) {
        this.template = template;
        this.resources = resources;
        this.file = file;
    }

    /** The project's template with the defaults of its parameters, and {@code events/env.json}. */
    static SamLocal ofProject() throws IOException {
        Map<String, Object> template = TemplateYaml.read(Files.readString(PROJECT.resolve("template.yaml")));
        return new SamLocal(template, new Resources(template, TemplateReader.values(template, Map.of(), "us-east-1"),
                "us-east-1"), new ObjectMapper().readTree(Files.readString(PROJECT.resolve("events/env.json"))));
    }

    /** The whole file: by logical id of a function, its variables. */
    JsonNode file() {
        return file;
    }

    /** The variables of a function as the template declares them, with what SAM settles each to. */
    Map<String, String> declared(String function) {
        Map<String, Object> raw = new LinkedHashMap<>(variables(Evaluator.member(template, "Globals"), "Function"));
        Map<String, Object> resource = Evaluator.member(Evaluator.member(template, "Resources"), function);
        raw.putAll(variables(resource, "Properties"));
        Map<String, String> settled = new TreeMap<>();
        raw.forEach((name, value) -> settled.put(name, holdsNoValue(value)
                ? ""
                : String.valueOf(resources.evaluator().settle(value))));
        return settled;
    }

    private static Map<String, Object> variables(Map<String, Object> owner, String part) {
        return Evaluator.member(Evaluator.member(Evaluator.member(owner, part), "Environment"), "Variables");
    }

    private static boolean holdsNoValue(Object value) {
        return value instanceof Map<?, ?> && value.toString().contains("AWS::NoValue");
    }

    /** What the function is started with. */
    Map<String, String> environment(String function, Map<String, String> shell) {
        Map<String, String> environment = new TreeMap<>();
        declared(function).forEach((name, value) -> environment.put(name, file.path(function).path(name)
                .asText(shell.getOrDefault(name, value))));
        for (String name : new String[] {"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}) {
            environment.put(name, shell.get(name));
        }
        return environment;
    }
}
