package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.storage.ObjectLinks;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;

/** Where the segments of a version lie in two dimensions, with the address that their points are fetched from. */
final class Maps {
    private static final Duration VALID = Duration.ofMinutes(5);

    private final Found found;
    private final Models models;
    private final ObjectStore store;
    private final ObjectLinks links;
    private final InstantSource clock;

    Maps(Found found, Models models, ObjectStore store, ObjectLinks links, InstantSource clock) {
        this.found = found;
        this.models = models;
        this.store = store;
        this.links = links;
        this.clock = clock;
    }

    Answer one(Request request) {
        request.withoutQuery();
        Model model = found.model(request);
        ObjectNode map = models.document(model, RunFile.MAP).filter(JsonNode::isObject).map(ObjectNode.class::cast)
                .orElseThrow(() -> Refusal.NO_MAP.because("version " + model.version() + " of \"" + model.dataset()
                        + "\" was trained before maps were drawn; upload its file again, and the new version has one"));
        String key = new RunFolder(model.dataset(), model.run()).key(RunFile.POINTS);
        store.head(key).ifPresent(points -> map.putObject("points_file")
                .put("url", links.link(key, VALID, "map.bin").toString()).put("bytes", points.size())
                .put("expires_at", clock.instant().plus(VALID).toString()));
        return Answer.ok(map);
    }
}
