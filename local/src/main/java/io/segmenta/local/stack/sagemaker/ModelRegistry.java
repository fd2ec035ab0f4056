package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.sagemaker.Resources.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Model package groups and their versions; every change of a version is told to the event bus. */
final class ModelRegistry {

    private static final Pattern TOKEN = Pattern.compile("[a-zA-Z0-9-]{1,36}");
    private static final Pattern METADATA = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final String[] APPROVALS = {"Approved", "Rejected", "PendingManualApproval"};
    private static final List<String> UPDATABLE = List.of("ModelApprovalStatus", "ApprovalDescription",
            "CustomerMetadataProperties", "InferenceSpecification", "SourceUri", "ModelLifeCycle");

    private final Resources resources;
    private final EventBus bus;
    private final EndpointListener listener;

    ModelRegistry(Resources resources, EventBus bus, EndpointListener listener) {
        this.resources = resources;
        this.bus = bus;
        this.listener = listener;
    }

    ObjectNode createGroup(Request request) {
        String name = request.name("ModelPackageGroupName");
        synchronized (resources) {
            String arn = resources.arn(Kind.GROUP, name);
            if (resources.find(Kind.GROUP, name).isPresent()) {
                throw ServiceFault.validation("Model Package Group already exists: " + arn);
            }
            ObjectNode group = Resources.object().put("ModelPackageGroupName", name).put("ModelPackageGroupArn", arn)
                    .put("CreationTime", Resources.now()).put("ModelPackageGroupStatus", "Completed")
                    .put("_lastVersion", 0);
            if (request.get("ModelPackageGroupDescription").isTextual()) {
                group.set("ModelPackageGroupDescription", request.get("ModelPackageGroupDescription"));
            }
            group.set("CreatedBy", request.user());
            resources.put(Kind.GROUP, name, group);
            return Resources.object().put("ModelPackageGroupArn", arn);
        }
    }

    private ObjectNode group(String nameOrArn) {
        String name = Resources.nameOf(Kind.GROUP, nameOrArn);
        return resources.find(Kind.GROUP, name).orElseThrow(() -> ServiceFault
                .validation("ModelPackageGroup " + resources.arn(Kind.GROUP, name) + " does not exist."));
    }

    ObjectNode describeGroup(Request request) {
        return Resources.shown(group(request.text("ModelPackageGroupName")));
    }

    ObjectNode listGroups(Request request) {
        return Listing.page(request, resources.all(Kind.GROUP), "ModelPackageGroupName",
                "ModelPackageGroupSummaryList", List.of("ModelPackageGroupName", "ModelPackageGroupArn",
                        "ModelPackageGroupDescription", "CreationTime", "ModelPackageGroupStatus"));
    }

    ObjectNode deleteGroup(Request request) {
        synchronized (resources) {
            ObjectNode group = group(request.text("ModelPackageGroupName"));
            String name = group.path("ModelPackageGroupName").asText();
            if (!packagesOf(name).isEmpty()) {
                throw new ServiceFault(400, "ConflictException",
                        "Model Package Group " + resources.arn(Kind.GROUP, name) + " is not empty");
            }
            resources.remove(Kind.GROUP, name);
            return Resources.object();
        }
    }

    private List<ObjectNode> packagesOf(String group) {
        return resources.all(Kind.PACKAGE).stream()
                .filter(one -> one.path("ModelPackageGroupName").asText().equals(group)).toList();
    }

