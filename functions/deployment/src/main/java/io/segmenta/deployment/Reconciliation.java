package io.segmenta.deployment;

import io.segmenta.config.ServingConfig;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.TryAll;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.NamesCopy;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.EndpointBusyException;
import io.segmenta.platform.sagemaker.EndpointState;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.RefusedException;
import io.segmenta.platform.sagemaker.ServedModel;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brings one data set's serving into line with its approvals. Wanted is the version approved last that has not failed
 * since it was approved. One call at a time does so, in its turn. Every step may be taken twice, because a call may die
 * after any of them: what is made has names kept in the catalogue, and what is decided is decided from what is there,
 * never from the event that woke us.
 */
final class Reconciliation {
    private static final int MOST_LOOKS = 10;

    private final Approvals approvals;
    private final Turns turns;
    private final Catalogue catalogue;
    private final Endpoints endpoints;
    private final ObjectStore store;
    private final ModelProbe probe;
    private final GoLive goLive;
    private final Consent consent;
    private final Leftovers leftovers;
    private final NamesCopy namesCopy;
    private final News news;
    private final SageMakerNames names;
    private final EndpointNames endpointNames;
    private final String executionRole;
    private final Clock clock;

    Reconciliation(Approvals approvals, Turns turns, Catalogue catalogue, Endpoints endpoints, ObjectStore store,
            ModelProbe probe, News news, GoLive goLive, SageMakerNames names, EndpointNames endpointNames,
            String executionRole, Clock clock) {
        this.approvals = approvals;
        this.turns = turns;
        this.catalogue = catalogue;
        this.endpoints = endpoints;
        this.store = store;
        this.probe = probe;
        this.goLive = goLive;
        this.consent = new Consent(store, catalogue);
        this.leftovers = new Leftovers(catalogue, endpoints, endpointNames, goLive);
        this.news = news;
        this.namesCopy = new NamesCopy(catalogue.segments(), store);
        this.names = names;
        this.endpointNames = endpointNames;
        this.executionRole = executionRole;
        this.clock = clock;
    }

    /**
     * Deletes what has expired, and reconciles every data set that no call is at, for an event may have been lost. One
     * that cannot be reconciled does not keep the others from it.
     *
     * @param owner the id of the call, which its retries share
     * @throws RuntimeException the first fault, when all have been tried
     */
    void reconcileAll(String owner, Log log) {
        catalogue.idempotencyKeys().sweep(clock.instant());
        TryAll.of(catalogue.datasets(), dataset -> {
            approvals.current(dataset, Optional.empty());
            if (turns.takeNow(dataset, owner)) {
                inTurn(dataset, owner, Instant.MIN, log);
            }
        }, (dataset, fault) -> log.error("data set not reconciled", "dataset", dataset, "error", fault));
    }

    /**
     * Reconciles one data set.
     *
     * @param owner the id of the call, which its retries share
     * @param deadline when the call must have ended
     * @throws Turns.TurnException when another call is at it for too long; a retry goes on
     * @throws EndpointBusyException when the deletion of its endpoint takes too long; a retry goes on
     */
    Step reconcile(String dataset, Optional<String> approvedAgain, String owner, Instant deadline, Log log) {
        // Noted by whoever hears of it, also when another call is at work: nothing but the event tells of a repetition.
        approvals.current(dataset, approvedAgain);
        if (!turns.take(dataset, owner, deadline)) {
            log.info("another call is reconciling and will look again", "dataset", dataset);
            return Step.WAITING;
        }
        Step step = inTurn(dataset, owner, deadline, log);
        if (step == Step.DELETING) {
            throw new EndpointBusyException("of data set " + dataset);
        }
        return step;
    }

    private Step inTurn(String dataset, String owner, Instant deadline, Log log) {
        Step step;
        try {
            namesCopy.renew(dataset);
            step = untilNobodyAsks(dataset, owner, deadline, log);
        } catch (RuntimeException e) {
            turns.leave(dataset, owner, e);
            throw e;
        }
        // When the turn is over: whoever serves does not wait for those who listen.
        news.send(dataset, log);
        return step;
    }

    private Step untilNobodyAsks(String dataset, String owner, Instant deadline, Log log) {
        Step done = Step.NONE;
        for (int looks = 1; looks <= MOST_LOOKS; looks++) {
            List<Approved> approved = approvals.current(dataset, Optional.empty());
            Step step = leftovers.clear(dataset, once(dataset, approved, log), log);
            while (step == Step.DELETING && turns.rests(deadline)) {
                approved = approvals.current(dataset, Optional.empty());
                step = leftovers.clear(dataset, once(dataset, approved, log), log);
            }
            done = step == Step.NONE ? done : step;
            // Who decided meanwhile was answered from what was there before, and need not wait for the event of it.
            boolean decidedAnew = step.changesWhatServes()
                    && !approvals.current(dataset, Optional.empty()).equals(approved);
            if (!decidedAnew && turns.end(dataset, owner)) {
                return done;
            }
            log.info("an approval or event came in the meantime, reconciling again", "dataset", dataset);
            if (!turns.takeNow(dataset, owner)) {
                return done;
            }
        }
        throw new IllegalStateException("data set " + dataset + " changed " + MOST_LOOKS + " times during one call");
    }

