package io.segmenta.platform.aws;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.platform.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;

/** Credentials of the container's credential service, kept until five minutes before they expire. */
final class ContainerCredentials implements CredentialSource {

    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final int MAX_REPLY_BYTES = 1 << 20;
    private static final String RELATIVE_HOST = "http://169.254.170.2";

    private final Environment environment;
    private final InstantSource clock;
    private Credentials credentials;
    private Instant renewAt = Instant.MIN;

    ContainerCredentials(Environment environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public synchronized Credentials current() throws IOException {
        if (credentials == null || !clock.instant().isBefore(renewAt)) {
            renew();
        }
        return credentials;
    }

    private void renew() throws IOException {
        TreeMap<String, String> headers = new TreeMap<>();
        authorization().ifPresent(token -> headers.put("authorization", token));
        HttpReply reply = Http.open("GET", service(), headers, HttpBody.NONE, Duration.ofSeconds(2))
                .read(MAX_REPLY_BYTES);
        if (reply.status() != 200) {
            throw new IOException("the credential service answered " + reply.status());
        }
        JsonObject answer = Json.parse(reply.body(), "credentials");
        credentials = new Credentials(answer.string("AccessKeyId"), answer.string("SecretAccessKey"),
                Optional.of(answer.string("Token")));
        renewAt = Instant.parse(answer.string("Expiration")).minus(MARGIN);
    }

    private URI service() throws IOException {
        return environment.optional("AWS_CONTAINER_CREDENTIALS_FULL_URI")
                .or(() -> environment.optional("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").map(RELATIVE_HOST::concat))
                .map(URI::create).orElseThrow(() -> new IOException(
                        "no AWS credentials: neither AWS_ACCESS_KEY_ID nor a container credential service"));
    }

    private Optional<String> authorization() throws IOException {
        Optional<String> file = environment.optional("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        return file.isPresent() ? Optional.of(Files.readString(Path.of(file.get())).strip())
                : environment.optional("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    }
}
