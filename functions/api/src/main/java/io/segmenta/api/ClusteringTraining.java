package io.segmenta.api;

import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.platform.catalogue.AnnouncedUpload;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Trains as clients of SegmentIQ ask for it: agglomerative, on the newest file, and waits for the end for a while. */
final class ClusteringTraining {
    private static final List<String> LINKAGES = List.of("ward", "complete", "average", "single");
    private static final int MOST_CLUSTERS = 1000;
    /** The function may take 29 s (template.yaml). */
    private static final Duration WAITS = Duration.ofSeconds(25);
    private static final int LOOKS = 100;
    /** Training that is busy takes its time; with what each look takes it is within the time that one waits. */
    private static final int LOOKS_FOR_CLAIM = 85;

    private final Found found;
    private final Uploading uploading;
    private final Starting starting;
    private final ClusteringRuns runs;
    private final Catalogue catalogue;
    private final InstantSource clock;

    ClusteringTraining(Found found, Uploading uploading, Starting starting, ClusteringRuns runs, Catalogue catalogue,
            InstantSource clock) {
        this.found = found;
        this.uploading = uploading;
        this.starting = starting;
        this.runs = runs;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    Answer train(Request request) {
        request.withoutQuery();
        Instant deadline = clock.instant().plus(WAITS);
        Body body = Body.of(request, "dataset_id", "linkage", "n_clusters", "use_pca");
        String datasetId = body.textOrNumber("dataset_id");
        Map<String, String> settings = settings(body);
        body.check();
        Dataset dataset = found.dataset(datasetId);
        AnnouncedUpload upload = uploading.newest(dataset).orElseThrow(() -> Refusal.CONFLICT.because("no file of \""
                + dataset.name() + "\" has arrived by the API; send one by POST " + Routes.BASE + "/datasets/upload"));
        Starting.Begun begun = starting.begin(dataset, upload, settings, body, request);
        boolean async = request.header("prefer").orElse("").toLowerCase(Locale.ROOT).contains("respond-async");
        Optional<Run> run = starting.awaited(begun, async ? Starting.LOOKS : LOOKS_FOR_CLAIM);
        Answer answer = run.map(claimed -> shown(async ? claimed : ended(claimed, deadline)))
                .orElseGet(() -> Answer.accepted(Routes.BASE + "/runs?dataset=" + dataset.name(),
                        Starting.queued(dataset, begun)).with("retry-after", "1"));
        return async ? answer.with("preference-applied", "respond-async") : answer;
    }

    private static Map<String, String> settings(Body body) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("clustering.algorithm", "agglomerative");
        if (body.has("linkage")) {
            settings.put("clustering.agglomerative.linkage", body.word("linkage", LINKAGES));
        }
        if (body.has("n_clusters")) {
            settings.put("clustering.k", Long.toString(body.whole("n_clusters", 2, MOST_CLUSTERS)));
        }
        if (body.flag("use_pca")) {
            settings.put("features.pca_variance", "0.95");
        }
        return settings;
    }

    /** The run at its end, or as it stands when one has waited long enough. */
    private Run ended(Run claimed, Instant deadline) {
        Run run = claimed;
        for (int look = 0; look < LOOKS && run.status() == Run.Status.RUNNING
                && clock.instant().isBefore(deadline); look++) {
            starting.pause();
            run = catalogue.run(run.id()).orElseThrow();
        }
        return run;
    }

    private Answer shown(Run run) {
        String address = Routes.BASE + "/clustering/runs/" + run.id();
        return run.status() == Run.Status.RUNNING
                ? Answer.accepted(address, runs.shape(run)).with("retry-after", "1")
                : Answer.created(address, runs.shape(run));
    }
}
