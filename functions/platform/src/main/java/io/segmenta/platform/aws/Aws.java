package io.segmenta.platform.aws;

import io.segmenta.platform.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * How every client of AWS's services is made: region, address and credentials from the environment and from nothing
 * else, the SDK's standard retries, no wait without an end, and the product's name in the user agent. Immutable; the
 * clients are safe for use by several threads.
 */
public final class Aws {
    /** What AWS's logs know the product by: its name and the version of this class's jar, {@code dev} without a jar. */
    public static final String USER_AGENT = "segmenta/"
            + Optional.ofNullable(Aws.class.getPackage().getImplementationVersion()).orElse("dev");

    /** The first attempt and four more, each after a growing, random pause. */
    private static final int ATTEMPTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    private final Environment environment;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final List<ExecutionInterceptor> watching;

    private Aws(Environment environment, List<ExecutionInterceptor> watching) {
        this.environment = environment;
        this.region = Region.of(environment.region());
        this.credentials = credentials(environment);
        this.watching = List.copyOf(watching);
    }

    /**
     * How long to wait for a service.
     *
     * @param silence for the answer, and for each further part of it
     * @param attempt for one attempt, from its first byte sent to the beginning of the answer
     */
    public record Patience(Duration silence, Duration attempt) {}

    /**
     * As the environment says.
     *
     * @throws IllegalStateException when it names no region
     */
    public static Aws of(Environment environment) {
        return new Aws(environment, Traces.of(environment).<List<ExecutionInterceptor>>map(List::of).orElse(List.of()));
    }

    /** The same, whose clients count what they ask for. */
    public Aws counting(RequestCounts requests) {
        return watchedBy(requests);
    }

    /** The same, whose clients tell of what they do. */
    Aws tracing(Traces traces) {
        return watchedBy(traces);
    }

    private Aws watchedBy(ExecutionInterceptor another) {
        List<ExecutionInterceptor> all = new ArrayList<>(watching);
        all.add(another);
        return new Aws(environment, all);
    }

    /** The region, as {@code eu-west-1}. */
    public Region region() {
        return region;
    }

    /**
     * The keys in the environment, else those of the container's credential service, which is what a function restored
     * from a snapshot has.
     */
    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    /**
     * Where a service is when it is not at AWS's own address: {@code AWS_ENDPOINT_URL_<SERVICE>}, else
     * {@code AWS_ENDPOINT_URL}, as AWS's own libraries read it, else {@code SEGMENTA_AWS_ENDPOINT}. The last is for
     * {@code sam local}, which sets only what the template declares: declared empty there, it means nothing here, but
     * the SDK would take an empty {@code AWS_ENDPOINT_URL} for an address.
     *
     * @param service in upper case, words parted by underscores, as {@code SAGEMAKER_RUNTIME}
     */
    public Optional<URI> endpoint(String service) {
        return environment.optional("AWS_ENDPOINT_URL_" + service).or(() -> environment.optional("AWS_ENDPOINT_URL"))
                .or(() -> environment.optional("SEGMENTA_AWS_ENDPOINT")).map(URI::create);
    }

    /**
     * AWS's own address of a service in the region.
     *
     * @param name as the address begins, as {@code runtime.sagemaker}
     */
    public URI publicAddress(String name) {
        return URI.create("https://" + name + '.' + region.id() + '.' + PartitionMetadata.of(region).dnsSuffix());
    }

    /**
     * Configures the builder of a client and returns it.
     *
     * @param service as {@link #endpoint(String)} takes it
     */
    public <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B configure(B builder, String service,
            Patience patience) {
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder.region(region).credentialsProvider(credentials).overrideConfiguration(overrides(patience))
                .httpClientBuilder(httpBuilder(patience.silence()));
    }

    /**
     * A client of HTTP alone, for what the SDK signs without one of its clients.
     *
     * @param silence how long to wait for an answer, and for each further part of it
     */
    public SdkHttpClient http(Duration silence) {
        return httpBuilder(silence).build();
    }

    private static UrlConnectionHttpClient.Builder httpBuilder(Duration silence) {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(silence);
    }

    private ClientOverrideConfiguration overrides(Patience patience) {
        ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder();
        watching.forEach(overrides::addExecutionInterceptor);
        return overrides
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build())
                .apiCallAttemptTimeout(patience.attempt()).defaultProfileFile(NO_PROFILES)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, USER_AGENT).build();
    }

    private static AwsCredentialsProvider credentials(Environment environment) {
        Optional<String> id = environment.optional("AWS_ACCESS_KEY_ID");
        Optional<String> secret = environment.optional("AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() || secret.isEmpty()) {
            return ContainerCredentialsProvider.create();
        }
        AwsCredentials fixed = environment.optional("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get()));
        return StaticCredentialsProvider.create(fixed);
    }
}
