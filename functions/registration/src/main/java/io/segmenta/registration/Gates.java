package io.segmenta.registration;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.RunMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the policy of a run approves its model by itself. A model without clear segments it never approves, whatever
 * the gates.
 *
 * @param approved never under {@code registration.approval: manual}
 * @param reasons one sentence per gate
 */
record Gates(boolean automatic, boolean approved, List<String> reasons) {
    static Gates judge(PipelineConfig.Registration policy, RunMetrics metrics) {
        if (policy.approval() == PipelineConfig.Approval.MANUAL) {
            return new Gates(false, false, List.of());
        }
        List<String> reasons = new ArrayList<>();
        boolean clear = metrics.hasClearSegments();
        reasons.add(clear ? "structure " + metrics.structure().orElseThrow() : "no clear segments were found");
        boolean silhouette = gate(reasons, "silhouette", metrics.silhouette().orElse(-1),
                policy.minSilhouette());
        boolean share = gate(reasons, "smallest segment's share", metrics.smallestShare(),
                policy.minSegmentShare());
        return new Gates(true, clear && silhouette && share, reasons);
    }

    private static boolean gate(List<String> reasons, String what, double value, double least) {
        boolean passed = value >= least;
        reasons.add(String.format(Locale.ROOT, "%s %.4f %s %s", what, value, passed ? ">=" : "<", least));
        return passed;
    }

    String sentence() {
        return (approved ? "approved by policy: " : "left to a person by policy: ") + String.join(", ", reasons);
    }
}
