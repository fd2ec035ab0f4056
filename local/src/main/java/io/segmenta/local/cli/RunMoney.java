package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import java.util.List;
import java.util.Optional;

/** What a run costs at AWS's prices, in a few words. */
final class RunMoney {
    private RunMoney() {}

    /** The same of a run as the REST API tells of it. */
    static Optional<String> of(JsonNode run) {
        JsonNode usd = run.path("usd");
        if (usd.has("spent") && !run.path("status").asText().equals("running")) {
            return Optional.of(Texts.usd(usd.path("spent").asDouble()));
        }
        return usd.has("low") ? Optional.of(Texts.usd(usd.path("low").asDouble(), usd.path("high").asDouble()))
                : Optional.empty();
    }

    /** What it has cost, or while that is not known, what it is expected to; empty when neither is known. */
    static Optional<String> of(Run run, List<RunCost> all) {
        List<RunCost> attempts = all.stream().filter(cost -> cost.run().equals(run.id())).toList();
        List<RunCost.Spent> spent = attempts.stream().flatMap(attempt -> attempt.spent().stream()).toList();
        if (!spent.isEmpty() && run.status() != Run.Status.RUNNING) {
            return Optional.of(Texts.usd(spent.stream().mapToDouble(RunCost.Spent::usd).sum()));
        }
        return attempts.stream().flatMap(attempt -> attempt.foreseen().stream()).reduce((_, last) -> last)
                .map(foreseen -> Texts.usd(foreseen.usdLow(), foreseen.usdHigh()));
    }
}
