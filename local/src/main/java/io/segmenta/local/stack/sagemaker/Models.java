package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.sagemaker.Resources.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Models and endpoint configurations: immutable once made. */
final class Models {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/?[a-zA-Z_0-9+=,.@\\-/]+");

    private final Resources resources;
    private final ModelRegistry registry;
    private final ModelData modelData;

    Models(Resources resources, ModelRegistry registry, ModelData modelData) {
        this.resources = resources;
        this.registry = registry;
        this.modelData = modelData;
    }

    ObjectNode createModel(Request request) {
        String name = request.name("ModelName");
        if (!ROLE.matcher(request.text("ExecutionRoleArn")).matches()) {
            throw ServiceFault.validation("ExecutionRoleArn must be the ARN of a role, got "
                    + request.text("ExecutionRoleArn"));
        }
        synchronized (resources) {
            String arn = resources.arn(Kind.MODEL, name);
            if (resources.find(Kind.MODEL, name).isPresent()) {
                throw ServiceFault.validation("Cannot create already existing model \"" + arn + "\".");
            }
            JsonNode container = container(request.json())
                    .orElseThrow(() -> ServiceFault.validation("a model needs PrimaryContainer or one of Containers"));
            ObjectNode model = request.json().deepCopy();
            model.remove("Tags");
            model.put("ModelArn", arn).put("CreationTime", Resources.now()).put("EnableNetworkIsolation",
                    request.get("EnableNetworkIsolation").asBoolean());
            model.set("_container", settled(container));
            resources.put(Kind.MODEL, name, model);
            return Resources.object().put("ModelArn", arn);
        }
    }

    private static Optional<JsonNode> container(JsonNode model) {
        if (model.path("PrimaryContainer").isObject()) {
            return Optional.of(model.path("PrimaryContainer"));
        }
        JsonNode containers = model.path("Containers");
        return containers.size() == 1 ? Optional.of(containers.get(0)) : Optional.empty();
    }

    /** The container with what its model package says filled in. */
    private ObjectNode settled(JsonNode container) {
        ObjectNode settled = Resources.object();
        ObjectNode environment = settled.putObject("Environment");
        JsonNode source = container;
        if (container.path("ModelPackageName").isTextual()) {
            ObjectNode made = registry.packageOf(container.path("ModelPackageName").asText());
            String status = made.path("ModelApprovalStatus").asText();
            if (!status.equals("Approved")) {
                throw ServiceFault.validation("Cannot create a model from model package "
                        + made.path("ModelPackageArn").asText() + ": its approval status is " + status
                        + " and must be Approved.");
            }
            source = made.path("InferenceSpecification").path("Containers").path(0);
            source.path("Environment").properties().forEach(entry -> environment.set(entry.getKey(), entry.getValue()));
        }
        container.path("Environment").properties()
                .forEach(entry -> environment.set(entry.getKey(), entry.getValue()));
        String image = source.path("Image").asText("");
        String url = source.path("ModelDataUrl").asText("");
        if (image.isEmpty()) {
            throw ServiceFault.validation("a container needs an Image or a ModelPackageName");
        }
        if (!url.isEmpty() && !modelData.exists(url)) {
            throw ServiceFault.validation("Could not access model data at " + url
                    + ". Please ensure that the role exists and that the object is there.");
        }
        return settled.put("Image", image).put("ModelDataUrl", url);
    }

    private ObjectNode model(String name) {
        return resources.find(Kind.MODEL, name).orElseThrow(
                () -> ServiceFault.validation("Could not find model \"" + resources.arn(Kind.MODEL, name) + "\"."));
    }

    ObjectNode describeModel(Request request) {
        return Resources.shown(model(request.text("ModelName")));
    }

    ObjectNode deleteModel(Request request) {
        synchronized (resources) {
            model(request.text("ModelName"));
            resources.remove(Kind.MODEL, request.text("ModelName"));
            return Resources.object();
        }
    }

    ObjectNode listModels(Request request) {
        return Listing.page(request, resources.all(Kind.MODEL), "ModelName", "Models",
                List.of("ModelName", "ModelArn", "CreationTime"));
    }

    ObjectNode createConfig(Request request) {
        String name = request.name("EndpointConfigName");
        synchronized (resources) {
            String arn = resources.arn(Kind.CONFIG, name);
            if (resources.find(Kind.CONFIG, name).isPresent()) {
                throw ServiceFault
                        .validation("Cannot create already existing endpoint configuration \"" + arn + "\".");
            }
            JsonNode variants = request.get("ProductionVariants");
            if (variants.size() != 1) {
                throw ServiceFault.validation("this stack runs one production variant, got " + variants.size());
            }
            checkVariant(variants.get(0), request.get("DataCaptureConfig").path("EnableCapture").asBoolean());
            ObjectNode config = request.json().deepCopy();
            config.remove("Tags");
            config.put("EndpointConfigArn", arn).put("CreationTime", Resources.now());
            resources.put(Kind.CONFIG, name, config);
            return Resources.object().put("EndpointConfigArn", arn);
        }
    }

    private void checkVariant(JsonNode variant, boolean capture) {
        new Request((ObjectNode) variant, "").name("VariantName");
        model(new Request((ObjectNode) variant, "").text("ModelName"));
        JsonNode serverless = variant.path("ServerlessConfig");
        if (serverless.isObject()) {
            int memory = serverless.path("MemorySizeInMB").asInt();
            int concurrency = serverless.path("MaxConcurrency").asInt();
            if (memory < 1024 || memory > 6144 || memory % 1024 != 0) {
                throw ServiceFault.validation("MemorySizeInMB must be one of 1024, 2048, … 6144, got " + memory);
            }
            if (concurrency < 1 || concurrency > 200) {
                throw ServiceFault.validation("MaxConcurrency must be in [1, 200], got " + concurrency);
            }
            if (capture) {
                throw ServiceFault.validation("Data capture is not supported for serverless endpoints");
            }
            if (variant.has("InstanceType") || variant.has("InitialInstanceCount")) {
                throw ServiceFault.validation("a variant has either ServerlessConfig or instances, not both");
            }
        } else if (!variant.path("InstanceType").asText().matches("ml\\.[a-z0-9-]+\\.[a-z0-9-]+")
                || variant.path("InitialInstanceCount").asInt() < 1) {
            throw ServiceFault.validation(
                    "a variant needs ServerlessConfig, or InstanceType (ml.…) and InitialInstanceCount of at least 1");
        }
    }

    /** The endpoint configuration with this name. */
    ObjectNode config(String name) {
        return resources.find(Kind.CONFIG, name).orElseThrow(() -> ServiceFault.validation(
                "Could not find endpoint configuration \"" + resources.arn(Kind.CONFIG, name) + "\"."));
    }

    /** The settled container that a configuration's variant runs. */
    ObjectNode containerOf(ObjectNode config) {
        return (ObjectNode) model(config.path("ProductionVariants").path(0).path("ModelName").asText())
                .get("_container");
    }

    ObjectNode describeConfig(Request request) {
        return Resources.shown(config(request.text("EndpointConfigName")));
    }

    ObjectNode deleteConfig(Request request) {
        synchronized (resources) {
            config(request.text("EndpointConfigName"));
            resources.remove(Kind.CONFIG, request.text("EndpointConfigName"));
            return Resources.object();
        }
    }

    ObjectNode listConfigs(Request request) {
        return Listing.page(request, resources.all(Kind.CONFIG), "EndpointConfigName", "EndpointConfigs",
                List.of("EndpointConfigName", "EndpointConfigArn", "CreationTime"));
    }
}
