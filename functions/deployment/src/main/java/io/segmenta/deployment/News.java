package io.segmenta.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.Json;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.bus.OutboxSender;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Outbox;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What other systems are told when a version goes live: what became of each segment, and that it is known how customers
 * moved. It lies in the outbox before the version counts as live, and is sent after.
 */
final class News {
    private static final String TRANSITION = "Segment Transition";
    private static final String MIGRATION = "Migration Ready";
    private static final List<String> OF_MIGRATION = List.of("basis", "customers_in_both", "masked");

    private final Outbox outbox;
    private final OutboxSender sender;
    private final ObjectStore store;
    private final Clock clock;

    News(Outbox outbox, Bus bus, ObjectStore store, Clock clock) {
        this.outbox = outbox;
        this.sender = new OutboxSender(outbox, bus, clock);
        this.store = store;
        this.clock = clock;
    }

    /** Writes down what is to be told of a version; nothing of one whose run has compared nothing. */
    void prepare(Deployment deployment, String modelKey) {
        Optional<RunFolder> folder = RunFolder.containing(modelKey);
        if (folder.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Announcement> announcements = new ArrayList<>();
        document(folder.get(), RunFile.TRANSITIONS).ifPresent(document -> {
            int place = 0;
            for (JsonNode transition : document.path("transitions")) {
                UUID id = Hashes.id(TRANSITION, deployment.arn(), Integer.toString(place++));
                ObjectNode detail = about(id, deployment, folder.get());
                if (transition instanceof ObjectNode fields) {
                    detail.setAll(fields);
                }
                announcements.add(new Announcement(id, deployment.dataset(), TRANSITION, detail.toString(), now));
            }
        });
        document(folder.get(), RunFile.MIGRATION).ifPresent(document -> {
            UUID id = Hashes.id(MIGRATION, deployment.arn());
            ObjectNode detail = about(id, deployment, folder.get());
            OF_MIGRATION.stream().filter(document::has).forEach(field -> detail.set(field, document.get(field)));
            detail.put("document", folder.get().key(RunFile.MIGRATION));
            announcements.add(new Announcement(id, deployment.dataset(), MIGRATION, detail.toString(), now));
        });
        outbox.put(announcements);
    }

    private static ObjectNode about(UUID id, Deployment deployment, RunFolder folder) {
        return Json.object().put("id", id.toString()).put("dataset", deployment.dataset())
                .put("version", deployment.version()).put("run_id", folder.run().toString());
    }

    /** A document of the run; what is no JSON, which the run did not write, is told nothing of. */
    private Optional<JsonNode> document(RunFolder folder, RunFile file) {
        return store.readAll(folder.key(file)).flatMap(bytes -> {
            try {
                return Optional.of(Json.parse(new String(bytes, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException broken) {
                return Optional.empty();
            }
        });
    }

    /** Sends what has not been sent. What cannot be now is left to a later reconciliation. */
    void send(String dataset, Log log) {
        sender.send(dataset, log);
    }
}
