package io.segmenta.inference;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.segmenta.inference.aws.S3Objects;
import io.segmenta.inference.aws.SageMakerEndpoints;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.observe.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;

/**
 * The Lambda entry of the HTTP API. Before a snapshot is taken it answers a few requests of its own, so that a restored
 * function has its classes loaded and its code compiled; what it learned meanwhile is forgotten again.
 */
public final class InferenceHandler implements RequestStreamHandler, Resource {

    private static final Duration RECHECK = Duration.ofSeconds(5);

    private final LiveModels models;
    private final Predictions predictions;

    /** The function as Lambda makes it. */
    public InferenceHandler() {
        this(Environment.ofProcess(), InstantSource.system());
        Core.getGlobalContext().register(this);
    }

    private InferenceHandler(Environment environment, InstantSource clock) {
        this(environment, Aws.of(environment), clock);
    }

    private InferenceHandler(Environment environment, Aws aws, InstantSource clock) {
        this(new S3Objects(aws, environment.bucket()), new SageMakerEndpoints(aws),
                environment.optional("SEGMENTA_DEFAULT_DATASET"), clock);
    }

    InferenceHandler(ObjectStore store, Endpoints endpoints, Optional<String> defaultDataset, InstantSource clock) {
        Log log = Log.of("inference", clock);
        this.models = new LiveModels(store, RECHECK, System::nanoTime, log);
        this.predictions = new Predictions(models, endpoints, defaultDataset, clock, log);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        predictions.answer(HttpEvent.read(input)).write(output);
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Priming.run(predictions);
        models.forget();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing to renew: connections are opened when needed, and what was live then is forgotten.
    }
}
