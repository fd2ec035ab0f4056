package io.segmenta.model.privacy;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys under which one deployment hashes its customers' identifiers: the one in use, and those before it, by which
 * older hashes are still found. Safe for use by several threads.
 */
public final class TenantKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;
    private static final int NEWEST_VERSION = 255;
    private static final String SHAPE = "{\"version\":1,\"key\":\"at least 32 characters\"}";

    private final NavigableMap<Integer, Key> keys;

    private TenantKeys(NavigableMap<Integer, Key> keys) {
        this.keys = Collections.unmodifiableNavigableMap(keys);
    }

    /** One key, of version 1. */
    public static TenantKeys of(String key) {
        return new TenantKeys(new TreeMap<>(Collections.singletonMap(1, key(1, key))));
    }

    /**
     * Reads the keys from the document of a secret: {@code {"version":2,"key":"...","earlier":{"1":"..."}}}, where
     * {@code earlier} may be missing. A key is a text of at least 32 characters, used as its bytes in UTF-8.
     *
     * @throws DataException when it is no such document
     * @throws IllegalArgumentException when a key is too short, or a version not from 1 to 255 or told twice
     */
    public static TenantKeys parse(byte[] document) {
        JsonObject secret = Json.parse(document, "the secret of the identifiers' key, which must be " + SHAPE);
        NavigableMap<Integer, Key> keys = new TreeMap<>();
        int version = secret.integer("version", 1, NEWEST_VERSION);
        keys.put(version, key(version, secret.string("key")));
        if (secret.has("earlier")) {
            JsonObject earlier = secret.object("earlier");
            for (String name : earlier.names()) {
                Check.argument(name.matches("[1-9][0-9]{0,2}") && Integer.parseInt(name) < version,
                        "an earlier key must have a version from 1 to %d, got \"%s\"", version - 1, name);
                int before = Integer.parseInt(name);
                keys.put(before, key(before, earlier.string(name)));
            }
        }
        return new TenantKeys(keys);
    }

    /** Messages never hold the key. */
    private static Key key(int version, String text) {
        Check.argument(text.length() >= SHORTEST, "key %d must have at least %d characters, got %d", version, SHORTEST,
                text.length());
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The version of the key in use. */
    public int version() {
        return keys.lastKey();
    }

    /** What stands for an identifier under the key in use. */
    public KeyedHash hash(String identifier) {
        return hash(keys.lastKey(), identifier);
    }

    /** What may stand for an identifier: under each key, the one in use first. */
    public List<KeyedHash> hashes(String identifier) {
        List<KeyedHash> hashes = new ArrayList<>();
        keys.descendingKeySet().forEach(version -> hashes.add(hash(version, identifier)));
        return hashes;
    }

    private KeyedHash hash(int version, String identifier) {
        return KeyedHash.of(version, mac(key(version)).doFinal(identifier.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A key derived from one of these for another use, so that nothing made with it can be taken for a hash of an
     * identifier.
     *
     * @param use what for
     * @throws IllegalArgumentException when there is no key of this version
     */
    Mac derived(int version, String use) {
        byte[] key = mac(key(version)).doFinal(("segmenta:" + use).getBytes(StandardCharsets.UTF_8));
        return mac(new SecretKeySpec(key, ALGORITHM));
    }

    private Key key(int version) {
        Key key = keys.get(version);
        Check.argument(key != null, "there is no key of version %d among %s", version, keys.keySet());
        return Check.notNull(key, "key");
    }

    private static Mac mac(Key key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
