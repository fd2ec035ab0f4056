package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.RunSettings;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.model.contract.WrittenSettings;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.AnnouncedUpload;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts runs. There is one way into training: an object that arrives under {@code data/}. A file that was put under
 * {@code uploads/} is copied there, with the settings of this run in its metadata; training then claims the run, whose
 * id follows from both.
 */
final class Starting {
    /** Training answers an upload within a second, and within three where it has to be started. */
    private static final int LOOKS = 20;
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final Found found;
    private final Uploading uploading;
    private final Catalogue catalogue;
    private final ObjectStore store;
    private final boolean datasetsDecide;
    private final Consumer<Duration> pause;

    Starting(Found found, Uploading uploading, Catalogue catalogue, ObjectStore store, boolean datasetsDecide,
            Consumer<Duration> pause) {
        this.found = found;
        this.uploading = uploading;
        this.catalogue = catalogue;
        this.store = store;
        this.datasetsDecide = datasetsDecide;
        this.pause = pause;
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
        check(dataset, settings, body);
        ObjectHead file = uploading.arrived(upload);
        String key = new UploadKey(dataset.name(), upload.fileName()).key();
        ObjectHead copy = copied(file, key, settings);
        request.log().info("run asked for", "dataset", dataset.name(), "upload", upload.id());
        Optional<Run> run = awaited(key, copy);
        ObjectNode shape = run.map(RunShape::of).orElseGet(() -> queued(dataset, key, copy));
        String address = run.map(one -> Routes.BASE + "/runs/" + one.id())
                .orElse(Routes.BASE + "/runs?dataset=" + dataset.name());
        return Answer.accepted(address, shape).with("retry-after", "1");
    }

    /** Refuses what the run would refuse whatever is in the file. */
    private void check(Dataset dataset, Map<String, String> settings, Body body) {
        String encoded = UploadSettings.encode(settings);
        if (encoded.length() > UploadSettings.MAX_LENGTH) {
            body.fault("settings", "out-of-range", "take " + encoded.length() + " characters, an upload can carry "
                    + UploadSettings.MAX_LENGTH + "; write them into data/" + dataset.name() + "/pipeline.yaml");
        }
        WrittenSettings written = WrittenSettings.read(dataset.name(), encoded,
                key -> store.readAll(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
        try {
            ConfigReader.read(RunSettings.sources(written, datasetsDecide));
        } catch (ConfigException wrong) {
            wrong.problems().forEach(problem -> body.fault("settings", "malformed", problem));
        }
        body.check();
    }

    private ObjectHead copied(ObjectHead file, String key, Map<String, String> settings) {
        try {
            return store.copy(file, key, settings.isEmpty() ? Map.of()
                    : Map.of(UploadSettings.METADATA, UploadSettings.encode(settings)));
        } catch (ObjectConflictException gone) {
            throw Refusal.CONFLICT.because("the file was put anew or deleted at the same moment; start again");
        }
    }

    /** The run that training claims of the copy; empty when it takes its time. */
    private Optional<Run> awaited(String key, ObjectHead copy) {
        String version = copy.version().orElse(copy.etag());
        for (int look = 0; look < LOOKS; look++) {
            Optional<Run> claimed = catalogue.runsOf(store.bucket(), key).stream()
                    .filter(run -> run.version().equals(version)).findFirst();
            if (claimed.isPresent()) {
                return claimed;
            }
            pause.accept(BETWEEN);
        }
        return Optional.empty();
    }

    private static ObjectNode queued(Dataset dataset, String key, ObjectHead copy) {
        ObjectNode shape = Json.object().put("dataset", dataset.name()).put("status", "queued");
        shape.putObject("upload").put("key", key).put("size", copy.size());
        return shape;
    }
}
