package io.segmenta.inference.aws;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Where credentials come from. */
@FunctionalInterface
public interface CredentialSource {

    /** Returns credentials that are valid now. */
    Credentials current() throws IOException;

    /**
     * Chooses the source as AWS's own libraries do: keys in the environment, else the container's credential service
     * (which is what a function restored from a snapshot has).
     */
    static CredentialSource of(Map<String, String> environment, InstantSource clock) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id != null && secret != null) {
            String token = environment.get("AWS_SESSION_TOKEN");
            Credentials fixed = new Credentials(id, secret,
                    Optional.ofNullable(token).filter(text -> !text.isEmpty()));
            return () -> fixed;
        }
        return new ContainerCredentials(environment, clock);
    }
}
