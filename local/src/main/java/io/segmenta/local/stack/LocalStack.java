package io.segmenta.local.stack;

import io.segmenta.local.stack.access.AccessKey;
import io.segmenta.local.stack.access.AccessLog;
import io.segmenta.local.stack.access.Admission;
import io.segmenta.local.stack.access.Guard;
import io.segmenta.local.stack.database.Database;
import io.segmenta.local.stack.database.HeldPort;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.events.EventsApi;
import io.segmenta.local.stack.events.Schedules;
import io.segmenta.local.stack.files.PrivateFiles;
import io.segmenta.local.stack.gateway.HttpApi;
import io.segmenta.local.stack.http.LoopbackServer.Answering;
import io.segmenta.local.stack.http.Recorder;
import io.segmenta.local.stack.http.RecordingFile;
import io.segmenta.local.stack.lambda.CustomResources;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.lambda.LambdaApi;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.sagemaker.ModelData;
import io.segmenta.local.stack.sagemaker.SageMaker;
import io.segmenta.local.stack.secrets.IdentifierKey;
import io.segmenta.local.stack.secrets.Secrets;
import io.segmenta.local.stack.spark.SparkJobs;
import io.segmenta.local.stack.storage.BucketCors;
import io.segmenta.local.stack.storage.Notifications;
import io.segmenta.local.stack.storage.ObjectCreated;
import io.segmenta.local.stack.storage.ObjectStorage;
import io.segmenta.local.stack.template.PolicyReader;
import io.segmenta.local.stack.template.SystemPlan;
import io.segmenta.local.stack.template.TemplateReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS's edges on one machine: S3, SageMaker and SageMaker Runtime behind one endpoint, PostgreSQL, the functions and
 * the HTTP API of {@code template.yaml}. Everything listens on 127.0.0.1 and keeps its state in one folder, which one
 * stack at a time may use. Closing ends every process; so does the end of the Java process, however it comes.
 */
public final class LocalStack implements AutoCloseable {

    /** The region everything is in. */
    public static final String REGION = "us-east-1";

    /** Whoever may write into a data set's folder on one machine runs the deployment as well. */
    public static final boolean DATASETS_DECIDE = true;

    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

    private static final String ACCOUNT = "000000000000";

    private static final String SECRETS = "arn:aws:secretsmanager:" + REGION + ":" + ACCOUNT + ":secret:";
    private static final String FUNCTIONS_SECRET = SECRETS + "segmenta-functions";
    private static final String OWNER_SECRET = SECRETS + "segmenta-owner";
    /** What lies on the way from a file to answers about it; nobody waits for the others in the first minutes. */
    private static final Set<String> FIRST = Set.of("TrainingFunction", "RegistrationFunction", "DeploymentFunction",
            "InferenceFunction", "ApiFunction");
    /** As the template calls it. */
    private static final String ID_KEY_SECRET = SECRETS + "IdKeySecret";

    /** A database of one's own instead of Aurora's, and everything for everybody: only this machine can call. */
    private static final Map<String, String> LOCAL_PARAMETERS = Map.of("DatabaseUrl",
            "jdbc:postgresql://127.0.0.1/segmenta", "DatabaseSecret", FUNCTIONS_SECRET, "MigrationSecret", OWNER_SECRET,
            "RoleMap", "*=operator", "DatasetsDecide", Boolean.toString(DATASETS_DECIDE));

    private final StackOptions options;
    private final StackListener listener;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Thread shutdownHook = new Thread(this::closeParts, "stack-shutdown");
    /** Whoever holds it may do everything. */
    private final AccessKey key = AccessKey.draw();
    private volatile @Nullable Guard guard;
    private volatile @Nullable SystemPlan plan;
    private volatile @Nullable Functions functions;
    /** Origins of the pages that the HTTP API serves. */
    private volatile List<String> pages = List.of();
    private final CompletableFuture<StackState> state = new CompletableFuture<>();
    private final Surroundings surroundings;

    private LocalStack(StackOptions options, StackListener listener) {
        this.options = options;
        this.surroundings = new Surroundings(REGION, this::guard, options.clock());
        this.listener = listener;
    }

    /** Starts the stack with nobody listening. */
    public static LocalStack start(StackOptions options) throws IOException {
        return start(options, StackListener.NONE);
    }

