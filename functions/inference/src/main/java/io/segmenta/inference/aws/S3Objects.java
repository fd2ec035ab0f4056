package io.segmenta.inference.aws;

import io.segmenta.inference.ObjectStore;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.aws.AwsException;
import io.segmenta.platform.aws.HttpReply;
import io.segmenta.platform.aws.S3Bucket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The objects of one bucket. */
public final class S3Objects implements ObjectStore {

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final S3Bucket bucket;

    public S3Objects(Aws aws, String bucket) {
        this.bucket = new S3Bucket(aws, bucket, SILENCE);
    }

    @Override
    public Found find(String key, String knownTag) throws IOException {
        HttpReply reply = bucket.get(key, knownTag == null ? Map.of() : Map.of("if-none-match", knownTag));
        return switch (reply.status()) {
            case 200 -> new Found.Content(reply.body(), reply.header("etag").orElse(""));
            case 304 -> new Found.Unchanged();
            case 404 -> new Found.Absent();
            default -> throw unavailable(S3Bucket.refusal("reading " + key, reply));
        };
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        try {
            return bucket.list(prefix);
        } catch (AwsException refusal) {
            throw unavailable(refusal);
        }
    }

    /** A model that S3 does not hand out is one that cannot be reached now. */
    private static IOException unavailable(AwsException refusal) {
        return new IOException(refusal.getMessage(), refusal);
    }
}
