package io.segmenta.deployment;

import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.EndpointState;
import io.segmenta.platform.sagemaker.Endpoints;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Endpoints that are up for no deployment, as a crash between making and noting one leaves them. */
final class Leftovers {
    private final Catalogue catalogue;
    private final Endpoints endpoints;
    private final EndpointNames names;
    private final GoLive goLive;

    Leftovers(Catalogue catalogue, Endpoints endpoints, EndpointNames names, GoLive goLive) {
        this.catalogue = catalogue;
        this.endpoints = endpoints;
        this.names = names;
        this.goLive = goLive;
    }

    /** Deletes those of a data set. Returns what has come of the call, given what had come of it before. */
    Step clear(String dataset, Step before, Log log) {
        List<Deployment> deployments = catalogue.deployments(dataset);
        Set<String> unneeded = names.all(dataset, deployments);
        deployments.stream().filter(Leftovers::needsEndpoint).map(names::of).forEach(unneeded::remove);
        Step step = before;
        for (String name : unneeded) {
            Optional<EndpointState> endpoint = names.anothers(name, dataset).isPresent() ? Optional.empty()
                    : endpoints.describe(name);
            if (endpoint.isPresent()) {
                step = clear(endpoint.get(), step, log);
            }
        }
        return step;
    }

    private static boolean needsEndpoint(Deployment deployment) {
        return !deployment.endpointConfig().isEmpty() && (deployment.state() == Deployment.State.LIVE
                || deployment.state() == Deployment.State.REQUESTED);
    }

    private Step clear(EndpointState endpoint, Step step, Log log) {
        return switch (endpoint.status()) {
            case BUSY -> Step.WAITING;
            case DELETING -> step;
            case IN_SERVICE, FAILED -> {
                goLive.clear(endpoint, log);
                yield step == Step.NONE ? Step.OUT_OF_SERVICE : step;
            }
        };
    }
}
