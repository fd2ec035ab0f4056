package io.segmenta.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Environment;
import io.segmenta.platform.Json;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.sagemaker.SageMaker;
import io.segmenta.platform.snapshot.Priming;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.S3ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** The entry point of the deployment function: an event of EventBridge in, the step it led to out. */
public final class DeploymentHandler implements RequestStreamHandler {
    private final Reconciliation reconciliation;
    private final Log log;
    /** Only kept: the runtime refers to it weakly. */
    private final Optional<Priming> priming;

    /** Wires AWS. */
    public DeploymentHandler() {
        this(Environment.ofProcess(), Clock.systemUTC());
    }

    private DeploymentHandler(Environment environment, Clock clock) {
        Aws aws = Aws.of(environment);
        SageMaker sageMaker = new SageMaker(aws);
        ObjectStore store = new S3ObjectStore(aws, environment.bucket());
        Registry registry = sageMaker.registry();
        SqlCatalogue catalogue = SqlCatalogue.of(environment);
        this.reconciliation = reconciliation(store, registry, sageMaker.endpoints(), catalogue,
                new PredictingProbe(clock), Pause::real, environment.required("SEGMENTA_EXECUTION_ROLE_ARN"), clock);
        this.log = Log.of("deployment", clock);
        this.priming = Optional.of(Priming.register(store, registry, catalogue));
    }

    DeploymentHandler(Reconciliation reconciliation, Log log) {
        this.reconciliation = reconciliation;
        this.log = log;
        this.priming = Optional.empty();
    }

    static Reconciliation reconciliation(ObjectStore store, Registry registry, Endpoints endpoints,
            Catalogue catalogue, ModelProbe probe, Pause pause, String executionRole, Clock clock) {
        GoLive goLive = new GoLive(catalogue, endpoints, store, new LivePointers(store, clock), pause, clock);
        return new Reconciliation(new Approvals(registry, catalogue), catalogue, endpoints, store, probe, goLive,
                executionRole, clock);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Log request = log.withRequest(context.getAwsRequestId());
        Hint hint = Hint.parse(Json.parse(input));
        Step step = hint.dataset().map(dataset -> reconciliation.reconcile(dataset, hint.approved(), request))
                .orElse(Step.IGNORED);
        ObjectNode result = Json.object();
        hint.dataset().ifPresent(dataset -> result.put("dataset", dataset));
        output.write(Json.bytes(result.put("step", step.name().toLowerCase(Locale.ROOT))));
    }
}
