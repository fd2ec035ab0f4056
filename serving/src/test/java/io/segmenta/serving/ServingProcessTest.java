package io.segmenta.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.file.ModelFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as SageMaker runs it: a process of its own, on a port, ended by a signal. */
@Timeout(60)
class ServingProcessTest {

    private static final String RECORD = "{\"age\":34,\"total_spend\":1840.5}";

    @TempDir
    private Path folder;
    private Process process;
    private BufferedReader output;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("SEGMENTA_PORT", "0", "SEGMENTA_HOST", "127.0.0.1", "SEGMENTA_MODEL_DIR",
                folder.toString(), "SEGMENTA_MODEL_VERSION", "v3"));
        builder.environment().putAll(environment);
        process = builder.start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Reads the output up to the line that holds the text. */
    private String await(String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(text)) {
                return line;
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("no line with \"" + text + "\" in:\n" + seen);
    }

    private int serve(Map<String, String> environment) throws IOException {
        Files.write(folder.resolve("model.tar.gz"), CustomerModel.FILE);
        start(environment, "serve");
        String line = await("serving model v3 on port ");
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    void serve_modelThatWasRegistered_serves() throws Exception {
        serve(Map.of("SEGMENTA_MODEL_SHA256", ModelFile.id(CustomerModel.FILE)));
    }

    @Test
    void serve_anotherModelThanWasRegistered_neverListens() throws Exception {
        Files.write(folder.resolve("model.tar.gz"), CustomerModel.FILE);
        start(Map.of("SEGMENTA_MODEL_SHA256", "0".repeat(64)), "serve");
        assertThat(await("cannot serve")).isEqualTo("cannot serve: the model has SHA-256 "
                + ModelFile.id(CustomerModel.FILE) + ", registered was " + "0".repeat(64) + ": it has been replaced");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void serve_sigtermWithARequestUnderWay_answersItThenEnds() throws Exception {
        int port = serve(Map.of());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /invocations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: "
                            + "100-continue\r\n"
                            + "Content-Length: " + RECORD.length() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] buffer = new byte[4096];
            int count = socket.getInputStream().read(buffer);
            assertThat(new String(buffer, 0, count, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100");

            process.toHandle().destroy();
            await("draining");
            out.write(RECORD.getBytes(StandardCharsets.US_ASCII));
            out.flush();

            count = socket.getInputStream().read(buffer);
            assertThat(new String(buffer, 0, count, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200");
            await("stopped");
        }
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void serve_sigtermWhenIdle_endsAtOnce() throws Exception {
        serve(Map.of());

        process.toHandle().destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void serve_standardInputCloses_endsOnlyWhenToldTo() throws Exception {
        int port = serve(Map.of());
        process.getOutputStream().close();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ping")).build(),
                    BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
        end();

        serve(Map.of("SEGMENTA_EXIT_WITH_STDIN", "true"));
        process.getOutputStream().close();

        assertThat(process.waitFor()).isZero();
    }

    @Test
    void serve_noModel_endsWithAReason() throws Exception {
        start(Map.of(), "serve");

        assertThat(await("cannot serve")).contains("model.json");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void serve_brokenModel_endsWithAReason() throws Exception {
        Files.writeString(folder.resolve("model.tar.gz"), "rubbish");
        start(Map.of(), "serve");

        assertThat(await("cannot serve")).contains("model");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void main_otherArgument_tellsTheUsage() throws Exception {
        start(Map.of(), "train");

        await("usage: serve");
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
