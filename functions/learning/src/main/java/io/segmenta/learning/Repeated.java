package io.segmenta.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The files of a run beside those that were made again.
 *
 * @param equal paths of files that are equal, byte for byte
 * @param recompressed paths of files that hold the same and are compressed differently
 * @param differing the others that were made again, in the order in which a run writes them
 * @param leftOut paths of files of the run that training does not make from data and settings
 */
public record Repeated(List<String> equal, List<String> recompressed, List<Differing> differing,
        List<String> leftOut) {
    /**
     * A file that differs.
     *
     * @param difference empty when the run has no such file
     */
    public record Differing(String path, Optional<FirstDifference> difference) {
        /** What differs, in words. */
        public String sentence() {
            return difference.map(first -> path + " differs at " + first.at() + ": the run has " + first.was()
                    + ", made again it has " + first.repeated() + ".")
                    .orElse(path + " was made again, and the run has it no more.");
        }
    }

    /** Compares. Holds no file in memory but those that differ. */
    public static Repeated of(RunParts parts, List<RepeatedFile> files) {
        List<String> equal = new ArrayList<>();
        List<String> recompressed = new ArrayList<>();
        List<Differing> differing = new ArrayList<>();
        TreeSet<String> others = new TreeSet<>(parts.files());
        for (RepeatedFile file : files) {
            others.remove(file.path());
            Optional<RunPart> was = parts.find(RunParts.RUN + file.path());
            if (was.isEmpty()) {
                differing.add(new Differing(file.path(), Optional.empty()));
            } else if (was.get().sha256().equals(file.sha256())) {
                equal.add(file.path());
            } else {
                difference(was.get(), file).ifPresentOrElse(
                        first -> differing.add(new Differing(file.path(), Optional.of(first))),
                        () -> recompressed.add(file.path()));
            }
        }
        return new Repeated(equal, recompressed, differing, List.copyOf(others));
    }

    /** What a document tells, as {@link #describe} and the REST API write it. */
    public static Repeated told(JsonNode document) {
        List<Differing> differing = document.path("differing_files").valueStream()
                .map(one -> new Differing(one.path("path").asText(), one.has("at")
                        ? Optional.of(new FirstDifference(one.path("at").asText(), one.path("run").asText("a value"),
                                one.path("repeated").asText("another")))
                        : Optional.empty()))
                .toList();
        return new Repeated(texts(document.path("equal_files")), texts(document.path("recompressed_files")), differing,
                texts(document.path("left_out")));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static Optional<FirstDifference> difference(RunPart was, RepeatedFile file) {
        return was.size() > RunPart.MOST_WHOLE
                ? Optional.of(new FirstDifference("its size", was.size() + " bytes", file.bytes().length + " bytes"))
                : FirstDifference.of(file.path(), was.bytes(), file.bytes());
    }

    /** Whether nothing differs. */
    public boolean isEqual() {
        return differing.isEmpty();
    }

    /** Adds all of it to a document. */
    public void describe(ObjectNode document) {
        document.put("files", equal.size() + recompressed.size() + differing.size());
        add(document.putArray("equal_files"), equal);
        add(document.putArray("recompressed_files"), recompressed);
        ArrayNode others = document.putArray("differing_files");
        for (Differing one : differing) {
            ObjectNode node = others.addObject().put("path", one.path());
            one.difference().ifPresent(first -> node.put("at", first.at()).put("run", first.was())
                    .put("repeated", first.repeated()));
        }
        add(document.putArray("left_out"), leftOut);
    }

    private static void add(ArrayNode array, List<String> paths) {
        paths.forEach(array::add);
    }
}
