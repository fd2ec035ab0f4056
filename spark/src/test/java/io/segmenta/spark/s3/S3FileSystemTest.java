package io.segmenta.spark.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a bucket in memory that speaks as much of S3 as the file system asks for. */
class S3FileSystemTest {

    private final Map<String, byte[]> objects = new TreeMap<>();
    private final Map<String, String> before = new TreeMap<>();
    private HttpServer server;
    private S3FileSystem files;
    private int broken;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
        set("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
        set("aws.region", "eu-west-1");
        set("aws.accessKeyId", "test");
        set("aws.secretAccessKey", "test");
        files = new S3FileSystem();
        Configuration settings = new Configuration(false);
        files.setConf(settings);
        files.initialize(URI.create("s3://bucket"), settings);
    }

    private void set(String property, String value) {
        before.put(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @AfterEach
    void stop() throws IOException {
        files.close();
        server.stop(0);
        before.forEach((property, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().replaceFirst("^/bucket/?", "");
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                String from = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
                if (from == null) {
                    objects.put(key, sent(exchange));
                    send(exchange, 200, "");
                } else {
                    objects.put(key, objects.get(from.replaceFirst("^/?bucket/", "")));
                    send(exchange, 200, "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>");
                }
            }
            case "DELETE" -> {
                objects.remove(key);
                exchange.sendResponseHeaders(204, -1);
            }
            case "HEAD" -> head(exchange, key);
            default -> {
                if (query.contains("list-type=2")) {
                    list(exchange, query);
                } else {
                    get(exchange, key);
                }
            }
        }
    }

    /** The object in a body; of one in signed chunks each chunk has its length, in hexadecimal, before it. */
    private static byte[] sent(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestHeaders().getFirst("x-amz-content-sha256").startsWith("STREAMING")) {
            return body;
        }
        String text = new String(body, StandardCharsets.ISO_8859_1);
        StringBuilder object = new StringBuilder();
        int at = 0;
        for (int length = -1; length != 0;) {
            length = Integer.parseInt(text.substring(at, text.indexOf(';', at)), 16);
            at = text.indexOf("\r\n", at) + 2;
            object.append(text, at, at + length);
            at += length + 2;
        }
        return object.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void head(HttpExchange exchange, String key) throws IOException {
        if (objects.containsKey(key)) {
            exchange.getResponseHeaders().add("Content-Length", Integer.toString(objects.get(key).length));
            exchange.getResponseHeaders().add("Last-Modified", "Mon, 30 Nov 2026 10:00:00 GMT");
        }
        exchange.sendResponseHeaders(objects.containsKey(key) ? 200 : 404, -1);
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        byte[] object = objects.get(key);
        int from = Integer.parseInt(exchange.getRequestHeaders().getFirst("Range").replaceAll("[^0-9]", ""));
        byte[] part = Arrays.copyOfRange(object, from, object.length);
        exchange.sendResponseHeaders(206, part.length);
        // A connection that breaks ends before what was announced.
        exchange.getResponseBody().write(part, 0, broken-- > 0 ? Math.min(2, part.length) : part.length);
    }

    private void list(HttpExchange exchange, String query) throws IOException {
        String prefix = query.replaceFirst(".*prefix=([^&]*).*", "$1");
        boolean folders = query.contains("delimiter=/");
        StringBuilder answer = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        Map<String, String> found = new TreeMap<>();
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            if (object.getKey().startsWith(prefix)) {
                int slash = folders ? object.getKey().indexOf('/', prefix.length()) : -1;
                String name = slash < 0 ? object.getKey() : object.getKey().substring(0, slash + 1);
                found.put(name, slash < 0
                        ? "<Contents><Key>" + name + "</Key><Size>" + object.getValue().length
                                + "</Size><LastModified>2026-11-30T10:00:00Z</LastModified></Contents>"
                        : "<CommonPrefixes><Prefix>" + name + "</Prefix></CommonPrefixes>");
            }
        }
        found.values().forEach(answer::append);
        send(exchange, 200, answer.append("</ListBucketResult>").toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void put(String key, String text) throws IOException {
        try (OutputStream out = files.create(new Path("s3://bucket/" + key), true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String read(String key, long from) throws IOException {
        try (FSDataInputStream in = files.open(new Path("s3://bucket/" + key))) {
            in.seek(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void file_isThereWhenItIsClosed_andIsReadFromAnyPlace() throws IOException {
        put("a/b c.csv", "0123456789");
        assertThat(objects).containsOnlyKeys("a/b c.csv");
        assertThat(read("a/b c.csv", 0)).isEqualTo("0123456789");
        assertThat(read("a/b c.csv", 7)).isEqualTo("789");
        assertThat(read("a/b c.csv", 10)).isEmpty();
        put("a/b c.csv", "new");
        assertThat(read("a/b c.csv", 0)).isEqualTo("new");
        assertThatThrownBy(() -> files.create(new Path("s3://bucket/a/b c.csv"), false))
                .hasMessageContaining("exists");
    }

    @Test
    void answerThatBreaksOff_isGoneOnWith() throws IOException {
        put("a", "0123456789");
        broken = 2;
        assertThat(read("a", 1)).isEqualTo("123456789");
    }

    @Test
    void folders_areWhatKeysBeginWith() throws IOException {
        put("in/a.csv", "12");
        put("in/deep/b.csv", "3");
        FileStatus[] found = files.listStatus(new Path("s3://bucket/in"));
        assertThat(found).extracting(status -> status.getPath().toString()).containsExactlyInAnyOrder(
                "s3://bucket/in/a.csv", "s3://bucket/in/deep");
        assertThat(found).filteredOn(FileStatus::isFile).extracting(FileStatus::getLen).containsExactly(2L);
        assertThat(files.getFileStatus(new Path("s3://bucket/in")).isDirectory()).isTrue();
        assertThat(files.exists(new Path("s3://bucket/none"))).isFalse();
        assertThatThrownBy(() -> files.open(new Path("s3://bucket/none"))).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void file_isMovedAndDeleted() throws IOException {
        put("a", "1");
        assertThat(files.rename(new Path("s3://bucket/a"), new Path("s3://bucket/b"))).isTrue();
        assertThat(objects).containsOnlyKeys("b");
        assertThat(files.rename(new Path("s3://bucket/a"), new Path("s3://bucket/c"))).isFalse();
        put("d/e", "2");
        assertThat(files.delete(new Path("s3://bucket/d"), true)).isTrue();
        assertThat(files.delete(new Path("s3://bucket/b"), false)).isTrue();
        assertThat(files.delete(new Path("s3://bucket/b"), false)).isFalse();
        assertThat(objects).isEmpty();
    }
}
