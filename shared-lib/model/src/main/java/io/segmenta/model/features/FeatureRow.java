package io.segmenta.model.features;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.privacy.KeyedHash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a customer at a time: a line {@code hash,event_time,value,...}. Numbers stand without quotes, texts
 * within them, dates as texts ({@code "2024-05-31"}); a value that is not there is an empty cell.
 *
 * @param hash 34 hexadecimal digits
 * @param values {@link Double}, {@link String} or null, in the order of the columns
 */
public record FeatureRow(String hash, Instant at, List<@Nullable Object> values) {
    /** The names of the first two cells. */
    static final String HEAD = "id_hash,event_time";

    private static final int HEX = 2 * KeyedHash.LENGTH;

    /** The hash at the beginning of a line. */
    static String hash(String line) {
        if (line.length() <= HEX || line.charAt(HEX) != ',') {
            throw broken();
        }
        return line.substring(0, HEX);
    }

    /** The latest of the lines of a hash that an instant allows; the last of several of one time. */
    static Optional<FeatureRow> latest(List<String> lines, String hash, Instant until, int columns) {
        Optional<FeatureRow> found = Optional.empty();
        for (String line : lines) {
            if (line.startsWith(hash)) {
                FeatureRow row = of(line, columns);
                if (!row.at.isAfter(until) && found.filter(best -> best.at.isAfter(row.at)).isEmpty()) {
                    found = Optional.of(row);
                }
            }
        }
        return found;
    }

    /** @throws ContractException when it is no such line */
    static FeatureRow of(String line, int columns) {
        String hash = hash(line);
        int at = line.indexOf(',', HEX + 1);
        int end = at < 0 ? line.length() : at;
        List<@Nullable Object> values = new ArrayList<>(columns);
        try {
            Instant time = Instant.parse(line.substring(HEX + 1, end));
            while (end < line.length()) {
                int from = end + 1;
                end = FeatureCells.end(line, from);
                values.add(FeatureCells.value(line.substring(from, end)));
            }
            if (values.size() == columns) {
                return new FeatureRow(hash, time, values);
            }
        } catch (DateTimeException malformed) {
            throw new ContractException("a table of features has a line of another form", malformed);
        }
        throw broken();
    }

    private static ContractException broken() {
        return new ContractException("a table of features has a line of another form");
    }
}
