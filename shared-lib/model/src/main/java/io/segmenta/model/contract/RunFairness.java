package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code fairness.json} comes to.
 *
 * @param verdict in one sentence
 * @param findings what is to be known besides
 * @param flagged comparisons that differ by more than chance and by enough to matter
 * @param worstDisparity of the shares that get an action among them, in (0, 1]
 */
public record RunFairness(String verdict, List<String> findings, long flagged, OptionalDouble worstDisparity) {
    private static final String VERDICT = "verdict";
    private static final String FINDINGS = "findings";
    private static final String FLAGGED = "flagged";
    private static final String WORST = "worst_disparity";

    public RunFairness {
        Check.notBlank(verdict, "verdict");
        Check.argument(flagged >= 0, "flagged must not be negative, got %d", flagged);
        findings = List.copyOf(findings);
    }

    /** Reads it; empty where a field is missing. */
    public static Optional<RunFairness> of(JsonObject document) {
        if (!document.has(VERDICT) || !document.has(FINDINGS) || !document.has(FLAGGED)) {
            return Optional.empty();
        }
        return Optional.of(new RunFairness(document.string(VERDICT), document.strings(FINDINGS),
                document.integer(FLAGGED),
                document.has(WORST) ? OptionalDouble.of(document.number(WORST)) : OptionalDouble.empty()));
    }

    /** As a map, for JSON. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(VERDICT, verdict);
        fields.put(FINDINGS, findings);
        fields.put(FLAGGED, flagged);
        worstDisparity.ifPresent(worst -> fields.put(WORST, worst));
        return fields;
    }
}
