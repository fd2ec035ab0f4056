package io.segmenta.privacy;

import io.segmenta.model.privacy.Identifiers;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.TenantKeys;
import java.util.List;

/**
 * A customer that is looked for, by the identifier and by what stands for it.
 *
 * @param identifier without blanks around it
 * @param hashes under each key, the one in use first
 */
record Subject(String identifier, List<KeyedHash> hashes) {
    static Subject of(String identifier, TenantKeys keys) {
        return new Subject(identifier.strip(), keys.hashes(identifier.strip()));
    }

    /** What stands for the customer now, in hexadecimal digits. */
    String hash() {
        return hashes.get(0).hex();
    }

    /** Whether the identifier is long enough for a search among all bytes to tell anything. */
    boolean isTelling() {
        return Identifiers.isTelling(identifier);
    }

    /** Never the identifier. */
    @Override
    public String toString() {
        return hash();
    }
}
