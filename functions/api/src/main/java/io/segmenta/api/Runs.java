package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Request;
import io.segmenta.platform.catalogue.Cancellations;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Listings.RunFilter;
import io.segmenta.platform.catalogue.Listings.RunOrder;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs: which there are, and how far one is. */
final class Runs {
    private static final List<String> ORDERS = List.of("created_at", "silhouette");
    private static final List<String> STATUSES = Stream.of(Run.Status.values())
            .map(status -> status.name().toLowerCase(Locale.ROOT)).toList();
    /** A new run is asked after often, one that takes its time less so. */
    private static final Duration YOUNG = Duration.ofSeconds(30);

    private final Found found;
    private final Listings listings;
    private final Cancellations cancellations;
    private final Costs costs;
    private final InstantSource clock;

    Runs(Found found, Listings listings, Cancellations cancellations, Costs costs, InstantSource clock) {
        this.found = found;
        this.listings = listings;
        this.cancellations = cancellations;
        this.costs = costs;
        this.clock = clock;
    }

    Answer list(Request request) {
        Query query = request.query("dataset", "status", "created_after", Page.LIMIT, Page.CURSOR, Page.SORT);
        Page page = Page.of(query, ORDERS, "-created_at");
        Optional<String> dataset = query.text("dataset");
        List<Run.Status> statuses = query.words("status", STATUSES).stream()
                .map(word -> Run.Status.valueOf(word.toUpperCase(Locale.ROOT))).toList();
        Optional<Instant> createdAfter = query.time("created_after");
        query.check();
        RunFilter filter = new RunFilter(dataset.map(found::dataset).map(Dataset::name), statuses, createdAfter);
        RunOrder order = RunOrder.valueOf(page.key().toUpperCase(Locale.ROOT));
        List<Run> runs = page
                .read(() -> listings.runs(filter, order, page.descending(), page.after(), page.lookFor()));
        return page.answer(request, runs, costs.of(runs)::apply, run -> Listings.mark(run, order));
    }

    Answer one(Request request) {
        request.withoutQuery();
        Run run = found.run(request);
        ObjectNode shape = costs.told(run);
        if (run.status() == Run.Status.RUNNING || run.status() == Run.Status.CANCELLED) {
            Cancelling.show(shape, cancellations.of(run.id()));
        }
        Answer answer = Answer.ok(shape);
        if (run.status() != Run.Status.RUNNING) {
            return answer;
        }
        boolean young = Duration.between(run.createdAt(), clock.instant()).compareTo(YOUNG) < 0;
        return answer.with("retry-after", young ? "1" : "3");
    }
}
