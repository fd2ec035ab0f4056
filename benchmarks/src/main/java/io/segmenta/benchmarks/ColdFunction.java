package io.segmenta.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One function in a fresh process per measurement, with the runtime API that hands it two events. */
final class ColdFunction {
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    /** Asked by a process that has done all that its snapshot is to hold. */
    private static final String RESTORED = "/2018-06-01/runtime/restore/next";
    private static final List<String> CLIENT_JARS = List.of("aws-lambda-java-runtime-interface-client-",
            "aws-lambda-java-core-", "aws-lambda-java-serialization-", "utils-lite-");
    private static final int PATIENCE_SECONDS = 120;

    /**
     * Seconds.
     *
     * @param first from the start of the process to the first answer
     * @param processor that the process had by then on all processors, which other work on the machine changes little
     * @param second from the second event to its answer
     */
    record Times(double first, double processor, double second) {}

    private record Answer(String path, String body, long at) {}

    private final Path code;
    private final String handler;
    private final Map<String, String> environment;
    private final String classPath;

    /**
     * @param libraries a folder with the jars of AWS's runtime interface client
     * @param code the unpacked archive
     */
    ColdFunction(Path libraries, Path code, String handler, Map<String, String> environment) throws IOException {
        this.code = code;
        this.handler = handler;
        this.environment = environment;
        try (Stream<Path> jars = Files.list(libraries)) {
            this.classPath = jars.filter(jar -> CLIENT_JARS.stream().anyMatch(jar.getFileName().toString()::startsWith))
                    .map(Path::toString).collect(Collectors.joining(":"));
        }
    }

    /**
     * Times the first answer as from a snapshot: the function is primed as before one, and its time begins when it is
     * told that it has been restored. What Lambda takes to bring the memory back comes on top.
     */
    Times restored(List<String> flags, byte[] event) throws IOException, InterruptedException {
        return time(flags, event, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
    }

    Times time(List<String> flags, byte[] event) throws IOException, InterruptedException {
        return time(flags, event, Map.of());
    }

    private Times time(List<String> flags, byte[] event, Map<String, String> further)
            throws IOException, InterruptedException {
        BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        AtomicLong restored = new AtomicLong();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
        server.createContext("/", exchange -> handle(exchange, events, asked, answers, restored));
        server.start();
        events.add(event);
        long begin = System.nanoTime();
        Process process = start(flags, server.getAddress().getPort(), further);
        try {
            long answered = answered(answers);
            double first = (answered - (restored.get() == 0 ? begin : restored.get())) / 1e9;
            double processor = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
            asked.clear();
            events.add(event);
            long answer = answered(answers);
            return new Times(first, processor, (answer - asked.take()) / 1e9);
        } finally {
            process.destroyForcibly().waitFor();
            server.stop(0);
        }
    }

    private Process start(List<String> flags, int port, Map<String, String> further) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx870m", "-XX:+UseSerialGC", "-XX:+TieredCompilation"));
        command.addAll(flags);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac", "-cp", classPath,
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler));
        ProcessBuilder builder = new ProcessBuilder(command).directory(code.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port, "_HANDLER", handler,
                "LAMBDA_TASK_ROOT", code.toString(), "AWS_LAMBDA_FUNCTION_NAME", "cold", "LANG", "en_US.UTF-8",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024", "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"));
        builder.environment().putAll(further);
        return builder.start();
    }

    private static void handle(HttpExchange exchange, BlockingQueue<byte[]> events, BlockingQueue<Long> asked,
            BlockingQueue<Answer> answers, AtomicLong restored) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(RESTORED)) {
                restored.set(System.nanoTime());
                exchange.sendResponseHeaders(200, -1);
            } else if (path.equals(NEXT)) {
                byte[] event = events.take();
                // The client's native part reads all of these without asking whether they are there.
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id",
                        "Root=1-00000000-000000000000000000000000;Sampled=0");
                exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-" + System.nanoTime());
                exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms",
                        Long.toString(System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
                exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn",
                        "arn:aws:lambda:us-east-1:000000000000:function:cold");
                asked.add(System.nanoTime());
                exchange.sendResponseHeaders(200, event.length);
                exchange.getResponseBody().write(event);
            } else {
                byte[] body = exchange.getRequestBody().readAllBytes();
                answers.add(new Answer(path, new String(body, StandardCharsets.UTF_8), System.nanoTime()));
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When the next answer came. */
    private long answered(BlockingQueue<Answer> answers) throws IOException, InterruptedException {
        Answer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null || !answer.path().endsWith("/response") || answer.body().contains("\"statusCode\":5")) {
            throw new IOException(handler + " did not answer: " + answer);
        }
        return answer.at();
    }
}
