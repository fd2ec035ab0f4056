package io.segmenta.local.stack.template;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The template's resources with their names and ARNs, settled on demand. */
final class Resources {

    static final String ACCOUNT = "000000000000";

    private final Map<String, Object> resources = new LinkedHashMap<>();
    private final Map<String, String> namesBeingSettled = new LinkedHashMap<>();
    private final String region;
    private final Evaluator evaluator;

    Resources(Map<String, Object> template, Map<String, Object> values, String region) {
        this.region = region;
        this.evaluator = new Evaluator(template, values, this::attribute);
        Evaluator.member(template, "Resources").forEach((id, resource) -> {
            Object condition = asMap(resource).get("Condition");
            if (condition == null || evaluator.condition(String.valueOf(condition))) {
                resources.put(id, resource);
            }
        });
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** Logical ids with their types, in the template's order. */
    Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        resources.keySet().forEach(id -> types.put(id, type(id)));
        return types;
    }

    String type(String id) {
        return String.valueOf(asMap(resources.get(id)).get("Type"));
    }

    /** The settled properties of a resource. */
    Map<String, Object> properties(String id) {
        Object settled = evaluator.settle(Evaluator.member(asMap(resources.get(id)), "Properties"));
        return asMap(settled);
    }

    /** The name of the resource in AWS. */
    String name(String id) {
        String property = switch (type(id)) {
            case "AWS::S3::Bucket" -> "BucketName";
            case "AWS::Serverless::Function", "AWS::Lambda::Function" -> "FunctionName";
            case "AWS::SQS::Queue" -> "QueueName";
            default -> "";
        };
        Object given = Evaluator.member(asMap(resources.get(id)), "Properties").get(property);
        if (given == null) {
            return property.equals("BucketName") ? ("segmenta-" + id).toLowerCase(Locale.ROOT) : id;
        }
        if (namesBeingSettled.put(id, property) != null) {
            throw new IllegalArgumentException("the name of " + id + " depends on itself");
        }
        try {
            return String.valueOf(evaluator.settle(given));
        } finally {
            namesBeingSettled.remove(id);
        }
    }

    /** The logical id of the function or queue that an ARN or a reference means. */
    Optional<String> owner(String arn) {
        for (String id : resources.keySet()) {
            String own = attribute(id, "Arn");
            if (arn.equals(own) || arn.startsWith(own + ":")) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private String attribute(String id, String attribute) {
        if (!resources.containsKey(id)) {
            return generated(id, attribute);
        }
        if (attribute.equals("Ref")) {
            if (type(id).equals("AWS::SecretsManager::Secret")) {
                return arn(id);
            }
            return type(id).equals("AWS::SQS::Queue")
                    ? "https://sqs." + region + ".amazonaws.com/" + ACCOUNT + "/" + name(id)
                    : name(id);
        }
        if (attribute.equals("Alias") || attribute.equals("Version")) {
            return arn(id) + ":live";
        }
        if (attribute.equals("ApiEndpoint")) {
            return SystemPlan.API_ENDPOINT;
        }
        return attribute.equals("Arn") ? arn(id) : name(id) + "-" + attribute;
    }

    String arn(String id) {
        return switch (type(id)) {
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name(id);
            case "AWS::Serverless::Function", "AWS::Lambda::Function" -> regional("lambda", "function:" + name(id));
            case "AWS::SQS::Queue" -> regional("sqs", name(id));
            case "AWS::EMRServerless::Application" -> regional("emr-serverless", "/applications/" + name(id));
            case "AWS::SNS::Topic" -> regional("sns", name(id));
            case "AWS::SecretsManager::Secret" -> regional("secretsmanager", "secret:" + name(id));
            case "AWS::IAM::Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name(id);
            default -> regional("local", type(id).toLowerCase(Locale.ROOT).replace("::", "-") + "/" + name(id));
        };
    }

    private String regional(String service, String rest) {
        return "arn:aws:" + service + ":" + region + ":" + ACCOUNT + ":" + rest;
    }

    /** Resources that SAM makes of others: roles, aliases, versions, the stage of an API. */
    private String generated(String id, String attribute) {
        int dot = id.indexOf('.');
        if (dot > 0) {
            return attribute(id.substring(0, dot), id.substring(dot + 1));
        }
        for (String owner : resources.keySet()) {
            if (id.equals(owner + "Role")) {
                return attribute.equals("Arn") ? "arn:aws:iam::" + ACCOUNT + ":role/" + id : id;
            }
            if (id.startsWith(owner + "Alias") || id.startsWith(owner + "Version")) {
                return arn(owner) + ":live";
            }
        }
        if (id.startsWith("Serverless")) {
            return id;
        }
        throw new IllegalArgumentException("the template refers to " + id + ", which it does not have");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> asMap(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }
}
