package io.segmenta.spark;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run is to do, from its document {@code run.json}.
 *
 * @param files tables, in the order of their rows
 * @param output the folder of what the run makes
 * @param model the file of the model that is fitted or asked; the survey needs none
 * @param modelVersion as answers name it
 * @param rangeBytes length of the stretches that files are cut into
 * @param partitions how many tasks there are; 0 for one per stretch
 * @param sampleRows of the survey's sample
 * @param seed of every random choice
 * @param maxIterations rounds of a start
 * @param tolerance relative to the mean variance of the features; 0 runs until no label changes
 * @param starts that are followed, the first of them the model's own centroids
 * @param include columns that are used, all where there are none: a column that is none of a table may be another
 * @param exclude columns that are not used, and may be none of a table
 */
record Settings(List<String> files, String output, Optional<String> model, String modelVersion, long rangeBytes,
        int partitions, int sampleRows, long seed, int maxIterations, double tolerance, int starts,
        List<String> include, List<String> exclude) {

    private static final Set<String> NAMES = new TreeSet<>(List.of("files", "output", "model", "model_version",
            "range_bytes", "partitions", "sample_rows", "seed", "max_iterations", "tolerance", "starts",
            "include", "exclude"));

    Settings {
        Check.range("range_bytes", rangeBytes, 64, 1L << 40);
        Check.range("partitions", partitions, 0, 1 << 20);
        Check.range("sample_rows", sampleRows, 1, 1 << 22);
        Check.range("max_iterations", maxIterations, 1, 100_000);
        Check.range("tolerance", tolerance, 0, 1e6);
        Check.range("starts", starts, 1, 20);
    }

    /**
     * Reads a document.
     *
     * @throws ConfigException when a setting is unknown or out of its range
     * @throws io.segmenta.model.base.DataException when a setting lacks or is of another type
     */
    static Settings read(String file) throws IOException {
        JsonObject document = Json.parse(Storage.read(file), file);
        for (String name : document.names()) {
            if (!NAMES.contains(name)) {
                throw new ConfigException(List.of(file + ": unknown setting \"" + name + "\"; there are "
                        + String.join(", ", NAMES)));
            }
        }
        List<String> files = new ArrayList<>();
        for (String path : document.strings("files")) {
            files.addAll(Storage.tables(path));
        }
        try {
            return new Settings(List.copyOf(files), document.string("output").replaceAll("/+$", ""),
                    document.optionalString("model"), document.optionalString("model_version").orElse("v1"),
                    whole(document, "range_bytes", 64L << 20), (int) whole(document, "partitions", 0),
                    (int) whole(document, "sample_rows", 200_000), whole(document, "seed", 42),
                    (int) whole(document, "max_iterations", 300), document.optionalNumber("tolerance").orElse(1e-4),
                    (int) whole(document, "starts", 1), strings(document, "include"), strings(document, "exclude"));
        } catch (IllegalArgumentException outOfRange) {
            throw new ConfigException(List.of(file + ": " + outOfRange.getMessage()));
        }
    }

    private static List<String> strings(JsonObject document, String name) {
        return document.has(name) ? List.copyOf(document.strings(name)) : List.of();
    }

    private static long whole(JsonObject document, String name, long otherwise) {
        return document.has(name) ? document.integer(name) : otherwise;
    }

    /** Whether a column is left out, whatever it holds. */
    boolean isLeftOut(String column) {
        return exclude.contains(column) || (!include.isEmpty() && !include.contains(column));
    }

    /** Returns the path of a file of the run. */
    String path(String name) {
        return output + "/" + name;
    }
}
