package io.segmenta.model.contract;

import io.segmenta.model.json.JsonObject;
import java.util.List;

/**
 * A segment as a run found it: one of {@code profile.json}.
 *
 * @param id lasting
 * @param cluster the number that the model answers
 * @param name that the model gives it
 * @param action that the model gives it; may be empty
 * @param color {@code #rrggbb}
 * @param size rows of the run
 * @param share of the rows, in [0, 1]
 */
public record RunSegment(String id, int cluster, String name, String action, String color, long size, double share) {
    /**
     * Reads the segments of a run, in the order of their clusters.
     *
     * @throws ContractException when the document is no profile
     */
    public static List<RunSegment> parse(byte[] profile) {
        return ContractJson.read(profile, RunFile.PROFILE.path(),
                document -> document.objects("segments").stream().map(RunSegment::of).toList());
    }

    private static RunSegment of(JsonObject object) {
        return new RunSegment(ContractJson.filled(object, "segment_id"),
                object.integer("cluster", 0, Integer.MAX_VALUE), ContractJson.filled(object, "name"),
                object.string("action"), ContractJson.filled(object, "color"), object.integer("size"),
                object.number("share"));
    }
}
