package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.privacy.Identifiers;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.Replacement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a customer may ask for: to be told, to be left out, to be erased. The identifier comes in the body of a request;
 * the audit has what stands for it under the deployment's key.
 */
final class Privacy {
    private static final String JSON = "application/json";
    private static final String ID = "id";
    private static final String OPTED_OUT = "opted_out";
    private static final String CATALOGUE = "catalogue";
    private static final int LONGEST = 1000;
    private static final String NO_STORE = "no-store";

    private final Catalogue catalogue;
    private final ObjectStore store;
    private final Customers customers;
    private final FeatureViews views;
    private final KeySource keys;
    private final World world;

    /** What it needs of the world. */
    record World(InstantSource clock, Supplier<UUID> ids, Listings listings) {}

    Privacy(Catalogue catalogue, ObjectStore store, Customers customers, FeatureViews views, KeySource keys,
            World world) {
        this.catalogue = catalogue;
        this.store = store;
        this.customers = customers;
        this.views = views;
        this.keys = keys;
        this.world = world;
    }

    /** Lays down what is to be erased, of which the privacy function is told. */
    Answer erase(Request request) {
        request.withoutQuery();
        String id = id(request, Body.of(request, ID));
        ErasureKey key = new ErasureKey(request.once().map(Request.Once::id).orElseGet(world.ids()));
        if (!isAskedFor(request, key)) {
            Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            enter(request, Deed.ERASURE_ASKED_FOR, keys().hash(id), now,
                    Json.object().put("erasure", key.erasure().toString()));
            ObjectNode wanted = Json.object().put(ID, id).put("requested", now.toString());
            wanted.set(CATALOGUE, mentions(id));
            store.create(key.request(), JSON, ObjectContent.of(Json.bytes(wanted)));
            request.log().info("erasure asked for", "erasure", key.erasure());
        }
        return Answer.accepted(Routes.BASE + "/privacy/erasures/" + key.erasure(), asked(key)).with("retry-after", "1")
                .with("cache-control", NO_STORE);
    }

    /** A call with the same key that got no answer may have laid it down; if it died, it may be done since. */
    private boolean isAskedFor(Request request, ErasureKey key) {
        return request.once().filter(once -> store.head(key.request()).isPresent()
                || (once.begun().isPresent() && store.head(key.receipt()).isPresent())).isPresent();
    }

    private static ObjectNode asked(ErasureKey key) {
        return Json.object().put("erasure", key.erasure().toString()).put("state", "running");
    }

    /** The receipt, or that there is none yet. */
    Answer receipt(Request request) {
        request.withoutQuery();
        String id = request.variable("erasure");
        ErasureKey key = key(id);
        Optional<byte[]> receipt = store.readAll(key.receipt());
        if (receipt.isEmpty() && store.head(key.request()).isEmpty()) {
            // What was asked for goes when the receipt is there, which may have been in between.
            receipt = store.readAll(key.receipt());
            if (receipt.isEmpty()) {
                throw absent(id);
            }
        }
        return Answer.ok(receipt.map(bytes -> (ObjectNode) Json.parse(new String(bytes, StandardCharsets.UTF_8)))
                .orElseGet(() -> asked(key))).with("cache-control", "private, no-store");
    }

    /** Puts a customer on the list of those who are left out, or takes one off. */
    Answer optOut(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, ID, OPTED_OUT);
        boolean out = body.flag(OPTED_OUT);
        if (!body.names(OPTED_OUT)) {
            body.fault(OPTED_OUT, "missing", "must be true, or false to take the opt-out back");
        }
        String id = id(request, body);
        TenantKeys known = keys();
        KeyedHash subject = known.hash(id);
        enter(request, out ? Deed.CUSTOMER_OPTED_OUT : Deed.OPT_OUT_TAKEN_BACK, subject,
                world.clock().instant().truncatedTo(ChronoUnit.MILLIS), Json.object());
        change(list -> out ? list.with(subject) : list.without(known.hashes(id)));
        return Answer.ok(Json.object().put("subject", subject.hex()).put(OPTED_OUT, out)).with("cache-control",
                NO_STORE);
    }

    /** Several customers may opt out at once, and all of them are on the list. */
    private void change(UnaryOperator<OptOuts> change) {
        try {
            Replacement.of(store, OptOuts.KEY, "application/octet-stream", before -> {
                OptOuts list = before.map(OptOuts::parse).orElse(OptOuts.NONE);
                OptOuts changed = change.apply(list);
                return changed.size() == list.size() ? Optional.empty() : Optional.of(changed.write());
            });
        } catch (ObjectConflictException meanwhile) {
            throw Refusal.UNAVAILABLE.because("others opt out at this moment; ask again").with("retry-after", "1");
        }
    }

    /** All that is known of a customer. */
    Answer subject(Request request) {
        request.withoutQuery();
        String id = id(request, Body.of(request, ID));
        TenantKeys known = keys();
        boolean out = store.readAll(OptOuts.KEY).map(OptOuts::parse).filter(list -> list.holds(known, id)).isPresent();
        ObjectNode shape = Json.object().put("subject", known.hash(id).hex()).put(OPTED_OUT, out);
        ArrayNode datasets = shape.putArray("datasets");
        for (String dataset : catalogue.datasets()) {
            customers.known(dataset, id).ifPresent(customer -> datasets
                    .add(Json.object().put("dataset", dataset).setAll(customer)));
        }
        shape.set("features", views.known(known, id));
        shape.set(CATALOGUE, mentions(id));
        enter(request, Deed.SUBJECT_ANSWERED, known.hash(id), world.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                Json.object().put("datasets", datasets.size()));
        return Answer.of(200, JSON, Json.bytes(shape)).with("cache-control", NO_STORE);
    }

    /** Where the catalogue names a customer; nothing where an identifier is so short that it stands there by chance. */
    private ObjectNode mentions(String id) {
        ObjectNode found = Json.object();
        if (Identifiers.isTelling(id)) {
            world.listings().mentions(id, keys().hashes(id).stream().map(KeyedHash::hex).toList())
                    .forEach(mention -> found.put(mention.column(), mention.rows()));
        }
        return found;
    }

    private static String id(Request request, Body body) {
        String id = body.required(ID).strip();
        if (body.names(ID) && (id.isEmpty() || id.length() > LONGEST)) {
            body.fault(ID, "out-of-range", "must have 1 to " + LONGEST + " characters, got " + id.length());
        }
        body.check();
        request.log().info("asked about a customer", "route", "privacy");
        return id;
    }

    private static ErasureKey key(String id) {
        return Found.id(id).map(ErasureKey::new).orElseThrow(() -> absent(id));
    }

    private static RuntimeException absent(String id) {
        return Refusal.NOT_FOUND.because("there is no erasure \"" + id + '"');
    }

    private TenantKeys keys() {
        try {
            return keys.keys();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enter(Request request, Deed deed, KeyedHash subject, Instant at, ObjectNode what) {
        catalogue.audit().enter(deed.by(request, at, Optional.empty(), subject.hex(), Deed.Change.to(what)));
    }
}
