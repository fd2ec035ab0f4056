package io.segmenta.platform;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * Makes clients: region, credentials and endpoint from the environment and nowhere else. The Apache client throughout:
 * with the JDK's, a conditional write over a stale connection is retried and then refused by its own first attempt.
 */
public final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(70);

    private final Environment environment;
    private final AwsCredentialsProvider credentials;

    /** With keys from the environment or, under SnapStart, where there are none, from the container. */
    public AwsClients(Environment environment) {
        this(environment, AwsCredentialsProviderChain.of(EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.builder().build()));
    }

    AwsClients(Environment environment, AwsCredentialsProvider credentials) {
        this.environment = environment;
        this.credentials = credentials;
    }

    public S3Client s3() {
        return configured(S3Client.builder()).httpClient(http()).forcePathStyle(environment.endpoint().isPresent())
                .build();
    }

    public SageMakerClient sageMaker() {
        return configured(SageMakerClient.builder()).httpClient(http()).build();
    }

    public SageMakerRuntimeClient sageMakerRuntime() {
        return configured(SageMakerRuntimeClient.builder()).httpClient(http()).build();
    }

    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        builder.region(Region.of(environment.region())).credentialsProvider(credentials);
        environment.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    private static SdkHttpClient http() {
        return ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE).build();
    }
}