    /**
     * Starts the stack and returns when every part answers.
     *
     * @throws IOException when a port is taken, the folder is in use by another stack, or a part does not start
     */
    public static LocalStack start(StackOptions options, StackListener listener) throws IOException {
        LocalStack stack = new LocalStack(options, listener);
        try {
            stack.startParts();
        } catch (IOException | RuntimeException e) {
            stack.state.completeExceptionally(e);
            stack.surroundings.fail(e);
            stack.closeParts();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(stack.shutdownHook);
        return stack;
    }

    private void startParts() throws IOException {
        // Uploads, models, logs and the key are in it.
        Path stateDir = PrivateFiles.createFolder(options.stateDir()).toAbsolutePath();
        lock(stateDir);
        Processes processes = new Processes(stateDir.resolve("processes"));
        processes.endLeftovers();
        HeldPort databasePort = HeldPort.draw();
        FutureTask<Database> database = inBackground(
                () -> Database.start(stateDir.resolve("postgres"), options.databaseBinaries(), databasePort));
        parts.push(() -> database.get().close());
        FutureTask<ObjectStorage> storageStart = inBackground(
                () -> ObjectStorage.start(stateDir.resolve("s3"), id -> guard().key(id), this::objectCreated));
        parts.push(() -> storageStart.get().close());
        Path template = options.projectDir().resolve("template.yaml");
        Guard guard = new Guard(PolicyReader.read(template, parameters(), REGION), new AccessLog(accessLog()), key);
        this.guard = guard;
        SystemPlan plan = TemplateReader.read(template, parameters(), REGION);
        this.plan = plan;
        Functions functions = new Functions(plan,
                new Functions.Settings(stateDir, ACCOUNT, REGION, options.retryDelay(),
                        surroundings::ofFunction, guard::functionPermits),
                processes, listener);
        this.functions = functions;
        parts.push(functions);
        EventBus bus = new EventBus(stateDir.resolve("outbox"), ACCOUNT, REGION, plan.rules(), functions::submit);
        ObjectStorage storage = await(storageStart);
        Admission admission = new Admission(guard, REGION, ACCOUNT, storage::exists);
        SageMaker sageMaker = new SageMaker(
                new SageMaker.Settings(stateDir, ACCOUNT, REGION, options.serving(), options.healthLimit(),
                        surroundings::ofContainers),
                new ModelData((bucket, key) -> read(Surroundings.SAGEMAKER, storage, bucket, key)), bus, processes,
                listener,
                admission::principalId);
        parts.push(sageMaker);
        Optional<SparkJobs> jobs = LargeData.jobs(options, new SparkJobs.Settings(stateDir, ACCOUNT, REGION), bus,
                processes, (bucket, key) -> read(Surroundings.EMR_SERVERLESS, storage, bucket, key), surroundings,
                admission);
        jobs.ifPresent(parts::push);
        plan.buckets().forEach(bucket -> storage.createBucket(bucket.name(), bucket.versioned()));
        // Every request of AWS and its answer, where a test asks for it.
        Optional<RecordingFile> recording = RecordingFile.open();
        AwsEndpoint endpoint = AwsEndpoint.start(options.awsPort(),
                new AwsEndpoint.Services(admission, storage.port(), new BucketCors(plan.buckets(), () -> pages),
                        sageMaker::handle, sageMaker::handleInvocation, new LambdaApi(functions)::handle,
                        secrets(database, stateDir)::handle, new EventsApi(bus)::handle,
                        jobs.<Answering>map(some -> some::handle).orElse(AwsEndpoint::isNotThere)),
                inside -> recording.<Answering>map(seen -> new Recorder(inside, seen)).orElse(inside));
        parts.push(endpoint);
        // Ends before the port does, which breaks off whatever it is answering.
        recording.ifPresent(parts::push);
        HttpApi http = HttpApi.start(options.httpPort(), plan, functions, ACCOUNT, admission);
        parts.push(http);
        pages = List.of(http.url(), http.url().replace("127.0.0.1", "localhost"));
        surroundings.found(endpoint.url(), databasePort.url());
        if (options.warm()) {
            // While the database is made, which takes as long as they do.
            functions.warm(FIRST);
        }
        Database running = await(database);
        ProcessHandle self = ProcessHandle.current();
        StackState known = new StackState(self.pid(), StackState.startOf(self), endpoint.url(), http.url(),
                plan.buckets().getFirst().name(), running.url(), running.functions().user(),
                running.functions().password(), REGION, key.id(), key.secret(), options.signIn());
        state.complete(known);
        CustomResources customResources = new CustomResources(functions, ACCOUNT, REGION);
        for (SystemPlan.CustomResource resource : plan.customResources()) {
            customResources.make(resource);
        }
        bus.releaseLeftovers();
        LargeData.restore(jobs);
        functions.start();
        Schedules schedules = new Schedules(ACCOUNT, REGION, functions::submit, Clock.systemUTC());
        parts.push(schedules);
        schedules.start(plan.schedules());
        sageMaker.restore();
        known.write(stateDir);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>(LOCAL_PARAMETERS);
        parameters.put("NamePrefix", options.namePrefix());
        parameters.put("SignIn", options.signIn());
        parameters.put("LargeData", Boolean.toString(options.large().isPresent()));
        return parameters;
    }

    private Guard guard() {
        return Objects.requireNonNull(guard, "a request came before the policies were read");
    }

    /** What a service reads for itself, under the role that it takes. */
    private Optional<InputStream> read(String service, ObjectStorage storage, String bucket, String key) {
        boolean permitted = guard().servicePermits(service, "s3:GetObject", "arn:aws:s3:::" + bucket + "/" + key);
        return permitted ? storage.read(bucket, key) : Optional.empty();
    }

    /** A file for what roles ask for, in the folder that a test names; a stack that lives long keeps none. */
    private static Optional<Path> accessLog() throws IOException {
        String folder = System.getProperty("segmenta.access", "");
        return folder.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.createDirectories(Path.of(folder)).resolve(UUID.randomUUID() + ".jsonl"));
    }

