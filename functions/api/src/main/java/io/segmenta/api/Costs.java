package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import io.segmenta.platform.catalogue.RunCosts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells with a run what it is expected to cost, how long it will still take, and what it has cost. */
final class Costs {
    private static final double MILLIS = 1e3;

    private final RunCosts costs;
    private final InstantSource clock;

    Costs(RunCosts costs, InstantSource clock) {
        this.costs = costs;
        this.clock = clock;
    }

    /** One run. */
    ObjectNode told(Run run) {
        return of(List.of(run)).apply(run);
    }

    /** Each of some runs. */
    Function<Run, ObjectNode> of(List<Run> runs) {
        Map<UUID, List<RunCost>> known = costs.of(runs.stream().map(Run::id).toList()).stream()
                .collect(Collectors.groupingBy(RunCost::run));
        return run -> {
            ObjectNode shape = RunShape.of(run);
            List<RunCost> attempts = known.getOrDefault(run.id(), List.of());
            tell(shape, run, attempts);
            return shape;
        };
    }

    private void tell(ObjectNode shape, Run run, List<RunCost> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        RunCost last = attempts.getLast();
        if (run.status() == Run.Status.RUNNING) {
            last.foreseen().flatMap(foreseen -> remaining(run, foreseen))
                    .ifPresent(seconds -> shape.put("eta_seconds", seconds));
        }
        ObjectNode usd = shape.putObject("usd");
        last.foreseen().ifPresent(foreseen -> usd.put("low", foreseen.usdLow()).put("high", foreseen.usdHigh()));
        List<RunCost.Spent> spent = attempts.stream().flatMap(attempt -> attempt.spent().stream()).toList();
        if (!spent.isEmpty()) {
            usd.put("spent", spent.stream().mapToDouble(RunCost.Spent::usd).sum());
            show(usd, spent, run.attempts());
        }
        usd.put("prices_of", last.region());
    }

    private static void show(ObjectNode usd, List<RunCost.Spent> spent, int attempts) {
        usd.put("compute", spent.stream().mapToDouble(RunCost.Spent::compute).sum());
        usd.put("requests", spent.stream().mapToDouble(RunCost.Spent::requests).sum());
        usd.put("storage_month", spent.stream().mapToDouble(RunCost.Spent::storage).sum());
        double jobs = spent.stream().mapToDouble(RunCost.Spent::jobs).sum();
        if (jobs > 0) {
            usd.put("jobs", jobs);
        }
        usd.put("function_seconds", spent.stream().mapToLong(RunCost.Spent::milliseconds).sum() / MILLIS);
        usd.put("function_mb", spent.getLast().functionMb());
        // Who died could not tell.
        if (attempts > spent.size()) {
            usd.put("attempts_untold", attempts - spent.size());
        }
    }

    /** By the middle of the forecast, by its end when that has passed, and not told when that has too. */
    private Optional<Long> remaining(Run run, RunCost.Foreseen foreseen) {
        double elapsed = Duration.between(run.createdAt(), clock.instant()).toMillis() / MILLIS;
        double middle = Math.sqrt(foreseen.secondsLow() * foreseen.secondsHigh());
        double end = elapsed < middle ? middle : foreseen.secondsHigh();
        return elapsed < end ? Optional.of((long) Math.ceil(end - elapsed)) : Optional.empty();
    }
}
