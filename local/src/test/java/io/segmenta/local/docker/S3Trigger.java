package io.segmenta.local.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.sample.SupermarketSample;
import io.segmenta.local.stack.database.Database;
import io.segmenta.local.stack.lambda.FunctionListener;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.lambda.Outcome;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.SystemPlan;
import io.segmenta.local.stack.template.TemplateReader;
import io.segmenta.platform.catalogue.ConnectionSource;
import io.segmenta.platform.catalogue.FunctionsRole;
import io.segmenta.platform.catalogue.Migrations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A file dropped in a bucket: the notification that S3 writes goes to the packaged training function, which reads and
 * writes that bucket and signs in with a secret. What stands for AWS is for the subclass to say.
 */
@Timeout(600)
abstract class S3Trigger {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";
    static final String SECRET = "segmenta-functions";

    private static final String KEY = "data/supermarket/Kunden München (Mai).csv";

    @TempDir
    Path folder;

    /** A client of S3 as anybody makes it. */
    abstract S3Client s3();

    /** Has S3 tell of what is written under {@code data/}. */
    abstract void tellOfUploads(S3Client s3, String bucket) throws Exception;

    /** Waits for what S3 told of the upload. */
    abstract JsonNode notification() throws Exception;

    /** Keeps the functions' sign-in to the database under the name {@link #SECRET}. */
    abstract void keepSecret(Map<String, String> login) throws Exception;

    /** Where a function finds S3 and the secret, and what it signs its requests with. */
    abstract Map<String, String> services();

    @Test
    void upload_notifiesThePackagedTrainingFunction_whichLeavesACompleteRun() throws Exception {
        SystemPlan plan = TemplateReader.read(Path.of("../template.yaml"),
                Map.of("DatabaseUrl", "jdbc:postgresql://127.0.0.1/segmenta", "DatabaseSecret", SECRET), REGION);
        String bucket = plan.buckets().getFirst().name();
        try (S3Client s3 = s3();
                Database database = Database.start(folder.resolve("postgres"), folder.resolve("binaries"));
                Functions functions = new Functions(plan, new Functions.Settings(folder, ACCOUNT, REGION,
                        Duration.ofSeconds(1), template -> environment(template, database)),
                        new Processes(folder.resolve("processes")), new FunctionListener() {
                        })) {
            migrate(database);
            s3.createBucket(request -> request.bucket(bucket));
            tellOfUploads(s3, bucket);

            s3.putObject(request -> request.bucket(bucket).key(KEY),
                    RequestBody.fromBytes(SupermarketSample.draw(400, 7).csv()));
            Outcome outcome = functions.invoke("TrainingFunction", "4c1f6b7e-0000-4000-8000-000000000001",
                    JSON.writeValueAsBytes(notification()), Duration.ofMinutes(2)).get().orElseThrow();

            assertThat(outcome).isInstanceOf(Outcome.Success.class);
            JsonNode run = JSON.readTree(outcome.payload()).path("runs").path(0);
            assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
            assertThat(run.path("dataset").asText()).isEqualTo("supermarket");
            String prefix = run.path("prefix").asText();
            List<String> written = s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).contents()
                    .stream()
                    .map(S3Object::key).map(key -> key.substring(prefix.length())).toList();
            assertThat(written).contains("model.tar.gz", "metrics.json", "profile.json", "schema.json", "config.json",
                    "lineage.json").doesNotContain("failure.json");
        }
    }

    /** What the migration function does at a deployment. */
    private void migrate(Database database) throws Exception {
        ConnectionSource owner = ConnectionSource.url(database.url(), Optional.of(database.owner().user()),
                Optional.of(database.owner().password()));
        Migrations.apply(owner);
        FunctionsRole.grant(owner, database.functions().user());
        keepSecret(Map.of("username", database.functions().user(), "password", database.functions().password()));
    }

    private Map<String, String> environment(Map<String, String> template, Database database) {
        Map<String, String> environment = new HashMap<>(template);
        environment.putAll(services());
        environment.putAll(Map.of("AWS_REGION", REGION, "SEGMENTA_DATABASE_URL", database.url()));
        return environment;
    }
}
