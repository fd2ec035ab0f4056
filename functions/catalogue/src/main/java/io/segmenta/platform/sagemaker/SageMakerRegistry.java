package io.segmenta.platform.sagemaker;

import io.segmenta.platform.ApprovalStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.IamIdentity;
import software.amazon.awssdk.services.sagemaker.model.InferenceSpecification;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.UserContext;

/** The SageMaker model registry. */
final class SageMakerRegistry implements Registry {
    private static final List<String> CONTENT_TYPES = List.of("application/json", "text/csv", "application/jsonlines");

    private final SageMakerClient sageMaker;

    SageMakerRegistry(SageMakerClient sageMaker) {
        this.sageMaker = sageMaker;
    }

    @Override
    public void ensureGroup(String group, String description) {
        try {
            sageMaker.createModelPackageGroup(request -> request.modelPackageGroupName(group)
                    .modelPackageGroupDescription(description));
        } catch (SageMakerException e) {
            if (!Refusals.alreadyExists(e)) {
                throw e;
            }
        }
    }

    @Override
    public String register(NewVersion version) {
        ModelPackageContainerDefinition container = ModelPackageContainerDefinition.builder().image(version.image())
                .modelDataUrl(version.modelUrl()).build();
        return sageMaker.createModelPackage(request -> request.modelPackageGroupName(version.group())
                .clientToken(version.token()).modelPackageDescription(version.description())
                .modelApprovalStatus(ModelApprovalStatus.PENDING_MANUAL_APPROVAL)
                .customerMetadataProperties(version.properties())
                .inferenceSpecification(specification -> specification
                        .containers(container)
                        .supportedContentTypes(CONTENT_TYPES).supportedResponseMIMETypes(CONTENT_TYPES))
                .modelMetrics(metrics -> metrics.modelQuality(quality -> quality.statistics(
                        statistics -> statistics.contentType("application/json").s3Uri(version.metricsUrl())))))
                .modelPackageArn();
    }

    @Override
    public void decide(String arn, ApprovalStatus status, String description) {
        sageMaker.updateModelPackage(request -> request.modelPackageArn(arn).modelApprovalStatus(word(status))
                .approvalDescription(description));
    }

    @Override
    public ModelVersion version(String arn) {
        DescribeModelPackageResponse found = sageMaker
                .describeModelPackage(request -> request.modelPackageName(arn));
        return new ModelVersion(found.modelPackageArn(), found.modelPackageGroupName(), found.modelPackageVersion(),
                status(found), Optional.ofNullable(found.approvalDescription()).orElse(""), modelUrl(found),
                found.customerMetadataProperties(),
                Optional.ofNullable(found.lastModifiedTime()).orElseGet(found::creationTime), changedBy(found));
    }

    private static String changedBy(DescribeModelPackageResponse found) {
        return Optional.ofNullable(found.lastModifiedTime() == null ? found.createdBy() : found.lastModifiedBy())
                .map(UserContext::iamIdentity).map(IamIdentity::principalId).orElse("");
    }

    @Override
    public List<ModelVersion> versions(String group) {
        return arns(group).stream().map(this::version).sorted(Comparator.comparingInt(ModelVersion::version).reversed())
                .toList();
    }

    private List<String> arns(String group) {
        try {
            return sageMaker.listModelPackagesPaginator(request -> request.modelPackageGroupName(group))
                    .modelPackageSummaryList().stream().map(ModelPackageSummary::modelPackageArn).toList();
        } catch (SageMakerException e) {
            if (Refusals.notFound(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static String modelUrl(DescribeModelPackageResponse found) {
        return Optional.ofNullable(found.inferenceSpecification()).map(InferenceSpecification::containers)
                .flatMap(containers -> containers.stream().findFirst())
                .map(ModelPackageContainerDefinition::modelDataUrl).orElse("");
    }

    private static ModelApprovalStatus word(ApprovalStatus status) {
        return switch (status) {
            case PENDING -> ModelApprovalStatus.PENDING_MANUAL_APPROVAL;
            case APPROVED -> ModelApprovalStatus.APPROVED;
            case REJECTED -> ModelApprovalStatus.REJECTED;
        };
    }

    /** No status, or one that the SDK does not know, is not an approval. */
    private static ApprovalStatus status(DescribeModelPackageResponse found) {
        return switch (found.modelApprovalStatus()) {
            case APPROVED -> ApprovalStatus.APPROVED;
            case REJECTED -> ApprovalStatus.REJECTED;
            case PENDING_MANUAL_APPROVAL, UNKNOWN_TO_SDK_VERSION -> ApprovalStatus.PENDING;
            case null -> ApprovalStatus.PENDING;
        };
    }
}
