package io.segmenta.platform.sagemaker;

import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** The real adapters over another SageMaker. */
public final class SimulatedSageMaker {
    private SimulatedSageMaker() {}

    /** Its model registry. */
    public static Registry registry(SageMakerClient client) {
        return new SageMakerRegistry(client);
    }

    /** Its endpoints. */
    public static Endpoints endpoints(SageMakerClient client) {
        return new SageMakerEndpoints(client);
    }
}