    private Step once(String dataset, List<Approved> approved, Log log) {
        Step step = settle(dataset, approved, log);
        if (step.waits()) {
            return step;
        }
        for (Approved candidate : approved) {
            List<Deployment> earlier = catalogue.deployments(dataset).stream()
                    .filter(deployment -> isOf(deployment, candidate)).toList();
            if (earlier.stream().anyMatch(Reconciliation::failed)) {
                continue;
            }
            withdrawOthers(dataset, Optional.of(candidate), log);
            Step next = bring(dataset, candidate, earlier, log);
            if (next != Step.ROLLED_BACK) {
                return next == Step.NONE ? step : next;
            }
            step = next;
        }
        withdrawOthers(dataset, Optional.empty(), log);
        return goLive.outOfService(dataset, log) ? Step.OUT_OF_SERVICE : step;
    }

    private static boolean isOf(Deployment deployment, Approved candidate) {
        return deployment.arn().equals(candidate.version().arn()) && deployment.approvedAt().equals(candidate.at());
    }

    /**
     * Ends what was requested for another approval than the one that is wanted now. The endpoint does not change, or it
     * would have been waited for, so nothing of it is in use.
     */
    private void withdrawOthers(String dataset, Optional<Approved> wanted, Log log) {
        catalogue.deployments(dataset).stream()
                .filter(deployment -> deployment.state() == Deployment.State.REQUESTED)
                .filter(deployment -> wanted.isEmpty() || !isOf(deployment, wanted.get()))
                .forEach(deployment -> goLive.withdraw(deployment, log));
    }

    /** Sees what became of the changes asked of the endpoint earlier. */
    private Step settle(String dataset, List<Approved> approved, Log log) {
        Step step = Step.NONE;
        // Read before the endpoint is looked at: a change noted as issued is then one that the look can see.
        for (Deployment deployment : catalogue.deployments(dataset)) {
            if (deployment.state() == Deployment.State.REQUESTED) {
                step = settle(deployment, approved, log);
                if (step.waits()) {
                    return step;
                }
            }
        }
        return step;
    }

    private Step settle(Deployment deployment, List<Approved> approved, Log log) {
        Optional<EndpointState> endpoint = endpoints.describe(endpointNames.of(deployment));
        if (endpoint.isEmpty() || deployment.endpointConfig().isEmpty()) {
            return Step.NONE;
        }
        boolean answers = endpoint.get().config().equals(deployment.endpointConfig());
        return switch (endpoint.get().status()) {
            case BUSY -> Step.WAITING;
            case DELETING -> Step.DELETING;
            case FAILED -> {
                if (answers) {
                    endpoints.delete(endpoint.get().name());
                }
                yield answers || deployment.issued() ? gaveUp(deployment, endpoint.get(), log) : Step.NONE;
            }
            case IN_SERVICE -> {
                if (answers) {
                    yield arrived(deployment, approved, log);
                }
                yield deployment.issued() ? gaveUp(deployment, endpoint.get(), log) : Step.NONE;
            }
        };
    }

    private Step arrived(Deployment deployment, List<Approved> approved, Log log) {
        Optional<Approved> wanted = approved.stream()
                .filter(candidate -> candidate.version().arn().equals(deployment.arn())).findFirst();
        if (wanted.isEmpty()) {
            goLive.unwanted(deployment, log);
            return Step.NONE;
        }
        goLive.live(deployment, wanted.get().version(), log);
        return Step.LIVE;
    }

    private Step gaveUp(Deployment deployment, EndpointState endpoint, Log log) {
        goLive.giveUp(deployment, reason(endpoint), log);
        return Step.ROLLED_BACK;
    }

    private static String reason(EndpointState endpoint) {
        return endpoint.reason().isEmpty() ? "the endpoint did not become healthy and went back to " + endpoint.config()
                : endpoint.reason();
    }

    private static boolean failed(Deployment deployment) {
        return deployment.state() == Deployment.State.ROLLED_BACK || deployment.state() == Deployment.State.FAILED;
    }

