package io.segmenta.platform.catalogue;

import io.segmenta.platform.aws.Aws;
import java.time.Duration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets Manager: what it holds of users and passwords. Safe for use by several threads. */
final class Secrets {
    private static final Aws.Patience PATIENCE = new Aws.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5));

    private final SecretsManagerClient client;

    Secrets(Aws aws) {
        client = aws.configure(SecretsManagerClient.builder(), "SECRETS_MANAGER", PATIENCE).build();
    }

    /**
     * Reads a secret's version of now.
     *
     * @param secret its ARN or name
     * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be read
     */
    Login login(String secret) {
        return Login.of(secret, client.getSecretValue(request -> request.secretId(secret)).secretString());
    }
}
