package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Experiment;
import io.segmenta.platform.catalogue.ExperimentBook;
import io.segmenta.platform.catalogue.ExperimentCopy;
import io.segmenta.platform.catalogue.ExperimentLook;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Versions that are tried beside the live one, and what looks at them say. */
final class Experiments {
    private static final String DATASET = "dataset";
    private static final int LOOKS = 90;
    /** Within the event of an answer a byte may take six. */
    private static final int MOST_BYTES = 900_000;

    private final Found found;
    private final Listings listings;
    private final ExperimentBook book;
    private final ObjectStore store;
    private final InstantSource clock;

    Experiments(Found found, Listings listings, ExperimentBook book, ObjectStore store, InstantSource clock) {
        this.found = found;
        this.listings = listings;
        this.book = book;
        this.store = store;
        this.clock = clock;
    }

    Answer list(Request request) {
        Query query = request.query(DATASET, Page.LIMIT, Page.CURSOR);
        Page page = Page.of(query, List.of("started_at"), "-started_at");
        Optional<String> named = query.text(DATASET);
        query.check();
        Optional<String> dataset = named.map(found::dataset).map(Dataset::name);
        List<Experiment> experiments = page.read(() -> listings.experiments(dataset, page.after(), page.lookFor()));
        return page.answer(request, experiments, Experiments::shape, Listings::mark);
    }

    Answer one(Request request) {
        request.withoutQuery();
        Experiment experiment = find(request);
        ObjectNode shape = shape(experiment);
        List<ExperimentLook> looks = book.looks(experiment.id(), LOOKS);
        ArrayNode seen = shape.putArray("looks");
        looks.forEach(look -> seen.addObject().put("at", look.at().toString()).put("decision", look.decision()));
        looks.stream().findFirst().flatMap(look -> store.readAll(look.reportKey()))
                .filter(bytes -> bytes.length <= MOST_BYTES)
                .ifPresent(bytes -> shape.set("report", Json.parse(new ByteArrayInputStream(bytes))));
        return Answer.ok(shape);
    }

    /** Gives all customers back to the champion, within a minute. Who stops it again finds it stopped. */
    Answer stop(Request request) {
        request.withoutQuery();
        Experiment experiment = find(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Experiment stopped = book.stop(experiment.id(),
                new Experiment.End(Experiment.Because.STOPPED, "none_yet", now, request.caller().name()),
                Deed.EXPERIMENT_STOPPED.by(request, now, experiment.dataset(), experiment.id().toString(),
                        Deed.Change.to(Json.object().put("state", "ended"))));
        new ExperimentCopy(book, store).renew(experiment.dataset());
        request.log().info("experiment stopped", DATASET, experiment.dataset(), "experiment", experiment.id());
        return Answer.ok(shape(stopped));
    }

    private Experiment find(Request request) {
        String id = request.variable("n");
        return Found.id(id).flatMap(book::find)
                .orElseThrow(() -> Refusal.NOT_FOUND.because("there is no experiment \"" + id + '"'));
    }

    static ObjectNode shape(Experiment experiment) {
        ObjectNode shape = Json.object().put("id", experiment.id().toString()).put(DATASET, experiment.dataset())
                .put("kind", experiment.kind().word())
                .put("state", experiment.end().isPresent() ? "ended" : "running");
        Found.version(experiment.live().champion()).ifPresent(version -> shape.put("champion", version));
        Found.version(experiment.live().challenger()).ifPresent(version -> shape.put("challenger", version));
        shape.put("share", experiment.live().share());
        experiment.outcome().ifPresent(outcome -> shape
                .put("outcomes", ExperimentKeys.outcomes(experiment.dataset(), experiment.id())).putObject("outcome")
                .put("name", outcome.name()).put("kind", outcome.numbers() ? "number" : "binary"));
        shape.put("customers", experiment.customers()).put("started_at", experiment.started().toString())
                .put("started_by", experiment.by()).put("ends_at", experiment.live().ends().toString());
        experiment.end().ifPresent(end -> {
            ObjectNode ended = shape.putObject("ended").put("because", end.because().name().toLowerCase(Locale.ROOT))
                    .put("decision", end.decision()).put("at", end.at().toString());
            if (!end.by().isEmpty()) {
                ended.put("by", end.by());
            }
        });
        return shape;
    }
}
