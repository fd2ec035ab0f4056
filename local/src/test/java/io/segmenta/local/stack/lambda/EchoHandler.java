package io.segmenta.local.stack.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A function for tests: writes its request id to the file of its environment variable {@code SEEN}, then does what the
 * event's text asks for.
 */
public final class EchoHandler implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        Path seen = Path.of(System.getenv("SEEN"));
        Files.writeString(seen, context.getAwsRequestId() + " " + event + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        System.out.println("saw " + event);
        if (event.contains("do:fail")) {
            throw new IllegalStateException("asked to fail");
        }
        if (event.contains("do:exit")) {
            System.exit(3);
        }
        if (event.contains("do:once") && Files.readAllLines(seen).size() < 2) {
            throw new IllegalStateException("asked to fail once");
        }
        if (event.contains("do:long")) {
            output.write(("\"" + "x".repeat(20 << 20) + "\"").getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (event.contains("do:hang")) {
            waitFor(seen.resolveSibling("release"));
        }
        output.write(("{\"echo\":" + event + ",\"memory\":" + context.getMemoryLimitInMB() + "}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void waitFor(Path file) throws IOException {
        try {
            while (Files.notExists(file)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
