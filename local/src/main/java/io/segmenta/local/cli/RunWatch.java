package io.segmenta.local.cli;

import io.segmenta.model.ConfigException;
import io.segmenta.model.config.ConfigReader;
import io.segmenta.model.config.ConfigSource;
import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Follows an upload through the catalogue until its run has ended. */
final class RunWatch {
    private static final Duration PICKED_UP_WITHIN = Duration.ofSeconds(90);
    /** Clocks of the database and of this process are the same one; this only covers rounding. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

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
     * @return the run, SUCCEEDED or FAILED; one that was run before when nothing has changed since
     */
    Run await(Upload upload, Map<String, String> settings, Instant since, Meter meter) {
        Optional<String> configuration = configurationHash(upload, settings);
        while (true) {
            Optional<Run> seen = match(runs.of(upload), configuration, since);
            if (seen.isEmpty() && since.plus(PICKED_UP_WITHIN).isBefore(Instant.now())) {
                throw CliException.infrastructure("the upload was not picked up within %d s; see: segmenta logs "
                        + "training", PICKED_UP_WITHIN.toSeconds());
            }
            if (seen.isPresent()) {
                Run run = seen.get();
                if (run.status() != Run.Status.RUNNING) {
                    return run;
                }
                meter.show(run.stage().isEmpty() ? "starting" : run.stage(), run.progress(), "");
            }
            DeploymentWatch.stopOn(trouble);
            Pause.brief();
        }
    }

    /** The run of this configuration; when the configuration is broken, the one that began after the upload. */
    private static Optional<Run> match(List<Run> candidates, Optional<String> configuration, Instant since) {
        return candidates.stream()
                .filter(run -> configuration.map(run.configurationHash()::equals)
                        .orElseGet(() -> run.createdAt().isAfter(since.minus(ROUNDING))))
                .findFirst();
    }

    private Optional<String> configurationHash(Upload upload, Map<String, String> settings) {
        List<ConfigSource> sources = new ArrayList<>();
        for (String key : List.of(Names.BASE_CONFIGURATION, Names.configuration(upload.dataset()))) {
            text(upload.bucket(), key).ifPresent(text -> sources.add(ConfigSource.yaml(key, text)));
        }
        sources.add(ConfigSource.set(settings));
        try {
            return Optional.of(ConfigReader.read(sources).hash());
        } catch (ConfigException toldByTheRun) {
            return Optional.empty();
        }
    }

    private Optional<String> text(String bucket, String key) {
        try {
            return Optional.of(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asString(StandardCharsets.UTF_8));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }
}
