package io.segmenta.training;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.platform.Environment;
import io.segmenta.platform.Json;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.S3ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;

/** The entry point of the training function: a notification of S3 in, what became of each upload out. */
public final class TrainingHandler implements RequestStreamHandler {
    private final TrainUpload training;
    private final Log log;

    /** Wires AWS. */
    public TrainingHandler() {
        this(wired(Environment.ofProcess()), Log.of("training", Clock.systemUTC()));
    }

    TrainingHandler(TrainUpload training, Log log) {
        this.training = training;
        this.log = log;
    }

    private static TrainUpload wired(Environment environment) {
        int threads = environment.optional("SEGMENTA_THREADS").map(Integer::valueOf)
                .orElseGet(() -> Runtime.getRuntime().availableProcessors());
        return new TrainUpload(new S3ObjectStore(Aws.of(environment), environment.bucket()),
                SqlCatalogue.of(environment), new PipelineTrainer(new Workers(threads)), Clock.systemUTC(),
                environment.optional("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").map(Integer::valueOf).orElse(0));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Log request = log.withRequest(context.getAwsRequestId());
        ObjectNode result = Json.object();
        ArrayNode runs = result.putArray("runs");
        for (Notice notice : Notice.parse(Json.parse(input))) {
            runs.add(training.train(notice, context.getAwsRequestId(),
                    Duration.ofMillis(context.getRemainingTimeInMillis()), request).json());
        }
        output.write(Json.bytes(result));
    }
}
