package io.segmenta.local.cli;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.PipelineConfig;
import io.segmenta.config.RunSettings;
import io.segmenta.local.stack.LocalStack;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.SettingsKeys;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.model.contract.WrittenSettings;
import io.segmenta.model.data.Schema;
import io.segmenta.model.steps.Derive;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a run would refuse whatever is in the file, found before the file is sent. */
final class UploadCheck {
    private static final int FORBIDDEN = 403;

    private UploadCheck() {}

    /**
     * Reads the settings as the run will, the schema of the data set, and the expressions of derived columns.
     *
     * @throws CliException of the user, with every mistake in the settings in a line of its own
     */
    static void run(S3Client s3, String bucket, String dataset, Map<String, String> settings) {
        WrittenSettings written = WrittenSettings.read(dataset, UploadSettings.encode(settings),
                key -> text(s3, bucket, key));
        try {
            PipelineConfig config = ConfigReader.read(RunSettings.sources(written, LocalStack.DATASETS_DECIDE));
            config.derive().forEach(UploadCheck::derived);
        } catch (ConfigException wrong) {
            throw CliException.user("nothing was uploaded (configuration):\n%s",
                    String.join("\n", wrong.problems()).indent(2).stripTrailing());
        } catch (DataException wrong) {
            throw CliException.user("nothing was uploaded: %s", wrong.getMessage());
        }
        String schema = SettingsKeys.schema(dataset);
        try {
            text(s3, bucket, schema).ifPresent(Schema::fromJson);
        } catch (DataException wrong) {
            throw CliException.user("nothing was uploaded: %s: %s", schema, wrong.getMessage());
        }
    }

    private static void derived(String column, String expression) {
        try {
            new Derive(column, expression);
        } catch (IllegalArgumentException wrong) {
            throw CliException.user("nothing was uploaded: derive.%s: %s", column, wrong.getMessage());
        }
    }

    /** What may not be read is left to the run, which may. */
    private static Optional<String> text(S3Client s3, String bucket, String key) {
        try {
            return Results.text(s3, bucket, key);
        } catch (S3Exception denied) {
            if (denied.statusCode() != FORBIDDEN) {
                throw denied;
            }
            return Optional.empty();
        }
    }
}
