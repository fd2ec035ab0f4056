package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Experiment;
import io.segmenta.platform.catalogue.ExperimentCopy;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts experiments: of an approved version beside the one that is live, one at a time in a data set. */
final class StartingExperiments {
    private static final String CHALLENGER = "challenger";
    private static final String OUTCOME = "outcome";
    private static final List<String> KINDS = Stream.of(ExperimentKind.values()).map(ExperimentKind::word).toList();
    private static final List<String> OUTCOMES = List.of("binary", "number");
    private static final int NAME = 100;
    private static final double LEAST_SHARE = 0.01;
    private static final double SHADOW_SHARE = 0.1;
    private static final double HALF = 0.5;
    private static final int MOST_DAYS = 90;
    private static final int DAYS = 14;
    private static final int LEAST_CUSTOMERS = 200;
    private static final int MOST_CUSTOMERS = 10_000_000;
    private static final int CUSTOMERS = 5_000;

    private final Found found;
    private final Catalogue catalogue;
    private final ObjectStore store;
    private final Registry registry;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    StartingExperiments(Found found, Parts.World world) {
        this.found = found;
        this.catalogue = world.catalogue();
        this.store = world.store();
        this.registry = world.registry();
        this.clock = world.clock();
        this.ids = world.incoming().ids();
    }

    /** What is asked for. */
    private record Wanted(ExperimentKind kind, Optional<Integer> challenger, double share,
            Optional<Experiment.Outcome> outcome, int days, int customers) {}

    Answer start(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, "dataset", CHALLENGER, "kind", "share", OUTCOME, "days", "customers");
        String name = body.required("dataset");
        Wanted wanted = wanted(body);
        body.check();
        Dataset dataset = found.dataset(name);
        LivePointer live = store.readAll(LivePointer.key(dataset.name()))
                .map(bytes -> LivePointer.parse(dataset.name(), bytes))
                .orElseThrow(() -> Refusal.CONFLICT.because("no version of \"" + dataset.name()
                        + "\" is live, so there is none to compare with; approve one first"));
        List<Model> models = catalogue.models(Optional.of(dataset.name()));
        Model champion = model(dataset, models, live.modelVersion());
        Model challenger = wanted.challenger.isEmpty() ? champion
                : model(dataset, models, wanted.challenger.get().toString());
        check(wanted, champion, challenger);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Experiment experiment = new Experiment(live(request, wanted, live, challenger, now), wanted.outcome,
                wanted.customers, segments(champion), now, request.caller().name(), Optional.empty());
        Experiment running = catalogue.experiments().start(experiment, Deed.EXPERIMENT_STARTED.by(request, now,
                dataset.name(), experiment.id().toString(), Deed.Change.to(Experiments.shape(experiment))));
        if (!running.id().equals(experiment.id())) {
            throw Refusal.CONFLICT.because("experiment " + running.id() + " runs in \"" + dataset.name()
                    + "\"; stop it by PUT " + address(running) + "/stop, or wait for its end");
        }
        new ExperimentCopy(catalogue.experiments(), store).renew(dataset.name());
        request.log().info("experiment started", "dataset", dataset.name(), "experiment", running.id());
        ObjectNode shape = Experiments.shape(running);
        return Answer.created(address(running), shape);
    }

    private static String address(Experiment experiment) {
        return Routes.BASE + "/experiments/" + experiment.id();
    }

    private static Wanted wanted(Body body) {
        String word = body.word("kind", KINDS);
        ExperimentKind kind = Stream.of(ExperimentKind.values()).filter(one -> one.word().equals(word)).findFirst()
                .orElse(ExperimentKind.SHADOW);
        Optional<Integer> challenger = body.has(CHALLENGER) || kind != ExperimentKind.AA
                ? Optional.of((int) body.whole(CHALLENGER, 1, 999_999_999))
                : Optional.empty();
        double share = body.number("share", LEAST_SHARE, 1 - LEAST_SHARE, kind.hasArms() ? HALF : SHADOW_SHARE);
        int days = body.has("days") ? (int) body.whole("days", 1, MOST_DAYS) : DAYS;
        int customers = body.has("customers") ? (int) body.whole("customers", LEAST_CUSTOMERS, MOST_CUSTOMERS)
                : CUSTOMERS;
        return new Wanted(kind, challenger, share, outcome(body, kind), days, customers);
    }

    private static Optional<Experiment.Outcome> outcome(Body body, ExperimentKind kind) {
        Map<String, String> given = body.settings(OUTCOME);
        if (!kind.hasArms()) {
            if (!given.isEmpty()) {
                body.fault(OUTCOME, "unknown", "is not measured while shadowing: nobody gets the challenger's answers");
            }
            return Optional.empty();
        }
        String name = given.getOrDefault("name", "");
        String word = given.getOrDefault("kind", "");
        boolean known = given.keySet().stream().allMatch(List.of("name", "kind")::contains);
        if (name.isBlank() || name.length() > NAME || name.chars().anyMatch(Character::isISOControl)
                || !OUTCOMES.contains(word) || !known) {
            body.fault(OUTCOME, "malformed", "must be {\"name\": \"…\", \"kind\": \"binary\" or \"number\"}, the name "
                    + "of at most " + NAME + " characters");
        }
        return Optional.of(new Experiment.Outcome(name, word.equals("number")));
    }

    private static Model model(Dataset dataset, List<Model> models, String version) {
        return Found.version(version).flatMap(number -> Found.version(models, number))
                .orElseThrow(() -> Found.noVersion(dataset.name(), version, models));
    }

    private void check(Wanted wanted, Model champion, Model challenger) {
        if (wanted.kind != ExperimentKind.AA && challenger.version() == champion.version()) {
            throw Refusal.CONFLICT.because("version " + champion.version()
                    + " is live; it is compared with itself by kind \"aa\" alone");
        } else if (wanted.kind == ExperimentKind.AA && challenger.version() != champion.version()) {
            throw Refusal.CONFLICT.because("kind \"aa\" compares version " + champion.version()
                    + ", which is live, with itself; leave out the challenger");
        }
        ApprovalStatus status = registry.version(challenger.arn()).status();
        if (status != ApprovalStatus.APPROVED) {
            throw Refusal.CONFLICT.because("version " + challenger.version() + " is " + Models.word(status)
                    + "; only an approved version answers customers");
        }
    }

    private LiveExperiment live(Request request, Wanted wanted, LivePointer live, Model challenger, Instant now) {
        Run run = catalogue.run(challenger.run()).orElseThrow();
        String sha256 = run.modelSha256().orElseThrow(() -> Refusal.CONFLICT
                .because("it is not known what the model file of version " + challenger.version() + " must be"));
        return new LiveExperiment(request.once().map(Request.Once::id).orElseGet(ids), live.dataset(), wanted.kind,
                live.modelVersion(), "v" + challenger.version(),
                new RunFolder(challenger.dataset(), challenger.run()).key(RunFile.MODEL), sha256, wanted.share,
                now.plus(Duration.ofDays(wanted.days)));
    }

    /** Of the champion, and what lies outside all of them. */
    private int segments(Model champion) {
        return 1 + catalogue.run(champion.run()).flatMap(RunShape::metrics)
                .map(metrics -> metrics.path(MetricNames.CLUSTERS).asInt()).orElse(0);
    }
}
