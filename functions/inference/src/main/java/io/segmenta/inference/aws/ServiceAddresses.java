package io.segmenta.inference.aws;

import java.net.URI;
import java.util.Map;

/**
 * Where the services are: AWS's public addresses of the region, or what {@code AWS_ENDPOINT_URL} (or its form for one
 * service) says, as AWS's own libraries read it.
 */
public final class ServiceAddresses {

    private final Map<String, String> environment;
    private final String region;

    public ServiceAddresses(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.region = environment.getOrDefault("AWS_REGION", "us-east-1");
    }

    String region() {
        return region;
    }

    /** Returns the address of a bucket, without a slash at the end. */
    String bucket(String bucket) {
        String given = given("S3");
        return given == null ? "https://" + bucket + ".s3." + region + '.' + domain() : given + '/' + bucket;
    }

    /** Returns the address that endpoints are invoked at, without a slash at the end. */
    String sageMakerRuntime() {
        String given = given("SAGEMAKER_RUNTIME");
        return given == null ? "https://runtime.sagemaker." + region + '.' + domain() : given;
    }

    private String given(String service) {
        String given = environment.getOrDefault("AWS_ENDPOINT_URL_" + service, environment.get("AWS_ENDPOINT_URL"));
        if (given == null || given.isEmpty()) {
            return null;
        }
        String address = URI.create(given).toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private String domain() {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }
}
