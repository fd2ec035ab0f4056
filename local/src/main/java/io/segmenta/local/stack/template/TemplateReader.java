package io.segmenta.local.stack.template;

import io.segmenta.local.stack.template.FunctionPlan.Destination;
import io.segmenta.local.stack.template.FunctionPlan.ToFunction;
import io.segmenta.local.stack.template.FunctionPlan.ToQueue;
import io.segmenta.local.stack.template.SystemPlan.Bucket;
import io.segmenta.local.stack.template.SystemPlan.Cors;
import io.segmenta.local.stack.template.SystemPlan.CorsRule;
import io.segmenta.local.stack.template.SystemPlan.CustomResource;
import io.segmenta.local.stack.template.SystemPlan.Route;
import io.segmenta.local.stack.template.SystemPlan.Rule;
import io.segmenta.local.stack.template.SystemPlan.Schedule;
import io.segmenta.local.stack.template.SystemPlan.UploadTrigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a SAM template into a {@link SystemPlan}. */
public final class TemplateReader {

    private final Path folder;
    private final Resources resources;
    private final Map<String, Object> functionDefaults;
    private final List<Bucket> buckets = new ArrayList<>();
    private final List<FunctionPlan> functions = new ArrayList<>();
    private final List<UploadTrigger> uploads = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final Set<String> queues = new LinkedHashSet<>();
    private final List<CustomResource> customResources = new ArrayList<>();
    private Optional<Cors> cors = Optional.empty();

    private TemplateReader(Path folder, Map<String, Object> template, Map<String, String> parameters, String region) {
        this.folder = folder;
        this.resources = new Resources(template, values(template, parameters, region), region);
        this.functionDefaults = Resources.asMap(
                resources.evaluator().settle(Evaluator.member(Evaluator.member(template, "Globals"), "Function")));
    }

