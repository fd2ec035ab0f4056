package io.segmenta.registration;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.config.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the policy of a run approves its model by itself.
 *
 * @param approved never under {@code registration.approval: manual}
 * @param reasons one sentence per gate
 */
record Gates(boolean automatic, boolean approved, List<String> reasons) {
    static Gates judge(PipelineConfig.Registration policy, JsonNode metrics) {
        if (policy.approval() == PipelineConfig.Approval.MANUAL) {
            return new Gates(false, false, List.of());
        }
        List<String> reasons = new ArrayList<>();
        boolean silhouette = gate(reasons, "silhouette", metrics.path("silhouette_score").asDouble(-1),
                policy.minSilhouette());
        boolean share = gate(reasons, "smallest segment's share", smallestShare(metrics.path("cluster_sizes")),
                policy.minSegmentShare());
        return new Gates(true, silhouette && share, reasons);
    }

    private static boolean gate(List<String> reasons, String what, double value, double least) {
        boolean passed = value >= least;
        reasons.add(String.format(Locale.ROOT, "%s %.4f %s %s", what, value, passed ? ">=" : "<", least));
        return passed;
    }

    private static double smallestShare(JsonNode sizes) {
        long total = 0;
        long smallest = Long.MAX_VALUE;
        for (JsonNode size : sizes) {
            total += size.asLong();
            smallest = Math.min(smallest, size.asLong());
        }
        return total == 0 ? 0 : (double) smallest / total;
    }

    String sentence() {
        return (approved ? "approved by policy: " : "left to a person by policy: ") + String.join(", ", reasons);
    }
}
