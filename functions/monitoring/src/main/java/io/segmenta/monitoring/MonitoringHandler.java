package io.segmenta.monitoring;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.platform.Environment;
import io.segmenta.platform.TryAll;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.bus.EventBridgeBus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Experiment;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.direct.SecretKeys;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.S3ObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entry point of the monitoring function: an hour has passed, or a file of outcomes has arrived; how many windows
 * it closed out.
 */
public final class MonitoringHandler implements RequestHandler<ScheduledEvent, Map<String, Object>> {
    private final CloseDays days;
    private final LookAtExperiments experiments;
    private final ObjectStore store;
    private final InstantSource clock;
    private final Log log;

    /** Wires AWS. */
    public MonitoringHandler() {
        this(Environment.ofProcess());
    }

    private MonitoringHandler(Environment environment) {
        InstantSource clock = environment.clock();
        Aws aws = Aws.of(environment);
        this.store = new S3ObjectStore(aws, environment.bucket());
        Catalogue catalogue = SqlCatalogue.of(environment);
        Bus bus = new EventBridgeBus(aws);
        this.days = new CloseDays(store, catalogue.drift(), catalogue.outbox(), bus, clock);
        this.experiments = new LookAtExperiments(store, catalogue, bus, new SecretKeys(environment, aws), clock);
        this.clock = clock;
        this.log = Log.of("monitoring", clock);
    }

    MonitoringHandler(CloseDays days, LookAtExperiments experiments, ObjectStore store, InstantSource clock,
            Log log) {
        this.days = days;
        this.experiments = experiments;
        this.store = store;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Closes what is over and looks at what is tried; what is in the event does not matter, since it may come twice or
     * late.
     *
     * @return {@code datasets} that are live, {@code windows} that were closed, {@code experiments} that were looked at
     */
    @Override
    public Map<String, Object> handleRequest(@Nullable ScheduledEvent event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        List<String> keys = store.list(LivePointer.PREFIX);
        List<String> datasets = keys.stream().map(LivePointer::dataset).flatMap(Optional::stream).toList();
        AtomicInteger windows = new AtomicInteger();
        List<Experiment> running = experiments.running();
        Stream<Task> looks = running.stream().map(one -> new Task("an experiment could not be looked at",
                one.dataset(), () -> experiments.look(one, request)));
        Stream<Task> copies = keys.stream().map(LiveExperiment::dataset).flatMap(Optional::stream)
                .map(dataset -> new Task("those who answer could not be told of an experiment", dataset,
                        () -> experiments.renew(dataset)));
        Stream<Task> tasks = Stream.concat(Stream.concat(looks, copies),
                datasets.stream().map(dataset -> new Task("the days of a data set could not be closed", dataset,
                        () -> windows.addAndGet(days.close(dataset, deadline, request)))));
        TryAll.of(tasks.toList(), task -> task.attempt.run(), (task, fault) -> request
                .error(task.failed + "; it is tried again in an hour", "dataset", task.dataset, "error", fault));
        return Map.of("datasets", datasets.size(), "windows", windows.get(), "experiments", running.size());
    }

    /** Something that is tried. */
    private record Task(String failed, String dataset, Runnable attempt) {}
}
