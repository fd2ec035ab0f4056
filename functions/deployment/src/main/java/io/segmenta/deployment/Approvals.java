package io.segmenta.deployment;

import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.catalogue.Approval;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.sagemaker.Registry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions are approved and in which order that was decided. The registry says only when a version last changed
 * in any way, so the decisions seen are kept in the catalogue: editing a description is no new approval.
 */
final class Approvals {
    private final Registry registry;
    private final Catalogue catalogue;
    private final SageMakerNames names;

    Approvals(Registry registry, Catalogue catalogue, SageMakerNames names) {
        this.registry = registry;
        this.catalogue = catalogue;
        this.names = names;
    }

    /**
     * The versions that are approved now, the last approved first.
     *
     * @param approvedAgain a version whose approval was just repeated, which counts as a new one
     */
    List<Approved> current(String dataset, Optional<String> approvedAgain) {
        List<ModelVersion> versions = registry.versions(names.group(dataset));
        Map<String, Approval> seen = lastSeen(dataset);
        List<Approved> approved = new ArrayList<>();
        for (ModelVersion version : versions) {
            Approval last = seen.get(version.arn());
            ApprovalStatus before = last == null ? ApprovalStatus.PENDING : last.status();
            boolean repeated = last != null && approvedAgain.equals(Optional.of(version.arn()))
                    && version.status() == ApprovalStatus.APPROVED && version.changedAt().isAfter(last.at());
            if (version.status() != before || repeated) {
                Approval now = new Approval(dataset, version.version(), version.arn(), version.status(),
                        version.changedAt(), version.approvalDescription(), version.changedBy(),
                        catalogue.liveRun(dataset));
                catalogue.recordApproval(now);
                last = now;
            }
            if (last != null && version.status() == ApprovalStatus.APPROVED) {
                approved.add(new Approved(version, last));
            }
        }
        approved.sort(Comparator.comparing(Approved::at)
                .thenComparingInt(candidate -> candidate.version().version()).reversed());
        return approved;
    }

    private Map<String, Approval> lastSeen(String dataset) {
        Map<String, Approval> seen = new LinkedHashMap<>();
        catalogue.approvals(dataset).forEach(approval -> seen.putIfAbsent(approval.arn(), approval));
        return seen;
    }
}
