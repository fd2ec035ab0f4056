package io.segmenta.local.journey;

import io.segmenta.local.stack.LocalStack;
import io.segmenta.local.stack.StackListener;
import io.segmenta.local.stack.StackOptions;
import io.segmenta.local.stack.StackState;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.catalogue.ConnectionSource;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.SqlCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** A stack of this machine and the clients of it, as anybody has them. */
final class Machine implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MANY = 1000;

    private final StackState state;
    private final Runnable stack;
    private final S3Client s3;
    private final SageMakerClient sageMaker;
    private final LambdaClient lambda;
    private final SqlCatalogue catalogue;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Machine(StackState state, Runnable stack) {
        this.state = state;
        this.stack = stack;
        StaticCredentialsProvider credentials = StaticCredentialsProvider
                .create(AwsBasicCredentials.create(state.accessKey(), state.secretKey()));
        this.s3 = S3Client.builder().endpointOverride(URI.create(state.endpoint())).region(Region.of(state.region()))
                .credentialsProvider(credentials).forcePathStyle(true).httpClient(UrlConnectionHttpClient.create())
                .build();
        this.sageMaker = SageMakerClient.builder().endpointOverride(URI.create(state.endpoint()))
                .region(Region.of(state.region())).credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create()).build();
        this.lambda = LambdaClient.builder().endpointOverride(URI.create(state.endpoint()))
                .region(Region.of(state.region())).credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create()).build();
        this.catalogue = new SqlCatalogue(ConnectionSource.url(state.databaseUrl(), Optional.of(state.databaseUser()),
                Optional.of(state.databasePassword())));
    }

    /** Starts a stack in this process. */
    static Machine start(Path stateDir) throws IOException {
        return start(stateDir, UnaryOperator.identity());
    }

    static Machine start(Path stateDir, UnaryOperator<StackOptions> change) throws IOException {
        StackOptions options = change.apply(new StackOptions(stateDir, Project.root(), 0, 0));
        LocalStack stack = LocalStack.start(options, StackListener.NONE);
        return new Machine(stack.state(), stack::close);
    }

    /** Joins a stack that runs in another process; closing leaves it running. */
    static Machine join(StackState state) {
        return new Machine(state, () -> {});
    }

    StackState state() {
        return state;
    }

    SqlCatalogue catalogue() {
        return catalogue;
    }

    SageMakerClient sageMaker() {
        return sageMaker;
    }

    private SageMakerNames names() {
        return SageMakerNames.ofBucket(state.bucket());
    }

    void upload(String key, byte[] content) {
        s3.putObject(request -> request.bucket(state.bucket()).key(key), RequestBody.fromBytes(content));
    }

    void upload(String key, byte[] content, String settings) {
        s3.putObject(request -> request.bucket(state.bucket()).key(key).metadata(Map.of("segmenta-set", settings)),
                RequestBody.fromBytes(content));
    }

    void delete(String key) {
        s3.deleteObject(request -> request.bucket(state.bucket()).key(key));
    }

    /** Stores an object that is not there yet, as the bucket asks it of everybody below {@code runs/}. */
    void create(String key, byte[] content) {
        s3.putObject(request -> request.bucket(state.bucket()).key(key).ifNoneMatch("*"),
                RequestBody.fromBytes(content));
    }

    /** Announces an object to the training function again, as S3 now and then does. */
    void announceAgain(String key) {
        HeadObjectResponse head = s3.headObject(request -> request.bucket(state.bucket()).key(key));
        String event = """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",\
                "eventTime":"2026-01-01T00:00:00.000Z","eventName":"ObjectCreated:Put","s3":{"s3SchemaVersion":"1.0",\
                "bucket":{"name":"%s","arn":"arn:aws:s3:::%s"},"object":{"key":"%s","size":%d,"eTag":"%s",\
                "versionId":"%s","sequencer":"0"}}}]}""".formatted(state.bucket(), state.bucket(), key,
                head.contentLength(), head.eTag().replace("\"", ""), head.versionId());
        submit("training", event);
    }

    /** Calls a function as events do: later, with retries, and with its destinations. */
    void submit(String function, String event) {
        lambda.invoke(request -> request.functionName(names().start() + function).invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(event)));
    }

    /** Waits until a data set has so many runs and all have ended; newest first. */
    List<Run> awaitRuns(String dataset, int count) {
        return awaitRuns(dataset, count, LIMIT);
    }

    /** The same for as long as somebody has patience. */
    List<Run> awaitRuns(String dataset, int count, Duration limit) {
        await("the end of " + count + " run(s) of " + dataset, limit, () -> {
            List<Run> runs = catalogue.runs(Optional.of(dataset), MANY);
            return runs.size() >= count && runs.stream().allMatch(run -> run.status() != Run.Status.RUNNING);
        });
        return catalogue.runs(Optional.of(dataset), MANY);
    }

    /** The model packages of a data set, newest first. */
    List<ModelPackageSummary> packages(String dataset) {
        try {
            return sageMaker.listModelPackages(request -> request.modelPackageGroupName(names().group(dataset))
                    .sortBy("CreationTime").sortOrder("Descending")).modelPackageSummaryList();
        } catch (SageMakerException noGroup) {
            return List.of();
        }
    }

    /** Waits until a data set has so many versions; newest first. */
    List<ModelPackageSummary> awaitPackages(String dataset, int count) {
        await(count + " version(s) of " + dataset, () -> packages(dataset).size() >= count);
        return packages(dataset);
    }

    void decide(ModelPackageSummary version, ModelApprovalStatus decision) {
        sageMaker.updateModelPackage(request -> request.modelPackageArn(version.modelPackageArn())
                .modelApprovalStatus(decision).approvalDescription("decided by a test"));
    }

    EndpointStatus endpointStatus(String dataset) {
        return sageMaker.describeEndpoint(request -> request.endpointName(names().group(dataset))).endpointStatus();
    }

    /** Waits until the HTTP API answers with a version. */
    void awaitServing(String dataset, String version, String record) {
        await(version + " of " + dataset + " to serve",
                () -> predict(dataset, record).body().contains("\"model_version\":\"" + version + "\""));
    }

    HttpResponse<String> predict(String dataset, String record) {
        return post("/predict?dataset=" + dataset, "application/json", record);
    }

    HttpResponse<String> post(String path, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create(state.httpApi() + path)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(state.httpApi() + path)).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The keys under a prefix, in order. */
    List<String> keys(String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(state.bucket()).prefix(prefix)).contents().stream()
                .map(S3Object::key).toList();
    }

    byte[] bytes(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(state.bucket()).key(key)).asByteArray();
    }

    String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    /** Looks again and again until something holds; fails with its name when it does not in time. */
    static void await(String what, BooleanSupplier holds) {
        await(what, LIMIT, holds);
    }

    private static void await(String what, Duration limit, BooleanSupplier holds) {
        Instant end = Instant.now().plus(limit);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited " + limit.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(100_000_000L);
        }
    }

    @Override
    public void close() {
        catalogue.close();
        s3.close();
        sageMaker.close();
        lambda.close();
        stack.run();
    }
}
