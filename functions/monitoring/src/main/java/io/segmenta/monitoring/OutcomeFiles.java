package io.segmenta.monitoring;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.segmenta.model.experiment.Exposure;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What customers did after they were exposed, as people send it: CSV of {@code id,value[,at]}, with or without a header
 * line, by commas or semicolons, in UTF-8. A value that is not one, a customer who was not exposed, and what came
 * before the exposure are skipped and counted. Identifiers are hashed as they are read; none is kept or logged.
 */
final class OutcomeFiles {
    private static final int MOST_TOLD = 5;
    /** A line of two or three fields is shorter. */
    private static final int HEAD = 4096;

    private final ObjectStore store;
    private final TenantKeys keys;
    private final boolean numbers;
    private final Log log;
    private final Map<String, Double> outcomes = new HashMap<>();
    private long skipped;

    /** @param numbers whether values are numbers, which add up; else 0 or 1, of which the first counts */
    OutcomeFiles(ObjectStore store, TenantKeys keys, boolean numbers, Log log) {
        this.store = store;
        this.keys = keys;
        this.numbers = numbers;
        this.log = log;
    }

    /** Reads all files of a folder, in the order of their names. */
    void read(List<String> files, Map<String, Exposure> exposed) {
        for (String key : files) {
            Optional<StoredObject> object = store.get(key);
            if (object.isPresent()) {
                try (StoredObject open = object.get();
                        BufferedReader lines = new BufferedReader(
                                new InputStreamReader(open.bytes(), StandardCharsets.UTF_8))) {
                    read(key, lines, exposed);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
        }
    }

    private void read(String key, Reader text, Map<String, Exposure> exposed) throws IOException {
        List<Long> wrong = new ArrayList<>();
        try (CsvReader<CsvRecord> records = CsvReader.builder().fieldSeparator(separator(text))
                .allowMissingFields(true).allowExtraFields(true).ofCsvRecord(text)) {
            boolean first = true;
            for (CsvRecord record : records) {
                List<String> fields = record.getFields().stream().map(String::strip).toList();
                boolean header = first && fields.size() > 1 && number(fields.get(1)).isEmpty();
                first = false;
                if (header || take(fields, exposed)) {
                    continue;
                }
                skipped++;
                if (wrong.size() < MOST_TOLD) {
                    wrong.add(record.getStartingLineNumber());
                }
            }
        } catch (CsvParseException broken) {
            skipped++;
            log.warn("a file of outcomes is no table from some line on; what lies before it counts", "key", key);
        }
        if (!wrong.isEmpty()) {
            log.warn("outcomes of customers who were not exposed before, or without a value, are skipped", "key", key,
                    "first_lines", wrong.toString());
        }
    }

    /** A semicolon where the first line has one and no comma. Reads past a byte order mark. */
    private static char separator(Reader text) throws IOException {
        text.mark(HEAD);
        if (text.read() != '\ufeff') {
            text.reset();
        }
        text.mark(HEAD);
        char[] head = new char[HEAD];
        int length = Math.max(0, text.read(head));
        text.reset();
        String line = new String(head, 0, length).lines().findFirst().orElse("");
        return line.indexOf(';') >= 0 && line.indexOf(',') < 0 ? ';' : ',';
    }

    private boolean take(List<String> fields, Map<String, Exposure> exposed) {
        if (fields.size() < 2) {
            return false;
        }
        Optional<Double> value = number(fields.get(1)).filter(it -> numbers || it == 0 || it == 1);
        Optional<Exposure> exposure = keys.hashes(fields.get(0)).stream().map(KeyedHash::hex).map(exposed::get)
                .flatMap(one -> Optional.ofNullable(one).stream()).findFirst();
        if (value.isEmpty() || exposure.isEmpty()) {
            return false;
        }
        if (fields.size() > 2 && !fields.get(2).isBlank()) {
            Optional<Instant> at = time(fields.get(2));
            if (at.isEmpty() || at.get().isBefore(exposure.get().at())) {
                return false;
            }
        }
        outcomes.merge(exposure.get().customer(), value.get(), (first, later) -> numbers ? first + later : first);
        return true;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
        } catch (NumberFormatException none) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes" -> Optional.of(1.0);
                case "false", "no" -> Optional.of(0.0);
                default -> Optional.empty();
            };
        }
    }

    /** A time with its zone; a day counts from its end, since it may be that of the exposure. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(text.length() == 10
                    ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** The outcome of a customer; empty when none is known. */
    Optional<Double> of(String customer) {
        return Optional.ofNullable(outcomes.get(customer));
    }

    /** How many lines were skipped. */
    long skipped() {
        return skipped;
    }
}
