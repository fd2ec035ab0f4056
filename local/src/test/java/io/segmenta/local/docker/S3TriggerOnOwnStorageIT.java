package io.segmenta.local.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.stack.access.AccessKey;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.secrets.Secrets;
import io.segmenta.local.stack.storage.Notifications;
import io.segmenta.local.stack.storage.ObjectCreated;
import io.segmenta.local.stack.storage.ObjectStorage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** On the stack's own S3 and its own secrets: what {@link S3TriggerOnLocalStackTest} asks of LocalStack. */
class S3TriggerOnOwnStorageIT extends S3Trigger {

    private static final AccessKey OWN = new AccessKey("test", "secret");
    private static final Limits LIMITS = new Limits(64 * 1024, Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final BlockingQueue<ObjectCreated> uploads = new LinkedBlockingQueue<>();
    private volatile Map<String, String> login = Map.of();
    private ObjectStorage storage;
    private LoopbackServer secrets;

    @BeforeEach
    void startServices() throws IOException {
        storage = ObjectStorage.start(folder.resolve("s3"), id -> Optional.of(OWN).filter(key -> key.id().equals(id)),
                uploads::add);
        secrets = LoopbackServer.start(0, LIMITS, new Secrets(Map.of(SECRET, () -> login))::handle);
    }

    @AfterEach
    void stopServices() throws IOException {
        secrets.close();
        storage.close();
    }

    @Override
    S3Client s3() {
        return S3Client.builder().endpointOverride(storageAddress()).region(Region.of(REGION)).forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(OWN.id(), OWN.secret())))
                .build();
    }

    private URI storageAddress() {
        return URI.create("http://127.0.0.1:" + storage.port());
    }

    @Override
    Map<String, String> services() {
        return Map.of("AWS_ENDPOINT_URL_S3", storageAddress().toString(), "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                secrets.uri().toString(), "AWS_ACCESS_KEY_ID", OWN.id(), "AWS_SECRET_ACCESS_KEY", OWN.secret());
    }

    @Override
    void keepSecret(Map<String, String> kept) {
        login = kept;
    }

    /** The stack's S3 tells of everything; which of it is an upload, the template says. */
    @Override
    void tellOfUploads(S3Client s3, String bucket) {
        uploads.clear();
    }

    @Override
    JsonNode notification() throws InterruptedException {
        return Notifications.of(uploads.poll(60, TimeUnit.SECONDS), REGION, ACCOUNT);
    }
}
