package io.segmenta.platform.storage;

import io.segmenta.platform.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The bucket in S3. Safe for use by several threads. */
public final class S3ObjectStore implements ObjectStore {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int ATTEMPTS = 5;

    private final S3Client s3;
    private final String bucket;

    public S3ObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public Optional<ObjectHead> head(String key) {
        return headOf(key, null);
    }

    @Override
    public Optional<ObjectHead> head(String key, String version) {
        return headOf(key, version);
    }

    private Optional<ObjectHead> headOf(String key, String version) {
        try {
            HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(key).versionId(version));
            return Optional.of(new ObjectHead(key, unquoted(head.eTag()), version(head.versionId()),
                    head.contentLength(), head.metadata()));
        } catch (S3Exception e) {
            // A version id that S3 cannot have given out is refused as a bad request; there is no such version.
            if (e.statusCode() == NOT_FOUND || version != null && e.statusCode() == 400) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<StoredObject> get(String key) {
        try {
            return Optional.of(read(key, request -> {}));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public StoredObject open(ObjectHead head) {
        try {
            return read(head.key(), request -> request.versionId(head.version().orElse(null))
                    .ifMatch(quoted(head.etag())));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
                throw new ObjectConflictException(head.key(), "was overwritten or deleted before it was read");
            }
            throw e;
        }
    }

    private StoredObject read(String key, Consumer<GetObjectRequest.Builder> condition) {
        ResponseInputStream<GetObjectResponse> in = s3
                .getObject(request -> condition.accept(request.bucket(bucket).key(key)));
        GetObjectResponse response = in.response();
        return new StoredObject(new ObjectHead(key, unquoted(response.eTag()), version(response.versionId()),
                response.contentLength(), response.metadata()), new AbortingStream(in));
    }

    @Override
    public void create(String key, String contentType, ObjectContent content) {
        write(key, contentType, content, request -> request.ifNoneMatch("*"));
    }

    @Override
    public void put(String key, String contentType, ObjectContent content) {
        write(key, contentType, content, request -> {});
    }

    @Override
    public void replace(String key, String contentType, ObjectContent content, Optional<String> expected) {
        write(key, contentType, content, request -> expected.ifPresentOrElse(
                etag -> request.ifMatch(quoted(etag)), () -> request.ifNoneMatch("*")));
    }

    private void write(String key, String contentType, ObjectContent content,
            Consumer<PutObjectRequest.Builder> condition) {
        Spool spool = Spool.of(content);
        try {
            for (int attempt = 1; !tryToWrite(key, contentType, spool, condition); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new ObjectConflictException(key, "other writers were always faster");
                }
            }
        } finally {
            spool.discard();
        }
    }

    /** False when a writer at the same moment won, and it has to be seen what it wrote. */
    private boolean tryToWrite(String key, String contentType, Spool spool,
            Consumer<PutObjectRequest.Builder> condition) {
        try {
            s3.putObject(request -> condition.accept(request.bucket(bucket).key(key).contentType(contentType)
                    .contentLength(spool.length())), spool.body());
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == CONFLICT) {
                return false;
            } else if (e.statusCode() != PRECONDITION_FAILED && e.statusCode() != NOT_FOUND) {
                throw e;
            }
            Optional<StoredObject> found = get(key);
            if (found.isEmpty() && e.statusCode() == NOT_FOUND) {
                throw new ObjectConflictException(key, "was deleted since it was last seen");
            }
            // The refusal may be the answer to a repetition of our own request that had succeeded.
            if (found.isPresent() && !holds(found.get(), spool)) {
                throw new ObjectConflictException(key, "holds other bytes than those to be written");
            }
            return found.isPresent();
        }
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
        s3.deleteObject(request -> request.bucket(bucket).key(key));
    }

    @Override
    public List<String> list(String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key).sorted().toList();
    }

    private static Optional<String> version(String id) {
        return Optional.ofNullable(id).filter(version -> !version.isEmpty() && !version.equals("null"));
    }

    private static String unquoted(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /** Drops the connection when closed half way, instead of reading the rest of a large object only to be polite. */
    private static final class AbortingStream extends java.io.FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> response;
        private boolean ended;

        AbortingStream(ResponseInputStream<GetObjectResponse> response) {
            super(response);
            this.response = response;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /** The client closes its stream by itself at the end and then refuses to say again that it has ended. */
        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = ended ? -1 : response.read(bytes, offset, count);
            ended |= read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                response.abort();
            }
            InputStream closing = response;
            closing.close();
        }
    }
}
