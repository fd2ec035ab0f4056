package io.segmenta.platform.aws;

import io.segmenta.platform.Environment;
import java.time.InstantSource;

/** What every request to AWS needs: where the services are, who asks, and when. */
public record Aws(ServiceAddresses addresses, CredentialSource credentials, InstantSource clock) {

    /** As the environment says, and nothing else. */
    public static Aws of(Environment environment, InstantSource clock) {
        return new Aws(new ServiceAddresses(environment), CredentialSource.of(environment, clock), clock);
    }
}
