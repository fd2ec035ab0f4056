package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Request;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Listings.AuditFilter;
import io.segmenta.platform.catalogue.Listings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who did what, the newest first. */
final class AuditTrail {
    private static final String DATASET = "dataset";
    private static final String ACTOR = "actor";
    private static final String ACTION = "action";
    private static final String AFTER = "after";

    private final Found found;
    private final Listings listings;

    AuditTrail(Found found, Listings listings) {
        this.found = found;
        this.listings = listings;
    }

    Answer list(Request request) {
        Query query = request.query(DATASET, ACTOR, ACTION, AFTER, Page.LIMIT, Page.CURSOR);
        Page page = Page.of(query, List.of("at"), "-at");
        Optional<String> dataset = query.text(DATASET);
        Optional<String> actor = query.text(ACTOR);
        actor.filter(name -> name.chars().anyMatch(Character::isISOControl)).ifPresent(
                _ -> query.fault(ACTOR, "malformed", "must be one line, without control characters"));
        List<String> actions = query.words(ACTION, Deed.words());
        Optional<Instant> after = query.time(AFTER);
        query.check();
        AuditFilter filter = new AuditFilter(dataset.map(found::dataset).map(Dataset::name), actor, actions, after);
        List<AuditEntry> entries = page.read(() -> listings.audit(filter, page.after(), page.lookFor()));
        return page.answer(request, entries, AuditTrail::shape, Listings::mark);
    }

    private static JsonNode shape(AuditEntry entry) {
        ObjectNode shape = Json.object().put("id", entry.id().toString()).put("at", entry.at().toString())
                .put(ACTOR, entry.actor()).put("role", entry.role()).put(ACTION, entry.action());
        entry.dataset().ifPresent(dataset -> shape.put(DATASET, dataset));
        shape.put("object", entry.object());
        entry.before().ifPresent(before -> shape.set("before", Json.parse(before)));
        entry.after().ifPresent(later -> shape.set(AFTER, Json.parse(later)));
        entry.comment().ifPresent(comment -> shape.put("comment", comment));
        return shape.put("request_id", entry.requestId());
    }
}
