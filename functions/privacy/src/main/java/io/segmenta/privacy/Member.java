package io.segmenta.privacy;

import io.segmenta.model.contract.DatasetErasure;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.storage.RewritableStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One customer who is to be erased, as asked for, with the receipt.
 *
 * @param catalogue columns of the catalogue that named the customer when this was asked for, and how many rows
 */
record Member(ErasureKey key, Subject subject, Instant requested, Map<String, Long> catalogue, Receipt receipt) {
    /**
     * What has begun and not ended for so long is dead: what it read was read before, and nobody writes it any more.
     */
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Of a request; empty when it is of a whole data set, or no longer there. */
    static Optional<Member> of(RewritableStore store, ErasureKey key, TenantKeys keys) {
        Optional<JsonObject> asked = store.readAll(key.request()).map(bytes -> Json.parse(bytes, "the request"))
                .filter(request -> DatasetErasure.of(request).isEmpty());
        return asked.map(request -> {
            Map<String, Long> catalogue = new LinkedHashMap<>();
            if (request.has("catalogue")) {
                JsonObject named = request.object("catalogue");
                named.names().forEach(column -> catalogue.put(column, named.integer(column)));
            }
            Subject subject = Subject.of(request.string("id"), keys);
            String requested = request.string("requested");
            return new Member(key, subject, Instant.parse(requested), catalogue,
                    Receipt.open(store, key, subject.hash(), requested));
        });
    }

    /** Whether a walk may bring the erasure further: it had none, or all that it waits for is over, or dead. */
    boolean isReady(Map<String, Boolean> begun, Instant now) {
        return receipt.awaited().filter(awaited -> !UnderWay.open(awaited, begun).isEmpty() && !isDead(now)).isEmpty();
    }

    private boolean isDead(Instant now) {
        return now.isAfter(requested.plus(LONGEST));
    }

    /**
     * Sees to what a walk has left.
     *
     * @param after what has begun by now, and whether it has ended
     * @return whether it is done
     */
    boolean isDone(Work work, Map<String, Boolean> after, Instant now) {
        receipt.walked(work);
        Collection<String> awaited = receipt.await(work, after);
        return awaited.isEmpty() || (isDead(now) && !UnderWay.open(awaited, after).isEmpty());
    }

    /** Writes the last of the receipt and forgets what was asked. */
    void end(RewritableStore store, Work work, Map<String, Boolean> after, Instant now) {
        List<String> open = UnderWay.open(receipt.awaited().orElseThrow(), after);
        receipt.end(now.truncatedTo(ChronoUnit.MILLIS), work, searched(), catalogue, open);
        store.delete(key.request());
        store.earlier(key.request()).forEach(store::delete);
    }

    private String searched() {
        return subject.isTelling() ? "all bytes of all objects were searched for the identifier and its hashes"
                : "the identifier is so short that it stands everywhere by chance: its columns were searched";
    }
}
