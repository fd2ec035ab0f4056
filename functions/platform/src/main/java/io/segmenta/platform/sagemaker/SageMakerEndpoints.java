package io.segmenta.platform.sagemaker;

import io.segmenta.platform.Names;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.BlueGreenUpdatePolicy;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.DeploymentConfig;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.TrafficRoutingConfigType;

/** The endpoints of SageMaker. */
public final class SageMakerEndpoints implements Endpoints {
    private final SageMakerClient sageMaker;

    public SageMakerEndpoints(SageMakerClient sageMaker) {
        this.sageMaker = sageMaker;
    }

    @Override
    public Optional<EndpointState> describe(String endpoint) {
        try {
            DescribeEndpointResponse found = sageMaker.describeEndpoint(request -> request.endpointName(endpoint));
            return Optional.of(new EndpointState(endpoint, String.valueOf(found.endpointConfigName()),
                    status(found.endpointStatus()), found.failureReason() == null ? "" : found.failureReason()));
        } catch (SageMakerException e) {
            if (Refusals.notFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void createModel(String model, String packageArn, String roleArn, String modelVersion) {
        ContainerDefinition container = ContainerDefinition.builder().modelPackageName(packageArn)
                .environment(Map.of("SEGMENTA_MODEL_VERSION", modelVersion)).build();
        refusable(Gone.NO_EXCUSE, () -> sageMaker.createModel(
                request -> request.modelName(model).executionRoleArn(roleArn).containers(container)));
    }

    @Override
    public void createConfig(String config, String model, Hardware hardware) {
        ProductionVariant.Builder variant = ProductionVariant.builder().variantName(Names.VARIANT).modelName(model);
        switch (hardware) {
            case Hardware.Instances(String type, int count) -> variant.instanceType(type).initialInstanceCount(count)
                    .initialVariantWeight(1f);
            case Hardware.Serverless(int memoryMb, int maxConcurrency) -> variant.serverlessConfig(
                    serverless -> serverless.memorySizeInMB(memoryMb).maxConcurrency(maxConcurrency));
        }
        refusable(Gone.NO_EXCUSE, () -> sageMaker.createEndpointConfig(request -> request.endpointConfigName(config)
                .productionVariants(variant.build())));
    }

    @Override
    public void create(String endpoint, String config) {
        refusable(Gone.NO_EXCUSE, () -> sageMaker.createEndpoint(request -> request.endpointName(endpoint)
                .endpointConfigName(config)));
    }

    @Override
    public void update(String endpoint, String config, int bakeSeconds) {
        try {
            sageMaker.updateEndpoint(request -> {
                request.endpointName(endpoint).endpointConfigName(config);
                if (bakeSeconds > 0) {
                    request.deploymentConfig(deployment(bakeSeconds));
                }
            });
        } catch (SageMakerException e) {
            if (Refusals.busy(e)) {
                throw new EndpointBusyException(endpoint);
            }
            throw Refusals.forEver(e) ? new RefusedException(Refusals.message(e), e) : e;
        }
    }

    private static DeploymentConfig deployment(int bakeSeconds) {
        return DeploymentConfig.builder().blueGreenUpdatePolicy(BlueGreenUpdatePolicy.builder()
                .trafficRoutingConfiguration(routing -> routing.type(TrafficRoutingConfigType.ALL_AT_ONCE)
                        .waitIntervalInSeconds(0))
                .terminationWaitInSeconds(bakeSeconds).build()).build();
    }

    @Override
    public void delete(String endpoint) {
        refusable(Gone.FINE, () -> sageMaker.deleteEndpoint(request -> request.endpointName(endpoint)));
    }

    @Override
    public void deleteConfig(String config) {
        refusable(Gone.FINE, () -> sageMaker.deleteEndpointConfig(request -> request.endpointConfigName(config)));
    }

    @Override
    public void deleteModel(String model) {
        refusable(Gone.FINE, () -> sageMaker.deleteModel(request -> request.modelName(model)));
    }

    private enum Gone {
        FINE, NO_EXCUSE
    }

    private static void refusable(Gone gone, Runnable call) {
        try {
            call.run();
        } catch (SageMakerException e) {
            boolean done = gone == Gone.FINE ? Refusals.notFound(e) : Refusals.alreadyExists(e);
            if (!done) {
                throw Refusals.forEver(e) && !Refusals.busy(e) ? new RefusedException(Refusals.message(e), e) : e;
            }
        }
    }

    private static EndpointState.Status status(EndpointStatus status) {
        return switch (status) {
            case IN_SERVICE -> EndpointState.Status.IN_SERVICE;
            case DELETING -> EndpointState.Status.DELETING;
            case FAILED, OUT_OF_SERVICE, UPDATE_ROLLBACK_FAILED -> EndpointState.Status.FAILED;
            case CREATING, UPDATING, SYSTEM_UPDATING, ROLLING_BACK, UNKNOWN_TO_SDK_VERSION -> EndpointState.Status.BUSY;
        };
    }
}
