package io.segmenta.platform.storage;

import io.segmenta.platform.storage.ObjectReader.Found;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads an object, changes it and puts it back, from the start where somebody else has put another there meanwhile. */
public final class Replacement {
    private static final int ATTEMPTS = 10;

    private Replacement() {}

    /**
     * Changes an object; nothing is written where the change leaves it as it is. Of several who do so at once each
     * change is made to what the others have left.
     *
     * @param change from what lies there, empty where nothing does, to what is to lie there; empty leaves it. It may be
     * asked several times, each time after the object was read
     * @throws ObjectConflictException when others write all the time, so that ten attempts came too late
     */
    public static void of(ObjectStore store, String key, String contentType, UnaryOperator<Optional<byte[]>> change) {
        for (int attempt = 1; !isMade(store, key, contentType, change, attempt == ATTEMPTS); attempt++) {
            // Another was faster.
        }
    }

    private static boolean isMade(ObjectStore store, String key, String contentType,
            UnaryOperator<Optional<byte[]>> change, boolean last) {
        Optional<Found.Content> before = store.find(key, Optional.empty()) instanceof Found.Content content
                ? Optional.of(content)
                : Optional.empty();
        Optional<byte[]> bytes = before.map(Found.Content::bytes);
        Optional<byte[]> after = change.apply(bytes);
        if (after.isEmpty() || bytes.filter(known -> Arrays.equals(known, after.get())).isPresent()) {
            return true;
        }
        try {
            store.replace(key, contentType, ObjectContent.of(after.get()), before.map(Found.Content::etag));
            return true;
        } catch (ObjectConflictException faster) {
            if (last) {
                throw faster;
            }
            return false;
        }
    }
}