    /** The two roles of the database, with their passwords of this start, and the identifiers' key. */
    private static Secrets secrets(FutureTask<Database> database, Path stateDir) {
        return new Secrets(Map.of(FUNCTIONS_SECRET, () -> fields(running(database).functions()), OWNER_SECRET,
                () -> fields(running(database).owner()), ID_KEY_SECRET, () -> IdentifierKey.read(stateDir)));
    }

    private static Database running(FutureTask<Database> database) {
        try {
            return await(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> fields(Database.Login login) {
        return Map.of("username", login.user(), "password", login.password());
    }

    private void objectCreated(ObjectCreated created) {
        listener.objectCreated(created.bucket(), created.key(), created.size());
        Functions started = Objects.requireNonNull(functions, "an object came before the functions");
        for (SystemPlan.UploadTrigger upload : Objects.requireNonNull(plan, "an object came before the plan")
                .uploads()) {
            if (upload.matches(created.bucket(), created.event(), created.key())) {
                try {
                    started.submit(upload.function(), Notifications.of(created, REGION, ACCOUNT));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** The value of {@code AWS_ENDPOINT_URL}. */
    public String endpoint() {
        return state().endpoint();
    }

    /** The address of the HTTP API, without a slash at its end. */
    public String httpApi() {
        return state().httpApi();
    }

    /** The bucket of the template. */
    public String bucket() {
        return state().bucket();
    }

    /** The address of PostgreSQL for JDBC. */
    public String databaseUrl() {
        return state().databaseUrl();
    }

    /** All addresses, as other processes read them from {@code state.json}. */
    public StackState state() {
        return state.join();
    }

    /** Ends every part and every process of it; returns when they are gone. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending already", e);
        }
        closeParts();
    }

    private synchronized void closeParts() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the stack did not stop cleanly", e);
            }
        }
    }

    private void lock(Path stateDir) throws IOException {
        FileChannel channel = FileChannel.open(stateDir.resolve(StackState.LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        parts.push(channel);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            throw new IOException("another stack of this process uses " + stateDir, e);
        }
        if (lock == null) {
            throw new IOException("another stack is running on " + stateDir);
        }
        parts.push(() -> StackState.remove(stateDir));
    }

    private static <T> FutureTask<T> inBackground(Callable<T> start) {
        FutureTask<T> task = new FutureTask<>(start);
        Thread.ofPlatform().daemon().name("stack-start").start(task);
        return task;
    }

    private static <T> T await(FutureTask<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
