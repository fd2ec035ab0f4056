package io.segmenta.simulation;

import io.segmenta.model.base.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One bucket by S3's rules: conditional writes, versions, entity tags. What users write is told to a listener. */
final class SimulatedS3 implements S3Client {
    private static final int ETAG = 32;
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final Seam seam;
    private final boolean versioned;
    private final TreeMap<String, List<Stored>> objects = new TreeMap<>();
    private BiConsumer<String, Stored> listener = (key, stored) -> {};
    private int versions;

    /**
     * What lies under a key.
     *
     * @param bytes null for a mark that the object was deleted
     */
    record Stored(byte[] bytes, String etag, String version, Map<String, String> metadata) {}

    SimulatedS3(Seam seam, boolean versioned) {
        this.seam = seam;
        this.versioned = versioned;
    }

    /** Hears of every object that is created. */
    void onUpload(BiConsumer<String, Stored> hears) {
        listener = hears;
    }

    /** A user's upload. */
    Stored upload(String key, byte[] bytes) {
        return store(key, bytes, Map.of());
    }

    /** All that lies in the bucket, older versions too, by key. */
    SequencedMap<String, List<Stored>> all() {
        TreeMap<String, List<Stored>> all = new TreeMap<>();
        objects.forEach((key, stored) -> all.put(key,
                stored.stream().filter(one -> one.bytes() != null).toList()));
        return all;
    }

    /** Whether an upload is still there: in a bucket with versions also under newer ones. */
    boolean holds(String key, Stored stored) {
        return versioned ? objects.getOrDefault(key, List.of()).contains(stored)
                : find(key).filter(stored::equals).isPresent();
    }

    /** A user's change of what is no upload. */
    void overwrite(String key, byte[] bytes) {
        store(key, bytes, Map.of());
    }

    /** A user's deletion: a mark in a bucket with versions, else the end of it. */
    void remove(String key) {
        if (objects.containsKey(key)) {
            if (versioned) {
                objects.get(key).add(new Stored(null, "", "d" + ++versions, Map.of()));
            } else {
                objects.remove(key);
            }
        }
    }

    boolean versioned() {
        return versioned;
    }

    /** The newest version of each object that is there, by key. */
    SequencedMap<String, Stored> newest() {
        TreeMap<String, Stored> found = new TreeMap<>();
        objects.forEach((key, stored) -> {
            if (stored.getLast().bytes() != null) {
                found.put(key, stored.getLast());
            }
        });
        return found;
    }

    /** The newest version; empty when there is none. */
    Optional<Stored> find(String key) {
        return Optional.ofNullable(objects.get(key)).map(List::getLast).filter(stored -> stored.bytes() != null);
    }

    private Stored store(String key, byte[] bytes, Map<String, String> metadata) {
        Stored stored = new Stored(bytes, Sha256.of(bytes).substring(0, ETAG), versioned ? "v" + ++versions : null,
                metadata);
        List<Stored> all = objects.computeIfAbsent(key, absent -> new ArrayList<>());
        if (!versioned) {
            all.clear();
        }
        all.add(stored);
        listener.accept(key, stored);
        return stored;
    }

    private static boolean isLast(Stored one, List<Stored> stored) {
        return one.version() == null || one.version().equals(stored.getLast().version());
    }

    private Stored required(String key, String version) {
        if (version == null) {
            return find(key).orElseThrow(() -> refused(404, "NoSuchKey"));
        }
        return objects.getOrDefault(key, List.of()).stream().filter(stored -> version.equals(stored.version()))
                .findFirst().orElseThrow(() -> refused(404, "NoSuchVersion"));
    }

    private static RuntimeException refused(int status, String code) {
        return S3Exception.builder().statusCode(status).message(code).writableStackTrace(false).build();
    }

    static RuntimeException broken() {
        return SdkClientException.builder().message("the connection to S3 was reset").writableStackTrace(false).build();
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        return seam.ask(() -> "S3 HEAD " + request.key() + version(request.versionId()), () -> {
            Stored found = required(request.key(), request.versionId());
            return HeadObjectResponse.builder().eTag('"' + found.etag() + '"').versionId(found.version())
                    .contentLength((long) found.bytes().length).metadata(found.metadata()).build();
        }, SimulatedS3::broken);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return seam.ask(() -> "S3 GET " + request.key() + version(request.versionId()), () -> {
            Stored found = required(request.key(), request.versionId());
            if (quoted(found).equals(request.ifNoneMatch())) {
                throw refused(304, "NotModified");
            } else if (request.ifMatch() != null && !quoted(found).equals(request.ifMatch())) {
                throw refused(412, "PreconditionFailed");
            }
            return new ResponseInputStream<>(
                    GetObjectResponse.builder().eTag(quoted(found)).versionId(found.version())
                            .contentLength((long) found.bytes().length).metadata(found.metadata()).build(),
                    AbortableInputStream.create(new ByteArrayInputStream(found.bytes())));
        }, SimulatedS3::broken);
    }

