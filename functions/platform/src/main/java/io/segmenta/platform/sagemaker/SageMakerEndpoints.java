package io.segmenta.platform.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.Names;
import io.segmenta.platform.aws.AwsException;
import java.util.Optional;

/** The endpoints of SageMaker. */
public final class SageMakerEndpoints implements Endpoints {
    private static final String MODEL = "ModelName";
    private static final String CONFIG = "EndpointConfigName";
    private static final String ENDPOINT = "EndpointName";

    private final SageMakerApi sageMaker;

    public SageMakerEndpoints(SageMakerApi sageMaker) {
        this.sageMaker = sageMaker;
    }

    @Override
    public Optional<EndpointState> describe(String endpoint) {
        try {
            JsonNode found = sageMaker.call("DescribeEndpoint", Json.object().put(ENDPOINT, endpoint));
            return Optional.of(new EndpointState(endpoint, found.path(CONFIG).asText(""),
                    status(found.path("EndpointStatus").asText("")), found.path("FailureReason").asText("")));
        } catch (AwsException e) {
            if (Refusals.notFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void createModel(String model, String packageArn, String roleArn, String modelVersion) {
        ObjectNode request = Json.object().put(MODEL, model).put("ExecutionRoleArn", roleArn);
        request.putArray("Containers").addObject().put("ModelPackageName", packageArn).putObject("Environment")
                .put("SEGMENTA_MODEL_VERSION", modelVersion);
        refusable(Gone.NO_EXCUSE, "CreateModel", request);
    }

    @Override
    public void createConfig(String config, String model, Hardware hardware) {
        ObjectNode request = Json.object().put(CONFIG, config);
        ObjectNode variant = request.putArray("ProductionVariants").addObject().put("VariantName", Names.VARIANT)
                .put(MODEL, model);
        switch (hardware) {
            case Hardware.Instances(String type, int count) -> variant.put("InstanceType", type)
                    .put("InitialInstanceCount", count).put("InitialVariantWeight", 1);
            case Hardware.Serverless(int memoryMb, int maxConcurrency) -> variant.putObject("ServerlessConfig")
                    .put("MemorySizeInMB", memoryMb).put("MaxConcurrency", maxConcurrency);
        }
        refusable(Gone.NO_EXCUSE, "CreateEndpointConfig", request);
    }

    @Override
    public void create(String endpoint, String config) {
        refusable(Gone.NO_EXCUSE, "CreateEndpoint", Json.object().put(ENDPOINT, endpoint).put(CONFIG, config));
    }

    @Override
    public void update(String endpoint, String config, int bakeSeconds) {
        ObjectNode request = Json.object().put(ENDPOINT, endpoint).put(CONFIG, config);
        if (bakeSeconds > 0) {
            ObjectNode policy = request.putObject("DeploymentConfig").putObject("BlueGreenUpdatePolicy")
                    .put("TerminationWaitInSeconds", bakeSeconds);
            policy.putObject("TrafficRoutingConfiguration").put("Type", "ALL_AT_ONCE").put("WaitIntervalInSeconds", 0);
        }
        try {
            sageMaker.call("UpdateEndpoint", request);
        } catch (AwsException e) {
            if (Refusals.busy(e)) {
                throw new EndpointBusyException(endpoint);
            }
            throw Refusals.forEver(e) ? new RefusedException(e.reason(), e) : e;
        }
    }

    @Override
    public void delete(String endpoint) {
        refusable(Gone.FINE, "DeleteEndpoint", Json.object().put(ENDPOINT, endpoint));
    }

    @Override
    public void deleteConfig(String config) {
        refusable(Gone.FINE, "DeleteEndpointConfig", Json.object().put(CONFIG, config));
    }

    @Override
    public void deleteModel(String model) {
        refusable(Gone.FINE, "DeleteModel", Json.object().put(MODEL, model));
    }

    private enum Gone {
        FINE, NO_EXCUSE
    }

    private void refusable(Gone gone, String operation, ObjectNode request) {
        try {
            sageMaker.call(operation, request);
        } catch (AwsException e) {
            boolean done = gone == Gone.FINE ? Refusals.notFound(e) : Refusals.alreadyExists(e);
            if (!done) {
                throw Refusals.forEver(e) && !Refusals.busy(e) ? new RefusedException(e.reason(), e) : e;
            }
        }
    }

    /** A status that this code does not know is one of a change. */
    private static EndpointState.Status status(String status) {
        return switch (status) {
            case "InService" -> EndpointState.Status.IN_SERVICE;
            case "Deleting" -> EndpointState.Status.DELETING;
            case "Failed", "OutOfService", "UpdateRollbackFailed" -> EndpointState.Status.FAILED;
            default -> EndpointState.Status.BUSY;
        };
    }
}
