package io.segmenta.local.cli;

import io.segmenta.model.contract.ScoreKey;
import io.segmenta.model.contract.ScoreOutcome;
import io.segmenta.model.contract.ScoreOutcome.Input;
import io.segmenta.model.contract.ScoreOutcome.Model;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Puts a file where it is scored and waits for its outcome. */
final class ScoreWatch {
    /** The function's own limit, and time to be called. */
    private static final Duration LIMIT = Duration.ofMinutes(17);

    private final S3Client s3;
    private final String bucket;
    private final ScoreKey key;
    private Input input = new Input("", "", "", Optional.empty());
    private Optional<byte[]> before = Optional.empty();

    ScoreWatch(S3Client s3, String bucket, ScoreKey key) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        if (ScoreKey.parse(key.key()).isEmpty()) {
            throw CliException.user("%s", ScoreKey.misplaced(key.key()).orElse("the file cannot be scored"));
        }
    }

    void upload(Path file) {
        before = found();
        PutObjectResponse answer = s3.putObject(request -> request.bucket(bucket).key(key.key()),
                RequestBody.fromFile(file));
        String etag = answer.eTag().replace("\"", "");
        input = new Input(key.key(), Optional.ofNullable(answer.versionId()).orElse(etag), etag, Optional.empty());
    }

    /**
     * Waits for the outcome of the upload: one that is new, or one of the same file and of what is live, which stays as
     * it is.
     */
    ScoreOutcome await(Meter meter) {
        Instant end = Instant.now().plus(LIMIT);
        LivePointers live = new LivePointers(s3, bucket);
        while (Instant.now().isBefore(end)) {
            Optional<byte[]> found = found();
            if (found.isPresent()) {
                ScoreOutcome outcome = ScoreOutcome.parse(found.get());
                boolean fresh = before.filter(bytes -> Arrays.equals(bytes, found.get())).isEmpty();
                Optional<Model> model = fresh ? outcome.model() : live.of(key.dataset()).map(Model::of);
                if (outcome.isOf(input, model)) {
                    return outcome;
                }
            }
            meter.show("scoring", 0, "");
            Pause.brief();
        }
        throw CliException.infrastructure("the file was not answered within %d minutes; see: segmenta logs scoring",
                LIMIT.toMinutes());
    }

    private Optional<byte[]> found() {
        return Results.bytes(s3, bucket, key.outcome());
    }
}
