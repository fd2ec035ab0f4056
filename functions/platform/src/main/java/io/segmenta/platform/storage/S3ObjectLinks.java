package io.segmenta.platform.storage;

import io.segmenta.platform.aws.Aws;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** Presigned addresses of S3. Safe for use by several threads. */
public final class S3ObjectLinks implements ObjectLinks, UploadLinks {
    private final S3Presigner presigner;
    private final String bucket;

    /** Signs with the credentials of the environment. */
    public S3ObjectLinks(Aws aws, String bucket) {
        S3Presigner.Builder builder = S3Presigner.builder().region(aws.region()).credentialsProvider(aws.credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(aws.endpoint("S3").isPresent()).build());
        aws.endpoint("S3").ifPresent(builder::endpointOverride);
        this.presigner = builder.build();
        this.bucket = bucket;
    }

    @Override
    public URI link(String key, Duration validFor, String fileName) {
        return URI.create(presigner.presignGetObject(request -> request.signatureDuration(validFor).getObjectRequest(
                get -> get.bucket(bucket).key(key)
                        .responseContentDisposition("attachment; filename=\"" + fileName + '"')))
                .url().toExternalForm());
    }

    @Override
    public Link link(String key, String contentType, long size, Duration validFor) {
        PresignedPutObjectRequest signed = presigner.presignPutObject(request -> request.signatureDuration(validFor)
                .putObjectRequest(put -> put.bucket(bucket).key(key).contentType(contentType).contentLength(size)));
        // The length is signed, and told by whoever sends a body.
        return new Link(URI.create(signed.url().toExternalForm()), Map.of("Content-Type", contentType));
    }
}
