package io.segmenta.platform.aws;

import io.segmenta.platform.Environment;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Where credentials come from. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * Returns credentials that are valid now.
     *
     * @throws IOException when there are none
     */
    Credentials current() throws IOException;

    /**
     * Chooses the source as AWS's own libraries do: keys in the environment, else the container's credential service
     * (which is what a function restored from a snapshot has).
     */
    static CredentialSource of(Environment environment, InstantSource clock) {
        Optional<String> id = environment.optional("AWS_ACCESS_KEY_ID");
        Optional<String> secret = environment.optional("AWS_SECRET_ACCESS_KEY");
        if (id.isPresent() && secret.isPresent()) {
            Credentials fixed = new Credentials(id.get(), secret.get(), environment.optional("AWS_SESSION_TOKEN"));
            return () -> fixed;
        }
        return new ContainerCredentials(environment, clock);
    }
}
