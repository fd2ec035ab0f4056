package io.segmenta.local.stack.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.http.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request to SageMaker or its runtime asks for, by "Actions, resources, and condition keys for Amazon SageMaker"
 * of AWS's Service Authorization Reference: an action on each resource that the request names, and the role it lends.
 * Beyond that table, a model that is made of a version of the registry asks for that version, as AWS's policies for
 * registries of other accounts tell, and registering asks for the image, at which SageMaker looks with the rights of
 * whoever registers. Lists ask for everything: the guide of SageMaker says that they cannot be restricted.
 */
public final class SageMakerAccess {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern IMAGE = Pattern
            .compile("([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.[^/]+/([^:@]+)(?:[:@].*)?");

    private final String prefix;

    /** For the resources of one account and region. */
    public SageMakerAccess(String region, String account) {
        this.prefix = "arn:aws:sagemaker:" + region + ":" + account + ":";
    }

    /** The actions behind an invocation of an endpoint. */
    public List<AccessRequest> invocation(Exchange exchange) {
        String path = exchange.path().orElse("");
        String name = path.replaceFirst("^/endpoints/", "").replaceFirst("/.*$", "");
        return List.of(on(path.endsWith("-response-stream") ? "InvokeEndpointWithResponseStream" : "InvokeEndpoint",
                "endpoint", name));
    }

    /** The actions behind a call of the control plane; what is no JSON asks for every resource. */
    public List<AccessRequest> control(Exchange exchange, byte[] body) {
        String operation = exchange.header("X-Amz-Target").orElse("").replaceFirst("^SageMaker\\.", "");
        JsonNode call;
        try {
            call = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException noJson) {
            return List.of(AccessRequest.of("sagemaker:" + operation, "*"));
        }
        List<AccessRequest> resources = resources(operation, call);
        List<AccessRequest> asked = new ArrayList<>(resources);
        if (asked.isEmpty()) {
            asked.add(AccessRequest.of("sagemaker:" + operation, "*"));
        }
        if (call.has("ExecutionRoleArn")) {
            asked.add(new AccessRequest("iam:PassRole", call.path("ExecutionRoleArn").asText(),
                    Map.of("iam:PassedToService", "sagemaker.amazonaws.com")));
        }
        if (call.has("Tags") && !resources.isEmpty()) {
            asked.add(AccessRequest.of("sagemaker:AddTags", resources.getFirst().resource()));
        }
        return asked;
    }

    private List<AccessRequest> resources(String operation, JsonNode call) {
        return switch (operation) {
            case "CreateModelPackageGroup", "DescribeModelPackageGroup", "DeleteModelPackageGroup" -> List
                    .of(on(operation, "model-package-group", call.path("ModelPackageGroupName").asText()));
            case "CreateModelPackage" -> newPackage(operation, call);
            case "DescribeModelPackage", "DeleteModelPackage" -> List
                    .of(on(operation, "model-package", call.path("ModelPackageName").asText()));
            case "UpdateModelPackage" -> List
                    .of(on(operation, "model-package", call.path("ModelPackageArn").asText()));
            case "CreateModel" -> newModel(operation, call);
            case "DescribeModel", "DeleteModel" -> List.of(on(operation, "model", call.path("ModelName").asText()));
            case "CreateEndpointConfig", "DescribeEndpointConfig", "DeleteEndpointConfig" -> List
                    .of(on(operation, "endpoint-config", call.path("EndpointConfigName").asText()));
            case "CreateEndpoint", "UpdateEndpoint" -> List.of(
                    on(operation, "endpoint", call.path("EndpointName").asText()),
                    on(operation, "endpoint-config", call.path("EndpointConfigName").asText()));
            case "DescribeEndpoint", "DeleteEndpoint" -> List
                    .of(on(operation, "endpoint", call.path("EndpointName").asText()));
            default -> List.of();
        };
    }

    private List<AccessRequest> newPackage(String operation, JsonNode call) {
        String group = call.path("ModelPackageGroupName").asText();
        List<AccessRequest> asked = new ArrayList<>();
        // The number of the version is not known yet.
        asked.add(on(operation, "model-package", group.substring(group.lastIndexOf('/') + 1) + "/*"));
        for (JsonNode container : call.at("/InferenceSpecification/Containers")) {
            Matcher image = IMAGE.matcher(container.path("Image").asText());
            if (image.matches()) {
                String repository = "arn:aws:ecr:" + image.group(2) + ":" + image.group(1) + ":repository/"
                        + image.group(3);
                asked.add(AccessRequest.of("ecr:BatchGetImage", repository));
                asked.add(AccessRequest.of("ecr:DescribeImages", repository));
            }
        }
        return asked;
    }

    private List<AccessRequest> newModel(String operation, JsonNode call) {
        List<AccessRequest> asked = new ArrayList<>();
        asked.add(on(operation, "model", call.path("ModelName").asText()));
        for (JsonNode container : call.findParents("ModelPackageName")) {
            asked.add(on(operation, "model-package", container.path("ModelPackageName").asText()));
        }
        return asked;
    }

    /** Names of SageMaker are the same in all letters. */
    private AccessRequest on(String operation, String type, String nameOrArn) {
        String arn = nameOrArn.startsWith("arn:") ? nameOrArn
                : prefix + type + "/" + nameOrArn.toLowerCase(Locale.ROOT);
        return AccessRequest.of("sagemaker:" + operation, arn);
    }
}
