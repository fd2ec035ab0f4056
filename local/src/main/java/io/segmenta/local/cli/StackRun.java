package io.segmenta.local.cli;

import io.segmenta.learning.BucketParts;
import io.segmenta.local.stack.StackState;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.S3ObjectStore;
import java.util.Map;

/** A run that has succeeded, in the bucket of the stack of this machine, read as the functions read it. */
final class StackRun {
    private StackRun() {}

    /** @param named the beginning of its id, or a data set for its last run */
    static BucketParts parts(StackState stack, String named) {
        Run run;
        try (Runs runs = new Runs(stack)) {
            run = runs.succeeded(named);
        }
        Aws aws = Aws.of(new io.segmenta.platform.Environment(Map.of("AWS_REGION", stack.region(),
                "AWS_ENDPOINT_URL", stack.endpoint(), "AWS_ACCESS_KEY_ID", stack.accessKey(),
                "AWS_SECRET_ACCESS_KEY", stack.secretKey())));
        return new BucketParts(new S3ObjectStore(aws, stack.bucket()), new RunFolder(run.dataset(), run.id()));
    }
}
