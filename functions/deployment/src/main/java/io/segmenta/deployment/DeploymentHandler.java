package io.segmenta.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.Environment;
import io.segmenta.platform.Pause;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.bus.EventBridgeBus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.sagemaker.SageMaker;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.S3ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The entry point of the deployment function: an event of EventBridge in, the step it led to out. */
public final class DeploymentHandler implements RequestHandler<ScheduledEvent, Map<String, String>> {
    private static final String SCHEDULED = "Scheduled Event";

    private final Reconciliation reconciliation;
    private final SageMakerNames names;
    private final EndpointNames endpointNames;
    private final Clock clock;
    private final Log log;

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
                new EventBridgeBus(aws), new PredictingProbe(clock), Pause::real, environment.names(),
                environment.required("SEGMENTA_EXECUTION_ROLE_ARN"), clock);
        this.names = environment.names();
        this.endpointNames = new EndpointNames(catalogue, names);
        this.clock = clock;
        this.log = Log.of("deployment", clock);
    }

    DeploymentHandler(Reconciliation reconciliation, Catalogue catalogue, SageMakerNames names, Clock clock, Log log) {
        this.reconciliation = reconciliation;
        this.names = names;
        this.endpointNames = new EndpointNames(catalogue, names);
        this.clock = clock;
        this.log = log;
    }

    static Reconciliation reconciliation(ObjectStore store, Registry registry, Endpoints endpoints,
            Catalogue catalogue, Bus bus, ModelProbe probe, Pause pause, SageMakerNames names, String executionRole,
            Clock clock) {
        EndpointNames endpointNames = new EndpointNames(catalogue, names);
        News news = new News(catalogue.outbox(), bus, store, clock);
        GoLive goLive = new GoLive(catalogue, endpoints, store, new LivePointers(store, endpointNames, clock),
                endpointNames, news, pause, clock);
        return new Reconciliation(new Approvals(registry, catalogue, names), new Turns(catalogue, pause, clock),
                catalogue, endpoints, store, probe, news, goLive, names, endpointNames, executionRole, clock);
    }

    /** @return {@code dataset}, unless the event is about none of ours or about all, and {@code step} */
    @Override
    public Map<String, String> handleRequest(ScheduledEvent event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        if (event != null && SCHEDULED.equals(event.getDetailType())) {
            reconciliation.reconcileAll(context.getAwsRequestId(), request);
            return Map.of("step", "all");
        }
        StateChange change = StateChange.of(event, names, endpointNames::dataset);
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        Step step = change.dataset().map(dataset -> reconciliation.reconcile(dataset, change.approved(),
                context.getAwsRequestId(), deadline, request)).orElse(Step.IGNORED);
        Map<String, String> result = new LinkedHashMap<>();
        change.dataset().ifPresent(dataset -> result.put("dataset", dataset));
        result.put("step", step.name().toLowerCase(Locale.ROOT));
        return result;
    }
}
