package io.segmenta.local.stack.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.http.Exchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EMR Serverless as far as jobs go: StartJobRun, GetJobRun, ListJobRuns and CancelJobRun over its REST protocol. Jobs
 * run one after the other. Those that a stack leaves unfinished have failed when it is started again.
 */
public final class SparkJobs implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_LIMIT = 1 << 20;
    private static final Pattern RUNS = Pattern.compile("/applications/([^/]+)/jobruns(?:/([^/]+))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,64}");

    private final Settings settings;
    private final JobRuns runs;
    private final JobLauncher launcher;
    private final Function<Exchange, String> principals;

    /**
     * Where jobs run.
     *
     * @param stateDir runs, logs and work of jobs lie in folders of it
     */
    public record Settings(Path stateDir, String account, String region) {}

    /**
     * Reads the job runs of an earlier stack.
     *
     * @param principals who asks
     */
    public SparkJobs(Settings settings, EventBus bus, JobLauncher launcher, Function<Exchange, String> principals)
            throws IOException {
        this.settings = settings;
        this.runs = new JobRuns(settings.stateDir().resolve("emr-serverless"), bus);
        this.launcher = launcher;
        this.principals = principals;
    }

    /** Ends what an earlier stack has left, when events can be handed on. */
    public void restore() throws IOException {
        for (ObjectNode run : runs.open()) {
            runs.change(run.path("jobRunId").asText(), "FAILED", "the machine was stopped while the job ran");
        }
    }

    /** Answers a request. */
    public void handle(Exchange exchange) {
        exchange.withBody(BODY_LIMIT, body -> exchange.inBackground(() -> answer(exchange, body)));
    }

    private void answer(Exchange exchange, Optional<byte[]> body) throws IOException {
        Matcher path = RUNS.matcher(exchange.path().orElse(""));
        String method = exchange.method();
        if (!path.matches() || !NAME.matcher(path.group(1)).matches()) {
            refuse(exchange, 404, "ResourceNotFoundException", "this stack has only job runs of EMR Serverless");
        } else if (path.group(2) == null && method.equals("POST")) {
            start(exchange, path.group(1), body);
        } else if (path.group(2) == null && method.equals("GET")) {
            list(exchange, path.group(1));
        } else if (path.group(2) != null && (method.equals("GET") || method.equals("DELETE"))) {
            Optional<ObjectNode> run = runs.find(path.group(1), path.group(2));
            if (run.isEmpty()) {
                refuse(exchange, 404, "ResourceNotFoundException", "Job run " + path.group(2) + " doesn't exist");
            } else if (method.equals("GET")) {
                ObjectNode answer = JSON.createObjectNode();
                answer.set("jobRun", JobRuns.shown(run.get(), one -> one));
                send(exchange, answer);
            } else {
                cancel(exchange, run.get());
            }
        } else {
            refuse(exchange, 404, "ResourceNotFoundException", method + " of this is not part of this stack");
        }
    }

    private void start(Exchange exchange, String application, Optional<byte[]> body) throws IOException {
        JsonNode request;
        try {
            request = JSON.readTree(body.orElse(new byte[0]));
        } catch (JsonProcessingException notJson) {
            refuse(exchange, 400, "ValidationException", "the request is not JSON");
            return;
        }
        JsonNode submit = request.path("jobDriver").path("sparkSubmit");
        String token = request.path("clientToken").asText();
        if (token.isEmpty() || !request.path("executionRoleArn").asText().startsWith("arn:")
                || !submit.path("entryPoint").asText().startsWith("s3://")) {
            refuse(exchange, 400, "ValidationException",
                    "clientToken, executionRoleArn and an entryPoint in S3 are needed");
            return;
        }
        Optional<ObjectNode> earlier = runs.ofToken(token);
        ObjectNode run = earlier.isPresent() ? earlier.get()
                : newRun(application, request, principals.apply(exchange));
        if (earlier.isEmpty()) {
            runs.add(run);
            launcher.launch(run, runs);
        }
        send(exchange, JSON.createObjectNode().put("applicationId", application)
                .put("jobRunId", run.path("jobRunId").asText()).put("arn", run.path("arn").asText()));
    }

    private ObjectNode newRun(String application, JsonNode request, String principal) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        ObjectNode run = JSON.createObjectNode().put("applicationId", application).put("jobRunId", id)
                .put("arn", "arn:aws:emr-serverless:" + settings.region() + ":" + settings.account()
                        + ":/applications/" + application + "/jobruns/" + id)
                .put("name", request.path("name").asText()).put("createdBy", principal)
                .put("createdAt", JobRuns.now()).put("updatedAt", JobRuns.now())
                .put("executionRole", request.path("executionRoleArn").asText()).put("state", "SUBMITTED")
                .put("stateDetails", "").put("releaseLabel", "emr-spark-8.0.0").put("mode", "BATCH")
                .put("attempt", 1).put("_token", request.path("clientToken").asText());
        run.set("jobDriver", request.path("jobDriver"));
        return run;
    }

    private void list(Exchange exchange, String application) {
        double after = query(exchange, "createdAtAfter").map(SparkJobs::seconds).orElse(0.0);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode listed = answer.putArray("jobRuns");
        runs.all(application).stream().filter(run -> run.path("createdAt").asDouble() > after)
                .forEach(run -> listed.add(JobRuns.shown(run, one -> {
                    one.put("id", one.remove("jobRunId").asText());
                    one.remove("jobDriver");
                    return one;
                })));
        send(exchange, answer);
    }

    private void cancel(Exchange exchange, ObjectNode run) throws IOException {
        String id = run.path("jobRunId").asText();
        if (!runs.change(id, "CANCELLED", "Job run cancelled by user")) {
            refuse(exchange, 400, "ValidationException", "Job run " + id + " is in the state "
                    + run.path("state").asText() + ", in which it cannot be cancelled");
            return;
        }
        launcher.end(id);
        send(exchange, JSON.createObjectNode().put("applicationId", run.path("applicationId").asText())
                .put("jobRunId", id));
    }

    private static Optional<String> query(Exchange exchange, String name) {
        return Arrays.stream(exchange.query().split("&", -1)).filter(part -> part.startsWith(name + "="))
                .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8)).findFirst();
    }

    private static double seconds(String time) {
        try {
            return Instant.parse(time).toEpochMilli() / 1000.0;
        } catch (DateTimeException malformed) {
            return 0;
        }
    }

    private static void send(Exchange exchange, ObjectNode answer) {
        exchange.send(200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(Exchange exchange, int status, String type, String message) {
        exchange.set("x-amzn-ErrorType", type);
        exchange.send(status, "application/json",
                JSON.createObjectNode().put("message", message).toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        launcher.close();
    }
}