    @Override
    public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
        return seam.ask(() -> "S3 GET " + request.key() + ' ' + request.range(), () -> {
            Stored found = required(request.key(), request.versionId());
            Matcher range = RANGE.matcher(request.range());
            Violation.unless(range.matches(), "a range as nobody asks for it: %s", request.range());
            int from = Integer.parseInt(range.group(1));
            int to = Math.min(found.bytes().length, Integer.parseInt(range.group(2)) + 1);
            if (from >= found.bytes().length) {
                throw refused(416, "InvalidRange");
            }
            return ResponseBytes.fromByteArray(GetObjectResponse.builder().eTag(quoted(found))
                    .versionId(found.version()).contentRange("bytes " + from + '-' + (to - 1) + '/'
                            + found.bytes().length)
                    .build(), Arrays.copyOfRange(found.bytes(), from, to));
        }, SimulatedS3::broken);
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        return seam.ask(() -> "S3 LIST VERSIONS " + request.prefix(), () -> {
            List<ObjectVersion> found = new ArrayList<>();
            objects.forEach((key, stored) -> stored.stream()
                    .filter(one -> one.bytes() != null && key.startsWith(request.prefix()))
                    .forEach(one -> found.add(ObjectVersion.builder().key(key).eTag(quoted(one))
                            .versionId(one.version() == null ? "null" : one.version())
                            .size((long) one.bytes().length).isLatest(isLast(one, stored)).build())));
            return ListObjectVersionsResponse.builder().isTruncated(false).versions(found).build();
        }, SimulatedS3::broken);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        byte[] bytes = bytes(body);
        Violation.unless(Base64.getEncoder().encodeToString(Sha256.digest().digest(bytes)).equals(
                request.checksumSHA256()), "%s is sent with a checksum of other bytes", request.key());
        Supplier<String> what = () -> "S3 PUT " + request.key()
                + (request.ifNoneMatch() != null ? " if there is none"
                        : request.ifMatch() != null ? " if it is " + request.ifMatch() : "");
        Supplier<PutObjectResponse> effect = () -> put(request, bytes);
        return request.ifNoneMatch() == null && request.ifMatch() == null
                ? seam.ask(what, effect, SimulatedS3::broken)
                : seam.askConditionally(what, effect, SimulatedS3::broken,
                        () -> refused(409, "ConditionalRequestConflict"));
    }

    private PutObjectResponse put(PutObjectRequest request, byte[] bytes) {
        Optional<Stored> found = find(request.key());
        if (request.ifNoneMatch() != null && found.isPresent()) {
            throw refused(412, "PreconditionFailed");
        } else if (request.ifMatch() != null && found.isEmpty()) {
            throw refused(404, "NoSuchKey");
        } else if (request.ifMatch() != null && !quoted(found.get()).equals(request.ifMatch())) {
            throw refused(412, "PreconditionFailed");
        }
        Stored stored = store(request.key(), bytes, request.metadata());
        return PutObjectResponse.builder().eTag(quoted(stored)).versionId(stored.version()).build();
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        return seam.ask(() -> "S3 DELETE " + request.key() + version(request.versionId()), () -> {
            if (request.versionId() == null) {
                remove(request.key());
            } else {
                objects.getOrDefault(request.key(), new ArrayList<>())
                        .removeIf(stored -> request.versionId().equals(stored.version()));
                objects.values().removeIf(List::isEmpty);
            }
            return DeleteObjectResponse.builder().build();
        }, SimulatedS3::broken);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        return seam.ask(() -> "S3 LIST " + request.prefix(), () -> ListObjectsV2Response.builder().isTruncated(false)
                .contents(newest().keySet().stream().filter(key -> key.startsWith(request.prefix()))
                        .map(key -> S3Object.builder().key(key).build()).toList())
                .build(), SimulatedS3::broken);
    }

    private static String quoted(Stored stored) {
        return '"' + stored.etag() + '"';
    }

    private static String version(String version) {
        return version == null ? "" : " version " + version;
    }

    private static byte[] bytes(RequestBody body) {
        try {
            return body.contentStreamProvider().newStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
