package io.segmenta.local.stack.template;

import io.segmenta.local.stack.access.Condition;
import io.segmenta.local.stack.access.Policies;
import io.segmenta.local.stack.access.Principal;
import io.segmenta.local.stack.access.Role;
import io.segmenta.local.stack.access.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the roles of a template and the policies of its buckets. What would grant or deny something and is not
 * understood here is an error, never left out.
 */
public final class PolicyReader {

    private static final String VERSION = "2012-10-17";
    private static final Set<String> OF_ROLES = Set.of("AssumeRolePolicyDocument", "Policies", "RoleName",
            "Description", "Path", "Tags", "MaxSessionDuration");
    private static final Set<String> NOT_READ = Set.of("AWS::IAM::Policy", "AWS::IAM::RolePolicy",
            "AWS::IAM::ManagedPolicy", "AWS::SecretsManager::ResourcePolicy", "AWS::ECR::RepositoryPolicy");
    private static final String LAMBDA = "lambda.amazonaws.com";

    private final Resources resources;
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Principal> ofFunctions = new LinkedHashMap<>();
    private final List<Statement> ofBuckets = new ArrayList<>();

    private PolicyReader(Resources resources) {
        this.resources = resources;
    }

    /**
     * Reads the template as {@link TemplateReader#read} does.
     *
     * @throws IOException when the template cannot be read, or has a policy that cannot be evaluated, which it names
     */
    public static Policies read(Path template, Map<String, String> parameters, String region) throws IOException {
        Map<String, Object> document = TemplateYaml.read(Files.readString(template));
        try {
            Map<String, Object> values = TemplateReader.values(document, parameters, region);
            return new PolicyReader(new Resources(document, values, region)).policies();
        } catch (IllegalArgumentException e) {
            throw new IOException(template.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private Policies policies() {
        each("AWS::IAM::Role", this::role);
        each("AWS::S3::BucketPolicy", this::bucketPolicy);
        each("AWS::Serverless::Function", this::function);
        NOT_READ.forEach(type -> each(type, id -> require(false, type + " is not evaluated here")));
        return new Policies(roles, ofFunctions, ofBuckets);
    }

    @FunctionalInterface
    private interface Step {

        void read(String id);
    }

    private void each(String type, Step step) {
        resources.types().forEach((id, own) -> {
            if (own.equals(type)) {
                try {
                    step.read(id);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(id + ", " + e.getMessage(), e);
                }
            }
        });
    }

    private void role(String id) {
        Map<String, Object> properties = resources.properties(id);
        properties.keySet().forEach(name -> require(OF_ROLES.contains(name), name + " is not evaluated here"));
        List<Statement> statements = new ArrayList<>();
        if (properties.get("Policies") instanceof List<?> policies) {
            policies.forEach(policy -> documents(Resources.asMap(policy).get("PolicyDocument"))
                    .forEach(statement -> statements.add(Statement.of(statement))));
        }
        roles.put(id, new Role(id, resources.arn(id), taker(properties.get("AssumeRolePolicyDocument")), statements));
    }

    /** The service that may take a role; empty when its conditions rule this account out. */
    private static String taker(@Nullable Object trust) {
        List<Map<String, Object>> statements = documents(trust);
        require(statements.size() == 1, "the trust of a role must be one statement");
        Map<String, Object> statement = statements.getFirst();
        require(statement.keySet().stream().allMatch(Set.of("Effect", "Principal", "Action", "Condition")::contains)
                && "Allow".equals(statement.get("Effect")) && "sts:AssumeRole".equals(statement.get("Action"))
                && Resources.asMap(statement.get("Principal")).keySet().equals(Set.of("Service"))
                && Resources.asMap(statement.get("Principal")).get("Service") instanceof String,
                "the trust of a role must allow sts:AssumeRole to one service, got " + statement);
        List<Condition> conditions = Statement.conditions(statement.get("Condition"));
        Map<String, String> account = Map.of("aws:SourceAccount", Resources.ACCOUNT);
        return conditions.stream().allMatch(condition -> condition.holds(account))
                ? String.valueOf(Resources.asMap(statement.get("Principal")).get("Service"))
                : "";
    }

    private void bucketPolicy(String id) {
        for (Map<String, Object> document : documents(resources.properties(id).get("PolicyDocument"))) {
            Map<String, Object> statement = new LinkedHashMap<>(document);
            require("*".equals(statement.remove("Principal")) && "Deny".equals(statement.get("Effect")),
                    "statement " + statement.get("Sid")
                            + ": a bucket's policy is evaluated here only where it denies something to everybody "
                            + "(\"*\")");
            ofBuckets.add(Statement.of(statement));
        }
    }

    private void function(String id) {
        Map<String, Object> properties = resources.properties(id);
        for (String name : List.of("Policies", "PermissionsBoundary")) {
            require(!properties.containsKey(name), name + " of a function is not evaluated here; give it a Role");
        }
        Object arn = properties.get("Role");
        Role role = arn == null ? madeBySam(id, properties)
                : roles.values().stream().filter(one -> one.arn().equals(arn)).findFirst().orElseThrow(
                        () -> new IllegalArgumentException("its role " + arn + " is not one of this template"));
        require(role.service().equals(LAMBDA), "its role " + role.name() + " cannot be taken by " + LAMBDA);
        ofFunctions.put(id, new Principal(role, resources.name(id)));
    }

    /** SAM's role of a function that names none may write logs and reach the destinations of its calls. */
    private static Role madeBySam(String id, Map<String, Object> properties) {
        Map<String, Object> destinations = Evaluator.member(
                Evaluator.member(properties, "EventInvokeConfig"), "DestinationConfig");
        List<Statement> statements = new ArrayList<>();
        destinations.values().stream().map(Resources::asMap).forEach(destination -> {
            String action = "SQS".equals(destination.get("Type")) ? "sqs:SendMessage" : "lambda:InvokeFunction";
            statements.add(new Statement(action, true, List.of(action),
                    List.of(String.valueOf(destination.get("Destination"))), List.of()));
        });
        String name = id + "Role";
        return new Role(name, "arn:aws:iam::" + Resources.ACCOUNT + ":role/" + name, LAMBDA, statements);
    }

    private static List<Map<String, Object>> documents(@Nullable Object document) {
        Map<String, Object> policy = Resources.asMap(document);
        require(VERSION.equals(String.valueOf(policy.get("Version"))), "a policy must have Version " + VERSION);
        Object statement = policy.get("Statement");
        List<?> statements = statement instanceof List<?> list ? list : List.of(Resources.asMap(statement));
        require(policy.keySet().equals(Set.of("Version", "Statement")) && !statements.isEmpty(),
                "a policy must have Version and Statement alone");
        return statements.stream().map(Resources::asMap).toList();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
