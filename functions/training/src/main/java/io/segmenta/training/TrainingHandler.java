package io.segmenta.training;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.learning.EarlierLine;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.aws.RequestCounts;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.direct.SecretKeys;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.jobs.EmrServerlessJobs;
import io.segmenta.platform.jobs.Jobs;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.S3ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entry point of the training function: a notification of S3 in, what became of each upload out. */
public final class TrainingHandler implements RequestHandler<S3Event, Map<String, Object>> {
    private final Parts parts;
    private final Log log;

    /**
     * Who does the work.
     *
     * @param training makes runs of what arrives under {@code data/}
     * @param previews looks at what arrives under {@code uploads/}
     * @param exports writes the lists that are asked for under {@code exports/}
     * @param wakings goes on with runs that wait for a job; empty where the deployment has none
     */
    record Parts(TrainUpload training, Previews previews, Exports exports, Optional<Wakings> wakings) {
        /** Without jobs. */
        Parts(TrainUpload training, Previews previews, Exports exports) {
            this(training, previews, exports, Optional.empty());
        }
    }

    /** Wires AWS. */
    public TrainingHandler() {
        this(wired(Environment.ofProcess()), Log.of("training", Clock.systemUTC()));
    }

    TrainingHandler(Parts parts, Log log) {
        this.parts = parts;
        this.log = log;
    }

    private static Parts wired(Environment environment) {
        int threads = environment.optional("SEGMENTA_THREADS").map(Integer::valueOf)
                .orElseGet(() -> Runtime.getRuntime().availableProcessors());
        Workers workers = new Workers(threads);
        RequestCounts requests = new RequestCounts();
        Aws aws = Aws.of(environment).counting(requests);
        Billing billing = Billing.of(environment, requests);
        ObjectStore store = new S3ObjectStore(aws, environment.bucket());
        SecretKeys keys = new SecretKeys(environment, aws);
        OptOutList optOuts = new OptOutList(store, keys, System::nanoTime,
                Log.of("training", Clock.systemUTC()));
        Catalogue catalogue = SqlCatalogue.of(environment);
        boolean datasetsDecide = environment.optional("SEGMENTA_DATASETS_DECIDE").map(Boolean::valueOf).orElse(false);
        Trainer trainer = new PipelineTrainer(workers, new EarlierLine(store, workers), optOuts,
                new Views(store, keys));
        Clock clock = Clock.systemUTC();
        Optional<Jobs> jobs = jobs(environment, aws);
        Optional<LargeRoad> road = jobs
                .map(known -> new LargeRoad(store, trainer,
                        new LargeJobs(store, known, billing.costs().tariff(), clock), optOuts));
        TrainUpload training = new TrainUpload(store, catalogue, trainer, clock,
                new TrainUpload.Limits(billing, datasetsDecide), road);
        return new Parts(training, new Previews(store, workers, billing.costs(), datasetsDecide),
                new Exports(store, optOuts),
                jobs.map(known -> new Wakings(store, catalogue, known, training, clock)));
    }

    private static Optional<Jobs> jobs(Environment environment, Aws aws) {
        return environment.optional("SEGMENTA_LARGE_APPLICATION")
                .map(application -> new EmrServerlessJobs(aws, new EmrServerlessJobs.Settings(application,
                        environment.required("SEGMENTA_LARGE_ROLE_ARN"),
                        environment.required("SEGMENTA_LARGE_PROGRAM"))));
    }

    /** @return {@code runs}, a list with what became of each record of the notification */
    @Override
    public Map<String, Object> handleRequest(S3Event event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        List<Map<String, String>> runs = new ArrayList<>();
        for (Notice notice : Notice.of(event)) {
            Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
            List<RunOutcome> outcomes = parts.previews().see(notice, request)
                    .or(() -> parts.exports().see(notice, request)).map(List::of)
                    .or(() -> parts.wakings().flatMap(
                            wakings -> wakings.see(notice, context.getAwsRequestId(), remaining, request)))
                    .orElseGet(() -> parts.training().train(notice, context.getAwsRequestId(), remaining, request));
            outcomes.forEach(outcome -> runs.add(outcome.fields()));
        }
        return Map.of(RunOutcome.RUNS, runs);
    }
}
