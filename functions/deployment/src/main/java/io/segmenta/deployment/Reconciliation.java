package io.segmenta.deployment;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.EndpointBusyException;
import io.segmenta.platform.sagemaker.EndpointState;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.RefusedException;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Brings one data set's serving into line with its approvals. Wanted is the version approved last that has not failed
 * since it was approved. Every step may be taken twice and by two at once: what is made has names kept in the
 * catalogue, and what is decided is decided from what is there, never from the event that woke us.
 */
final class Reconciliation {
    private static final int ATTEMPTS = 3;

    private final Approvals approvals;
    private final Catalogue catalogue;
    private final Endpoints endpoints;
    private final ObjectStore store;
    private final ModelProbe probe;
    private final GoLive goLive;
    private final String executionRole;
    private final Clock clock;

    Reconciliation(Approvals approvals, Catalogue catalogue, Endpoints endpoints, ObjectStore store, ModelProbe probe,
            GoLive goLive, String executionRole, Clock clock) {
        this.approvals = approvals;
        this.catalogue = catalogue;
        this.endpoints = endpoints;
        this.store = store;
        this.probe = probe;
        this.goLive = goLive;
        this.executionRole = executionRole;
        this.clock = clock;
    }

    Step reconcile(String dataset, Optional<String> approvedAgain, Log log) {
        Step done = Step.NONE;
        for (int attempt = 1;; attempt++) {
            try {
                List<Approved> approved = approvals.current(dataset, approvedAgain);
                Step step = tidied(dataset, once(dataset, approved, log), log);
                done = step == Step.NONE ? done : step;
                // Who decided meanwhile was answered from what was there before; no further event need come for it.
                if (attempt == ATTEMPTS || !step.changesWhatServes()
                        || approvals.current(dataset, approvedAgain).equals(approved)) {
                    return done;
                }
                log.info("an approval changed in the meantime, reconciling again", "dataset", dataset);
            } catch (ObjectConflictException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.info("another reconciliation was faster, reconciling again", "dataset", dataset);
            }
        }
    }

    private Step once(String dataset, List<Approved> approved, Log log) {
        Step step = settle(dataset, approved, log);
        if (step == Step.WAITING) {
            return step;
        }
        for (Approved candidate : approved) {
            List<Deployment> earlier = catalogue.deployments(dataset).stream()
                    .filter(deployment -> deployment.arn().equals(candidate.version().arn())
                            && deployment.approvedAt().equals(candidate.at()))
                    .toList();
            if (earlier.stream().anyMatch(Reconciliation::failed)) {
                continue;
            }
            Step next = bring(dataset, candidate, earlier, log);
            if (next != Step.ROLLED_BACK) {
                return next == Step.NONE ? step : next;
            }
            step = next;
        }
        return goLive.outOfService(dataset, log) ? Step.OUT_OF_SERVICE : step;
    }

    /** Sees that no endpoint is up but for a deployment. */
    private Step tidied(String dataset, Step step, Log log) {
        boolean needed = catalogue.deployments(dataset).stream().anyMatch(deployment -> !deployment.endpointConfig()
                .isEmpty()
                && (deployment.state() == Deployment.State.LIVE || deployment.state() == Deployment.State.REQUESTED));
        Optional<EndpointState> endpoint = needed ? Optional.empty()
                : endpoints.describe(SageMakerNames.group(dataset));
        if (endpoint.isEmpty()) {
            return step;
        }
        return switch (endpoint.get().status()) {
            case BUSY -> Step.WAITING;
            case DELETING -> step;
            case IN_SERVICE, FAILED -> {
                goLive.clear(endpoint.get(), log);
                yield step == Step.NONE ? Step.OUT_OF_SERVICE : step;
            }
        };
    }

    /** Sees what became of the changes asked of the endpoint earlier. */
    private Step settle(String dataset, List<Approved> approved, Log log) {
        Step step = Step.NONE;
        // Read before the endpoint is looked at: a change noted as issued is then one that the look can see.
        for (Deployment deployment : catalogue.deployments(dataset)) {
            if (deployment.state() == Deployment.State.REQUESTED) {
                step = settle(deployment, approved, log);
                if (step == Step.WAITING) {
                    return step;
                }
            }
        }
        return step;
    }