    /**
     * Reads the template; code paths are relative to its folder.
     *
     * @param parameters values that override the template's defaults; a parameter with neither is given a made-up one
     */
    public static SystemPlan read(Path template, Map<String, String> parameters, String region) throws IOException {
        try {
            return new TemplateReader(template.toAbsolutePath().resolveSibling(""),
                    TemplateYaml.read(Files.readString(template)), parameters, region).plan();
        } catch (IllegalArgumentException e) {
            throw new IOException(template.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** What {@code Ref} gives: the parameters, and what the region and the account are. */
    static Map<String, Object> values(Map<String, Object> template, Map<String, String> parameters,
            String region) {
        Map<String, Object> values = new LinkedHashMap<>();
        Evaluator.member(template, "Parameters").forEach((name, declaration) -> {
            Map<String, Object> declared = Resources.asMap(declaration);
            String standard = String
                    .valueOf(declared.getOrDefault("Default", "local-" + name.toLowerCase(Locale.ROOT)));
            String value = parameters.getOrDefault(name, standard);
            boolean list = String.valueOf(declared.get("Type")).matches("CommaDelimitedList|List<.*>");
            values.put(name, list ? List.of(value.split(",")) : value);
        });
        values.put("AWS::Region", region);
        values.put("AWS::AccountId", Resources.ACCOUNT);
        values.put("AWS::Partition", "aws");
        values.put("AWS::URLSuffix", "amazonaws.com");
        values.put("AWS::StackName", "segmenta");
        values.put("AWS::StackId",
                "arn:aws:cloudformation:" + region + ":" + Resources.ACCOUNT + ":stack/segmenta/local");
        return values;
    }

    private SystemPlan plan() {
        resources.types().forEach((id, type) -> {
            switch (type) {
                case "AWS::S3::Bucket" -> bucket(id);
                case "AWS::SQS::Queue" -> queues.add(id);
                case "AWS::Serverless::Function" -> function(id);
                case "AWS::Serverless::HttpApi" -> httpApi(resources.properties(id));
                case "AWS::Events::Rule" -> rule(id);
                case "AWS::ApiGatewayV2::Api" -> httpApi(resources.properties(id));
                case "AWS::ApiGatewayV2::Route" -> route(resources.properties(id));
                case String custom when custom.startsWith("Custom::") -> customResource(id, custom);
                default -> {
                    // Roles, alarms, log groups and the like have no part on one machine.
                }
            }
        });
        return new SystemPlan(buckets, functions, uploads, rules, schedules, routes, List.copyOf(queues),
                customResources,
                cors);
    }

    private void bucket(String id) {
        Map<String, Object> properties = resources.properties(id);
        boolean versioned = "Enabled"
                .equals(Evaluator.member(properties, "VersioningConfiguration").get("Status"));
        Map<String, Object> notifications = Evaluator.member(properties, "NotificationConfiguration");
        boolean eventBridge = isTrue(
                Evaluator.member(notifications, "EventBridgeConfiguration").get("EventBridgeEnabled"));
        String name = resources.name(id);
        List<CorsRule> rules = list(Evaluator.member(properties, "CorsConfiguration").get("CorsRules")).stream()
                .map(Resources::asMap)
                .map(rule -> new CorsRule(strings(rule.get("AllowedOrigins")), strings(rule.get("AllowedMethods")),
                        strings(rule.get("AllowedHeaders")), strings(rule.get("ExposedHeaders")),
                        integer(rule.get("MaxAge"), 0)))
                .toList();
        buckets.add(new Bucket(id, name, versioned, eventBridge, rules));
        for (Object configuration : list(notifications.get("LambdaConfigurations"))) {
            Map<String, Object> map = Resources.asMap(configuration);
            upload(name, functionOf(String.valueOf(map.get("Function"))), list(map.get("Event")),
                    list(Evaluator.member(Evaluator.member(map, "Filter"), "S3Key").get("Rules")));
        }
    }

    private void upload(String bucket, String function, List<?> events, List<?> filters) {
        String prefix = "";
        String suffix = "";
        for (Object filter : filters) {
            Map<String, Object> map = Resources.asMap(filter);
            String value = String.valueOf(map.get("Value"));
            if ("prefix".equalsIgnoreCase(String.valueOf(map.get("Name")))) {
                prefix = value;
            } else {
                suffix = value;
            }
        }
        uploads.add(new UploadTrigger(bucket, function, events.stream().map(String::valueOf).toList(), prefix,
                suffix));
    }

    private void function(String id) {
        Map<String, Object> own = resources.properties(id);
        Map<String, Object> properties = new LinkedHashMap<>(functionDefaults);
        properties.putAll(own);
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map<String, Object> source : List.of(functionDefaults, own)) {
            Evaluator.member(Evaluator.member(source, "Environment"), "Variables")
                    .forEach((key, value) -> environment.put(key, String.valueOf(value)));
        }
        Map<String, Object> invoke = Evaluator.member(properties, "EventInvokeConfig");
        Map<String, Object> destinations = Evaluator.member(invoke, "DestinationConfig");
        Object code = properties.get("CodeUri");
        functions.add(new FunctionPlan(id, resources.name(id), String.valueOf(properties.get("Handler")),
                folder.resolve(String.valueOf(code)), integer(properties.get("MemorySize"), 128),
                Duration.ofSeconds(integer(properties.get("Timeout"), 3)), architecture(properties), environment,
                !Evaluator.member(properties, "SnapStart").isEmpty(),
                "JSON".equals(Evaluator.member(properties, "LoggingConfig").get("LogFormat")),
                integer(invoke.get("MaximumRetryAttempts"), 2),
                Duration.ofSeconds(integer(invoke.get("MaximumEventAgeInSeconds"), 21_600)),
                destination(id + "OnSuccessQueue", Evaluator.member(destinations, "OnSuccess"), "Destination"),
                destination(id + "OnFailureQueue", Evaluator.member(destinations, "OnFailure"), "Destination"),
                destination(id + "DeadLetterQueue", Evaluator.member(properties, "DeadLetterQueue"), "TargetArn")));
        Evaluator.member(own, "Events").forEach((name, event) -> event(id, name, Resources.asMap(event)));
    }

    private static String architecture(Map<String, Object> properties) {
        List<?> architectures = list(properties.get("Architectures"));
        return architectures.isEmpty() ? "x86_64" : String.valueOf(architectures.getFirst());
    }

    private Optional<Destination> destination(String generatedQueue, Map<String, Object> configuration, String key) {
        if (configuration.isEmpty()) {
            return Optional.empty();
        }
        Object arn = configuration.get(key);
        if (arn == null) {
            queues.add(generatedQueue);
            return Optional.of(new ToQueue(generatedQueue));
        }
        String owner = resources.owner(String.valueOf(arn)).orElseThrow(() -> new IllegalArgumentException(
                "a destination leads to " + arn + ", which the template does not have"));
        return Optional.of(switch (resources.type(owner)) {
            case "AWS::Serverless::Function", "AWS::Lambda::Function" -> new ToFunction(owner);
            case "AWS::SQS::Queue" -> new ToQueue(owner);
            default -> throw new IllegalArgumentException(
                    "a destination leads to " + owner + ", which is neither a function nor a queue");
        });
    }

    private void event(String function, String name, Map<String, Object> event) {
        Map<String, Object> properties = Evaluator.member(event, "Properties");
        switch (String.valueOf(event.get("Type"))) {
            case "S3" -> upload(String.valueOf(properties.get("Bucket")), function, list(properties.get("Events")),
                    list(Evaluator.member(Evaluator.member(properties, "Filter"), "S3Key").get("Rules")));
            case "HttpApi" -> routes.add(new Route(
                    String.valueOf(properties.getOrDefault("Method", "ANY")).toUpperCase(Locale.ROOT),
                    String.valueOf(properties.getOrDefault("Path", "/{proxy+}")), function));
            case "EventBridgeRule", "CloudWatchEvent" -> {
                if (!"DISABLED".equals(properties.get("State"))) {
                    rules.add(new Rule(function + name, Evaluator.member(properties, "Pattern"),
                            String.valueOf(properties.getOrDefault("Input", "")), function));
                }
            }
            case "Schedule" -> schedules.add(new Schedule(function + name, String.valueOf(properties.get("Schedule")),
                    String.valueOf(properties.getOrDefault("Input", "")), function));
            case "ScheduleV2" -> schedules
                    .add(new Schedule(function + name, String.valueOf(properties.get("ScheduleExpression")),
                            String.valueOf(properties.getOrDefault("Input", "")), function));
            default -> throw new IllegalArgumentException(
                    function + " has an event of type " + event.get("Type") + ", which this stack does not support");
        }
    }

    private void rule(String id) {
        Map<String, Object> properties = resources.properties(id);
        for (Object target : list(properties.get("Targets"))) {
            Map<String, Object> map = Resources.asMap(target);
            if ("AWS::SNS::Topic".equals(resources.types().get(String.valueOf(map.get("Arn"))))) {
                // Mail to people has no part on one machine.
                continue;
            }
            String function = functionOf(String.valueOf(map.get("Arn")));
            if (properties.get("ScheduleExpression") != null) {
                schedules.add(new Schedule(id, String.valueOf(properties.get("ScheduleExpression")),
                        String.valueOf(map.getOrDefault("Input", "")), function));
            } else if (!"DISABLED".equals(properties.get("State"))) {
                rules.add(new Rule(id, Evaluator.member(properties, "EventPattern"),
                        String.valueOf(map.getOrDefault("Input", "")), function));
            }
        }
    }

    private void customResource(String id, String type) {
        Map<String, Object> properties = resources.properties(id);
        customResources
                .add(new CustomResource(id, type, functionOf(String.valueOf(properties.get("ServiceToken"))),
                        properties));
    }

    private void httpApi(Map<String, Object> properties) {
        Object configuration = properties.get("CorsConfiguration");
        if (isTrue(configuration)) {
            cors = Optional.of(new Cors(List.of("*"), List.of("*"), List.of("*"), 0));
        } else if (configuration instanceof Map) {
            Map<String, Object> map = Resources.asMap(configuration);
            cors = Optional.of(new Cors(strings(map.get("AllowOrigins")), strings(map.get("AllowMethods")),
                    strings(map.get("AllowHeaders")), integer(map.get("MaxAge"), 0)));
        }
    }

    private void route(Map<String, Object> properties) {
        String key = String.valueOf(properties.get("RouteKey"));
        String integration = String.valueOf(properties.get("Target")).replaceFirst("^integrations/", "");
        String function = functionOf(String.valueOf(resources.properties(integration).get("IntegrationUri")));
        boolean signed = "AWS_IAM".equals(properties.get("AuthorizationType"));
        int space = key.indexOf(' ');
        routes.add(space < 0
                ? new Route("ANY", "/{proxy+}", function, signed)
                : new Route(key.substring(0, space).toUpperCase(Locale.ROOT), key.substring(space + 1).trim(),
                        function, signed));
    }

    private String functionOf(String arn) {
        return resources.owner(arn).orElseThrow(() -> new IllegalArgumentException(
                "an event leads to " + arn + ", which the template does not have"));
    }

    private static List<String> strings(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    private static List<?> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static int integer(@Nullable Object value, int standard) {
        return value == null ? standard : Integer.parseInt(String.valueOf(value));
    }

    private static boolean isTrue(@Nullable Object value) {
        return value != null && "true".equals(String.valueOf(value));
    }
}