    ObjectNode createPackage(Request request) throws IOException {
        if (request.get("ModelPackageName").isTextual() || !request.get("ModelPackageGroupName").isTextual()) {
            throw ServiceFault.validation("this stack has model packages within a group only: "
                    + "give ModelPackageGroupName and not ModelPackageName");
        }
        if (!request.get("Tags").isMissingNode() && !request.get("Tags").isEmpty()) {
            throw ServiceFault.validation("Tags are not supported for a model package version: tag the group");
        }
        String token = request.text("ClientToken", "");
        if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
            throw ServiceFault.validation("1 validation error detected: Value '" + token
                    + "' at 'clientToken' failed to satisfy constraint: Member must satisfy regular expression "
                    + "pattern: ^[a-zA-Z0-9-]+$ and have length less than or equal to 36");
        }
        String approval = request.oneOf("ModelApprovalStatus", "PendingManualApproval", APPROVALS);
        checkMetadata(request.get("CustomerMetadataProperties"));
        request.get("InferenceSpecification").path("Containers").forEach(ModelRegistry::checkContainer);
        synchronized (resources) {
            ObjectNode group = group(request.text("ModelPackageGroupName"));
            String groupName = group.path("ModelPackageGroupName").asText();
            Optional<ObjectNode> earlier = packagesOf(groupName).stream()
                    .filter(one -> !token.isEmpty() && one.path("_clientToken").asText().equals(token)).findFirst();
            if (earlier.isPresent()) {
                return Resources.object().set("ModelPackageArn", earlier.get().get("ModelPackageArn"));
            }
            int version = group.path("_lastVersion").asInt() + 1;
            resources.put(Kind.GROUP, groupName, group.put("_lastVersion", version));
            String name = groupName + "/" + version;
            ObjectNode made = request.json().deepCopy();
            made.remove(List.of("ClientToken", "Tags"));
            made.put("ModelPackageGroupName", groupName).put("ModelPackageVersion", version)
                    .put("ModelPackageArn", resources.arn(Kind.PACKAGE, name)).put("CreationTime", Resources.now())
                    .put("ModelPackageStatus", "Completed").put("ModelApprovalStatus", approval)
                    .put("CertifyForMarketplace", false).put("_clientToken", token);
            made.putObject("ModelPackageStatusDetails").putArray("ValidationStatuses");
            made.set("CreatedBy", request.user());
            save(name, made, List.of());
            return Resources.object().set("ModelPackageArn", made.get("ModelPackageArn"));
        }
    }

    private static void checkContainer(JsonNode container) {
        if (!container.path("Image").isTextual()) {
            throw ServiceFault.validation("each container of InferenceSpecification needs an Image");
        }
        String url = container.path("ModelDataUrl").asText("");
        if (!url.isEmpty() && !url.matches("(https|s3)://[^/].*")) {
            throw ServiceFault.validation("ModelDataUrl must be an S3 address, got " + url);
        }
        if (container.path("Environment").size() > 100) {
            throw ServiceFault.validation("Environment must have at most 100 entries");
        }
    }

    private static void checkMetadata(JsonNode metadata) {
        if (metadata.size() > 50) {
            throw ServiceFault.validation("CustomerMetadataProperties must have at most 50 entries");
        }
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            String key = entry.getKey();
            String value = entry.getValue().asText();
            if (key.isEmpty() || key.length() > 128 || value.length() > 256 || !METADATA.matcher(key).matches()
                    || !METADATA.matcher(value).matches()) {
                throw ServiceFault.validation("CustomerMetadataProperties: key of 1 to 128 and value of at most 256 "
                        + "characters out of letters, digits, spaces and _.:/=+-@, got " + key + "=" + value);
            }
        }
    }

    /** The package with this ARN. */
    ObjectNode packageOf(String arn) {
        return resources.find(Kind.PACKAGE, Resources.nameOf(Kind.PACKAGE, arn))
                .orElseThrow(() -> ServiceFault.validation("ModelPackage " + arn + " does not exist."));
    }

    ObjectNode describePackage(Request request) {
        return Resources.shown(packageOf(request.text("ModelPackageName")));
    }

    ObjectNode listPackages(Request request) {
        String group = Resources.nameOf(Kind.GROUP, request.text("ModelPackageGroupName", ""));
        String approval = request.text("ModelApprovalStatus", "");
        List<ObjectNode> found = packagesOf(group).stream()
                .filter(one -> approval.isEmpty() || one.path("ModelApprovalStatus").asText().equals(approval))
                .toList();
        if (!group.isEmpty()) {
            group(group);
        }
        return Listing.page(request, found, "ModelPackageArn", "ModelPackageSummaryList",
                List.of("ModelPackageGroupName", "ModelPackageVersion", "ModelPackageArn", "ModelPackageDescription",
                        "CreationTime", "ModelPackageStatus", "ModelApprovalStatus", "ModelLifeCycle"));
    }

    ObjectNode updatePackage(Request request) throws IOException {
        synchronized (resources) {
            ObjectNode changed = packageOf(request.text("ModelPackageArn"));
            if (!request.get("ModelApprovalStatus").isMissingNode()) {
                request.oneOf("ModelApprovalStatus", "", APPROVALS);
            }
            checkMetadata(request.get("CustomerMetadataProperties"));
            List<String> fields = UPDATABLE.stream().filter(field -> request.json().hasNonNull(field)).toList();
            for (String field : fields) {
                if (field.equals("CustomerMetadataProperties")) {
                    changed.withObjectProperty(field).setAll((ObjectNode) request.get(field));
                } else {
                    changed.set(field, request.get(field));
                }
            }
            request.get("CustomerMetadataPropertiesToRemove")
                    .forEach(key -> changed.withObjectProperty("CustomerMetadataProperties").remove(key.asText()));
            changed.put("LastModifiedTime", Resources.now());
            changed.set("LastModifiedBy", request.user());
            save(Resources.nameOf(Kind.PACKAGE, changed.path("ModelPackageArn").asText()), changed, fields);
            return Resources.object().set("ModelPackageArn", changed.get("ModelPackageArn"));
        }
    }

    ObjectNode deletePackage(Request request) {
        synchronized (resources) {
            ObjectNode gone = packageOf(request.text("ModelPackageName"));
            resources.remove(Kind.PACKAGE, Resources.nameOf(Kind.PACKAGE, gone.path("ModelPackageArn").asText()));
            return Resources.object();
        }
    }

    private void save(String name, ObjectNode changed, List<String> updatedFields) throws IOException {
        ObjectNode detail = Resources.object();
        for (String field : List.of("ModelPackageGroupName", "ModelPackageVersion", "ModelPackageArn",
                "ModelPackageDescription", "InferenceSpecification", "ModelPackageStatus", "ModelPackageStatusDetails",
                "CertifyForMarketplace", "ModelApprovalStatus", "ApprovalDescription", "CustomerMetadataProperties")) {
            if (changed.has(field)) {
                detail.set(field, changed.get(field));
            }
        }
        for (String field : List.of("MetadataProperties", "ModelMetrics", "ModelLifeCycle")) {
            detail.set(field, changed.has(field) ? changed.get(field) : Resources.object());
        }
        detail.put("CreationTime", time(changed.path("CreationTime").asDouble()));
        if (changed.has("LastModifiedTime")) {
            detail.put("LastModifiedTime", time(changed.path("LastModifiedTime").asDouble()));
        }
        if (!updatedFields.isEmpty()) {
            ArrayNode fields = detail.putArray("UpdatedModelPackageFields");
            updatedFields.forEach(fields::add);
        }
        EventBus.Prepared event = bus.prepare("aws.sagemaker", "SageMaker Model Package State Change",
                changed.path("ModelPackageArn").asText(), detail);
        resources.put(Kind.PACKAGE, name, changed);
        bus.release(event);
        listener.modelPackageChanged(changed.path("ModelPackageGroupName").asText(),
                changed.path("ModelPackageVersion").asInt(), changed.path("ModelApprovalStatus").asText());
    }

    private static String time(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000)).toString();
    }
}
