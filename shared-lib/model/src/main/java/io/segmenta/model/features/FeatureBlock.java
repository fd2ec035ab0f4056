package io.segmenta.model.features;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.privacy.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a table of features, as they lie in a stretch of one of its files. Immutable.
 */
public final class FeatureBlock {
    private final Map<String, List<String>> lines;
    private final int columns;

    private FeatureBlock(Map<String, List<String>> lines, int columns) {
        this.lines = lines;
        this.columns = columns;
    }

    /**
     * Reads one member or several, one after another.
     *
     * @param bytes of a stretch that the index told
     * @throws ContractException when they are none
     */
    public static FeatureBlock of(byte[] bytes, FeatureIndex index) {
        Map<String, List<String>> lines = new HashMap<>();
        for (String line : lines(GzipMember.unpacked(bytes, 0, bytes.length))) {
            if (!line.startsWith(FeatureRow.HEAD)) {
                lines.computeIfAbsent(FeatureRow.hash(line), unseen -> new ArrayList<>(1)).add(line);
            }
        }
        return new FeatureBlock(lines, index.columns().size());
    }

    /**
     * What was known of a customer at a time: of the rows until then the latest one; the last of several of one time.
     *
     * @throws ContractException when the row is broken
     */
    public Optional<FeatureRow> latest(KeyedHash hash, Instant until) {
        String hex = hash.hex();
        return FeatureRow.latest(lines.getOrDefault(hex, Collections.emptyList()), hex, until, columns);
    }

    /** About how many bytes of memory it takes. */
    public long size() {
        return lines.values().stream().flatMap(List::stream).mapToLong(line -> 150L + line.length()).sum() + 100;
    }

    /**
     * A file of a table without some customers. Members keep their lengths, so that the index stays true of it.
     *
     * @param bucket its number
     * @param file all of it
     * @param gone of a hash in hexadecimal, whether its rows go
     * @param rows hears of each line, and the hash in it
     * @return the file; empty when no row goes
     * @throws ContractException when it is none that the index tells of
     */
    public static Optional<byte[]> without(int bucket, byte[] file, FeatureIndex index, Predicate<String> gone,
            BiConsumer<String, String> rows) {
        FeatureIndex.Stretch whole = index.bucket(bucket);
        if (whole.length() != file.length) {
            throw new ContractException("a table of features has a file of " + file.length + " bytes, its index tells "
                    + "of " + whole.length());
        }
        byte @Nullable [] written = null;
        for (int member = 0; member < index.members(); member++) {
            FeatureIndex.Stretch place = index.member(bucket, member);
            int from = Math.toIntExact(place.from());
            StringBuilder kept = new StringBuilder();
            boolean changed = false;
            for (String line : lines(GzipMember.unpacked(file, from, place.length()))) {
                String hash = FeatureRow.hash(line);
                boolean goes = gone.test(hash);
                rows.accept(line, hash);
                changed |= goes;
                if (!goes) {
                    kept.append(line).append('\n');
                }
            }
            if (changed) {
                written = written == null ? file.clone() : written;
                byte[] shorter = GzipMember.of(kept.toString().getBytes(StandardCharsets.UTF_8), place.length())
                        .orElseThrow(() -> new ContractException("a table of features cannot be written without a "
                                + "row at the same length"));
                System.arraycopy(shorter, 0, written, from, shorter.length);
            }
        }
        return Optional.ofNullable(written);
    }

    private static List<String> lines(byte[] plain) {
        return FeatureCells.lines(new String(plain, StandardCharsets.UTF_8));
    }
}
