package io.segmenta.local.cli;

import io.segmenta.local.stack.StackState;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** Clients of AWS's services, made when first asked for. Not thread-safe. */
final class Aws implements AutoCloseable {
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Optional<StackState> stack;
    private final Map<String, String> variables;
    private @Nullable S3Client s3;
    private @Nullable SageMakerClient sageMaker;
    private @Nullable LambdaClient lambda;

    private Aws(Optional<StackState> stack, Map<String, String> variables) {
        this.stack = stack;
        this.variables = variables;
    }

    /** The services of the stack of this machine. */
    static Aws local(StackState stack) {
        return new Aws(Optional.of(stack), Map.of());
    }

    /** AWS itself, or what {@code AWS_ENDPOINT_URL} names, with the caller's own credentials and region. */
    static Aws remote(Map<String, String> variables) {
        return new Aws(Optional.empty(), variables);
    }

    S3Client s3() {
        if (s3 == null) {
            var builder = S3Client.builder().httpClient(http);
            stack.ifPresent(local -> address(builder, local));
            builder.forcePathStyle(stack.isPresent() || variables.containsKey("AWS_ENDPOINT_URL"));
            s3 = builder.build();
        }
        return s3;
    }

    SageMakerClient sageMaker() {
        if (sageMaker == null) {
            var builder = SageMakerClient.builder().httpClient(http);
            stack.ifPresent(local -> address(builder, local));
            sageMaker = builder.build();
        }
        return sageMaker;
    }

    LambdaClient lambda() {
        if (lambda == null) {
            var builder = LambdaClient.builder().httpClient(http);
            stack.ifPresent(local -> address(builder, local));
            lambda = builder.build();
        }
        return lambda;
    }

    private static void address(AwsClientBuilder<?, ?> builder, StackState stack) {
        builder.endpointOverride(URI.create(stack.endpoint())).region(Region.of(stack.region()))
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(stack.accessKey(), stack.secretKey())));
    }

    @Override
    public void close() {
        if (s3 != null) {
            s3.close();
        }
        if (sageMaker != null) {
            sageMaker.close();
        }
        if (lambda != null) {
            lambda.close();
        }
        http.close();
    }
}
