package io.segmenta.deployment;

import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Deployment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How endpoints are called, and whose they are: a data set's may have a name of its own, and changes it by a version.
 */
final class EndpointNames {
    private final Catalogue catalogue;
    private final SageMakerNames names;

    EndpointNames(Catalogue catalogue, SageMakerNames names) {
        this.catalogue = catalogue;
        this.names = names;
    }

    /**
     * The endpoint that a version wants.
     *
     * @param chosen what the name is to be after the prefix; empty for the data set's
     */
    String wanted(String dataset, Optional<String> chosen) {
        return names.start() + chosen.orElse(dataset);
    }

    /** The endpoint of a deployment, which is one to an endpoint. */
    String of(Deployment deployment) {
        return deployment.endpoint().isEmpty() ? names.group(deployment.dataset()) : deployment.endpoint();
    }

    /** Every endpoint that a data set may ever have asked for, the one called as it is among them. */
    Set<String> all(String dataset, List<Deployment> deployments) {
        Set<String> all = new LinkedHashSet<>(Set.of(names.group(dataset)));
        deployments.stream().filter(deployment -> !deployment.endpointConfig().isEmpty()).map(this::of)
                .forEach(all::add);
        return all;
    }

    /**
     * Another data set that an endpoint is of: it asked for it first, or the endpoint is called as it is.
     *
     * @return empty when the endpoint is the data set's, or nobody's
     */
    Optional<String> anothers(String endpoint, String dataset) {
        return catalogue.datasetOf(endpoint)
                .or(() -> names.dataset(endpoint).filter(called -> catalogue.datasets().contains(called)))
                .filter(owner -> !owner.equals(dataset));
    }

    /**
     * The data set that an event of an endpoint is about, also when its deployment has ended meanwhile: the retry of a
     * call that died must come to the same one. Empty when the endpoint is none of ours.
     */
    Optional<String> dataset(String endpoint) {
        return catalogue.datasetOf(endpoint).or(() -> catalogue.lastDatasetOf(endpoint))
                .or(() -> names.dataset(endpoint));
    }

    /** Says that an endpoint is that of another data set. */
    static String taken(String endpoint, String owner) {
        return "the endpoint " + endpoint + " is that of the data set " + owner
                + "; set serving.endpoint_name to another name and train again";
    }
}
