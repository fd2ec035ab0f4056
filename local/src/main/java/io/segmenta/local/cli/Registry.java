package io.segmenta.local.cli;

import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.SageMakerNames;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;

/** The model registry: one group of package versions per data set. */
final class Registry {
    private final SageMakerClient sageMaker;

    Registry(SageMakerClient sageMaker) {
        this.sageMaker = sageMaker;
    }

    /**
     * One version of a data set's model.
     *
     * @param status the approval, as SageMaker names it
     * @param reason the approval description, or empty
     * @param facts the customer metadata: run id, silhouette and so on
     */
    record Version(String dataset, int number, String arn, ModelApprovalStatus status, String reason, Instant created,
            Map<String, String> facts) {
        /** {@code v3}. */
        String label() {
            return SageMakerNames.version(number);
        }

        /** The customer metadata, read. */
        PackageProperties properties() {
            return PackageProperties.read(facts);
        }

        boolean pending() {
            return status == ModelApprovalStatus.PENDING_MANUAL_APPROVAL;
        }
    }

    /** The data sets that have a group, in alphabetical order. */
    List<String> datasets() {
        return sageMaker
                .listModelPackageGroupsPaginator(request -> request.nameContains(SageMakerNames.STANDARD.start()))
                .modelPackageGroupSummaryList().stream().map(group -> group.modelPackageGroupName())
                .flatMap(name -> SageMakerNames.STANDARD.dataset(name).stream()).sorted().toList();
    }

    /** The versions of a data set, newest first; none when it has no group. */
    List<Version> versions(String dataset) {
        if (!datasets().contains(dataset)) {
            return List.of();
        }
        return sageMaker
                .listModelPackagesPaginator(
                        request -> request.modelPackageGroupName(SageMakerNames.STANDARD.group(dataset)))
                .modelPackageSummaryList().stream()
                .sorted(Comparator.comparing(ModelPackageSummary::modelPackageVersion).reversed())
                .map(summary -> describe(dataset, summary.modelPackageArn())).toList();
    }

    /** The version that came from a run, when it is registered already. */
    Optional<Version> ofRun(String dataset, String runId) {
        return versions(dataset).stream()
                .filter(version -> version.properties().run().equals(Optional.of(runId))).findFirst();
    }

    void decide(Version version, ModelApprovalStatus decision, String reason) {
        sageMaker.updateModelPackage(request -> request.modelPackageArn(version.arn()).modelApprovalStatus(decision)
                .approvalDescription(reason));
    }

    private Version describe(String dataset, String arn) {
        DescribeModelPackageResponse answer = sageMaker.describeModelPackage(request -> request.modelPackageName(arn));
        return new Version(dataset, answer.modelPackageVersion(), arn, answer.modelApprovalStatus(),
                answer.approvalDescription() == null ? "" : answer.approvalDescription(), answer.creationTime(),
                answer.customerMetadataProperties());
    }
}
