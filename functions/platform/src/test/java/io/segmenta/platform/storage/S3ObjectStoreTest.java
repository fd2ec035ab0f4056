package io.segmenta.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.segmenta.model.base.Sha256;
import io.segmenta.platform.Environment;
import io.segmenta.platform.StubService;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.storage.ObjectReader.Found;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ObjectStoreTest {
    /** {@code printf one | sha256sum}, in base64. */
    private static final String ONE_SHA256 = "dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0=";

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    /** Statuses to be answered before the stub looks at its objects; 299 is a success that is reported as a failure. */
    private final Deque<Integer> trouble = new ArrayDeque<>();
    private Map<String, List<String>> lastPut = Map.of();
    private final StubService service = new StubService(this::answer);
    private final S3ObjectStore store = new S3ObjectStore(service.aws(), "bucket");

    @AfterEach
    void stop() {
        service.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().substring("/bucket/".length());
        Headers asked = exchange.getRequestHeaders();
        byte[] found = objects.get(key);
        if (exchange.getRequestMethod().equals("PUT")) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            lastPut = Map.copyOf(asked);
            Integer status = trouble.poll();
            if (status != null && status != 299) {
                error(exchange, status);
            } else if (found != null && (asked.containsKey("If-None-Match")
                    || (asked.containsKey("If-Match") && !etag(found).equals(asked.getFirst("If-Match"))))) {
                error(exchange, 412);
            } else if (asked.containsKey("If-Match") && found == null) {
                error(exchange, 404);
            } else {
                objects.put(key, body);
                StubService.reply(exchange, status == null ? 200 : 500, new byte[0]);
            }
        } else if (found == null) {
            error(exchange, 404);
        } else if (asked.containsKey("If-Match") && !etag(found).equals(asked.getFirst("If-Match"))) {
            error(exchange, 412);
        } else if (etag(found).equals(asked.getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            objects.remove(key);
            StubService.reply(exchange, 204, new byte[0]);
        } else {
            exchange.getResponseHeaders().set("ETag", etag(found));
            if (asked.containsKey("Range")) {
                part(exchange, found, asked.getFirst("Range"));
                return;
            }
            exchange.getResponseHeaders().set("x-amz-meta-segmenta-set", "clustering.k=3");
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(found.length));
            StubService.reply(exchange, 200, found);
        }
    }

    private static void part(HttpExchange exchange, byte[] found, String range) throws IOException {
        String[] ends = range.replace("bytes=", "").split("-", -1);
        int from = Integer.parseInt(ends[0]);
        if (from >= found.length) {
            error(exchange, 416);
            return;
        }
        int to = Math.min(found.length, Integer.parseInt(ends[1]) + 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + '-' + (to - 1) + '/' + found.length);
        StubService.reply(exchange, 206, Arrays.copyOfRange(found, from, to));
    }

    private static void error(HttpExchange exchange, int status) throws IOException {
        StubService.reply(exchange, status,
                "<Error><Code>X</Code><Message>no</Message></Error>".getBytes(StandardCharsets.UTF_8));
    }

    private static String etag(byte[] bytes) {
        return '"' + Sha256.of(bytes).substring(0, 32) + '"';
    }

    private static ObjectContent content(String text) {
        return ObjectContent.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String key) {
        return new String(objects.get(key), StandardCharsets.UTF_8);
    }

    @Test
    void part_isReadByItself_andToldOfWhat() {
        objects.put("k", "twelve bytes".getBytes(StandardCharsets.UTF_8));
        ObjectPart middle = store.part("k", 7, 3).orElseThrow();
        assertThat(middle.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("byt");
        assertThat(middle.size()).isEqualTo(12);
        assertThat(middle.etag()).isEqualTo(store.head("k").orElseThrow().etag());
        assertThat(store.part("k", 7, 300).orElseThrow().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("bytes");
        assertThat(store.part("k", 12, 1).orElseThrow().bytes()).isEmpty();
        assertThat(store.part("absent", 0, 1)).isEmpty();
    }

    @Test
    void find_knownObject_isNotReadAgain() {
        assertThat(store.find("a", Optional.empty())).isEqualTo(new Found.Absent());
        assertThat(store.readAll("a")).isEmpty();
        store.create("a", "text/plain", content("one"));
        assertThat(store.readAll("a")).hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("one"));
        assertThat(store.find("a", Optional.of("other"))).isInstanceOfSatisfying(Found.Content.class, found -> {
            assertThat(found.bytes()).asString().isEqualTo("one");
            assertThat(store.find("a", Optional.of(found.etag()))).isEqualTo(new Found.Unchanged());
        });
    }

    @Test
    void create_writesOnceAndAcceptsTheSameBytesAgain() {
        store.create("a", "text/plain", content("one"));
        store.create("a", "text/plain", content("one"));
        assertThatThrownBy(() -> store.create("a", "text/plain", content("two")))
                .isInstanceOf(ObjectConflictException.class).hasMessageContaining("holds other bytes");
        assertThat(text("a")).isEqualTo("one");
    }

    @Test
    void create_refusedByItsOwnLostAttempt_isASuccess() {
        trouble.add(299);
        store.create("a", "text/plain", content("one"));
        assertThat(text("a")).isEqualTo("one");
    }

    @Test
    void create_againstAnotherWriterOfTheMoment_looksAgain() {
        trouble.add(409);
        trouble.add(412);
        store.create("a", "text/plain", content("one"));
        assertThat(text("a")).isEqualTo("one");
        for (int i = 0; i < 50; i++) {
            trouble.add(412);
        }
        assertThatThrownBy(() -> store.create("b", "text/plain", content("one")))
                .isInstanceOf(ObjectConflictException.class);
    }

    @Test
    void replace_onlyWhatWasSeen() {
        store.replace("live", "text/plain", content("one"), Optional.empty());
        String seen = store.head("live").orElseThrow().etag();
        store.replace("live", "text/plain", content("two"), Optional.of(seen));
        assertThatThrownBy(() -> store.replace("live", "text/plain", content("three"), Optional.of(seen)))
                .isInstanceOf(ObjectConflictException.class);
        assertThatThrownBy(() -> store.replace("live", "text/plain", content("three"), Optional.empty()))
                .isInstanceOf(ObjectConflictException.class);
        store.delete("live");
        assertThatThrownBy(() -> store.replace("live", "text/plain", content("three"), Optional.of(seen)))
                .isInstanceOf(ObjectConflictException.class);
        assertThat(objects).isEmpty();
    }

    @Test
    void head_tellsSizeAndMetadata() {
        objects.put("a b/\u00fc.csv", new byte[] {1, 2, 3});
        ObjectHead head = store.head("a b/\u00fc.csv").orElseThrow();
        assertThat(head.size()).isEqualTo(3);
        assertThat(head.etag()).doesNotContain("\"");
        assertThat(head.version()).isEmpty();
        assertThat(head.metadata()).containsEntry("segmenta-set", "clustering.k=3");
        assertThat(store.head("absent")).isEmpty();
        assertThat(store.get("absent")).isEmpty();
    }

    @Test
    void read_pastTheEnd_staysAtTheEnd() throws IOException {
        objects.put("a", new byte[] {1, 2, 3});
        try (StoredObject object = store.open(store.head("a").orElseThrow())) {
            assertThat(object.readAll()).containsExactly(1, 2, 3);
            assertThat(object.bytes().read()).isEqualTo(-1);
            assertThat(object.bytes().read(new byte[5])).isEqualTo(-1);
            object.bytes().close();
            assertThat(object.bytes().read(new byte[5])).isEqualTo(-1);
        }
    }

    @Test
    void close_halfWay_doesNotWait() throws IOException {
        objects.put("large", new byte[1 << 20]);
        StoredObject object = store.get("large").orElseThrow();
        assertThat(object.bytes().read()).isZero();
        object.close();
        assertThat(store.get("large").orElseThrow().readAll()).hasSize(1 << 20);
    }

    @Test
    void open_ofAnObjectOverwrittenSince_isAConflict() {
        objects.put("a", new byte[] {1});
        ObjectHead head = store.head("a").orElseThrow();
        objects.put("a", new byte[] {2});
        assertThatThrownBy(() -> store.open(head)).isInstanceOf(ObjectConflictException.class);
        objects.remove("a");
        assertThatThrownBy(() -> store.open(head)).isInstanceOf(ObjectConflictException.class);
    }

    @Test
    void largeContent_goesThroughAFile() {
        byte[] block = new byte[1 << 16];
        Arrays.fill(block, (byte) 7);
        store.create("large", "text/plain", out -> {
            for (int i = 0; i < 160; i++) {
                out.write(block);
            }
            out.write(8);
        });
        assertThat(objects.get("large")).hasSize(160 * block.length + 1).endsWith(7, 8);
    }

    @Test
    void faultOfTheService_isThrown() {
        for (int i = 0; i < 10; i++) {
            trouble.add(403);
        }
        assertThatThrownBy(() -> store.create("a", "text/plain", content("one"))).isInstanceOf(S3Exception.class)
                .hasMessageContaining("no (Service: S3, Status Code: 403");
        assertThat(objects).isEmpty();
    }

    @Test
    void write_tellsTheHashOfItsBytesAndSendsThemAsTheyAre() {
        store.create("a", "text/csv", content("one"));
        assertThat(text("a")).isEqualTo("one");
        assertThat(lastPut).as("Java's own no-cache would be kept with the object")
                .containsEntry("Cache-control", List.of("private")).doesNotContainKey("Pragma");
        assertThat(lastPut).containsEntry("X-amz-checksum-sha256", List.of(ONE_SHA256))
                .containsEntry("Content-type", List.of("text/csv")).containsEntry("Content-length", List.of("3"));
    }

    @Test
    void list_ofManyPages_givesEveryKeyAsItWasWritten() {
        try (StubService listing = new StubService(exchange -> StubService.reply(exchange, 200,
                ("<ListBucketResult><EncodingType>url</EncodingType>"
                        + (exchange.getRequestURI().getRawQuery().contains("continuation-token=n%2B1")
                                ? "<Contents><Key>data/a%26b.csv</Key></Contents>"
                                : "<Contents><Key>data/z+%C3%BC%2B.csv</Key></Contents><IsTruncated>true</IsTruncated>"
                                        + "<NextContinuationToken>n+1</NextContinuationToken>")
                        + "</ListBucketResult>").getBytes(StandardCharsets.UTF_8)))) {
            assertThat(new S3ObjectStore(listing.aws(), "bucket").list("data/"))
                    .containsExactly("data/a&b.csv", "data/z \u00fc+.csv");
        }
    }

    @Test
    void read_thatBreaksOffHalfWay_isNotTakenForItsEnd() throws IOException {
        try (ServerSocket server = new ServerSocket(0); StoredObject object = halfAnObject(server)) {
            assertThat(object.bytes().readNBytes(4)).asString().isEqualTo("half");
            assertThatThrownBy(() -> object.bytes().read()).isInstanceOf(IOException.class);
        }
    }

    private static StoredObject halfAnObject(ServerSocket server) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf"
                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException unseen) {
                throw new IllegalStateException(unseen);
            }
        });
        Aws aws = Aws.of(new Environment(Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getLocalPort())));
        return new S3ObjectStore(aws, "bucket").get("a").orElseThrow();
    }
}
