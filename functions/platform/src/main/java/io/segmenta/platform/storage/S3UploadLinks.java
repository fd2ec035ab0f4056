package io.segmenta.platform.storage;

import io.segmenta.platform.aws.Aws;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** Presigned addresses of S3 to put objects to. Safe for use by several threads. */
public final class S3UploadLinks implements UploadLinks {
    private final S3Presigner presigner;
    private final String bucket;

    /** Signs with the credentials of the environment. */
    public S3UploadLinks(Aws aws, String bucket) {
        S3Presigner.Builder builder = S3Presigner.builder().region(aws.region()).credentialsProvider(aws.credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(aws.endpoint("S3").isPresent()).build());
        aws.endpoint("S3").ifPresent(builder::endpointOverride);
        this.presigner = builder.build();
        this.bucket = bucket;
    }

    @Override
    public Link link(String key, String contentType, long size, Duration validFor) {
        PresignedPutObjectRequest signed = presigner.presignPutObject(request -> request.signatureDuration(validFor)
                .putObjectRequest(put -> put.bucket(bucket).key(key).contentType(contentType).contentLength(size)));
        try {
            // The length is signed, and told by whoever sends a body.
            return new Link(signed.url().toURI(), Map.of("Content-Type", contentType));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a presigned address is one", e);
        }
    }
}
