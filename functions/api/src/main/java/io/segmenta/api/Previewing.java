package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.model.predict.Problem;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.AnnouncedUpload;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What a run would make of a file, which training tells when the file arrives. */
final class Previewing {
    /** Training looks at a file within seconds, if it has to be started within ten. */
    private static final int LOOKS = 40;
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int UNPROCESSABLE = 422;

    private final Found found;
    private final Uploading uploading;
    private final ObjectStore store;
    private final Consumer<Duration> pause;

    Previewing(Found found, Uploading uploading, ObjectStore store, Consumer<Duration> pause) {
        this.found = found;
        this.uploading = uploading;
        this.store = store;
        this.pause = pause;
    }

    Answer one(Request request) {
        request.withoutQuery();
        AnnouncedUpload upload = uploading.upload(found.dataset(request), request.variable("u"));
        ObjectHead file = uploading.arrived(upload);
        for (int look = 0; look < LOOKS; look++) {
            Optional<ObjectNode> preview = of(upload, file);
            if (preview.isPresent()) {
                return Answer.ok(preview.get());
            }
            pause.accept(BETWEEN);
        }
        return Answer.accepted(Uploading.address(upload) + "/preview", Json.object().put("state", "looking"))
                .with("retry-after", "1");
    }

    /** What was told of exactly this file. */
    private Optional<ObjectNode> of(AnnouncedUpload upload, ObjectHead file) {
        return store.readAll(upload.place().preview())
                .map(bytes -> (ObjectNode) Json.parse(new String(bytes, StandardCharsets.UTF_8)))
                .filter(document -> document.path(AnnouncedKey.ETAG).asText().equals(file.etag()))
                .map(Previewing::shape);
    }

    private static ObjectNode shape(ObjectNode document) {
        document.remove(AnnouncedKey.ETAG);
        JsonNode failure = document.path("failure");
        if (failure.isObject()) {
            document.set("failure", Json.object().put("type", Problem.TYPE + failure.path("code").asText())
                    .put("title", "A run of this file would fail").put("status", UNPROCESSABLE)
                    .put("detail", failure.path("detail").asText()));
        }
        return document;
    }
}
