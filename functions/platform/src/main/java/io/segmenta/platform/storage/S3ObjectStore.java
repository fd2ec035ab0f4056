package io.segmenta.platform.storage;

import io.segmenta.model.base.Sha256;
import io.segmenta.platform.aws.Aws;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bucket in S3. Safe for use by several threads. An object is written by one request, so it has at most 5 GB; the
 * request tells the SHA-256 of its bytes, and S3 takes no others. What S3 refuses otherwise is thrown as it is.
 */
public final class S3ObjectStore implements RewritableStore {
    private static final Aws.Patience PATIENCE = new Aws.Patience(Duration.ofSeconds(70), Duration.ofMinutes(5));
    /** Java's HTTP client adds no-cache where nothing is said, which S3 would keep with the object. */
    private static final String CACHE_CONTROL = "private";
    private static final int NOT_MODIFIED = 304;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int ATTEMPTS = 5;

    private final S3Client s3;
    private final String bucket;

    /** The bucket where the environment says that S3 is. */
    public S3ObjectStore(Aws aws, String bucket) {
        this(client(aws), bucket);
    }

    S3ObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * Our own hashes guard what is read and written, so the SDK computes none. Services other than AWS's are told the
     * bucket in the path, as they have no names for buckets.
     */
    private static S3Client client(Aws aws) {
        return aws.configure(S3Client.builder(), "S3", PATIENCE).forcePathStyle(aws.endpoint("S3").isPresent())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(options -> options.chunkedEncodingEnabled(false)).build();
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
        try {
            HeadObjectResponse found = s3
                    .headObject(request -> request.bucket(bucket).key(key).versionId(version.orElse(null)));
            return Optional.of(head(key, found.eTag(), found.versionId(), found.contentLength(), found.metadata()));
        } catch (S3Exception e) {
            // A version id that S3 cannot have given out is refused as a bad request; there is no such version.
            if (e.statusCode() == NOT_FOUND || (version.isPresent() && e.statusCode() == BAD_REQUEST)) {
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
    public Found find(String key, Optional<String> knownEtag) {
        try (StoredObject object = read(key,
                request -> request.ifNoneMatch(knownEtag.map(S3ObjectStore::quoted).orElse(null)))) {
            return new Found.Content(object.readAll(), object.head().etag());
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case NOT_FOUND -> new Found.Absent();
                case NOT_MODIFIED -> new Found.Unchanged();
                default -> throw e;
            };
        }
    }

    @Override
    public StoredObject open(ObjectHead head) {
        try {
            return read(head.key(),
                    request -> request.versionId(head.version().orElse(null)).ifMatch(quoted(head.etag())));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
                throw new ObjectConflictException(head.key(), "was overwritten or deleted before it was read");
            }
            throw e;
        }
    }

    @Override
    public Optional<ObjectPart> part(String key, long from, int length) {
        try {
            ResponseBytes<GetObjectResponse> answer = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)
                    .range("bytes=" + from + '-' + (from + length - 1)));
            String range = answer.response().contentRange();
            return Optional.of(new ObjectPart(answer.asByteArrayUnsafe(), unquoted(answer.response().eTag()),
                    Long.parseLong(range.substring(range.indexOf('/') + 1))));
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case NOT_FOUND -> Optional.empty();
                case RANGE_NOT_SATISFIABLE -> Optional.of(new ObjectPart(new byte[0], "", 0));
                default -> throw e;
            };
        }
    }

    private StoredObject read(String key, Consumer<GetObjectRequest.Builder> which) {
        ResponseInputStream<GetObjectResponse> bytes = s3
                .getObject(request -> request.bucket(bucket).key(key).applyMutation(which));
        GetObjectResponse found = bytes.response();
        return new StoredObject(
                head(key, found.eTag(), found.versionId(), found.contentLength(), found.metadata()),
                new SteadyEnd(bytes));
    }

    private static ObjectHead head(String key, String etag, String version, long size, Map<String, String> metadata) {
        return new ObjectHead(key, unquoted(Optional.ofNullable(etag).orElse("")),
                Optional.ofNullable(version).filter(id -> !id.isEmpty() && !id.equals("null")), size, metadata);
    }

    @Override
    public void create(String key, String contentType, ObjectContent content) {
        write(key, contentType, content, request -> request.ifNoneMatch("*"));
    }

    @Override
    public void replace(String key, String contentType, ObjectContent content, Optional<String> expected) {
        write(key, contentType, content, request -> expected.map(S3ObjectStore::quoted)
                .ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*")));
    }

    @Override
    public void rewrite(ObjectHead seen, String contentType, ObjectContent content, Map<String, String> metadata) {
        write(seen.key(), contentType, content, request -> request.ifMatch(quoted(seen.etag())).metadata(metadata));
    }

    @Override
    public List<ObjectHead> earlier(String prefix) {
        try {
            return s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(prefix)).versions().stream()
                    .filter(version -> !version.isLatest())
                    .map(version -> head(version.key(), version.eTag(), version.versionId(), version.size(), Map.of()))
                    .toList();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_IMPLEMENTED) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void delete(ObjectHead version) {
        s3.deleteObject(request -> request.bucket(bucket).key(version.key())
                .versionId(version.version().orElse(null)));
    }

    private void write(String key, String contentType, ObjectContent content,
            Consumer<PutObjectRequest.Builder> condition) {
        Spool spool = Spool.of(content);
        try {
            PutObjectRequest request = PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType)
                    .cacheControl(CACHE_CONTROL)
                    .checksumSHA256(Base64.getEncoder().encodeToString(spool.sha256())).applyMutation(condition)
                    .build();
            for (int attempt = 1; !tryToWrite(request, spool); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new ObjectConflictException(key, "other writers were always faster");
                }
            }
        } finally {
            spool.discard();
        }
    }

    /** False when a writer at the same moment won, and it has to be seen what it wrote. */
    private boolean tryToWrite(PutObjectRequest request, Spool spool) {
        try {
            s3.putObject(request,
                    RequestBody.fromContentProvider(spool::open, spool.length(), request.contentType()));
            return true;
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case CONFLICT -> false;
                case NOT_FOUND, PRECONDITION_FAILED -> isWritten(request.key(), spool, e);
                default -> throw e;
            };
        }
    }

    /** The refusal may be the answer to a repetition of our own request that had succeeded. */
    private boolean isWritten(String key, Spool spool, S3Exception refusal) {
        Optional<StoredObject> found = get(key);
        if (found.isEmpty() && refusal.statusCode() == NOT_FOUND) {
            throw new ObjectConflictException(key, "was deleted since it was last seen");
        }
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
            MessageDigest digest = Sha256.digest();
            new DigestInputStream(object.bytes(), digest).transferTo(OutputStream.nullOutputStream());
            return Arrays.equals(digest.digest(), spool.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ObjectHead copy(ObjectHead from, String to, Map<String, String> metadata) {
        try {
            CopyObjectResponse copied = s3.copyObject(request -> request.sourceBucket(bucket).sourceKey(from.key())
                    .copySourceIfMatch(quoted(from.etag())).destinationBucket(bucket).destinationKey(to)
                    .metadata(metadata).metadataDirective(MetadataDirective.REPLACE));
            return head(to, copied.copyObjectResult().eTag(), copied.versionId(), from.size(), metadata);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
                throw new ObjectConflictException(from.key(), "was overwritten or deleted before it was copied");
            }
            throw e;
        }
    }

    @Override
    public void delete(String key) {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public List<String> list(String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key).sorted().toList();
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /**
     * Once at its end it stays there, closed or not: who hashes the rest need not know whether there is one. Closing it
     * before its end gives the connection up instead of reading what is left.
     */
    private static final class SteadyEnd extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> answer;
        private boolean ended;

        SteadyEnd(ResponseInputStream<GetObjectResponse> answer) {
            super(answer);
            this.answer = answer;
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

        @Override
        public void close() throws IOException {
            if (ended) {
                answer.close();
            } else {
                answer.abort();
            }
        }
    }
}
