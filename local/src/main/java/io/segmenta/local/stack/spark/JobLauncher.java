package io.segmenta.local.stack.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.lambda.LogFile;
import io.segmenta.local.stack.process.Processes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs as processes of this machine, one at a time: Spark with two threads, S3 by the job's own file system. */
public final class JobLauncher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobLauncher.class);
    private static final Pattern CLASS = Pattern.compile("--class ([A-Za-z0-9_.$]+)");
    /** What Spark asks of Java to be opened, as its launcher does. */
    private static final List<String> OPENED = List.of("java.lang", "java.lang.invoke", "java.lang.reflect", "java.io",
            "java.net", "java.nio", "java.util", "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch",
            "sun.nio.cs", "sun.util.calendar");
    private static final String FILE_SYSTEM = """
            <configuration>
              <property><name>fs.s3.impl</name><value>io.segmenta.spark.s3.S3FileSystem</value></property>
            </configuration>
            """;

    private final Path stateDir;
    private final SparkProgram program;
    private final Programs programs;
    private final Processes processes;
    private final Supplier<Map<String, String>> environment;
    private final ExecutorService queue = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spark-jobs").factory());
    private final Map<String, Process> running = new ConcurrentHashMap<>();

    /** Reads the jar of a job, as the role that jobs run under may. */
    @FunctionalInterface
    public interface Programs {

        /** The content of an object, or empty when there is none or it may not be read. */
        Optional<InputStream> open(String bucket, String key);
    }

    /** @param environment what jobs are told: the region, the address of services, the credentials of their role */
    public JobLauncher(Path stateDir, SparkProgram program, Programs programs, Processes processes,
            Supplier<Map<String, String>> environment) {
        this.stateDir = stateDir;
        this.program = program;
        this.programs = programs;
        this.processes = processes;
        this.environment = environment;
    }

    /** Runs a job when those before it are over. */
    void launch(ObjectNode run, JobRuns runs) {
        Future<?> _ = queue.submit(() -> {
            String id = run.path("jobRunId").asText();
            try {
                if (runs.change(id, "RUNNING", "")) {
                    int exit = run(id, run, runs);
                    runs.change(id, exit == 0 ? "SUCCESS" : "FAILED",
                            exit == 0 ? "" : "the job ended with exit status " + exit);
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("job {} could not be run", id, e);
                fail(id, runs, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void fail(String id, JobRuns runs, Exception why) {
        try {
            runs.change(id, "FAILED", String.valueOf(why.getMessage()));
        } catch (IOException e) {
            LOG.error("job {} has failed, which could not be noted", id, e);
        }
    }

    private int run(String id, ObjectNode run, JobRuns runs) throws IOException, InterruptedException {
        Path work = Files.createDirectories(stateDir.resolve("spark").resolve(id));
        try {
            ObjectNode submit = (ObjectNode) run.path("jobDriver").path("sparkSubmit");
            Path settings = Files.createDirectories(work.resolve("conf"));
            Files.writeString(settings.resolve("core-site.xml"), FILE_SYSTEM);
            List<Path> classPath = new ArrayList<>(List.of(settings, fetched(submit, work)));
            classPath.addAll(program.libraries());
            Matcher main = CLASS.matcher(submit.path("sparkSubmitParameters").asText());
            if (!main.find()) {
                throw new IOException("sparkSubmitParameters name no --class");
            }
            List<String> arguments = new ArrayList<>();
            submit.path("entryPointArguments").forEach(argument -> arguments.add(argument.asText()));
            Map<String, String> variables = new HashMap<>(environment.get());
            variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
            variables.put("SPARK_LOCAL_IP", "127.0.0.1");
            Process process = processes.start(
                    new Processes.Program(options(work), classPath, main.group(1), arguments, variables, work))
                    .process();
            running.put(id, process);
            if (runs.isOver(id)) {
                // Cancelled before there was a process to end.
                end(id);
            }
            new LogFile(stateDir.resolve("logs").resolve("spark.log"), _ -> {}).follow(process.getInputStream(),
                    "log-spark-" + id);
            return process.waitFor();
        } finally {
            running.remove(id);
            DurableFiles.deleteTree(work);
        }
    }

    private Path fetched(ObjectNode submit, Path work) throws IOException {
        String address = submit.path("entryPoint").asText().replaceFirst("^s3://", "");
        int slash = address.indexOf('/');
        Path jar = work.resolve("job.jar");
        try (InputStream in = programs.open(address.substring(0, slash), address.substring(slash + 1)).orElseThrow(
                () -> new FileNotFoundException("no program at s3://" + address + ", or the role may not read it"))) {
            Files.copy(in, jar);
        }
        return jar;
    }

    private static List<String> options(Path work) {
        List<String> options = new ArrayList<>();
        OPENED.forEach(name -> options.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx2g",
                "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + work, "-Dspark.local.dir=" + work,
                "-Dspark.master=local[2]", "-Dspark.ui.enabled=false", "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1"));
        return options;
    }

    /** Ends the process of a job; nothing happens when it has none. */
    void end(String id) {
        Optional.ofNullable(running.get(id)).ifPresent(process -> Processes.end(process.toHandle(), Duration.ZERO));
    }

    @Override
    public void close() {
        queue.shutdownNow();
        running.keySet().forEach(this::end);
    }
}
