package io.segmenta.registration;

import io.segmenta.config.PipelineConfig.Approval;
import io.segmenta.model.contract.ApprovalComment;
import io.segmenta.model.contract.EvidenceCard;
import io.segmenta.model.contract.EvidenceCard.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the policy of a run says of its version.
 *
 * @param automatic never under {@code registration.approval: manual}
 * @param approved whether it passes everything
 * @param sentence why, for the registry
 */
record Policy(boolean automatic, boolean approved, String sentence) {
    /** SageMaker takes no longer description of a decision. */
    private static final int MAX_LENGTH = 1024;

    /**
     * Judges.
     *
     * @param live the run whose model is live now
     */
    static Policy of(Approval approval, EvidenceCard card, Optional<UUID> live) {
        List<String> failed = new ArrayList<>(card.gates().stream().filter(gate -> !gate.passed()).map(Gate::text)
                .toList());
        if (card.isStale(live)) {
            failed.add("another model is live than the one it was compared with");
        }
        boolean approved = failed.isEmpty() && card.comments().isEmpty();
        String told = approved
                ? ApprovalComment.BY_POLICY + String.join(", ", card.gates().stream().map(Gate::text).toList())
                : ApprovalComment.LEFT_BY_POLICY + String.join(", ", failed);
        boolean automatic = approval == Approval.AUTOMATIC;
        return new Policy(automatic, automatic && approved,
                told.length() <= MAX_LENGTH ? told : told.substring(0, MAX_LENGTH - 1) + "\u2026");
    }
}
