package io.segmenta.platform.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Json;
import io.segmenta.platform.aws.AwsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The SageMaker model registry. */
public final class SageMakerRegistry implements Registry {
    private static final List<String> CONTENT_TYPES = List.of("application/json", "text/csv", "application/jsonlines");
    private static final String GROUP = "ModelPackageGroupName";
    private static final String ARN = "ModelPackageArn";
    private static final String STATUS = "ModelApprovalStatus";
    private static final String APPROVED = "Approved";
    private static final String REJECTED = "Rejected";
    private static final String PENDING = "PendingManualApproval";

    private final SageMakerApi sageMaker;

    public SageMakerRegistry(SageMakerApi sageMaker) {
        this.sageMaker = sageMaker;
    }

    @Override
    public void ensureGroup(String group, String description) {
        try {
            sageMaker.call("CreateModelPackageGroup",
                    Json.object().put(GROUP, group).put("ModelPackageGroupDescription", description));
        } catch (AwsException e) {
            if (!Refusals.alreadyExists(e)) {
                throw e;
            }
        }
    }

    @Override
    public String register(NewVersion version) {
        ObjectNode request = Json.object().put(GROUP, version.group()).put("ClientToken", version.token())
                .put("ModelPackageDescription", version.description()).put(STATUS, PENDING);
        ObjectNode properties = request.putObject("CustomerMetadataProperties");
        new TreeMap<>(version.properties()).forEach(properties::put);
        ObjectNode specification = request.putObject("InferenceSpecification");
        specification.putArray("Containers").addObject().put("Image", version.image())
                .put("ModelDataUrl", version.modelUrl());
        CONTENT_TYPES.forEach(specification.putArray("SupportedContentTypes")::add);
        CONTENT_TYPES.forEach(specification.putArray("SupportedResponseMIMETypes")::add);
        request.putObject("ModelMetrics").putObject("ModelQuality").putObject("Statistics")
                .put("ContentType", "application/json").put("S3Uri", version.metricsUrl());
        return Json.required(sageMaker.call("CreateModelPackage", request), ARN);
    }

    @Override
    public void decide(String arn, ApprovalStatus status, String description) {
        sageMaker.call("UpdateModelPackage", Json.object().put(ARN, arn).put(STATUS, word(status))
                .put("ApprovalDescription", description));
    }

    @Override
    public ModelVersion version(String arn) {
        JsonNode found = sageMaker.call("DescribeModelPackage", Json.object().put("ModelPackageName", arn));
        Map<String, String> properties = new TreeMap<>();
        found.path("CustomerMetadataProperties").forEachEntry((name, value) -> properties.put(name, value.asText()));
        return new ModelVersion(Json.required(found, ARN), Json.required(found, GROUP),
                found.path("ModelPackageVersion").intValue(), status(found.path(STATUS).asText("")),
                found.path("ApprovalDescription").asText(""),
                found.path("InferenceSpecification").path("Containers").path(0).path("ModelDataUrl").asText(""),
                properties, instant(found.path(found.hasNonNull("LastModifiedTime") ? "LastModifiedTime"
                        : "CreationTime")));
    }

    @Override
    public List<ModelVersion> versions(String group) {
        List<ModelVersion> versions = new ArrayList<>();
        for (String arn : arns(group)) {
            versions.add(version(arn));
        }
        versions.sort(Comparator.comparing(ModelVersion::version).reversed());
        return versions;
    }

    private List<String> arns(String group) {
        List<String> arns = new ArrayList<>();
        ObjectNode request = Json.object().put(GROUP, group);
        try {
            while (true) {
                JsonNode page = sageMaker.call("ListModelPackages", request);
                page.path("ModelPackageSummaryList").forEach(summary -> arns.add(Json.required(summary, ARN)));
                String next = page.path("NextToken").asText("");
                if (next.isEmpty()) {
                    return arns;
                }
                request.put("NextToken", next);
            }
        } catch (AwsException e) {
            if (Refusals.notFound(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static String word(ApprovalStatus status) {
        return switch (status) {
            case PENDING -> PENDING;
            case APPROVED -> APPROVED;
            case REJECTED -> REJECTED;
        };
    }

    /** A status that this code does not know is not an approval. */
    private static ApprovalStatus status(String word) {
        return switch (word) {
            case APPROVED -> ApprovalStatus.APPROVED;
            case REJECTED -> ApprovalStatus.REJECTED;
            default -> ApprovalStatus.PENDING;
        };
    }

    /** Times are seconds since 1970 with three decimals. */
    private static Instant instant(JsonNode seconds) {
        return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    }
}
