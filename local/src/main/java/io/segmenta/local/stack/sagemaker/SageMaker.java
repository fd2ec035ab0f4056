package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.http.Exchange;
import io.segmenta.local.stack.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SageMaker's control plane, as an HTTP handler of its JSON 1.1 protocol, and the handler of its runtime. */
public final class SageMaker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SageMaker.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/x-amz-json-1.1";
    private static final String TARGET = "SageMaker.";
    private static final int REQUEST_LIMIT = 4 * 1024 * 1024;

    private final Map<String, Operation> operations = new TreeMap<>();
    private final Endpoints endpoints;
    private final Invocations invocations;
    private final Function<Exchange, String> principals;

    @FunctionalInterface
    private interface Operation {

        ObjectNode call(Request request) throws IOException;
    }

    /**
     * How SageMaker runs on this machine.
     *
     * @param stateDir resources, logs and running models lie in folders of it
     * @param healthLimit how long a new version may take to answer {@code /ping}
     * @param environment what SageMaker tells every container: the region, the addresses of services, and the
     * credentials of the role it runs under
     */
    public record Settings(Path stateDir, String account, String region, ServingProgram program,
            Duration healthLimit, Supplier<Map<String, String>> environment) {}

    /**
     * Reads the resources of an earlier stack; {@link #restore} brings its endpoints back.
     *
     * @param principals who asks
     */
    public SageMaker(Settings settings, ModelData modelData, EventBus bus, Processes processes,
            EndpointListener listener, Function<Exchange, String> principals) throws IOException {
        this.principals = principals;
        Resources resources = new Resources(settings.stateDir().resolve("sagemaker"), settings.account(),
                settings.region());
        ModelRegistry registry = new ModelRegistry(resources, bus, listener);
        Models models = new Models(resources, registry, modelData);
        ServingLauncher launcher = new ServingLauncher(settings.stateDir(), processes, settings.program(), modelData,
                settings.environment(), listener);
        this.endpoints = new Endpoints(resources, models, bus, launcher, settings.healthLimit(), listener);
        this.invocations = new Invocations(endpoints, settings.account());
        operations.put("CreateModelPackageGroup", registry::createGroup);
        operations.put("DescribeModelPackageGroup", registry::describeGroup);
        operations.put("ListModelPackageGroups", registry::listGroups);
        operations.put("DeleteModelPackageGroup", registry::deleteGroup);
        operations.put("CreateModelPackage", registry::createPackage);
        operations.put("DescribeModelPackage", registry::describePackage);
        operations.put("ListModelPackages", registry::listPackages);
        operations.put("UpdateModelPackage", registry::updatePackage);
        operations.put("DeleteModelPackage", registry::deletePackage);
        operations.put("CreateModel", models::createModel);
        operations.put("DescribeModel", models::describeModel);
        operations.put("DeleteModel", models::deleteModel);
        operations.put("ListModels", models::listModels);
        operations.put("CreateEndpointConfig", models::createConfig);
        operations.put("DescribeEndpointConfig", models::describeConfig);
        operations.put("DeleteEndpointConfig", models::deleteConfig);
        operations.put("ListEndpointConfigs", models::listConfigs);
        operations.put("CreateEndpoint", endpoints::create);
        operations.put("UpdateEndpoint", endpoints::update);
        operations.put("DescribeEndpoint", endpoints::describe);
        operations.put("DeleteEndpoint", endpoints::delete);
        operations.put("ListEndpoints", endpoints::list);
    }

    /** Brings back the endpoints of an earlier stack, in the background; requests to them wait meanwhile. */
    public void restore() {
        endpoints.restore();
    }

    /** Answers a request of the control plane. */
    public void handle(Exchange exchange) {
        exchange.withBody(REQUEST_LIMIT, body -> exchange.inBackground(() -> answer(exchange, body)));
    }

    private void answer(Exchange exchange, Optional<byte[]> body) throws IOException {
        String target = exchange.header("X-Amz-Target").orElse("");
        Operation operation = target.startsWith(TARGET) ? operations.get(target.substring(TARGET.length())) : null;
        try {
            if (operation == null) {
                throw new ServiceFault(400, "UnknownOperationException",
                        target + " is not part of this stack, which has " + operations.keySet());
            }
            byte[] bytes = body.orElseThrow(
                    () -> new ServiceFault(413, "RequestEntityTooLargeException", "the request is longer than 4 MB"));
            JsonNode json = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
            if (!(json instanceof ObjectNode object)) {
                throw new ServiceFault(400, "SerializationException", "the request is not a JSON object");
            }
            send(exchange, 200, called(operation, new Request(object, principals.apply(exchange))));
        } catch (JsonProcessingException e) {
            fault(exchange, new ServiceFault(400, "SerializationException", "the request is not JSON"));
        } catch (ServiceFault e) {
            fault(exchange, e);
        }
    }

    /** A failure of the machine's, such as a full disk, is told as AWS tells of its own, so that callers repeat. */
    private static ObjectNode called(Operation operation, Request request) throws IOException {
        try {
            return operation.call(request);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException | UncheckedIOException | RejectedExecutionException e) {
            LOG.error("a request could not be carried out", e);
            throw new ServiceFault(500, "InternalFailure", "the request could not be carried out; see the stack's log");
        }
    }

    private static void fault(Exchange exchange, ServiceFault fault) {
        exchange.set("x-amzn-ErrorType", fault.type());
        send(exchange, fault.status(),
                JSON.createObjectNode().put("__type", fault.type()).put("message", fault.getMessage()));
    }

    private static void send(Exchange exchange, int status, ObjectNode answer) {
        exchange.send(status, JSON_TYPE, answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Answers a request of SageMaker Runtime: {@code POST /endpoints/<name>/invocations}. */
    public void handleInvocation(Exchange exchange) {
        invocations.handle(exchange);
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
