package io.segmenta.privacy;

import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.rows.SafeCsv;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The customers that are looked for at once. Each is told by what stands for it in hexadecimal digits. A search among
 * bytes takes O(bytes), however many they are.
 */
final class Subjects {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** By identifier, and by each hash in hexadecimal digits. */
    private final Map<String, String> names = new HashMap<>();
    private final Map<Integer, Set<String>> buckets = new HashMap<>();
    private final Needles needles;

    Subjects(Collection<Subject> subjects) {
        Map<String, Subject> distinct = new TreeMap<>();
        subjects.forEach(subject -> distinct.put(subject.hash(), subject));
        Needles.Builder builder = new Needles.Builder();
        distinct.forEach((hash, subject) -> {
            names.put(subject.identifier(), hash);
            for (Charset charset : List.of(StandardCharsets.UTF_8, WINDOWS)) {
                builder.add(subject.identifier().getBytes(charset), hash, Needles.Kind.WORD);
            }
            for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                builder.add(subject.identifier().getBytes(charset), hash, Needles.Kind.WIDE_WORD);
            }
            for (KeyedHash one : subject.hashes()) {
                names.put(one.hex(), hash);
                buckets.computeIfAbsent(one.bucket(), _ -> new TreeSet<>()).add(hash);
                builder.add(one.bytes(), hash, Needles.Kind.BYTES);
                builder.add(one.hex().getBytes(StandardCharsets.US_ASCII), hash, Needles.Kind.BYTES);
            }
        });
        this.needles = builder.build();
    }

    /** Whom a cell names, if any of them. */
    Optional<String> named(String cell) {
        String text = cell.strip();
        return Optional.ofNullable(names.get(text)).or(() -> Optional.ofNullable(names.get(SafeCsv.original(text))));
    }

    /** Who has a hash in a bucket. */
    Set<String> in(int bucket) {
        return buckets.getOrDefault(bucket, Set.of());
    }

    /** Whether bytes may hold any of them: what is false here need not be read any further. */
    boolean mayBeIn(byte[] bytes) {
        return needles.isAnyIn(bytes);
    }

    /** Whose identifier bytes hold as a word of its own, or what stands for it; in order. */
    Set<String> wordsIn(byte[] bytes) {
        return new TreeSet<>(needles.wordsIn(bytes));
    }
}
