package io.segmenta.training;

import io.segmenta.pipeline.cost.CostModel;
import io.segmenta.pipeline.cost.Forecast;
import io.segmenta.pipeline.cost.Spent;
import io.segmenta.pipeline.cost.Usage;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.platform.aws.RequestCounts;
import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import io.segmenta.platform.catalogue.RunCosts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one attempt at a run is expected to cost and costs, as it is noted in the catalogue. It tells of one attempt on
 * one machine, so nothing of it is among the files that are the same for the same data.
 */
final class Bill {
    private final Billing billing;
    private final Attempt attempt;
    private final RunCosts costs;
    private final Clock clock;
    private final Instant begin;
    private final RequestCounts.Counted before;
    private Optional<RunCost.Foreseen> foreseen = Optional.empty();

    Bill(Billing billing, Attempt attempt, RunCosts costs, Clock clock) {
        this.billing = billing;
        this.attempt = attempt;
        this.costs = costs;
        this.clock = clock;
        this.begin = clock.instant();
        this.before = billing.requests().get();
    }

    /**
     * Notes what the attempt is expected to cost.
     *
     * @throws io.segmenta.model.base.DataException when that is more than its owner allows
     */
    synchronized void planned(MemoryPlan plan) {
        Forecast forecast = billing.costs().forecast(plan.rows(), plan.columns(), attempt.settings().config());
        foreseen = Optional.of(new RunCost.Foreseen(forecast.seconds().low(), forecast.seconds().high(),
                forecast.usd().low(), forecast.usd().high()));
        note(Optional.empty());
        CostModel.refuseAbove(forecast, attempt.settings().config());
    }

    /**
     * Notes what the attempt has cost.
     *
     * @param written bytes of the files of the run
     * @param jobs dollars for other machines, told by the attempt that ends the run
     */
    synchronized void ended(long written, double jobs) {
        RequestCounts.Counted now = billing.requests().get();
        Usage usage = new Usage(Duration.between(begin, clock.instant()).toMillis(), now.writes() - before.writes(),
                now.reads() - before.reads(), written);
        Spent spent = billing.costs().spent(usage);
        note(Optional.of(new RunCost.Spent(usage.milliseconds(), billing.costs().memoryMb(), usage.writes(),
                usage.reads(), usage.bytes(), spent.compute(), spent.requests(), spent.storage(), jobs)));
    }

    private void note(Optional<RunCost.Spent> spent) {
        Run run = attempt.run();
        try {
            costs.note(new RunCost(run.id(), run.dataset(), run.attempts(), billing.costs().tariff().region(),
                    foreseen, spent, clock.instant()));
        } catch (CatalogueException e) {
            // What a run costs is worth knowing; it must not fail for the want of it.
            attempt.log().warn("cost not recorded in the catalogue", "run_id", run.id());
        }
    }
}
