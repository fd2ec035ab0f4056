package io.segmenta.local.stack;

import io.segmenta.local.stack.database.Database;
import io.segmenta.local.stack.http.Exchanges;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.storage.ObjectCreated;
import io.segmenta.local.stack.storage.ObjectStorage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS's edges on one machine: S3, SageMaker and SageMaker Runtime behind one endpoint, PostgreSQL, the functions and
 * the HTTP API of {@code template.yaml}. Everything listens on 127.0.0.1 and keeps its state in one folder, which one
 * stack at a time may use. Closing ends every process; so does the end of the Java process, however it comes.
 */
public final class LocalStack implements AutoCloseable {

    /** The one access key the stack knows. */
    public static final String ACCESS_KEY = "test";
    /** The secret of {@link #ACCESS_KEY}. */
    public static final String SECRET_KEY = "test";
    /** The region everything is in. */
    public static final String REGION = "us-east-1";

    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

    private final StackOptions options;
    private final StackListener listener;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Thread shutdownHook = new Thread(this::closeParts, "stack-shutdown");
    private StackState state;

    private LocalStack(StackOptions options, StackListener listener) {
        this.options = options;
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
            stack.closeParts();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(stack.shutdownHook);
        return stack;
    }

    private void startParts() throws IOException {
        Path stateDir = Files.createDirectories(options.stateDir()).toAbsolutePath();
        lock(stateDir);
        Processes processes = new Processes(stateDir.resolve("processes"));
        processes.endLeftovers();
        FutureTask<Database> databaseStart = inBackground(() -> Database.start(stateDir.resolve("postgres")));
        ObjectStorage storage = ObjectStorage.start(stateDir.resolve("s3"), ACCESS_KEY, SECRET_KEY,
                this::objectCreated);
        parts.push(storage);
        String bucket = "segmenta-local";
        storage.createBucket(bucket, false);
        AwsEndpoint endpoint = AwsEndpoint.start(options.awsPort(), new AwsEndpoint.Services(storage.port(),
                exchange -> Exchanges.send(exchange, 404, "text/plain", new byte[0]),
                exchange -> Exchanges.send(exchange, 404, "text/plain", new byte[0])));
        parts.push(endpoint);
        LoopbackServer http = LoopbackServer.start(options.httpPort(), exchange -> Exchanges.send(exchange, 404,
                "application/json", "{\"message\":\"Not Found\"}".getBytes(StandardCharsets.UTF_8)));
        parts.push(http);
        Database database = await(databaseStart);
        parts.push(database);
        ProcessHandle self = ProcessHandle.current();
        state = new StackState(self.pid(), StackState.startOf(self), endpoint.url(), http.uri().toString(), bucket,
                database.url(), database.user(), database.password(), REGION, ACCESS_KEY, SECRET_KEY);
        state.write(stateDir);
    }

    private void objectCreated(ObjectCreated created) {
        listener.objectCreated(created.bucket(), created.key(), created.size());
    }

    /** The value of {@code AWS_ENDPOINT_URL}. */
    public String endpoint() {
        return state.endpoint();
    }

    /** The address of the HTTP API, without a slash at its end. */
    public String httpApi() {
        return state.httpApi();
    }

    /** The bucket of the template. */
    public String bucket() {
        return state.bucket();
    }

    /** The address of PostgreSQL for JDBC. */
    public String databaseUrl() {
        return state.databaseUrl();
    }

    /** All addresses, as other processes read them from {@code state.json}. */
    public StackState state() {
        return state;
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
        FileChannel channel = FileChannel.open(stateDir.resolve("lock"), StandardOpenOption.CREATE,
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
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
