package io.segmenta.platform;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that follow from names. */
public final class Hashes {
    private Hashes() {}

    /** The same parts give the same id, always and everywhere. */
    public static UUID id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
    }
}
