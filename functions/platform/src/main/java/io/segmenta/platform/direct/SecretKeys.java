package io.segmenta.platform.direct;

import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.direct.SignedRequests.Answer;
import io.segmenta.platform.privacy.KeySource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The keys in a secret of Secrets Manager, named by {@code SEGMENTA_ID_KEY_SECRET}. They are read when they are first
 * asked for, and kept as long as the process lives or until they are forgotten. Safe for use by several threads.
 */
public final class SecretKeys implements KeySource {
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Environment environment;
    private final SignedRequests secrets;
    private final URI address;
    private volatile @Nullable TenantKeys kept;

    /** The secret that the environment names. */
    public SecretKeys(Environment environment, Aws aws) {
        this.environment = environment;
        this.secrets = new SignedRequests(aws, "secretsmanager");
        this.address = aws.endpoint("SECRETS_MANAGER").orElseGet(() -> aws.publicAddress("secretsmanager"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the environment names no secret
     */
    @Override
    public TenantKeys keys() throws IOException {
        TenantKeys known = kept;
        if (known == null) {
            known = read(environment.required("SEGMENTA_ID_KEY_SECRET"));
            kept = known;
        }
        return known;
    }

    /** Forgets the keys, as a snapshot must that lies on a disk. */
    public void forget() {
        kept = null;
    }

    private TenantKeys read(String secret) throws IOException {
        Answer answer = secrets.send(SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address).encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "secretsmanager.GetSecretValue").build(),
                Json.write(Map.of("SecretId", secret)), () -> SILENCE);
        if (answer.status() != 200) {
            throw new IOException(
                    "Secrets Manager answered " + answer.status() + " when the identifiers' key was read");
        }
        try {
            String text = Json.parse(answer.body(), "the answer of Secrets Manager").string("SecretString");
            return TenantKeys.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (DataException | IllegalArgumentException unusable) {
            throw new IOException("the identifiers' key cannot be used: " + unusable.getMessage(), unusable);
        }
    }
}
