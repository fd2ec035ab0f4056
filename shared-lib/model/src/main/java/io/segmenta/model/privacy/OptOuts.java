package io.segmenta.model.privacy;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The customers who do not want to be segmented: their keyed hashes one after another, {@link KeyedHash#LENGTH} bytes
 * each, in order and each once. They are not answered, counted, trained on or listed. Immutable.
 */
public final class OptOuts {
    /** The key of the file in the bucket; where there is none, nobody is on the list. */
    public static final String KEY = "privacy/optout.bin";

    /** Nobody. */
    public static final OptOuts NONE = new OptOuts(new TreeSet<>());

    private final NavigableSet<KeyedHash> hashes;

    private OptOuts(NavigableSet<KeyedHash> hashes) {
        this.hashes = Collections.unmodifiableNavigableSet(hashes);
    }

    /**
     * Reads a list.
     *
     * @throws DataException ({@link Reason#MALFORMED}) when it is none
     */
    public static OptOuts parse(byte[] file) {
        NavigableSet<KeyedHash> hashes = new TreeSet<>();
        for (int at = 0; at + KeyedHash.LENGTH <= file.length; at += KeyedHash.LENGTH) {
            KeyedHash hash = KeyedHash.at(file, at);
            if (!hashes.isEmpty() && hashes.last().compareTo(hash) >= 0) {
                throw DataException.of(Reason.MALFORMED, "%s: its hashes must be in order; put the version before back",
                        KEY);
            }
            hashes.add(hash);
        }
        if (file.length % KeyedHash.LENGTH != 0) {
            throw DataException.of(Reason.MALFORMED, "%s: it must have %d bytes for each customer, got %d in all; put "
                    + "the version before back", KEY, KeyedHash.LENGTH, file.length);
        }
        return new OptOuts(hashes);
    }

    /** The file. */
    public byte[] write() {
        byte[] file = new byte[hashes.size() * KeyedHash.LENGTH];
        int at = 0;
        for (KeyedHash hash : hashes) {
            System.arraycopy(hash.bytes(), 0, file, at, KeyedHash.LENGTH);
            at += KeyedHash.LENGTH;
        }
        return file;
    }

    /** How many hashes there are. */
    public int size() {
        return hashes.size();
    }

    /** Whether a customer is on the list, under any of the keys. O(keys log n). */
    public boolean holds(TenantKeys keys, String identifier) {
        return !hashes.isEmpty() && keys.hashes(identifier).stream().anyMatch(hashes::contains);
    }

    /** The list as a question, of which nothing is computed where nobody is on it. */
    public Predicate<String> among(TenantKeys keys) {
        return identifier -> holds(keys, identifier);
    }

    /** This list with a customer on it. */
    public OptOuts with(KeyedHash hash) {
        NavigableSet<KeyedHash> more = new TreeSet<>(hashes);
        more.add(hash);
        return new OptOuts(more);
    }

    /** This list without a customer, whose hashes under all keys are given. */
    public OptOuts without(Collection<KeyedHash> gone) {
        NavigableSet<KeyedHash> fewer = new TreeSet<>(hashes);
        fewer.removeAll(gone);
        return new OptOuts(fewer);
    }
}
