package io.segmenta.api.http;

import io.segmenta.model.base.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the parameters of a query and collects what is wrong with them; {@link #check} tells all of it at once. */
public final class Query {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private final Map<String, String> parameters;
    private final List<Fault> faults = new ArrayList<>();

    Query(Map<String, String> parameters, String... known) {
        this.parameters = parameters;
        List<String> names = List.of(known);
        for (String name : new TreeSet<>(parameters.keySet())) {
            if (!names.contains(name)) {
                fault(name, "unknown", names.isEmpty() ? "is unknown: this route takes no parameters"
                        : "is unknown" + suggestion(name, names));
            }
        }
    }

    /** The text of a parameter; empty when it is not given. */
    public Optional<String> text(String name) {
        Optional<String> given = Optional.ofNullable(parameters.get(name));
        if (given.filter(String::isBlank).isPresent()) {
            fault(name, "malformed", "must not be empty; leave it out instead");
            return Optional.empty();
        }
        return given;
    }

    /** One of the words that are known; empty when none is given, or another. */
    public Optional<String> word(String name, List<String> known) {
        return text(name).filter(word -> isKnown(name, word, known));
    }

    /** Words that are known, parted by commas; none when the parameter is not given. */
    public List<String> words(String name, List<String> known) {
        return text(name).map(text -> List.of(text.split(",", -1)).stream().map(String::strip)
                .filter(word -> isKnown(name, word, known)).distinct().toList()).orElse(List.of());
    }

    /** A whole number within bounds. */
    public int integer(String name, int least, int most, int initial) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return initial;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            fault(name, "malformed", "must be a whole number in [" + least + ", " + most + "], got \"" + text.get()
                    + '"');
            return initial;
        }
        fault(name, "out-of-range", "must be in [" + least + ", " + most + "], got " + text.get());
        return initial;
    }

    /** A number within bounds. */
    public double number(String name, double least, double most, double initial) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return initial;
        }
        double value = Double.NaN;
        if (DECIMAL.matcher(text.get()).matches()) {
            value = Double.parseDouble(text.get());
        }
        if (value >= least && value <= most) {
            return value;
        }
        fault(name, Double.isNaN(value) ? "malformed" : "out-of-range",
                "must be a number in [" + least + ", " + most + "], got \"" + text.get() + '"');
        return initial;
    }

    /** A time of RFC 3339; empty when none is given. */
    public Optional<Instant> time(String name) {
        return text(name).flatMap(text -> {
            try {
                // As text and not by the calendar: years of more than four digits are no times of RFC 3339.
                if (Character.isDigit(text.charAt(0))) {
                    return Optional.of(Instant.parse(text));
                }
                throw new DateTimeException(text);
            } catch (DateTimeException noTime) {
                fault(name, "malformed",
                        "must be a time of RFC 3339 such as 2026-11-28T18:10:00Z, got \"" + text + '"');
                return Optional.empty();
            }
        });
    }

    /** Notes a mistake that the reader of a parameter has found. */
    public void fault(String name, String code, String detail) {
        fault(new Fault(Fault.Where.PARAMETER, name, code, detail));
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    /**
     * Ends the reading.
     *
     * @throws RefusalException when something was wrong
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw RefusalException.of(faults);
        }
    }

    private boolean isKnown(String name, String word, List<String> known) {
        if (known.contains(word)) {
            return true;
        }
        fault(name, "unknown", "must be one of " + String.join(", ", known) + ", got \"" + word + '"'
                + Nearest.to(word, known).map(near -> "; did you mean " + near + '?').orElse(""));
        return false;
    }

    private static String suggestion(String name, List<String> known) {
        return Nearest.to(name, known).map(near -> "; did you mean " + near + '?')
                .orElse("; known are " + String.join(", ", known));
    }
}
