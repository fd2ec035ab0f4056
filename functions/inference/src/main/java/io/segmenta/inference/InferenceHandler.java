package io.segmenta.inference;

import io.segmenta.inference.aws.CredentialSource;
import io.segmenta.inference.aws.S3Objects;
import io.segmenta.inference.aws.SageMakerEndpoints;
import io.segmenta.inference.aws.ServiceAddresses;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.crac.Core;
import org.crac.Resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

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
        this(System.getenv());
        Core.getGlobalContext().register(this);
    }

    private InferenceHandler(Map<String, String> environment) {
        this(environment, InstantSource.system(), CredentialSource.of(environment, InstantSource.system()));
    }

    private InferenceHandler(Map<String, String> environment, InstantSource clock, CredentialSource credentials) {
        this(new S3Objects(required(environment, "SEGMENTA_BUCKET"), new ServiceAddresses(environment), credentials,
                clock), new SageMakerEndpoints(new ServiceAddresses(environment), credentials, clock),
                Optional.ofNullable(environment.get("SEGMENTA_DEFAULT_DATASET")).filter(name -> !name.isBlank()),
                clock);
    }

    InferenceHandler(ObjectStore store, Endpoints endpoints, Optional<String> defaultDataset, InstantSource clock) {
        Log log = new Log(System.out::println);
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

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
