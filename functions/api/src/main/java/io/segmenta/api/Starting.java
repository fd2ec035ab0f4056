package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.RunSettings;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.contract.SettingsKeys;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.model.contract.WrittenSettings;
import io.segmenta.platform.Json;
import io.segmenta.platform.RunIdentity;
import io.segmenta.platform.catalogue.AnnouncedUpload;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Starts runs. There is one way into training: an object that arrives under {@code data/}. A file that was put under
 * {@code uploads/} is copied there, with the settings of this run in its metadata; training then claims the run, whose
 * id follows from both.
 */
final class Starting {
    /** Training answers an upload within a second, and within three where it has to be started. */
    static final int LOOKS = 20;
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final Found found;
    private final Uploading uploading;
    private final Catalogue catalogue;
    private final ObjectStore store;
    private final boolean datasetsDecide;
    private final Consumer<Duration> pause;
    private final InstantSource clock;

    Starting(Found found, Uploading uploading, Catalogue catalogue, ObjectStore store, boolean datasetsDecide,
            Consumer<Duration> pause, InstantSource clock) {
        this.found = found;
        this.uploading = uploading;
        this.catalogue = catalogue;
        this.store = store;
        this.datasetsDecide = datasetsDecide;
        this.pause = pause;
        this.clock = clock;
    }

    Answer start(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, "dataset", "upload", "settings");
        String datasetName = body.required("dataset");
        String uploadId = body.required("upload");
        Map<String, String> settings = body.settings("settings");
        body.check();
        Dataset dataset = found.dataset(datasetName);
        AnnouncedUpload upload = uploading.upload(dataset, uploadId);
        Begun begun = begin(dataset, upload, settings, body, request);
        Optional<Run> run = awaited(begun, LOOKS);
        ObjectNode shape = run.map(RunShape::of).orElseGet(() -> queued(dataset, begun));
        return Answer.accepted(Routes.BASE + "/runs/" + run.map(Run::id).orElse(begun.run()), shape).with("retry-after",
                "1");
    }

    /**
     * A file that lies where it starts a run.
     *
     * @param run its id, which training will find as well
     * @param since when it was put there
     */
    record Begun(String key, String version, long size, UUID run, Instant since) {}

    /**
     * Starts a run of a file. A request that has started one before, and died, does not start another.
     *
     * @throws io.segmenta.api.http.RefusalException when the settings are wrong, or the file is not there
     */
    Begun begin(Dataset dataset, AnnouncedUpload upload, Map<String, String> settings, Body body, Request request) {
        String configuration = check(dataset, settings, body);
        ObjectHead file = uploading.arrived(upload);
        String key = new UploadKey(dataset.name(), upload.fileName()).key();
        Begun begun = request.once().flatMap(Request.Once::begun).flatMap(since -> earlier(key, configuration, since))
                .orElseGet(() -> copied(dataset, file, key, settings, configuration));
        request.log().info("run asked for", "dataset", dataset.name(), "upload", upload.id(), "run_id", begun.run());
        ObjectNode asked = Json.object().put("upload", upload.id().toString()).put("version", begun.version()).put(
                "run",
                begun.run().toString());
        settings.forEach(asked.putObject("settings")::put);
        catalogue.audit().enter(Deed.RUN_STARTED.by(request, clock.instant(), dataset.name(), key,
                Deed.Change.to(asked)));
        return begun;
    }

    /** What a call started that died before it could answer: files under {@code data/} are not read here, runs are. */
    private Optional<Begun> earlier(String key, String configuration, Instant since) {
        return catalogue.runsOf(store.bucket(), key).stream().filter(run -> !run.createdAt().isBefore(since))
                .filter(run -> run.configurationHash().equals(configuration)).findFirst()
                .map(run -> new Begun(key, run.version(), run.size(), run.id(), since));
    }

    /**
     * Refuses what the run would refuse whatever is in the file.
     *
     * @return the hash of the configuration
     */
    private String check(Dataset dataset, Map<String, String> settings, Body body) {
        String encoded = UploadSettings.encode(settings);
        if (encoded.length() > UploadSettings.MAX_LENGTH) {
            body.fault("settings", "out-of-range", "take " + encoded.length() + " characters, an upload can carry "
                    + UploadSettings.MAX_LENGTH + "; write them into data/" + dataset.name() + "/pipeline.yaml");
        }
        WrittenSettings written = WrittenSettings.read(dataset.name(), encoded,
                this::text);
        try {
            String hash = ConfigHash.of(ConfigReader.read(RunSettings.sources(written, datasetsDecide)));
            body.check();
            return hash;
        } catch (ConfigException wrong) {
            wrong.problems().forEach(problem -> body.fault("settings", "malformed", problem));
            throw body.refusal();
        }
    }

    private Optional<String> text(String key) {
        return store.readAll(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Begun copied(Dataset dataset, ObjectHead file, String key, Map<String, String> settings,
            String configuration) {
        Optional<String> schema = text(SettingsKeys.schema(dataset.name()));
        Instant now = clock.instant();
        try {
            ObjectHead copy = store.copy(file, key, settings.isEmpty() ? Map.of()
                    : Map.of(UploadSettings.METADATA, UploadSettings.encode(settings)));
            String version = copy.version().orElse(copy.etag());
            return new Begun(key, version, copy.size(),
                    RunIdentity.run(store.bucket(), key, version, RunIdentity.of(configuration, schema)), now);
        } catch (ObjectConflictException gone) {
            throw Refusal.CONFLICT.because("the file was put anew or deleted at the same moment; start again");
        }
    }

    /** The run that training claims of the copy; empty when it takes its time. */
    Optional<Run> awaited(Begun begun, int looks) {
        for (int look = 0; look < looks; look++) {
            Optional<Run> claimed = catalogue.run(begun.run()).or(() -> claimedSince(begun));
            if (claimed.isPresent()) {
                return claimed;
            }
            pause();
        }
        return Optional.empty();
    }

    /**
     * The run of this copy where other settings lay in the bucket when training read them. One from before is of other
     * settings too: the same bytes have the same version where a bucket keeps none.
     */
    private Optional<Run> claimedSince(Begun begun) {
        return catalogue.runsOf(store.bucket(), begun.key()).stream()
                .filter(run -> run.version().equals(begun.version()) && !run.createdAt().isBefore(begun.since()))
                .findFirst();
    }

    /** Lets training do something. */
    void pause() {
        pause.accept(BETWEEN);
    }

    static ObjectNode queued(Dataset dataset, Begun begun) {
        ObjectNode shape = Json.object().put("id", begun.run().toString()).put("dataset", dataset.name()).put("status",
                "queued");
        shape.putObject("upload").put("key", begun.key()).put("size", begun.size());
        return shape;
    }
}
