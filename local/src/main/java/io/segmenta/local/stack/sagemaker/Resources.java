package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.files.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * SageMaker's resources, each a JSON file that is replaced whole. A field that begins with an underscore is the stack's
 * own and is never shown. Callers hold the lock of this object over a change of more than one resource.
 */
final class Resources {

    /** The kinds of resources; {@code word} is the one in ARNs and messages. */
    enum Kind {
        GROUP("model-package-group"), PACKAGE("model-package"), MODEL("model"), CONFIG("endpoint-config"),
        ENDPOINT("endpoint");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final String account;
    private final String region;
    private final Map<Kind, Map<String, ObjectNode>> resources = new EnumMap<>(Kind.class);

    Resources(Path folder, String account, String region) throws IOException {
        this.folder = folder;
        this.account = account;
        this.region = region;
        for (Kind kind : Kind.values()) {
            Map<String, ObjectNode> ofKind = new TreeMap<>();
            Files.createDirectories(folder.resolve(kind.word));
            for (Path file : DurableFiles.list(folder.resolve(kind.word), ".json")) {
                String name = file.getFileName().toString().replaceFirst("\\.json$", "").replace(' ', '/');
                ofKind.put(name, (ObjectNode) JSON.readTree(Files.readAllBytes(file)));
            }
            resources.put(kind, ofKind);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Seconds since 1970 with milliseconds, as the protocol has times. */
    static double now() {
        return Instant.now().toEpochMilli() / 1000.0;
    }

    String arn(Kind kind, String name) {
        return "arn:aws:sagemaker:" + region + ":" + account + ":" + kind.word + "/" + name.toLowerCase(Locale.ROOT);
    }

    /** The name that an ARN of the kind holds, or the text itself when it is none. */
    static String nameOf(Kind kind, String arnOrName) {
        String mark = ":" + kind.word + "/";
        int at = arnOrName.indexOf(mark);
        return at < 0 ? arnOrName : arnOrName.substring(at + mark.length());
    }

    synchronized Optional<ObjectNode> find(Kind kind, String name) {
        return Optional.ofNullable(ofKind(kind).get(name)).map(ObjectNode::deepCopy);
    }

    synchronized List<ObjectNode> all(Kind kind) {
        List<ObjectNode> copies = new ArrayList<>();
        ofKind(kind).values().forEach(resource -> copies.add(resource.deepCopy()));
        return copies;
    }

    synchronized void put(Kind kind, String name, ObjectNode resource) {
        try {
            DurableFiles.write(file(kind, name), JSON.writeValueAsBytes(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ofKind(kind).put(name, resource.deepCopy());
    }

    synchronized void remove(Kind kind, String name) {
        try {
            Files.deleteIfExists(file(kind, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ofKind(kind).remove(name);
    }

    private Map<String, ObjectNode> ofKind(Kind kind) {
        return resources.computeIfAbsent(kind, unseen -> new TreeMap<>());
    }

    private Path file(Kind kind, String name) {
        return folder.resolve(kind.word).resolve(name.replace('/', ' ') + ".json");
    }

    /** The resource as an answer shows it. */
    static ObjectNode shown(ObjectNode resource) {
        ObjectNode copy = resource.deepCopy();
        Iterator<String> names = copy.fieldNames();
        while (names.hasNext()) {
            if (names.next().startsWith("_")) {
                names.remove();
            }
        }
        return copy;
    }
}
