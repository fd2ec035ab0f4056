package io.segmenta.local.cli;

import io.segmenta.config.ConfigHash;
import io.segmenta.local.stack.LocalStack;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.model.contract.WrittenSettings;
import io.segmenta.platform.catalogue.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Follows an upload through the catalogue until its run has ended. */
final class RunWatch {
    private static final Duration PICKED_UP_WITHIN = Duration.ofSeconds(90);

    private final Runs runs;
    private final S3Client s3;
    private Supplier<Optional<String>> trouble = Optional::empty;

    RunWatch(Runs runs, S3Client s3) {
        this.runs = runs;
        this.s3 = s3;
    }

    /** Gives up as soon as something tells of trouble. */
    RunWatch failingOn(Supplier<Optional<String>> signs) {
        this.trouble = signs;
        return this;
    }

    /**
     * Waits for the end of the upload's run.
     *
     * @param settings the settings the upload carries
     * @param since a moment before the upload
     * @return the run, which has ended; one that was run before when nothing has changed since
     */
    Run await(Upload upload, Map<String, String> settings, Instant since, Meter meter) {
        String configuration = configurationHash(upload, settings);
        TrainingMeter training = new TrainingMeter(meter);
        while (true) {
            Optional<Run> seen = runs.of(upload).stream()
                    .filter(run -> run.configurationHash().equals(configuration)).findFirst();
            if (seen.isEmpty() && since.plus(PICKED_UP_WITHIN).isBefore(Instant.now())) {
                throw CliException.infrastructure("the upload was not picked up within %d s; segmenta status "
                        + "tells whether it was given up, segmenta logs training why", PICKED_UP_WITHIN.toSeconds());
            }
            if (seen.isPresent()) {
                Run run = seen.get();
                if (run.status() != Run.Status.RUNNING) {
                    return run;
                }
                training.show(run.stage(), run.progress(), run.detail().orElse(""));
            }
            DeploymentWatch.stopOn(trouble);
            Pause.brief();
        }
    }

    private String configurationHash(Upload upload, Map<String, String> settings) {
        return ConfigHash.of(WrittenSettings.read(upload.dataset(), UploadSettings.encode(settings),
                key -> Results.text(s3, upload.bucket(), key)), LocalStack.DATASETS_DECIDE);
    }
}
