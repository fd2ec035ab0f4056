package io.segmenta.local.cli;

import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import java.util.List;
import java.util.Optional;

/** What a run costs at AWS's prices, in a few words. */
final class RunMoney {
    private RunMoney() {}

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
