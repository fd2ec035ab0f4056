package io.segmenta.platform.sagemaker;

import io.segmenta.platform.aws.Aws;
import java.time.Duration;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** SageMaker where the environment says that it is, behind its two ports. Safe for use by several threads. */
public final class SageMaker {
    private static final Aws.Patience PATIENCE = new Aws.Patience(Duration.ofSeconds(30), Duration.ofSeconds(40));

    private final SageMakerClient client;

    /** Makes one client for both ports. */
    public SageMaker(Aws aws) {
        this.client = aws.configure(SageMakerClient.builder(), "SAGEMAKER", PATIENCE).build();
    }

    /** The model registry. */
    public Registry registry() {
        return new SageMakerRegistry(client);
    }

    /** The endpoints, and what they are made of. */
    public Endpoints endpoints() {
        return new SageMakerEndpoints(client);
    }
}
