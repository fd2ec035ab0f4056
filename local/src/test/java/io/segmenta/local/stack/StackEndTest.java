package io.segmenta.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.lambda.EchoProject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the stack's process ends, the processes it started end too. */
class StackEndTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void end_byForceOrBySignal_leavesNoProcess(boolean byForce) throws Exception {
        EchoProject.write(folder);
        Path state = folder.resolve("state");
        Process stack = start(state);
        List<ProcessHandle> children = new ArrayList<>();
        try {
            StackState running = await(state, stack);
            call(running);
            children.addAll(stack.descendants().toList());
            String pid = Files.readAllLines(state.resolve("postgres/data/postmaster.pid")).getFirst().trim();
            children.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
            assertThat(children).hasSizeGreaterThanOrEqualTo(2).allMatch(ProcessHandle::isAlive);
            if (byForce) {
                stack.destroyForcibly();
            } else {
                stack.destroy();
            }
            for (ProcessHandle child : children) {
                child.onExit().get(60, TimeUnit.SECONDS);
            }
            assertThat(stack.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(StackState.running(state)).isEmpty();
        } finally {
            children.forEach(ProcessHandle::destroyForcibly);
            stack.destroyForcibly();
        }
    }

    @Test
    void start_afterKill_endsWhatWasLeftAndStarts() throws Exception {
        EchoProject.write(folder);
        Path state = folder.resolve("state");
        Process stack = start(state);
        try {
            await(state, stack);
        } finally {
            stack.destroyForcibly().waitFor();
        }
        // The database of the killed stack may still run, or have left its file behind: neither stops the next start.
        try (LocalStack next = LocalStack.start(new StackOptions(state, folder, 0, 0))) {
            call(next.state());
        }
    }

    private static void call(StackState running) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(running.httpApi() + "/predict/x"))
                    .POST(HttpRequest.BodyPublishers.ofString("x")).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }

    private Process start(Path state) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), StackMain.class.getName(), state.toString(), folder.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("stack.log").toFile()).start();
    }

    private StackState await(Path state, Process stack) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < end) {
            Optional<StackState> running = StackState.running(state);
            if (running.isPresent()) {
                return running.get();
            }
            assertThat(stack.isAlive()).as(Files.readString(folder.resolve("stack.log"))).isTrue();
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("the stack did not start: " + Files.readString(folder.resolve("stack.log")));
    }
}
