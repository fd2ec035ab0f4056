package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.segmenta.model.SampleModels;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files asked in parts, against the program that answers. */
class PredictFileTest {
    private static final int ROWS = 9_001;

    @TempDir
    private Path folder;
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;
    private String version = "v3";
    private int failsAt = -1;
    private int failure = 409;
    private int mostRecords = Integer.MAX_VALUE;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null && type.startsWith("text/")) {
            // As API Gateway passes it on.
            body = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        }
        Reply reply;
        if (exchange.getRequestURI().getPath().equals("/health")) {
            String live = "{\"live\":[{\"dataset\":\"mall\",\"model_version\":\"" + version + "\"}]}";
            reply = new Reply(200, "application/json", live.getBytes(StandardCharsets.UTF_8));
        } else {
            asked.add(new String(body, StandardCharsets.UTF_8));
            long lines = asked.getLast().lines().count();
            reply = asked.size() - 1 == failsAt ? new Reply(failure, "application/json", "{}".getBytes(
                    StandardCharsets.UTF_8))
                    : lines > mostRecords ? new Reply(413, "application/json", new byte[] {'{', '}'})
                            : new Invocations(new Predictor(SampleModels.mall(), version)).answer(AnswerShape.PREDICT,
                                    type, body, Instant.EPOCH);
        }
        exchange.sendResponseHeaders(reply.status(), reply.length());
        exchange.getResponseBody().write(reply.body());
        exchange.close();
    }

    private static String table(String header, String delimiter, int rows) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder table = new StringBuilder(header);
        for (int i = 0; i < rows; i++) {
            table.append(String.join(delimiter, "\u00fc" + i, i % 1_000 == 7 ? "?!" : "" + random.nextInt(15, 130),
                    "" + random.nextInt(100))).append('\n');
        }
        return table.toString();
    }

    private byte[] ask(Path file, String type) throws IOException {
        Path out = folder.resolve("answers");
        try (PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            Screen screen = new Screen(new Environment(stream, stream, folder, folder, Map.of(), false, 100));
            PredictFile asking = new PredictFile(new HttpApi("http://127.0.0.1:" + server.getAddress().getPort()),
                    screen, null, type);
            try (Meter meter = screen.meter("")) {
                asking.ask(file, out, meter);
            }
        }
        assertThat(folder.resolve("answers.part")).doesNotExist();
        assertThat(folder.resolve("answers.part.json")).doesNotExist();
        return Files.readAllBytes(out);
    }

    private byte[] whole(byte[] content) {
        return new Invocations(new Predictor(SampleModels.mall(), "v3"))
                .answer(AnswerShape.PREDICT, "text/csv", content, Instant.EPOCH).body();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {"'CustomerID,income,score\n'!','!UTF-8",
            "'CustomerID;income;score\n'!';'!windows-1252",
            "'Visitors\n\nof May\nCustomerID\tincome\tscore\n'!'\t'!UTF-8"})
    void ask_inParts_hasTheBytesOfOneAnswer(String header, String delimiter, String charset) throws IOException {
        byte[] content = table(header, delimiter, ROWS).getBytes(Charset.forName(charset));
        byte[] answers = ask(Files.write(folder.resolve("in.csv"), content), "text/csv");
        assertThat(asked).hasSizeGreaterThan(4);
        assertThat(new String(answers, StandardCharsets.UTF_8)).isEqualTo(
                new String(whole(content), StandardCharsets.UTF_8));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("9,001 records, 9 refused.", "predicting, 20 %",
                "predicting, 100 %");
    }

    @Test
    void ask_withoutAHeader_hasNone() throws IOException {
        byte[] content = "100,75\n60,50\n".repeat(2_500).getBytes(StandardCharsets.UTF_8);
        assertThat(ask(Files.write(folder.resolve("in.csv"), content), "text/csv")).isEqualTo(whole(content));
        assertThat(asked).hasSize(3);
    }

    @Test
    void ask_answersTooLong_areAskedForInHalves() throws IOException {
        mostRecords = 300;
        byte[] content = table("CustomerID,income,score\n", ",", ROWS).getBytes(StandardCharsets.UTF_8);
        assertThat(ask(Files.write(folder.resolve("in.csv"), content), "text/csv")).isEqualTo(whole(content));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void ask_brokenOff_goesOnWhereItStopped(int part) throws IOException {
        byte[] content = table("CustomerID,income,score\n", ",", ROWS).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("in.csv"), content);
        failsAt = part;
        assertThatThrownBy(() -> ask(file, "text/csv")).isInstanceOf(CliException.class);
        assertThat(folder.resolve("answers")).doesNotExist();
        // What was written after the last note, as by a process that was killed between the two.
        Files.write(folder.resolve("answers.part"), new byte[] {'x'}, StandardOpenOption.APPEND);
        int before = asked.size();
        assertThat(ask(file, "text/csv")).isEqualTo(whole(content));
        assertThat(asked.size() - before).isEqualTo(5 - part);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the same command goes on from there",
                "Going on after " + Texts.count(2_000L * part - 1, "record"));
    }

    @Test
    void ask_otherFileOrOtherVersion_beginsAnew() throws IOException {
        byte[] content = table("CustomerID,income,score\n", ",", ROWS).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("in.csv"), content);
        failsAt = 2;
        assertThatThrownBy(() -> ask(file, "text/csv")).isInstanceOf(CliException.class);
        byte[] other = table("CustomerID,income,score\n", ",", 2 * ROWS).replace("\u00fc5,", "x,")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(file, other);
        failsAt = asked.size() + 2;
        assertThatThrownBy(() -> ask(file, "text/csv")).isInstanceOf(CliException.class);
        version = "v4";
        assertThat(new String(ask(file, "text/csv"), StandardCharsets.UTF_8)).contains(",v4,").doesNotContain(",v3,");
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("Going on");
    }

    @Test
    void ask_refusedAtOnce_leavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("in.csv"), "height,weight\n1,2\n");
        assertThatThrownBy(() -> ask(file, "text/csv")).hasMessageContaining("names no column");
        assertThat(folder).isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("answers"));
        assertThatThrownBy(() -> ask(Files.writeString(file, "\n"), "text/csv"))
                .hasMessage("in.csv holds no records");
    }

    @Test
    void ask_busyForAMoment_isAskedAgain() throws IOException {
        byte[] content = table("CustomerID,income,score\n", ",", 3_000).getBytes(StandardCharsets.UTF_8);
        failsAt = 1;
        failure = 503;
        assertThat(ask(Files.write(folder.resolve("in.csv"), content), "text/csv")).isEqualTo(whole(content));
    }

    @Test
    void ask_jsonLines_answersLineByLine() throws IOException {
        Path file = Files.writeString(folder.resolve("in.jsonl"),
                "{\"CustomerID\":\"a\\\"b\",\"income\":100,\"score\":75}\n{\"income\":\"x\"}\n".repeat(1_500));
        List<String> lines = new String(ask(file, "application/jsonlines"), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3_000);
        assertThat(lines.get(2_998)).contains("\"cluster\":1");
        assertThat(lines.get(2_999)).startsWith("{\"error\":");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("3,000 records, 1,500 refused.");
    }
}
