package io.segmenta.deployment;

import io.segmenta.model.contract.LivePointer;
import io.segmenta.platform.Pause;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.EndpointState;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The ends of a deployment. The catalogue is told last, so that a crash half way leaves the deployment requested and
 * the next reconciliation does it all again.
 */
final class GoLive {
    /** Longer than the inference function goes by a pointer it has read, with time for an answer under way. */
    static final Duration POINTER_SEEN = LivePointer.RECHECK.plusSeconds(2);

    private final Catalogue catalogue;
    private final Endpoints endpoints;
    private final ObjectStore store;
    private final LivePointers pointers;
    private final EndpointNames names;
    private final News news;
    private final Pause pause;
    private final Clock clock;

    GoLive(Catalogue catalogue, Endpoints endpoints, ObjectStore store, LivePointers pointers, EndpointNames names,
            News news, Pause pause, Clock clock) {
        this.catalogue = catalogue;
        this.endpoints = endpoints;
        this.store = store;
        this.pointers = pointers;
        this.names = names;
        this.news = news;
        this.pause = pause;
        this.clock = clock;
    }

    /** The deployment answers: points at it and clears away what it replaces. */
    void live(Deployment deployment, ModelVersion version, Log log) {
        String model = ServingPlan.modelKey(version, store);
        pointers.move(deployment, version, model);
        news.prepare(deployment, model);
        replaceOthers(deployment);
        log.info("live", "dataset", deployment.dataset(), "version", deployment.version(), "target",
                deployment.target());
        log.metric("DeploymentsLive", "Count", 1, deployment.dataset());
    }

    /**
     * The endpoint has come to a version whose approval was withdrawn meanwhile. Nothing points at it: it is deleted
     * where another answers elsewhere, and else counts as live so that whatever comes next clears it away.
     */
    void unwanted(Deployment deployment, Log log) {
        List<Deployment> others = liveOf(deployment.dataset()).stream()
                .filter(before -> !before.id().equals(deployment.id())).toList();
        if (!others.isEmpty() && others.stream().noneMatch(before -> shareEndpoint(before, deployment))) {
            endpoints.delete(names.of(deployment));
            deleteResources(deployment);
            end(deployment, Deployment.State.SUPERSEDED, "no longer approved when its endpoint was ready");
        } else {
            replaceOthers(deployment);
        }
        log.warn("no longer approved when its endpoint was ready", "dataset", deployment.dataset(), "version",
                deployment.version());
    }

    private void replaceOthers(Deployment deployment) {
        for (Deployment before : liveOf(deployment.dataset())) {
            if (!before.id().equals(deployment.id())) {
                if (!before.endpointConfig().isEmpty() && !shareEndpoint(before, deployment)) {
                    pause.sleep(POINTER_SEEN);
                    endpoints.delete(names.of(before));
                }
                if (!before.endpointConfig().equals(deployment.endpointConfig())) {
                    deleteResources(before);
                }
                end(before, Deployment.State.SUPERSEDED, "replaced by version " + deployment.version());
            }
        }
        end(deployment, Deployment.State.LIVE, "");
    }

    private boolean shareEndpoint(Deployment one, Deployment other) {
        return !one.endpointConfig().isEmpty() && !other.endpointConfig().isEmpty()
                && names.of(one).equals(names.of(other));
    }

    /** The deployment does not answer: what was live goes on, and this is not tried again for the same approval. */
    void giveUp(Deployment deployment, String reason, Log log) {
        deleteResources(deployment);
        boolean another = !liveOf(deployment.dataset()).isEmpty();
        end(deployment, another ? Deployment.State.ROLLED_BACK : Deployment.State.FAILED, reason);
        log.warn("rolled back", "dataset", deployment.dataset(), "version", deployment.version(), "reason", reason);
        log.metric("DeploymentsRolledBack", "Count", 1, deployment.dataset());
    }

    /** The deployment is not wanted any more, and nothing has been asked of the endpoint for it. */
    void withdraw(Deployment deployment, Log log) {
        deleteResources(deployment);
        end(deployment, Deployment.State.SUPERSEDED, "no longer wanted when the endpoint could be changed");
        log.info("withdrawn", "dataset", deployment.dataset(), "version", deployment.version());
    }

    /**
     * Nothing may serve: true when something did, which may be a version that was pointed at and never noted as live.
     */
    boolean outOfService(String dataset, Log log) {
        List<Deployment> live = liveOf(dataset);
        boolean pointed = pointers.remove(dataset);
        if (live.isEmpty() && !pointed) {
            return false;
        }
        for (Deployment before : live) {
            if (!before.endpointConfig().isEmpty()) {
                endpoints.delete(names.of(before));
                deleteResources(before);
            }
            end(before, Deployment.State.SUPERSEDED, "taken out of service: no version is approved");
        }
        log.warn("taken out of service", "dataset", dataset);
        return true;
    }

    /** Deletes an endpoint that no deployment refers to, as a crash between making and noting it leaves one. */
    void clear(EndpointState endpoint, Log log) {
        endpoints.delete(endpoint.name());
        endpoints.deleteConfig(endpoint.config());
        endpoints.deleteModel(endpoint.config());
        log.warn("deleted an endpoint that nothing refers to", "endpoint", endpoint.name(), "config",
                endpoint.config());
    }

    private List<Deployment> liveOf(String dataset) {
        return catalogue.deployments(dataset).stream()
                .filter(deployment -> deployment.state() == Deployment.State.LIVE).toList();
    }

    private void deleteResources(Deployment deployment) {
        if (!deployment.endpointConfig().isEmpty()) {
            endpoints.deleteConfig(deployment.endpointConfig());
            endpoints.deleteModel(deployment.endpointConfig());
        }
    }

    private void end(Deployment deployment, Deployment.State state, String detail) {
        catalogue.settleDeployment(deployment.id(), state, detail, clock.instant());
    }
}
