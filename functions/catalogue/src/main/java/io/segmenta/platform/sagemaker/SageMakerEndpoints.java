package io.segmenta.platform.sagemaker;

import io.segmenta.model.contract.SageMakerNames;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.DeploymentConfig;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.TrafficRoutingConfigType;

/** The endpoints of SageMaker. */
final class SageMakerEndpoints implements Endpoints {
    private final SageMakerClient sageMaker;

    SageMakerEndpoints(SageMakerClient sageMaker) {
        this.sageMaker = sageMaker;
    }

    @Override
    public Optional<EndpointState> describe(String endpoint) {
        try {
            DescribeEndpointResponse found = sageMaker.describeEndpoint(request -> request.endpointName(endpoint));
            return Optional.of(new EndpointState(endpoint, text(found.endpointConfigName()), status(found),
                    text(found.failureReason())));
        } catch (SageMakerException e) {
            if (Refusals.notFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void createModel(String model, String roleArn, ServedModel served) {
        ContainerDefinition container = ContainerDefinition.builder().modelPackageName(served.packageArn())
                .environment(Map.of("SEGMENTA_MODEL_VERSION", served.version(), "SEGMENTA_MODEL_SHA256",
                        served.sha256(), "SEGMENTA_BUCKET", served.bucket(), "SEGMENTA_DATASET", served.dataset(),
                        "SEGMENTA_CAPTURE_SECONDS", Integer.toString(served.captureSeconds())))
                .build();
        unless(Refusals::alreadyExists, () -> sageMaker.createModel(
                request -> request.modelName(model).executionRoleArn(roleArn).containers(container)));
    }

    @Override
    public void createConfig(String config, String model, Hardware hardware) {
        unless(Refusals::alreadyExists, () -> sageMaker.createEndpointConfig(
                request -> request.endpointConfigName(config).productionVariants(variant(model, hardware))));
    }

    private static ProductionVariant variant(String model, Hardware hardware) {
        ProductionVariant.Builder variant = ProductionVariant.builder().variantName(SageMakerNames.VARIANT)
                .modelName(model);
        return switch (hardware) {
            case Hardware.Instances(String type, int count) -> variant.instanceType(type).initialInstanceCount(count)
                    .initialVariantWeight(1f).build();
            case Hardware.Serverless(int memoryMb, int maxConcurrency) -> variant
                    .serverlessConfig(serverless -> serverless.memorySizeInMB(memoryMb).maxConcurrency(maxConcurrency))
                    .build();
        };
    }

    @Override
    public void create(String endpoint, String config) {
        unless(Refusals::alreadyExists, () -> sageMaker.createEndpoint(
                request -> request.endpointName(endpoint).endpointConfigName(config)));
    }

    @Override
    public void update(String endpoint, String config, int bakeSeconds) {
        try {
            sageMaker.updateEndpoint(request -> request.endpointName(endpoint).endpointConfigName(config)
                    .deploymentConfig(bakeSeconds > 0 ? baking(bakeSeconds) : null));
        } catch (SageMakerException e) {
            if (Refusals.busy(e)) {
                throw new EndpointBusyException(endpoint);
            }
            throw Refusals.forEver(e) ? new RefusedException(Refusals.reason(e), e) : e;
        }
    }

    private static DeploymentConfig baking(int seconds) {
        return DeploymentConfig.builder().blueGreenUpdatePolicy(policy -> policy.terminationWaitInSeconds(seconds)
                .trafficRoutingConfiguration(
                        traffic -> traffic.type(TrafficRoutingConfigType.ALL_AT_ONCE).waitIntervalInSeconds(0)))
                .build();
    }

    @Override
    public void delete(String endpoint) {
        unless(Refusals::notFound, () -> sageMaker.deleteEndpoint(request -> request.endpointName(endpoint)));
    }

    @Override
    public void deleteConfig(String config) {
        unless(Refusals::notFound,
                () -> sageMaker.deleteEndpointConfig(request -> request.endpointConfigName(config)));
    }

    @Override
    public void deleteModel(String model) {
        unless(Refusals::notFound, () -> sageMaker.deleteModel(request -> request.modelName(model)));
    }

    /** Asks, and takes the refusal that says that there is nothing to do for an answer. */
    private static void unless(Predicate<SageMakerException> nothingToDo, Runnable asking) {
        try {
            asking.run();
        } catch (SageMakerException e) {
            if (!nothingToDo.test(e)) {
                throw Refusals.forEver(e) && !Refusals.busy(e) ? new RefusedException(Refusals.reason(e), e) : e;
            }
        }
    }

    private static EndpointState.Status status(DescribeEndpointResponse found) {
        return switch (found.endpointStatus()) {
            case IN_SERVICE -> EndpointState.Status.IN_SERVICE;
            case DELETING -> EndpointState.Status.DELETING;
            case FAILED, OUT_OF_SERVICE, UPDATE_ROLLBACK_FAILED -> EndpointState.Status.FAILED;
            // A status that the SDK does not know is one of a change.
            case CREATING, UPDATING, SYSTEM_UPDATING, ROLLING_BACK, UNKNOWN_TO_SDK_VERSION -> EndpointState.Status.BUSY;
            case null -> EndpointState.Status.BUSY;
        };
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }
}
