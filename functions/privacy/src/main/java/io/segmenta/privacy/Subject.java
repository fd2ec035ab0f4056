package io.segmenta.privacy;

import io.segmenta.model.privacy.Identifiers;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.model.rows.SafeCsv;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The customer that is looked for, by the identifier and by what stands for it.
 *
 * @param identifier without blanks around it
 * @param hashes under each key, the one in use first
 */
record Subject(String identifier, List<KeyedHash> hashes) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    static Subject of(String identifier, TenantKeys keys) {
        return new Subject(identifier.strip(), keys.hashes(identifier.strip()));
    }

    /** What stands for the customer now. */
    KeyedHash hash() {
        return hashes.get(0);
    }

    /** Whether a cell names the customer. */
    boolean is(String cell) {
        String text = cell.strip();
        return text.equals(identifier) || SafeCsv.original(text).equals(identifier)
                || (text.length() == 2 * KeyedHash.LENGTH
                        && hashes.stream().map(KeyedHash::hex).anyMatch(text::equals));
    }

    /** Whether the identifier is long enough for a search among all bytes to tell anything. */
    boolean isTelling() {
        return Identifiers.isTelling(identifier);
    }

    /** Whether bytes may hold the customer: what is false here need not be read any further. */
    boolean mayBeIn(byte[] bytes) {
        return needles().anyMatch(needle -> find(bytes, needle, 0) >= 0);
    }

    /** Whether bytes hold the identifier as a word of its own, or what stands for it. */
    boolean isWordIn(byte[] bytes) {
        return hashes.stream().anyMatch(hash -> find(bytes, hash.bytes(), 0) >= 0
                || find(bytes, hash.hex().getBytes(StandardCharsets.US_ASCII), 0) >= 0) || isIdentifierIn(bytes);
    }

    private boolean isIdentifierIn(byte[] bytes) {
        return Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, WINDOWS)
                .distinct().anyMatch(charset -> {
                    byte[] needle = identifier.getBytes(charset);
                    int step = charset.equals(StandardCharsets.UTF_8) || charset.equals(WINDOWS) ? 1 : 2;
                    for (int at = find(bytes, needle, 0); at >= 0; at = find(bytes, needle, at + 1)) {
                        if (isBreak(bytes, at - 1) && (step == 2 || isBreak(bytes, at + needle.length))) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private Stream<byte[]> needles() {
        return Stream.concat(
                Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, WINDOWS)
                        .map(identifier::getBytes),
                hashes.stream().flatMap(hash -> Stream.of(hash.bytes(),
                        hash.hex().getBytes(StandardCharsets.US_ASCII))));
    }

    private static boolean isBreak(byte[] bytes, int at) {
        if (at < 0 || at >= bytes.length) {
            return true;
        }
        byte one = bytes[at];
        return one >= 0 && !Character.isLetterOrDigit(one) && one != '-' && one != '_' && one != '.';
    }

    private static int find(byte[] bytes, byte[] needle, int from) {
        for (int at = from; needle.length > 0 && at <= bytes.length - needle.length; at++) {
            int same = 0;
            while (same < needle.length && bytes[at + same] == needle[same]) {
                same++;
            }
            if (same == needle.length) {
                return at;
            }
        }
        return -1;
    }

    /** Never the identifier. */
    @Override
    public String toString() {
        return hash().hex();
    }
}
