package io.segmenta.platform.sagemaker;

import io.segmenta.platform.ApprovalStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.CreateModelPackageRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** The SageMaker model registry. */
public final class SageMakerRegistry implements Registry {
    private static final List<String> CONTENT_TYPES = List.of("application/json", "text/csv", "application/jsonlines");
    private static final String JSON = "application/json";

    private final SageMakerClient sageMaker;

    public SageMakerRegistry(SageMakerClient sageMaker) {
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
        CreateModelPackageRequest request = CreateModelPackageRequest.builder()
                .modelPackageGroupName(version.group()).clientToken(version.token())
                .modelPackageDescription(version.description())
                .modelApprovalStatus(ModelApprovalStatus.PENDING_MANUAL_APPROVAL)
                .customerMetadataProperties(version.properties())
                .inferenceSpecification(specification -> specification.containers(container)
                        .supportedContentTypes(CONTENT_TYPES).supportedResponseMIMETypes(CONTENT_TYPES))
                .modelMetrics(metrics -> metrics.modelQuality(quality -> quality
                        .statistics(source -> source.contentType(JSON).s3Uri(version.metricsUrl()))))
                .build();
        return sageMaker.createModelPackage(request).modelPackageArn();
    }

    @Override
    public void decide(String arn, ApprovalStatus status, String description) {
        sageMaker.updateModelPackage(request -> request.modelPackageArn(arn).modelApprovalStatus(toSdk(status))
                .approvalDescription(description));
    }

    @Override
    public ModelVersion version(String arn) {
        DescribeModelPackageResponse found = sageMaker
                .describeModelPackage(request -> request.modelPackageName(arn));
        String url = found.inferenceSpecification() == null || found.inferenceSpecification().containers().isEmpty()
                ? ""
                : found.inferenceSpecification().containers().getFirst().modelDataUrl();
        return new ModelVersion(found.modelPackageArn(), found.modelPackageGroupName(), found.modelPackageVersion(),
                fromSdk(found.modelApprovalStatus()),
                found.approvalDescription() == null ? "" : found.approvalDescription(), url == null ? "" : url,
                found.customerMetadataProperties(),
                found.lastModifiedTime() == null ? found.creationTime() : found.lastModifiedTime());
    }

    @Override
    public List<ModelVersion> versions(String group) {
        List<ModelVersion> versions = new ArrayList<>();
        for (ModelPackageSummary summary : orNone(() -> sageMaker
                .listModelPackagesPaginator(request -> request.modelPackageGroupName(group)).stream()
                .flatMap(page -> page.modelPackageSummaryList().stream()).toList())) {
            versions.add(version(summary.modelPackageArn()));
        }
        versions.sort(Comparator.comparing(ModelVersion::version).reversed());
        return versions;
    }

    private static List<ModelPackageSummary> orNone(Supplier<List<ModelPackageSummary>> list) {
        try {
            return list.get();
        } catch (SageMakerException e) {
            if (Refusals.notFound(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static ModelApprovalStatus toSdk(ApprovalStatus status) {
        return switch (status) {
            case PENDING -> ModelApprovalStatus.PENDING_MANUAL_APPROVAL;
            case APPROVED -> ModelApprovalStatus.APPROVED;
            case REJECTED -> ModelApprovalStatus.REJECTED;
        };
    }

    /** A status that this code does not know is not an approval. */
    private static ApprovalStatus fromSdk(ModelApprovalStatus status) {
        if (status == ModelApprovalStatus.APPROVED) {
            return ApprovalStatus.APPROVED;
        }
        return status == ModelApprovalStatus.REJECTED ? ApprovalStatus.REJECTED : ApprovalStatus.PENDING;
    }
}
