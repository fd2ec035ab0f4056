package io.segmenta.inference;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.segmenta.inference.aws.SageMakerEndpoints;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.predict.Reply;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.capture.Captures;
import io.segmenta.platform.capture.Trials;
import io.segmenta.platform.direct.S3Objects;
import io.segmenta.platform.direct.SecretKeys;
import io.segmenta.platform.http.HttpRequest;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.features.StoredFeatures;
import io.segmenta.platform.storage.ObjectParts;
import io.segmenta.platform.storage.ObjectReader;
import io.segmenta.platform.storage.ObjectWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda entry of the HTTP API. Before a snapshot is taken it answers a few requests of its own, so that a restored
 * function has its classes loaded and its code compiled; what it learned meanwhile is forgotten again.
 */
public final class InferenceHandler
        implements
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>,
            Resource {

    private static final int UNAVAILABLE = 503;
    /** Time for an endpoint to start an instance, or for a busy one to be done with what it has. */
    private static final String RETRY_AFTER_SECONDS = "5";

    /** For how long a look-up goes by what was read. */
    private static final Duration FEATURES_RECHECK = Duration.ofMinutes(1);

    private final LiveModels models;
    private final Predictions predictions;
    private final FromStore fromStore;
    private final Captures captures;
    private final OptOutList optOuts;
    private final LiveExperiments experiments;
    private final Trials trials;
    private final InstantSource clock;

    /** The function as Lambda makes it. */
    public InferenceHandler() {
        this(Environment.ofProcess());
        Core.getGlobalContext().register(this);
        // Lambda tells of the end only where an extension is registered; elsewhere the last minutes are not counted.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "counts"));
    }

    private InferenceHandler(Environment environment) {
        this(environment, Aws.of(environment), environment.clock());
    }

    private InferenceHandler(Environment environment, Aws aws, InstantSource clock) {
        this(new S3Objects(aws, environment.bucket()), new SageMakerEndpoints(aws), new SecretKeys(environment, aws),
                environment.optional("SEGMENTA_DEFAULT_DATASET"), clock);
    }

    private InferenceHandler(S3Objects store, Endpoints endpoints, KeySource keys, Optional<String> defaultDataset,
            InstantSource clock) {
        this(store, store, endpoints, keys, defaultDataset, clock);
    }

    <S extends ObjectReader & ObjectParts> InferenceHandler(S store, ObjectWriter counts, Endpoints endpoints,
            KeySource keys, Optional<String> defaultDataset, InstantSource clock) {
        this(store, counts, endpoints, keys, Aside.thread(), defaultDataset, clock);
    }

    <S extends ObjectReader & ObjectParts> InferenceHandler(S store, ObjectWriter counts, Endpoints endpoints,
            KeySource keys, Executor aside,
            Optional<String> defaultDataset, InstantSource clock) {
        Log log = Log.of("inference", clock);
        this.clock = clock;
        this.captures = new Captures(counts, Counts.Source.LAMBDA, log);
        this.models = new LiveModels(store, LivePointer.RECHECK, System::nanoTime, log);
        this.optOuts = new OptOutList(store, keys, System::nanoTime, log);
        this.experiments = new LiveExperiments(store, aside, System::nanoTime, log);
        this.trials = new Trials(counts, log);
        this.fromStore = new FromStore(new StoredFeatures(store, store, FEATURES_RECHECK, System::nanoTime), keys,
                log);
        this.predictions = new Predictions(models, endpoints, defaultDataset, captures, optOuts,
                new Experimenting(experiments, trials, keys, aside, System::nanoTime, log), fromStore, clock, log);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, @Nullable Context context) {
        return response(predictions.answer(HttpRequest.of(event), TimeLeft.of(context)));
    }

    private static APIGatewayV2HTTPResponse response(Reply answer) {
        // An endpoint of an earlier version may answer more than Lambda carries, which would be the caller's 500.
        Reply reply = answer.isCarried() ? answer
                : Refusal.TOO_LARGE.answer("the answer has " + answer.length()
                        + " bytes, more than can be carried; send fewer records at once");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", reply.contentType());
        headers.put("cache-control", "no-store");
        if (reply.status() == UNAVAILABLE) {
            headers.put("retry-after", RETRY_AFTER_SECONDS);
        }
        return APIGatewayV2HTTPResponse.builder().withStatusCode(reply.status()).withHeaders(headers)
                .withBody(reply.text()).build();
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Priming.run(this);
        models.forget();
        captures.forget();
        optOuts.forget();
        experiments.forget();
        trials.forget();
        fromStore.forget();
    }

    /** Writes what is counted, before the process ends. */
    void end() {
        captures.flushAll(clock.instant());
        trials.flushAll(clock.instant());
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing to renew: connections are opened when needed, and what was live then is forgotten.
    }
}
