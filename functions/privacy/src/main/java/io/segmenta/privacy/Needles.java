package io.segmenta.privacy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many short sequences of bytes that are looked for at once: those that begin with the same bytes, as many as the
 * shortest has and eight at most, are compared where these stand. Time O(bytes + places where one may begin).
 */
final class Needles {
    private static final int MOST = Long.BYTES;
    private static final int SIEVE_BITS = 18;
    /** Spreads what is multiplied by it over the upper bits: 2^64 by the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Map<Long, List<Needle>> byStart;
    private final BitSet sieve = new BitSet(1 << SIEVE_BITS);
    private final int length;

    /** What has to stand around a sequence. */
    enum Kind {
        /** Nothing. */
        BYTES,
        /** A byte on either side that is of no word. */
        WORD,
        /** Such a byte before it: the next one is half of a character. */
        WIDE_WORD
    }

    private record Needle(byte[] bytes, String of, Kind kind) {
        boolean isAt(byte[] all, int at) {
            if (at + bytes.length > all.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (all[at + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }

        boolean isWordAt(byte[] all, int at) {
            return kind == Kind.BYTES || (isBreak(all, at - 1)
                    && (kind == Kind.WIDE_WORD || isBreak(all, at + bytes.length)));
        }
    }

    /** Collects what is looked for. */
    static final class Builder {
        private final List<Needle> all = new ArrayList<>();

        /** Adds a sequence; one without bytes is nowhere. */
        void add(byte[] bytes, String of, Kind kind) {
            if (bytes.length > 0) {
                all.add(new Needle(bytes, of, kind));
            }
        }

        Needles build() {
            return new Needles(all);
        }
    }

    private Needles(List<Needle> all) {
        this.length = all.stream().mapToInt(needle -> needle.bytes().length).reduce(MOST, Math::min);
        this.byStart = new HashMap<>();
        for (Needle needle : all) {
            long start = 0;
            for (int i = 0; i < length; i++) {
                start = (start << Byte.SIZE) | (needle.bytes()[i] & 0xFF);
            }
            byStart.computeIfAbsent(start, _ -> new ArrayList<>()).add(needle);
            sieve.set(place(start));
        }
    }

    private static int place(long start) {
        return (int) ((start * SPREAD) >>> (Long.SIZE - SIEVE_BITS));
    }

    /** Whether any stands anywhere. */
    boolean isAnyIn(byte[] bytes) {
        return !find(bytes, false, true).isEmpty();
    }

    /** Whose stand anywhere as they have to. */
    Set<String> wordsIn(byte[] bytes) {
        return find(bytes, true, false);
    }

    private Set<String> find(byte[] bytes, boolean words, boolean first) {
        Set<String> found = new HashSet<>();
        long mask = length == MOST ? -1L : (1L << (Byte.SIZE * length)) - 1;
        long start = 0;
        for (int end = 0; end < bytes.length; end++) {
            start = ((start << Byte.SIZE) | (bytes[end] & 0xFF)) & mask;
            int at = end - length + 1;
            if (at >= 0 && sieve.get(place(start))) {
                for (Needle needle : byStart.getOrDefault(start, List.of())) {
                    if (needle.isAt(bytes, at) && (!words || needle.isWordAt(bytes, at))) {
                        found.add(needle.of());
                    }
                }
                if (first && !found.isEmpty()) {
                    return found;
                }
            }
        }
        return found;
    }

    private static boolean isBreak(byte[] bytes, int at) {
        if (at < 0 || at >= bytes.length) {
            return true;
        }
        byte one = bytes[at];
        return one >= 0 && !Character.isLetterOrDigit(one) && one != '-' && one != '_' && one != '.';
    }
}
