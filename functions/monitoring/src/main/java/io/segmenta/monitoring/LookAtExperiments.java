package io.segmenta.monitoring;

import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.model.experiment.Exposure;
import io.segmenta.model.experiment.Exposures;
import io.segmenta.model.json.Json;
import io.segmenta.model.privacy.SmallCells;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.pipeline.experiment.Decision;
import io.segmenta.pipeline.experiment.ExperimentReport;
import io.segmenta.pipeline.experiment.Look;
import io.segmenta.pipeline.experiment.Observed;
import io.segmenta.pipeline.experiment.Plan;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.bus.OutboxSender;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Experiment;
import io.segmenta.platform.catalogue.ExperimentBook;
import io.segmenta.platform.catalogue.ExperimentCopy;
import io.segmenta.platform.catalogue.ExperimentLook;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the experiments that run, as often as it is called: who was exposed, what became of them, and what that
 * comes to. The intervals hold at all looks at once, so that one may stop at any; a look that sees what the last one
 * saw is not written down.
 */
final class LookAtExperiments {
    /** For so long after the last answer outcomes are waited for. */
    static final Duration WAIT = Duration.ofDays(14);
    /** For so long after the last answer what was counted may come. */
    static final Duration LATE = Duration.ofHours(2);

    private final ObjectStore store;
    private final ExperimentBook book;
    private final ExperimentCopy copy;
    private final OutboxSender sender;
    private final KeySource keys;
    private final InstantSource clock;
    private final LiveSettings settings;

    LookAtExperiments(ObjectStore store, Catalogue catalogue, Bus bus, KeySource keys, InstantSource clock) {
        this.store = store;
        this.book = catalogue.experiments();
        this.copy = new ExperimentCopy(book, store);
        this.sender = new OutboxSender(catalogue.outbox(), bus, clock);
        this.keys = keys;
        this.clock = clock;
        this.settings = new LiveSettings(store);
    }

    /** The experiments that run. */
    List<Experiment> running() {
        return book.running();
    }

    /** Tells those who answer how the last one stands: who ended it may have died before it came to that. */
    void renew(String dataset) {
        copy.renew(dataset);
    }

    /** Looks at one, and tells of what it comes to. */
    void look(Experiment experiment, Log log) {
        String dataset = experiment.dataset();
        if (!isChampionLive(experiment)) {
            book.end(experiment.id(), end(Experiment.Because.CHAMPION_CHANGED, Decision.NONE_YET));
        } else {
            seen(experiment, log);
        }
        copy.renew(dataset);
        sender.send(dataset, log);
    }

    private boolean isChampionLive(Experiment experiment) {
        return store.readAll(LivePointer.key(experiment.dataset()))
                .map(bytes -> LivePointer.parse(experiment.dataset(), bytes))
                .filter(pointer -> pointer.modelVersion().equals(experiment.live().champion())).isPresent();
    }

    private Experiment.End end(Experiment.Because because, Decision decision) {
        return new Experiment.End(because, decision.word(), clock.instant().truncatedTo(ChronoUnit.MILLIS), "");
    }

    private void seen(Experiment experiment, Log log) {
        Agreement agreement = agreement(experiment, log);
        Optional<Look> look = Optional.empty();
        long skipped = 0;
        if (experiment.kind().hasArms()) {
            Map<String, Exposure> exposed = exposed(experiment, log);
            boolean numbers = experiment.outcome().map(Experiment.Outcome::numbers).orElse(false);
            OutcomeFiles outcomes = new OutcomeFiles(store, tenantKeys(), numbers, log);
            outcomes.read(store.list(ExperimentKeys.outcomes(experiment.dataset(), experiment.id())), exposed);
            look = Optional.of(Look.at(observed(exposed, outcomes, numbers), new Plan(experiment.live().share(),
                    numbers, experiment.customers(), experiment.segments(), Plan.ALPHA)));
            skipped = outcomes.skipped();
        }
        write(experiment, look, agreement, skipped);
    }

