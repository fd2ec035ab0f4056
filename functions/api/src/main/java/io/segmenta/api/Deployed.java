package io.segmenta.api;

import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import java.util.Optional;

/**
 * What is deployed.
 *
 * @param defaultDataset answers a prediction that names none
 */
record Deployed(String version, String namePrefix, String region, Optional<String> defaultDataset) {

    static Deployed of(Environment environment) {
        return new Deployed(Aws.USER_AGENT.substring(Aws.USER_AGENT.indexOf('/') + 1), environment.names().prefix(),
                environment.region(), environment.optional("SEGMENTA_DEFAULT_DATASET"));
    }
}
