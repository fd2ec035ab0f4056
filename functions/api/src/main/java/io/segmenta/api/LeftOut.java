package io.segmenta.api;

import io.segmenta.model.privacy.OptOuts;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who has opted out, asked for with every list and read when it is another than before: what somebody sees of people is
 * as of now. A list that cannot be read shows nobody. Safe for several threads.
 */
final class LeftOut {
    private final ObjectStore store;
    private final KeySource keys;
    private Optional<String> etag = Optional.empty();
    private Predicate<String> known = LeftOut::nobody;

    LeftOut(ObjectStore store, KeySource keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Whether a customer with an identifier is left out. */
    synchronized Predicate<String> now() {
        try {
            switch (store.find(OptOuts.KEY, etag)) {
                case Found.Absent _ -> {
                    etag = Optional.empty();
                    known = LeftOut::nobody;
                }
                case Found.Unchanged _ -> {
                    // Those of before.
                }
                case Found.Content content -> {
                    known = OptOuts.parse(content.bytes()).among(keys.keys());
                    etag = Optional.of(content.etag());
                }
            }
            return known;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** What the list of now is known by; empty where there is none. */
    String version() {
        return store.head(OptOuts.KEY).map(ObjectHead::etag).orElse("");
    }

    private static boolean nobody(String identifier) {
        return false;
    }
}
