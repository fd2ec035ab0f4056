package io.segmenta.local.stack.storage;

import io.segmenta.local.stack.access.AccessKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** S3 over a folder: S3Proxy on a port of its own, every request's signature checked. */
public final class ObjectStorage implements AutoCloseable {

    /** How far the clock of a caller may be from this one, as at AWS. */
    private static final int SKEW_SECONDS = 15 * 60;
    private static final long LEAST_BODY = 128L << 20;
    private static final long MOST_BODY = 2L << 30;

    private final S3Proxy proxy;
    private final BlobStore blobs;

    private ObjectStorage(S3Proxy proxy, BlobStore blobs) {
        this.proxy = proxy;
        this.blobs = blobs;
    }

    /**
     * Starts S3 on a free port.
     *
     * @param folder where buckets are sub-folders; created if missing
     * @param keys from the name of a key to the key, or empty where there is none of that name
     * @param listener told of every object created, in the writer's request
     */
    public static ObjectStorage start(Path folder, Function<String, Optional<AccessKey>> keys,
            Consumer<ObjectCreated> listener) throws IOException {
        Files.createDirectories(folder);
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
        BlobStore blobs = new NotifyingBlobStore(BlobStores.create("filesystem", properties), listener);
        S3Proxy proxy = S3Proxy.builder().blobStore(blobs).endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "", "").maximumTimeSkew(SKEW_SECONDS)
                .corsRules(CrossOriginResourceSharing.disabled()).ignoreUnknownHeaders(true)
                .v4MaxNonChunkedRequestSize(largestSignedBody()).stopTimeout(0).build();
        proxy.setBlobStoreLocator((id, bucket, key) -> keys.apply(id == null ? "" : id)
                .map(known -> new AccessGrant(known.secret(), blobs)).orElse(null));
        try {
            proxy.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("S3 could not start: " + e.getMessage(), e);
        }
        return new ObjectStorage(proxy, blobs);
    }

    /**
     * A body whose hash is signed is held in memory until it is checked, so the largest is a quarter of the memory, and
     * at least 128 MB. Larger ones come in parts or in signed chunks, as the AWS CLI and the SDKs send them.
     */
    private static long largestSignedBody() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / 4, LEAST_BODY, MOST_BODY);
    }

    /** The port S3 answers on. */
    public int port() {
        return proxy.getPort();
    }

    /** Creates the bucket unless it is there. */
    public void createBucket(String bucket, boolean versioned) {
        if (!blobs.containerExists(bucket)) {
            blobs.createContainer(bucket);
        }
        if (versioned && blobs.supportsVersioning()) {
            blobs.putBucketVersioning(bucket, BucketVersioningStatus.ENABLED);
        }
    }

    /** Whether there is an object. */
    public boolean exists(String bucket, String key) {
        return blobs.blobExists(bucket, key);
    }

    /** The content of an object, or empty when there is none; the caller closes it. */
    public Optional<InputStream> read(String bucket, String key) {
        return blobs.blobExists(bucket, key) ? Optional.of(blobs.getBlob(bucket, key)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("S3 could not stop: " + e.getMessage(), e);
        }
        blobs.close();
    }
}