    private TenantKeys tenantKeys() {
        try {
            return keys.keys();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private Agreement agreement(Experiment experiment, Log log) {
        Agreement all = new Agreement();
        for (String key : store.list(ExperimentKeys.agreement(experiment.dataset(), experiment.id()))) {
            store.readAll(key).ifPresent(bytes -> {
                try {
                    all.add(Agreement.read(bytes, key));
                } catch (DataException unusable) {
                    log.warn("a file of counts cannot be used", "key", key, "reason", unusable.getMessage());
                }
            });
        }
        return all;
    }

    /** The first exposure of each customer. */
    private Map<String, Exposure> exposed(Experiment experiment, Log log) {
        Map<String, Exposure> first = new LinkedHashMap<>();
        for (String key : store.list(ExperimentKeys.exposures(experiment.dataset(), experiment.id()))) {
            store.readAll(key).ifPresent(bytes -> {
                try {
                    Exposures.read(bytes, key).forEach(one -> first.merge(one.customer(), one,
                            (known, other) -> other.at().isBefore(known.at()) ? other : known));
                } catch (DataException unusable) {
                    log.warn("a file of exposures cannot be used", "key", key, "reason", unusable.getMessage());
                }
            });
        }
        return first;
    }

    /** Who has no outcome did not do it; of a number nothing is known. */
    private static Observed observed(Map<String, Exposure> exposed, OutcomeFiles outcomes, boolean numbers) {
        Observed observed = new Observed();
        exposed.values().forEach(one -> {
            Optional<Double> outcome = outcomes.of(one.customer()).or(() -> numbers ? Optional.empty()
                    : Optional.of(0.0));
            if (outcome.isPresent()) {
                observed.add(one.arm(), one.segment(), outcome.get());
            } else {
                observed.add(one.arm(), one.segment());
            }
        });
        return observed;
    }

    private void write(Experiment experiment, Optional<Look> look, Agreement agreement, long skipped) {
        SmallCells cells = new SmallCells(settings.of(experiment.dataset()).privacy().k());
        byte[] report = ExperimentReport.write(head(experiment), look, agreement, skipped, cells);
        String key = ExperimentKeys.reports(experiment.dataset(), experiment.id()) + Sha256.of(report).substring(0, 12)
                + ".json";
        Decision decision = look.map(Look::decision).orElse(Decision.NONE_YET);
        Optional<Experiment.End> end = ending(experiment, decision);
        boolean known = book.looks(experiment.id(), 1).stream().anyMatch(last -> last.reportKey().equals(key));
        if (known && end.isEmpty()) {
            return;
        }
        store.create(key, "application/json", ObjectContent.of(report));
        Map<String, Object> counts = new LinkedHashMap<>();
        look.ifPresent(it -> counts.putAll(ExperimentReport.read(it, cells)));
        counts.put("compared", agreement.records());
        counts.put("challenger_faults", agreement.faults());
        book.look(new ExperimentLook(experiment.id(), clock.instant(), text(counts), decision.word(), key), end,
                end.map(how -> news(experiment, how, look, key)).orElse(List.of()));
    }

    private Optional<Experiment.End> ending(Experiment experiment, Decision decision) {
        if (decision.isFinal()) {
            return Optional.of(end(Experiment.Because.DECIDED, decision));
        }
        Duration wait = experiment.kind() == ExperimentKind.SHADOW ? LATE : WAIT;
        return clock.instant().isBefore(experiment.live().ends().plus(wait)) ? Optional.empty()
                : Optional.of(end(Experiment.Because.TIME, decision));
    }

    private static Map<String, Object> head(Experiment experiment) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("experiment", experiment.id().toString());
        head.put("dataset", experiment.dataset());
        head.put("kind", experiment.kind().word());
        head.put(Arm.CHAMPION.word(), experiment.live().champion());
        head.put(Arm.CHALLENGER.word(), experiment.live().challenger());
        head.put("share", experiment.live().share());
        experiment.outcome().ifPresent(outcome -> head.put("outcome", outcome.name()));
        return head;
    }

    private List<Announcement> news(Experiment experiment, Experiment.End end, Optional<Look> look, String key) {
        String type = end.decision().equals(Decision.SAMPLE_RATIO_MISMATCH.word()) ? "Sample Ratio Mismatch"
                : "Experiment Decided";
        Map<String, Object> detail = new LinkedHashMap<>();
        Announcement bare = new Announcement(Hashes.id("experiment news", experiment.id().toString()),
                experiment.dataset(), type, "", clock.instant());
        detail.put("id", bare.id().toString());
        detail.putAll(head(experiment));
        detail.put("decision", end.decision());
        look.filter(it -> it.uplift().enough() && !type.startsWith("Sample")).ifPresent(it -> {
            detail.put("effect", it.uplift().difference());
            detail.put("interval", List.of(it.uplift().low(), it.uplift().high()));
        });
        detail.put("report", key);
        return List.of(new Announcement(bare.id(), bare.dataset(), type, text(detail), bare.at()));
    }

    private static String text(Map<String, Object> document) {
        return new String(Json.write(document), StandardCharsets.UTF_8);
    }
}
