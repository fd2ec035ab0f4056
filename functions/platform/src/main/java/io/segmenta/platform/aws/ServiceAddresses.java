package io.segmenta.platform.aws;

import io.segmenta.platform.Environment;
import java.util.Optional;

/**
 * Where the services are: AWS's public addresses of the region, or what {@code AWS_ENDPOINT_URL} (or its form for one
 * service) says, as AWS's own libraries read it. No address ends in a slash.
 */
public final class ServiceAddresses {

    private final Environment environment;
    private final String region;

    public ServiceAddresses(Environment environment) {
        this.environment = environment;
        this.region = environment.region();
    }

    /** The region, as {@code eu-west-1}. */
    public String region() {
        return region;
    }

    /** The address of a bucket. */
    public String bucket(String bucket) {
        return given("S3").map(address -> address + '/' + bucket)
                .orElseGet(() -> "https://" + bucket + ".s3." + region + '.' + domain());
    }

    /** The address at which models and endpoints are managed. */
    public String sageMaker() {
        return given("SAGEMAKER").orElseGet(() -> "https://api.sagemaker." + region + '.' + domain());
    }

    /** The address at which endpoints are invoked. */
    public String sageMakerRuntime() {
        return given("SAGEMAKER_RUNTIME").orElseGet(() -> "https://runtime.sagemaker." + region + '.' + domain());
    }

    private Optional<String> given(String service) {
        return environment.optional("AWS_ENDPOINT_URL_" + service).or(() -> environment.optional("AWS_ENDPOINT_URL"))
                .map(address -> address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
    }

    private String domain() {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }
}
