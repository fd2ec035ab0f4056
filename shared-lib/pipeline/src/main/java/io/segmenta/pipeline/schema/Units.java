package io.segmenta.pipeline.schema;

import io.segmenta.model.data.Magnitude;
import io.segmenta.model.data.NumberFormat;
import io.segmenta.model.data.NumberText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the letters behind the numbers of one column are.
 *
 * @param unit the letters to leave out, "" for none
 * @param rows how many rows have them
 * @param magnitudes whether letters multiply, as the K of 1.2K does
 */
record Units(String unit, long rows, boolean magnitudes) {
    static final Units NONE = new Units("", 0, false);
    private static final Lexicon KNOWN = Lexicon.read("unit-words.txt");
    /** Unknown letters behind more rows than this, and not nearly all, may be part of a code. */
    private static final double FEW = 0.1;

    /** Texts of which this and that many rows hold each. */
    record Weighed(NumberText text, int rows) {}

    /**
     * Finds them.
     *
     * @param numbers the distinct numbers with letters or without
     * @param plain rows that hold plain numbers besides
     * @return empty when the letters make the column no numbers
     */
    static Optional<Units> of(List<Weighed> numbers, int plain) {
        TreeMap<String, Long> units = new TreeMap<>();
        long rows = plain;
        boolean capital = false;
        for (Weighed number : numbers) {
            String unit = number.text().unit();
            rows += number.rows();
            if (!unit.isEmpty()) {
                units.merge(unit.toLowerCase(Locale.ROOT), (long) number.rows(), Long::sum);
                // Money is not measured in metres, litres or bytes.
                capital |= unit.equals("M") || unit.equals("MM") || !number.text().currency().isEmpty();
            }
        }
        if (units.isEmpty()) {
            return Optional.of(NONE);
        }
        if (areMagnitudes(units.keySet(), capital)) {
            return Optional.of(new Units("", 0, true));
        }
        long with = units.firstEntry().getValue();
        boolean one = units.size() == 1 && (with >= (1 - FEW) * rows || with <= FEW * rows
                || KNOWN.term(units.firstKey()).isPresent());
        return one ? Optional.of(new Units(units.firstKey(), with, false)) : Optional.empty();
    }

    /** A lone m may be metres, and is when all numbers have it; beside a k or in capitals it is a million. */
    private static boolean areMagnitudes(Set<String> units, boolean capital) {
        return units.stream().allMatch(unit -> Magnitude.factor(unit).isPresent())
                && (capital || units.stream().anyMatch(unit -> !Magnitude.mayBeMeasure(unit)));
    }

    /** The factor of a number's letters. */
    double factor(NumberText number) {
        return magnitudes && !number.unit().isEmpty() ? Magnitude.factor(number.unit()).orElse(Double.NaN) : 1;
    }

    NumberFormat.Notation notation() {
        return magnitudes ? NumberFormat.Notation.MAGNITUDES : NumberFormat.Notation.PLAIN;
    }
}
