package io.segmenta.local.cli;

import io.segmenta.local.stack.StackOptions;
import io.segmenta.local.stack.StackState;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** How requests to an API say who makes them. */
interface Access {
    /** Nobody in particular, as on one machine. */
    Access NONE = (method, address, body) -> Map.of();

    /** The headers that say so for one request. */
    Map<String, String> headers(String method, URI address, byte[] body);

    /**
     * What a deployed API takes: the token in {@code SEGMENTA_TOKEN} where there is one, else a signature by the
     * caller's credentials of AWS. The loopback interface asks for neither, but where a stack there wants signatures:
     * it gets them when its key, as {@code start} tells it, is in the variables.
     *
     * @throws CliException when it is not known which region to sign for
     */
    static Access to(URI api, Map<String, String> variables) {
        Optional<String> token = Optional.ofNullable(variables.get("SEGMENTA_TOKEN")).filter(text -> !text.isBlank());
        if (token.isPresent()) {
            return (method, address, body) -> Map.of("Authorization", "Bearer " + token.get().strip());
        }
        if (isLoopback(api)) {
            return variable(variables, "AWS_REGION")
                    .flatMap(region -> key(variables).map(key -> signed(region, StaticCredentialsProvider.create(key))))
                    .orElse(NONE);
        }
        return signed(region(api, variables), DefaultCredentialsProvider.builder().build());
    }

    /** What the API of a stack of this machine takes: a signature by the stack's key where it wants one. */
    static Access ofStack(StackState stack) {
        return StackOptions.SIGNED.equals(stack.signIn())
                ? signed(stack.region(), StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(stack.accessKey(), stack.secretKey())))
                : NONE;
    }

    /** Whether requests to it stay on this machine. */
    static boolean isLoopback(URI api) {
        return api.getHost().equals("127.0.0.1") || api.getHost().equals("localhost");
    }

    /** Signed for the API Gateway of a region (AWS Signature Version 4). */
    static Access signed(String region, AwsCredentialsProvider credentials) {
        AwsV4HttpSigner signer = AwsV4HttpSigner.create();
        return (method, address, body) -> {
            SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address)
                    .build();
            Map<String, String> headers = new HashMap<>();
            signer.sign(sign -> sign.identity(credentials.resolveCredentials()).request(request)
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)).request()
                    .forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
            // Java's client writes it itself.
            headers.remove("Host");
            return headers;
        };
    }

    private static Optional<AwsCredentials> key(Map<String, String> variables) {
        return variable(variables, "AWS_ACCESS_KEY_ID").flatMap(id -> variable(variables, "AWS_SECRET_ACCESS_KEY")
                .map(secret -> AwsBasicCredentials.create(id, secret)));
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }

    private static String region(URI api, Map<String, String> variables) {
        Matcher gateway = Pattern.compile("[^.]+\\.execute-api\\.([a-z0-9-]+)\\..*").matcher(api.getHost());
        return gateway.matches() ? gateway.group(1)
                : Optional.ofNullable(variables.get("AWS_REGION")).orElseThrow(() -> CliException.user(
                        "%s names no region to sign for; set AWS_REGION, or SEGMENTA_TOKEN to a token", api));
    }
}