    /** Takes the next step towards the candidate; ROLLED_BACK when it does not work and the next one is to be tried. */
    private Step bring(String dataset, Approved candidate, List<Deployment> earlier, Log log) {
        Optional<Deployment> live = earlier.stream()
                .filter(deployment -> deployment.state() == Deployment.State.LIVE).findFirst();
        if (live.isPresent() && answers(live.get())) {
            return Step.NONE;
        }
        long attempts = earlier.stream().filter(deployment -> deployment.state() != Deployment.State.REQUESTED)
                .count();
        ServingPlan plan;
        ObjectHead model;
        try {
            plan = ServingPlan.of(candidate.version(), store);
            consent.check(candidate, plan);
            model = plan.checkedModel(store);
        } catch (RefusedException e) {
            goLive.giveUp(request(dataset, candidate, LivePointer.Endpoint.WORD, "", "", (int) attempts),
                    e.getMessage(),
                    log);
            return Step.ROLLED_BACK;
        }
        return plan.target() == ServingConfig.Target.LAMBDA
                ? lambda(request(dataset, candidate, plan.targetName(), "", "", (int) attempts), candidate, model, log)
                : endpoint(dataset, candidate, plan, (int) attempts, log);
    }

    private boolean answers(Deployment live) {
        return live.endpointConfig().isEmpty() || endpoints.describe(endpointNames.of(live))
                .filter(state -> state.answersOrChanges(live.endpointConfig())).isPresent();
    }

    private Deployment request(String dataset, Approved candidate, String target, String endpoint, String resource,
            int attempt) {
        return catalogue.requestDeployment(new Deployment(
                Deployment.id(candidate.version().arn(), candidate.at(), attempt), dataset,
                candidate.version().version(), candidate.version().arn(), target, endpoint, resource,
                Deployment.State.REQUESTED, false, "", candidate.at(), clock.instant(), clock.instant()));
    }

    private Step lambda(Deployment deployment, Approved candidate, ObjectHead model, Log log) {
        Optional<String> problem;
        try (StoredObject object = store.open(model)) {
            problem = probe.problem(object.bytes(), SageMakerNames.version(candidate.version().version()));
        }
        if (problem.isPresent()) {
            goLive.giveUp(deployment, problem.get(), log);
            return Step.ROLLED_BACK;
        }
        goLive.live(deployment, candidate.version(), log);
        return Step.LIVE;
    }

    private Step endpoint(String dataset, Approved candidate, ServingPlan plan, int attempt, Log log) {
        String name = endpointNames.wanted(dataset, plan.endpointName());
        Optional<String> another = endpointNames.anothers(name, dataset);
        if (another.isPresent()) {
            goLive.giveUp(request(dataset, candidate, plan.targetName(), "", "", attempt),
                    EndpointNames.taken(name, another.get()),
                    log);
            return Step.ROLLED_BACK;
        }
        Optional<EndpointState> endpoint = endpoints.describe(name);
        if (endpoint.isPresent() && endpoint.get().status() == EndpointState.Status.BUSY) {
            return Step.WAITING;
        } else if (endpoint.isPresent() && endpoint.get().status() != EndpointState.Status.IN_SERVICE) {
            // It can only be made anew, and not before it is gone.
            if (endpoint.get().status() == EndpointState.Status.FAILED) {
                endpoints.delete(name);
                log.info("a failed endpoint is deleted, to be made anew when it is gone", "endpoint", name);
            }
            return Step.DELETING;
        }
        Deployment deployment = request(dataset, candidate, plan.targetName(), name,
                names.resource(dataset, clock.instant(), candidate.version().version()), attempt);
        String resource = deployment.endpointConfig();
        another = endpointNames.anothers(name, dataset);
        if (another.isPresent()) {
            goLive.giveUp(deployment, EndpointNames.taken(name, another.get()), log);
            return Step.ROLLED_BACK;
        }
        try {
            endpoints.createModel(resource, executionRole, new ServedModel(candidate.version().arn(),
                    SageMakerNames.version(candidate.version().version()), plan.model().sha256(), store.bucket(),
                    dataset, plan.captureSeconds()));
            endpoints.createConfig(resource, resource, plan.hardware());
            if (endpoint.isEmpty()) {
                endpoints.create(name, resource);
            } else {
                endpoints.update(name, resource, plan.bakeSeconds());
            }
        } catch (EndpointBusyException e) {
            return Step.WAITING;
        } catch (RefusedException e) {
            goLive.giveUp(deployment, e.getMessage(), log);
            return Step.ROLLED_BACK;
        }
        catalogue.deploymentIssued(deployment.id(), clock.instant());
        log.info("version requested of the endpoint", "dataset", dataset, "version", deployment.version(), "resource",
                resource);
        return Step.REQUESTED;
    }
}
