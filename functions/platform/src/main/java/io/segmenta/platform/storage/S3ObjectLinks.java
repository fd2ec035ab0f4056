package io.segmenta.platform.storage;

import io.segmenta.platform.aws.Aws;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned addresses of S3. Safe for use by several threads. */
public final class S3ObjectLinks implements ObjectLinks {
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
        try {
            return presigner.presignGetObject(request -> request.signatureDuration(validFor).getObjectRequest(
                    get -> get.bucket(bucket).key(key)
                            .responseContentDisposition("attachment; filename=\"" + fileName + '"')))
                    .url().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a presigned address is one", e);
        }
    }
}
