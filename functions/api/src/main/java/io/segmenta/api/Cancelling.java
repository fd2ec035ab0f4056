package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Cancellation;
import io.segmenta.platform.catalogue.Cancellations;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Run;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Asks for the end of runs; training sees to it at its next stage. */
final class Cancelling {
    private final Found found;
    private final Catalogue catalogue;
    private final Costs costs;
    private final InstantSource clock;

    Cancelling(Found found, Catalogue catalogue, Costs costs, InstantSource clock) {
        this.found = found;
        this.catalogue = catalogue;
        this.costs = costs;
        this.clock = clock;
    }

    Answer cancel(Request request) {
        request.withoutQuery();
        Run run = found.run(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Cancellations cancellations = catalogue.cancellations();
        Optional<Cancellation> asked = cancellations.ask(
                new Cancellation(run.id(), run.dataset(), request.caller().name(), now),
                Deed.RUN_CANCELLED.by(request, now, run.dataset(), run.id().toString(),
                        Deed.Change.to(Json.object().put("stage", run.stage()))));
        Run present = catalogue.run(run.id()).orElseThrow();
        boolean over = present.status() == Run.Status.SUCCEEDED || present.status() == Run.Status.FAILED;
        if (asked.isEmpty() || over) {
            throw Refusal.CONFLICT.because("run " + run.id() + " has ended: it is " + RunShape.status(present));
        }
        request.log().info("cancellation asked for", "run_id", run.id(), "dataset", run.dataset());
        ObjectNode shape = costs.told(present);
        show(shape, asked);
        return Answer.accepted(Routes.BASE + "/runs/" + run.id(), shape).with("retry-after", "1");
    }

    /** Tells of a run that somebody wants to end, or that has ended so, who wanted it. */
    static void show(ObjectNode shape, Optional<Cancellation> asked) {
        asked.ifPresent(cancellation -> shape.putObject("cancellation").put("by", cancellation.by()).put("at",
                cancellation.at().toString()));
    }
}
