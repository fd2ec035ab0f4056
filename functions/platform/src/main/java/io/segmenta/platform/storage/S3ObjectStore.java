package io.segmenta.platform.storage;

import io.segmenta.platform.Hashes;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.aws.HttpDownload;
import io.segmenta.platform.aws.HttpReply;
import io.segmenta.platform.aws.S3Bucket;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bucket in S3. Safe for use by several threads. */
public final class S3ObjectStore implements ObjectStore {
    private static final Duration SILENCE = Duration.ofSeconds(70);
    private static final int MAX_REFUSAL_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int ATTEMPTS = 5;
    private static final String METADATA = "x-amz-meta-";

    private final S3Bucket s3;
    private final String bucket;

    public S3ObjectStore(Aws aws, String bucket) {
        this.s3 = new S3Bucket(aws, bucket, SILENCE);
        this.bucket = bucket;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public Optional<ObjectHead> head(String key) {
        return head(key, Optional.empty());
    }

    @Override
    public Optional<ObjectHead> head(String key, String version) {
        return head(key, Optional.of(version));
    }

    private Optional<ObjectHead> head(String key, Optional<String> version) {
        HttpReply reply = checked(() -> s3.head(key, version));
        // A version id that S3 cannot have given out is refused as a bad request; there is no such version.
        if (reply.status() == NOT_FOUND || version.isPresent() && reply.status() == BAD_REQUEST) {
            return Optional.empty();
        } else if (reply.status() != OK) {
            throw S3Bucket.refusal("asking for " + key, reply);
        }
        return Optional.of(head(key, reply.headers()));
    }

    @Override
    public Optional<StoredObject> get(String key) {
        HttpDownload answer = checked(() -> s3.open(key, Optional.empty(), Map.of()));
        return answer.status() == NOT_FOUND ? nothing(answer) : Optional.of(object(key, answer));
    }

    @Override
    public StoredObject open(ObjectHead head) {
        HttpDownload answer = checked(
                () -> s3.open(head.key(), head.version(), Map.of("if-match", quoted(head.etag()))));
        if (answer.status() == NOT_FOUND || answer.status() == PRECONDITION_FAILED) {
            nothing(answer);
            throw new ObjectConflictException(head.key(), "was overwritten or deleted before it was read");
        }
        return object(head.key(), answer);
    }

    private static StoredObject object(String key, HttpDownload answer) {
        if (answer.status() != OK) {
            throw S3Bucket.refusal("reading " + key, checked(() -> answer.read(MAX_REFUSAL_BYTES)));
        }
        return new StoredObject(head(key, answer.headers()), new SteadyEnd(answer.body()));
    }

    private static Optional<StoredObject> nothing(HttpDownload answer) {
        checked(() -> answer.read(MAX_REFUSAL_BYTES));
        return Optional.empty();
    }

    @Override
    public void create(String key, String contentType, ObjectContent content) {
        write(key, contentType, content, Map.of("if-none-match", "*"));
    }

    @Override
    public void put(String key, String contentType, ObjectContent content) {
        write(key, contentType, content, Map.of());
    }

    @Override
    public void replace(String key, String contentType, ObjectContent content, Optional<String> expected) {
        write(key, contentType, content, expected.map(etag -> Map.of("if-match", quoted(etag)))
                .orElse(Map.of("if-none-match", "*")));
    }

    private void write(String key, String contentType, ObjectContent content, Map<String, String> condition) {
        Map<String, String> headers = new TreeMap<>(condition);
        headers.put("content-type", contentType);
        Spool spool = Spool.of(content);
        try {
            for (int attempt = 1; !tryToWrite(key, headers, spool); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new ObjectConflictException(key, "other writers were always faster");
                }
            }
        } finally {
            spool.discard();
        }
    }

    /** False when a writer at the same moment won, and it has to be seen what it wrote. */
    private boolean tryToWrite(String key, Map<String, String> headers, Spool spool) {
        HttpReply reply = checked(() -> s3.put(key, headers, spool));
        switch (reply.status()) {
            case OK :
                return true;
            case CONFLICT :
                return false;
            case NOT_FOUND, PRECONDITION_FAILED :
                break;
            default :
                throw S3Bucket.refusal("writing " + key, reply);
        }
        Optional<StoredObject> found = get(key);
        if (found.isEmpty() && reply.status() == NOT_FOUND) {
            throw new ObjectConflictException(key, "was deleted since it was last seen");
        }
        // The refusal may be the answer to a repetition of our own request that had succeeded.
        if (found.isPresent() && !holds(found.get(), spool)) {
            throw new ObjectConflictException(key, "holds other bytes than those to be written");
        }
        return found.isPresent();
    }

    private static boolean holds(StoredObject object, Spool spool) {
        try (object) {
            if (object.head().size() != spool.length()) {
                return false;
            }
            MessageDigest digest = Hashes.sha256();
            new DigestInputStream(object.bytes(), digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest()).equals(spool.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        HttpReply reply = checked(() -> s3.delete(key));
        if (reply.status() != NO_CONTENT && reply.status() != OK && reply.status() != NOT_FOUND) {
            throw S3Bucket.refusal("deleting " + key, reply);
        }
    }

    @Override
    public List<String> list(String prefix) {
        return checked(() -> s3.list(prefix)).stream().sorted().toList();
    }

    private static ObjectHead head(String key, Map<String, String> headers) {
        Map<String, String> metadata = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            }
        });
        Optional<String> version = Optional.ofNullable(headers.get("x-amz-version-id"))
                .filter(id -> !id.isEmpty() && !id.equals("null"));
        return new ObjectHead(key, headers.getOrDefault("etag", "").replace("\"", ""), version,
                Long.parseLong(headers.get("content-length")), metadata);
    }

    private static String quoted(String etag) {
        return '"' + etag + '"';
    }

    private interface Exchange<T> {
        T run() throws IOException;
    }

    private static <T> T checked(Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once at its end it stays there, closed or not: who hashes the rest need not know whether there is one. */
    private static final class SteadyEnd extends FilterInputStream {
        private boolean ended;

        SteadyEnd(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = ended ? -1 : in.read();
            ended |= octet < 0;
            return octet;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = ended ? -1 : in.read(bytes, offset, count);
            ended |= read < 0;
            return read;
        }
    }
}