    private Step settle(Deployment deployment, List<Approved> approved, Log log) {
        Optional<EndpointState> endpoint = endpoints.describe(SageMakerNames.group(deployment.dataset()));
        Optional<Approved> wanted = approved.stream()
                .filter(candidate -> candidate.version().arn().equals(deployment.arn())).findFirst();
        if (endpoint.isEmpty() || deployment.endpointConfig().isEmpty()) {
            return unissued(deployment, wanted, log);
        }
        return switch (endpoint.get().status()) {
            case BUSY, DELETING -> Step.WAITING;
            case FAILED -> {
                if (endpoint.get().config().equals(deployment.endpointConfig())) {
                    endpoints.delete(endpoint.get().name());
                }
                goLive.giveUp(deployment, reason(endpoint.get()), log);
                yield Step.ROLLED_BACK;
            }
            case IN_SERVICE -> {
                if (endpoint.get().config().equals(deployment.endpointConfig())) {
                    if (wanted.isPresent()) {
                        goLive.live(deployment, wanted.get().version(), log);
                        yield Step.LIVE;
                    }
                    goLive.unwanted(deployment, log);
                    yield Step.NONE;
                } else if (deployment.issued()) {
                    goLive.giveUp(deployment, reason(endpoint.get()), log);
                    yield Step.ROLLED_BACK;
                }
                yield unissued(deployment, wanted, log);
            }
        };
    }

    /** What was never asked of the endpoint is asked later, if it is still wanted. */
    private Step unissued(Deployment deployment, Optional<Approved> wanted, Log log) {
        if (wanted.isEmpty()) {
            goLive.withdraw(deployment, log);
        }
        return Step.NONE;
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
        Optional<EndpointState> endpoint = endpoints.describe(SageMakerNames.group(dataset));
        if (live.isPresent() && answers(live.get(), endpoint)) {
            return Step.NONE;
        }
        long attempts = earlier.stream().filter(deployment -> deployment.state() != Deployment.State.REQUESTED)
                .count();
        ServingPlan plan;
        ObjectHead model;
        try {
            plan = ServingPlan.of(candidate.version(), store);
            model = plan.checkedModel(store);
        } catch (RefusedException e) {
            goLive.giveUp(request(dataset, candidate, LivePointer.Endpoint.WORD, "", (int) attempts), e.getMessage(),
                    log);
            return Step.ROLLED_BACK;
        }
        return plan.target() == PipelineConfig.Target.LAMBDA
                ? lambda(request(dataset, candidate, plan.targetName(), "", (int) attempts), candidate, model, log)
                : endpoint(dataset, candidate, plan, endpoint, (int) attempts, log);
    }

    private static boolean answers(Deployment live, Optional<EndpointState> endpoint) {
        return live.endpointConfig().isEmpty()
                || endpoint.filter(state -> answersOrChanges(state, live.endpointConfig())).isPresent();
    }

    private static boolean answersOrChanges(EndpointState endpoint, String config) {
        return switch (endpoint.status()) {
            case BUSY -> true;
            case IN_SERVICE -> endpoint.config().equals(config);
            case DELETING, FAILED -> false;
        };
    }

    private Deployment request(String dataset, Approved candidate, String target, String resource, int attempt) {
        return catalogue.requestDeployment(new Deployment(
                Deployment.id(candidate.version().arn(), candidate.at(), attempt), dataset,
                candidate.version().version(), candidate.version().arn(), target, resource,
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

    private Step endpoint(String dataset, Approved candidate, ServingPlan plan, Optional<EndpointState> endpoint,
            int attempt, Log log) {
        String name = SageMakerNames.group(dataset);
        if (endpoint.isPresent() && endpoint.get().status() == EndpointState.Status.BUSY) {
            return Step.WAITING;
        } else if (endpoint.isPresent() && endpoint.get().status() != EndpointState.Status.IN_SERVICE) {
            // It can only be made anew, and not before it is gone, which may take longer than Lambda repeats a call:
            // the next event or the schedule goes on.
            if (endpoint.get().status() == EndpointState.Status.FAILED) {
                endpoints.delete(name);
                log.info("a failed endpoint is deleted, to be made anew when it is gone", "endpoint", name);
            }
            return Step.WAITING;
        }
        Deployment deployment = request(dataset, candidate, plan.targetName(),
                SageMakerNames.resource(dataset, clock.instant(), candidate.version().version()), attempt);
        String resource = deployment.endpointConfig();
        try {
            endpoints.createModel(resource, candidate.version().arn(), executionRole,
                    SageMakerNames.version(candidate.version().version()), plan.model().sha256());
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
