package io.segmenta.platform.privacy;

import io.segmenta.model.privacy.TenantKeys;
import java.io.IOException;

/** Where the keys come from under which identifiers are hashed. */
@FunctionalInterface
public interface KeySource {
    /**
     * The keys.
     *
     * @throws IOException when they cannot be read
     */
    TenantKeys keys() throws IOException;
}
