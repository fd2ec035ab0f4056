package io.segmenta.local.stack.storage;

import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Tells a listener of every object written, after the bytes are in place and before the writer has its answer: a write
 * that was acknowledged has been told of.
 */
final class NotifyingBlobStore extends ForwardingBlobStore {

    private final Consumer<ObjectCreated> listener;
    private final AtomicLong lastSequence = new AtomicLong();

    NotifyingBlobStore(BlobStore delegate, Consumer<ObjectCreated> listener) {
        super(delegate);
        this.listener = listener;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse response = super.putBlob(request, payload);
        created("ObjectCreated:Put", request.bucket(), request.key(), response.eTag(), response.versionId());
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        String eTag = response.copyObjectResult() == null ? null : response.copyObjectResult().eTag();
        created("ObjectCreated:Copy", request.destinationBucket(), request.destinationKey(), eTag,
                response.versionId());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
            CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        created("ObjectCreated:CompleteMultipartUpload", upload.containerName(), upload.blobName(), response.eTag(),
                response.versionId());
        return response;
    }

    private void created(String event, String bucket, String key, @Nullable String eTag, String versionId) {
        HeadObjectResponse head = blobMetadata(bucket, key);
        String tag = eTag == null ? head.eTag() : eTag;
        listener.accept(new ObjectCreated(event, bucket, key, head.contentLength(), tag == null
                ? ""
                : tag.replace("\"", ""), versionId, nextSequencer(), Instant.now()));
    }

    /** Strictly rising, also across restarts as long as the clock does not go back. */
    private String nextSequencer() {
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return String.format("%016X", lastSequence.updateAndGet(last -> Math.max(last + 1, micros)));
    }
}
