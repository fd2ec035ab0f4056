package io.segmenta.config;

import io.segmenta.model.contract.SettingsKeys;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What the sources say for each setting, the last one winning; unknown keys become problems. */
final class Assignments {
    private final Layout layout;
    private final Problems problems;
    private final Map<String, Given> values = new LinkedHashMap<>();
    private final Map<String, Map<String, Given>> entries = new LinkedHashMap<>();

    /**
     * A value as written.
     *
     * @param path the key as it was written
     */
    record Given(String source, String path, Node node) {}

    Assignments(Layout layout, Problems problems) {
        this.layout = layout;
        this.problems = problems;
    }

    Optional<Given> value(String path) {
        return Optional.ofNullable(values.get(path));
    }

    Map<String, Given> entries(String path) {
        return entries.getOrDefault(path, Map.of());
    }

    /** The source that last said anything in the section. */
    String lastSource(String section) {
        String last = "configuration";
        for (Map.Entry<String, Given> entry : values.entrySet()) {
            String around = Layout.section(entry.getKey());
            if (around.equals(section) || around.startsWith(section + ".")) {
                last = entry.getValue().source();
            }
        }
        return last;
    }

    void add(ConfigSource source) {
        if (source instanceof ConfigSource.Yaml yaml) {
            YamlText.parse(yaml.name(), yaml.text(), problems)
                    .ifPresent(root -> section(yaml, root, "", new HashSet<>()));
        } else if (source instanceof ConfigSource.Overrides overrides) {
            overrides.settings().forEach((path, text) -> override(overrides, path, text));
        }
    }

    private void section(ConfigSource source, Node node, String prefix, Set<String> seen) {
        if (YamlText.isNothing(node)) {
            return;
        }
        String here = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
        if (!(node instanceof MappingNode mapping)) {
            problems.add(source.name(), here, "must be a section of keys and values, got %s", YamlText.describe(node));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.add(source.name(), here, "a key must be text, got %s",
                        YamlText.describe(tuple.getKeyNode()));
                continue;
            }
            String path = prefix + name.getValue();
            List<Layout.Key> keys = layout.all(path);
            if (keys.isEmpty()) {
                problems.add(source.name(), path, "unknown key%s", layout.suggestion(path));
            } else if (!keys.stream().map(key -> seen.add(key.path())).reduce(true, Boolean::logicalAnd)) {
                problems.add(source.name(), path, "given twice");
            } else if (keys.get(0).isSection()) {
                section(source, tuple.getValueNode(), path + ".", seen);
            } else {
                keys.forEach(key -> assign(source, path, key, tuple.getValueNode()));
            }
        }
    }

    private void override(ConfigSource source, String path, String text) {
        List<Layout.Key> keys = layout.all(path);
        Optional<Layout.Key> around = layout.mapAround(path);
        if (!keys.isEmpty() && keys.get(0).isSection()) {
            problems.add(source.name(), path, "is a section; set one of the keys in it");
        } else if (!keys.isEmpty()) {
            keys.forEach(key -> YamlText.override(source.name(), key, text, problems)
                    .ifPresent(node -> assign(source, path, key, node)));
        } else if (around.isPresent()) {
            String entry = path.substring(around.get().path().length() + 1);
            (around.get().holdsLists() ? YamlText.list(source.name(), path, text, problems)
                    : Optional.of(YamlText.scalar(text)))
                    .ifPresent(node -> put(around.get().path(), entry, new Given(source.name(), path, node)));
        } else {
            problems.add(source.name(), path, "unknown key%s", layout.suggestion(path));
        }
    }

    private void assign(ConfigSource source, String path, Layout.Key key, Node node) {
        if (key.deployers() && source.author() == ConfigSource.Author.UPLOADER) {
            problems.add(source.name(), path, "is for the deployment to decide, not for an upload; set it in %s",
                    SettingsKeys.BASE);
            return;
        }
        if (!key.isMap()) {
            values.remove(key.path());
            values.put(key.path(), new Given(source.name(), path, node));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name) {
                    put(key.path(), name.getValue(),
                            new Given(source.name(), path + "." + name.getValue(), tuple.getValueNode()));
                } else {
                    problems.add(source.name(), key.path(), "a key must be text, got %s",
                            YamlText.describe(tuple.getKeyNode()));
                }
            }
        } else if (!YamlText.isNothing(node)) {
            problems.add(source.name(), key.path(), "must be a map of names to values, got %s",
                    YamlText.describe(node));
        }
    }

    private void put(String path, String entry, Given given) {
        entries.computeIfAbsent(path, unused -> new LinkedHashMap<>()).put(entry, given);
    }
}
