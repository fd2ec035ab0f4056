package io.segmenta.local.stack.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.http.LoopbackServer.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares bytes on both sides; the other side is a socket that answers what it is told. */
class ForwarderTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private ServerSocket target;
    private Thread serving;
    private volatile String end = "\r\n\r\n";
    private volatile String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private Forwarder forwarder;
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        serving = Thread.ofVirtual().start(this::serve);
        forwarder = new Forwarder(target.getLocalPort(), LONG);
        server = LoopbackServer.start(0, new Limits(64 * 1024, LONG, LONG), forwarder::forward);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        forwarder.close();
        target.close();
    }

    private void serve() {
        while (!target.isClosed()) {
            try (Socket socket = target.accept()) {
                StringBuilder request = new StringBuilder();
                while (!request.toString().endsWith(end)) {
                    int c = socket.getInputStream().read();
                    if (c < 0) {
                        break;
                    }
                    request.append((char) c);
                }
                received.add(request.toString());
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException closed) {
                // The next connection, if the port is still open.
            }
        }
    }

    private String ask(String request) {
        return Wire.ask(server.port(), request);
    }

    @Test
    void request_targetAndHeaders_passUnchangedAndNothingIsAdded() throws InterruptedException {
        String headers = "Host: bucket.example:81\r\nAuthorization: AWS4-HMAC-SHA256 Credential=test/x, "
                + "Signature=ab\r\n"
                + "x-amz-meta-note: a  b \u00c3\u00a4\r\nx-amz-meta-note: second\r\nRange: bytes=1-2\r\n"
                + "Content-Type: Application/JSON\r\nAmz-Sdk-Request: attempt=1; max=3\r\nContent-Length: 0\r\n";
        ask("GET /a//b%2Fc/../%C3%A4+d;e?x=%20y&x=z&list-type=2 HTTP/1.1\r\n" + headers
                + "Connection: close\r\n\r\n");
        assertThat(received.take()).startsWith("GET /a//b%2Fc/../%C3%A4+d;e?x=%20y&x=z&list-type=2 HTTP/1.1\r\n")
                .satisfies(got -> assertThat(got.lines().skip(1).filter(line -> !line.isEmpty()))
                        .containsExactlyInAnyOrderElementsOf(headers.lines().toList()));
    }

    @Test
    void body_ofAwsChunks_passesByteForByte() throws InterruptedException {
        String body = "5;chunk-signature=ab\r\nhello\r\n0;chunk-signature=cd\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
        end = body;
        assertThat(
                ask("PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Encoding: aws-chunked\r\nx-amz-decoded-content-length: 5"
                        + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body))
                .endsWith("ok");
        assertThat(received.take()).contains("Content-Encoding: aws-chunked\r\n")
                .contains("Content-Length: " + body.length() + "\r\n").endsWith("\r\n\r\n" + body);
    }

    @Test
    void body_inChunks_passesInChunks() throws InterruptedException {
        end = "0\r\n\r\n";
        assertThat(ask("PUT /b/k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "5\r\nhello\r\n0\r\n\r\n")).endsWith("ok");
        assertThat(received.take()).contains("hello").containsIgnoringCase("Transfer-Encoding: chunked\r\n");
    }

    @Test
    void body_onlyAfterContinue_isAskedForByTheOtherSide() throws InterruptedException {
        answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno";
        assertThat(ask("PUT /b/k HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n"
                + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 403 ").endsWith("no");
        assertThat(received.take()).containsIgnoringCase("Expect: 100-continue\r\n");
    }

    @Test
    void put_ofNothing_saysSo() throws InterruptedException {
        ask("PUT /b HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(received.take()).contains("Content-Length: 0\r\n");
    }

    @Test
    void answer_headersAndLength_passUnchanged() {
        answer = "HTTP/1.1 206 Partial Content\r\nETag: \"x\"\r\nContent-Range: bytes 1-2/9\r\nSet-Cookie: a=b\r\n"
                + "Content-Encoding: gzip\r\nContent-Length: 2\r\nServer: other\r\n\r\nok";
        assertThat(ask("GET /b/k HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 206 ")
                .contains("ETag: \"x\"\r\n").contains("Content-Range: bytes 1-2/9\r\n")
                .contains("Set-Cookie: a=b\r\n").contains("Content-Encoding: gzip\r\n")
                .contains("Content-Length: 2\r\n").contains("Server: other\r\n").endsWith("\r\n\r\nok");
    }

    @Test
    void answer_redirect_isNotFollowed() {
        answer = "HTTP/1.1 301 Moved Permanently\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        assertThat(ask("GET /b/k HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 301 ")
                .contains("Location: http://127.0.0.1:1/\r\n");
    }

    @Test
    void head_keepsTheLengthOfWhatIsNotSent() {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n";
        assertThat(ask("HEAD /b/k HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .contains("Content-Length: 12345\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void answer_notModified_hasNoBody() {
        answer = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n";
        assertThat(ask("GET /b/k HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\"\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 304 ").contains("ETag: \"x\"\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void answer_ofUnknownLength_isStreamed() {
        answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n";
        assertThat(ask("GET /b/k HTTP/1.0\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabcde");
    }

    @Test
    void answer_thatBreaksOff_isNotTakenForWhole() {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab";
        String got = ask("GET /b/k HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(got.startsWith("HTTP/1.1 502 ") || got.endsWith("\r\n\r\nab")).isTrue();
    }

    @Test
    void otherSide_gone_isAnsweredAsS3DoesSoThatItsClientsTryAgain() throws IOException, InterruptedException {
        target.close();
        // A socket that is waited on takes connections until the wait has ended.
        serving.join();
        assertThat(ask("GET /b/k HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 503 ")
                .contains("<Code>ServiceUnavailable</Code>");
    }
}
