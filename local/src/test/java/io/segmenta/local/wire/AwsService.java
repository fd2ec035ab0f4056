package io.segmenta.local.wire;

import io.segmenta.local.stack.http.RecordedExchange;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The services that the local stack answers for, and how each tells its operations. */
enum AwsService {
    /** The control plane: JSON 1.1, the operation in a header. */
    SAGEMAKER("sagemaker", "SageMaker"),
    /** Predictions: REST with JSON. */
    SAGEMAKER_RUNTIME("sagemakerruntime", "SageMakerRuntime"),
    /** REST with JSON. */
    LAMBDA("lambda", "Lambda"),
    /** JSON 1.1. */
    SECRETS_MANAGER("secretsmanager", "SecretsManager"),
    /** JSON 1.1. */
    EVENT_BRIDGE("eventbridge", "EventBridge"),
    /** REST with JSON. */
    EMR_SERVERLESS("emrserverless", "EmrServerless"),
    /** REST with XML. */
    S3("s3", "S3");

    private static final Pattern SCOPE = Pattern.compile("(?:/|%2F)([a-z0-9-]+)(?:/|%2F)aws4_request");
    private static final Pattern TARGET = Pattern.compile("(?:SageMaker|secretsmanager|AWSEvents)\\.([A-Za-z]+)");
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/[^/]+/invocations");
    private static final Pattern JOBS = Pattern.compile("/applications/[^/]+/jobruns");
    private static final Pattern JOB = Pattern.compile(JOBS + "/[^/]+");
    private static final Pattern INVOKE_ENDPOINT = Pattern.compile("/endpoints/[^/]+/invocations");

    private final String code;
    private final String client;

    AwsService(String code, String client) {
        this.code = code;
        this.client = client;
    }

    /** The last part of the SDK's package, as {@code sagemakerruntime}. */
    String code() {
        return code;
    }

    /** The class of the SDK with this name, of the service's own package. */
    Class<?> load(String name) {
        try {
            return Class.forName("software.amazon.awssdk.services." + code + '.' + name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError("the SDK knows no " + name + " of " + code, e);
        }
    }

    Class<?> client() {
        return load(client + "Client");
    }

    /** What every exception of the service is a kind of. */
    Class<?> exception() {
        return load("model." + client + "Exception");
    }

    /** The service that the request is signed for. */
    static Optional<AwsService> of(RecordedExchange exchange) {
        Matcher scope = SCOPE.matcher(exchange.requestHeaders().getOrDefault("authorization", exchange.target()));
        if (!scope.find()) {
            return Optional.empty();
        }
        return switch (scope.group(1)) {
            case "sagemaker" -> Optional.of(exchange.requestHeaders().containsKey("x-amz-target")
                    ? SAGEMAKER
                    : SAGEMAKER_RUNTIME);
            case "secretsmanager" -> Optional.of(SECRETS_MANAGER);
            case "events" -> Optional.of(EVENT_BRIDGE);
            case "lambda" -> Optional.of(LAMBDA);
            case "emr-serverless" -> Optional.of(EMR_SERVERLESS);
            case "s3" -> Optional.of(S3);
            default -> Optional.empty();
        };
    }

    /** The operation that the request means, or empty when it means none of the service. */
    Optional<Operation> operation(RecordedExchange exchange) {
        String path = exchange.target().split("[?]", 2)[0];
        boolean post = exchange.method().equals("POST");
        return switch (this) {
            case SAGEMAKER, SECRETS_MANAGER, EVENT_BRIDGE ->
                post && path.equals("/") ? target(exchange) : Optional.empty();
            case SAGEMAKER_RUNTIME -> post && INVOKE_ENDPOINT.matcher(path).matches()
                    ? Optional.of(Operation.of(this, "InvokeEndpoint"))
                    : Optional.empty();
            case LAMBDA -> post && INVOKE.matcher(path).matches()
                    ? Optional.of(Operation.of(this, "Invoke"))
                    : Optional.empty();
            case EMR_SERVERLESS -> job(exchange.method(), path).map(name -> Operation.of(this, name));
            case S3 -> S3Operations.of(exchange);
        };
    }

    private static Optional<String> job(String method, String path) {
        boolean one = JOB.matcher(path).matches();
        boolean all = JOBS.matcher(path).matches();
        return switch (method) {
            case "POST" -> Optional.of("StartJobRun").filter(_ -> all);
            case "GET" -> Optional.of(one ? "GetJobRun" : "ListJobRuns").filter(_ -> one || all);
            case "DELETE" -> Optional.of("CancelJobRun").filter(_ -> one);
            default -> Optional.empty();
        };
    }

    private Optional<Operation> target(RecordedExchange exchange) {
        Matcher target = TARGET.matcher(exchange.requestHeaders().getOrDefault("x-amz-target", ""));
        return target.matches() && isOperation(target.group(1))
                ? Optional.of(Operation.of(this, target.group(1)))
                : Optional.empty();
    }

    private boolean isOperation(String name) {
        String method = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return Arrays.stream(client().getMethods()).anyMatch(one -> one.getName().equals(method));
    }
}
