package io.segmenta.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.FunctionPlan.ToFunction;
import io.segmenta.local.stack.template.FunctionPlan.ToQueue;
import io.segmenta.local.stack.template.FunctionPlan;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a small handler in its own process under AWS's runtime interface client. */
class FunctionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Path seen;
    private Path archive;

    @BeforeEach
    void packHandler() throws IOException {
        seen = folder.resolve("seen");
        archive = folder.resolve("echo.zip");
        EchoProject.pack(archive);
    }

    @Test
    void invoke_answersFailsTimesOutAndExits() throws Exception {
        try (Functions functions = functions(plan("Echo", 2, Optional.empty(), Optional.empty()))) {
            Outcome answer = functions.invoke("Echo", "r1", bytes("\"hello\""), PATIENCE).get().orElseThrow();
            assertThat(answer).isInstanceOf(Outcome.Success.class);
            assertThat(text(answer)).isEqualTo("{\"echo\":\"hello\",\"memory\":256}");
            Outcome failed = functions.invoke("Echo", "r2", bytes("\"do:fail\""), PATIENCE).get().orElseThrow();
            assertThat(failed).isInstanceOfSatisfying(Outcome.Failure.class,
                    failure -> assertThat(failure.message()).isEqualTo("asked to fail"));
            Outcome exited = functions.invoke("Echo", "r3", bytes("\"do:exit\""), PATIENCE).get().orElseThrow();
            assertThat(exited).isInstanceOfSatisfying(Outcome.Failure.class, failure -> {
                assertThat(failure.errorType()).isEqualTo("Runtime.ExitError");
                assertThat(failure.message()).contains("exit status 3");
            });
            Outcome late = functions.invoke("Echo", "r4", bytes("\"do:hang\""), PATIENCE).get().orElseThrow();
            assertThat(late).isInstanceOfSatisfying(Outcome.Failure.class, failure -> assertThat(failure.message())
                    .isEqualTo("RequestId: r4 Error: Task timed out after 3.00 seconds"));
            assertThat(functions.invoke("Echo", "r5", bytes("\"again\""), PATIENCE).get().orElseThrow())
                    .isInstanceOf(Outcome.Success.class);
        }
        assertThat(Files.readAllLines(folder.resolve("state/logs/Echo.log"))).contains("saw \"hello\"");
    }

    /** The invocation has failed, and the process, which knows nothing of it, answers the next one. */
    @Test
    void invoke_tooLongAnAnswer_failsTheCallAndNotTheProcess() throws Exception {
        try (Functions functions = functions(plan("Echo", 0, Optional.empty(), Optional.empty()))) {
            Outcome tooLong = functions.invoke("Echo", "r1", bytes("\"do:long\""), PATIENCE).get().orElseThrow();
            assertThat(tooLong).isInstanceOfSatisfying(Outcome.Failure.class,
                    failure -> assertThat(failure.errorType()).isEqualTo("Function.ResponseSizeTooLarge"));
            assertThat(functions.invoke("Echo", "r2", bytes("\"again\""), PATIENCE).get().orElseThrow())
                    .isInstanceOf(Outcome.Success.class);
        }
        String log = Files.readString(folder.resolve("state/logs/Echo.log"));
        assertThat(log.substring(0, log.indexOf("START RequestId: r2"))).doesNotContain("Exception");
    }

    @Test
    void submit_failingOnce_retriedWithTheSameRequestIdThenHandedOn() throws Exception {
        try (Functions functions = functions(plan("Echo", 2, Optional.of(new ToFunction("Next")), Optional.empty()),
                plan("Next", 0, Optional.empty(), Optional.empty()))) {
            functions.start();
            String requestId = functions.submit("Echo", TextNode.valueOf("do:once"));
            assertThat(hear()).isEqualTo("Echo failed last=false");
            assertThat(hear()).isEqualTo("Echo finished");
            assertThat(hear()).isEqualTo("Next finished");
            List<String> calls = Files.readAllLines(seen);
            assertThat(calls.subList(0, 2)).containsExactly(requestId + " \"do:once\"", requestId + " \"do:once\"");
            JsonNode envelope = JSON.readTree(calls.get(2).substring(calls.get(2).indexOf(' ')));
            assertThat(envelope.at("/requestContext/condition").asText()).isEqualTo("Success");
            assertThat(envelope.at("/requestContext/requestId").asText()).isEqualTo(requestId);
            assertThat(envelope.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
            assertThat(envelope.at("/responsePayload/echo").asText()).isEqualTo("do:once");
        }
        assertThat(folder.resolve("state/events/Echo")).isEmptyDirectory();
    }

    @Test
    void submit_failingAlways_givenUpAfterTheRetriesIntoTheQueue() throws Exception {
        try (Functions functions = functions(plan("Echo", 1, Optional.empty(), Optional.of(new ToQueue("Dead"))))) {
            functions.start();
            functions.submit("Echo", TextNode.valueOf("do:fail"));
            assertThat(hear()).isEqualTo("Echo failed last=false");
            assertThat(hear()).isEqualTo("Echo failed last=true");
        }
        assertThat(Files.readAllLines(seen)).hasSize(2);
        try (var letters = Files.list(folder.resolve("state/dead-letters/Dead"))) {
            JsonNode letter = JSON.readTree(Files.readAllBytes(letters.findFirst().orElseThrow()));
            JsonNode body = JSON.readTree(letter.path("Body").asText());
            assertThat(body.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
            assertThat(body.at("/responsePayload/errorMessage").asText()).isEqualTo("asked to fail");
            assertThat(body.path("requestPayload").asText()).isEqualTo("do:fail");
        }
        assertThat(folder.resolve("state/events/Echo")).isEmptyDirectory();
    }

    @Test
    void restart_unfinishedEvent_calledAgainWithTheSameRequestId() throws Exception {
        String requestId;
        FunctionPlan plan = plan("Echo", 2, Optional.empty(), Optional.empty(), Duration.ofSeconds(60));
        try (Functions functions = functions(plan)) {
            functions.start();
            requestId = functions.submit("Echo", TextNode.valueOf("do:hang"));
            while (Files.notExists(seen) || Files.size(seen) == 0) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        assertThat(folder.resolve("state/events/Echo")).isNotEmptyDirectory();
        Files.createFile(folder.resolve("release"));
        try (Functions functions = functions(plan)) {
            functions.start();
            assertThat(hear()).isEqualTo("Echo finished");
        }
        assertThat(Files.readAllLines(seen)).containsExactly(requestId + " \"do:hang\"", requestId + " \"do:hang\"");
        assertThat(folder.resolve("state/events/Echo")).isEmptyDirectory();
    }

    /** The first stack that called the function leaves an archive of its classes, from which the second starts. */
    @Test
    void close_afterAnAnsweredCall_leavesAnArchiveOfClassesForTheNextStack() throws Exception {
        EchoProject.packJar(archive);
        String answer = "{\"echo\":\"hello\",\"memory\":256}";
        for (int stack = 0; stack < 2; stack++) {
            try (Functions functions = functions(plan("Echo", 0, Optional.empty(), Optional.empty()))) {
                assertThat(text(functions.invoke("Echo", "r" + stack, bytes("\"hello\""), PATIENCE).get()
                        .orElseThrow())).isEqualTo(answer);
                assertThat(classArchives()).hasSize(stack);
            }
            assertThat(classArchives()).hasSize(1);
        }
        assertThat(Files.readAllLines(folder.resolve("state/logs/Echo.log")))
                .allMatch(line -> line.matches("(START|REPORT) RequestId: r[01] .*|saw \"hello\""));
    }

    @Test
    void close_noCallThatSucceeded_leavesNoArchiveOfClasses() throws Exception {
        EchoProject.packJar(archive);
        try (Functions functions = functions(plan("Echo", 0, Optional.empty(), Optional.empty()))) {
            functions.invoke("Echo", "r1", bytes("\"do:fail\""), PATIENCE).get();
        }
        assertThat(classArchives()).isEmpty();
    }

    /** A process that dies of what it starts from does so once. */
    @Test
    void start_processThatDiesOfItsArchive_theNextStartsWithout() throws Exception {
        EchoProject.packJar(archive);
        FunctionPlan plan = plan("Echo", 0, Optional.empty(), Optional.empty());
        try (Functions functions = functions(plan)) {
            functions.invoke("Echo", "r1", bytes("\"hello\""), PATIENCE).get();
        }
        byte[] damaged = Files.readAllBytes(classArchives().getFirst());
        Arrays.fill(damaged, damaged.length / 4, damaged.length, (byte) 0x55);
        Files.write(classArchives().getFirst(), damaged);
        try (Functions functions = functions(plan)) {
            Outcome first = functions.invoke("Echo", "r2", bytes("\"hello\""), PATIENCE).get().orElseThrow();
            assertThat(first).isInstanceOfSatisfying(Outcome.Failure.class,
                    failure -> assertThat(failure.errorType()).isEqualTo("Runtime.ExitError"));
            assertThat(functions.invoke("Echo", "r3", bytes("\"hello\""), PATIENCE).get().orElseThrow())
                    .isInstanceOf(Outcome.Success.class);
        }
    }

    private List<Path> classArchives() throws IOException {
        Path contents = folder.resolve("unpacked/echo");
        List<Path> found = new ArrayList<>();
        for (Path content : DurableFiles.list(contents, "")) {
            found.addAll(DurableFiles.list(content, ".jsa"));
        }
        return found;
    }

    private Functions functions(FunctionPlan... plans) throws IOException {
        SystemPlan system = new SystemPlan(List.of(), List.of(plans), List.of(), List.of(), List.of(), List.of(),
                List.of("Dead"), List.of(), Optional.empty());
        Path state = folder.resolve("state");
        FunctionListener listener = new FunctionListener() {
            @Override
            public void functionFinished(String function, String requestId, Duration duration, String response) {
                heard.add(function + " finished");
            }

            @Override
            public void functionFailed(String function, String requestId, String error, boolean last) {
                heard.add(function + " failed last=" + last);
            }
        };
        return new Functions(system, new Functions.Settings(state, "000000000000", "us-east-1", Duration.ofMillis(50),
                template -> Map.of("SEEN", seen.toAbsolutePath().toString())),
                new Processes(state.resolve("processes")),
                listener);
    }

    private FunctionPlan plan(String id, int retries, Optional<FunctionPlan.Destination> onSuccess,
            Optional<FunctionPlan.Destination> onFailure) {
        return plan(id, retries, onSuccess, onFailure, Duration.ofSeconds(3));
    }

    private FunctionPlan plan(String id, int retries, Optional<FunctionPlan.Destination> onSuccess,
            Optional<FunctionPlan.Destination> onFailure, Duration timeout) {
        return new FunctionPlan(id, "test-" + id, EchoHandler.class.getName() + "::handleRequest", archive, 256,
                timeout, "x86_64", Map.of(), false, false, retries, Duration.ofMinutes(5), onSuccess, onFailure,
                Optional.empty());
    }

    private String hear() throws InterruptedException {
        return heard.poll(60, TimeUnit.SECONDS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Outcome outcome) {
        return new String(outcome.payload(), StandardCharsets.UTF_8);
    }
}
