package io.segmenta.pipeline.rules;

import io.segmenta.model.base.Check;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a column is compared with, in the column's own terms. */
public sealed interface Value {

    /** Returns the value as a JSON number, text, truth or null. */
    @Nullable
    Object toJson();

    /** A number in the column's own units; finite. */
    record Quantity(double number) implements Value {
        public Quantity {
            Check.finite("number", number);
        }

        @Override
        public Object toJson() {
            long whole = (long) number;
            return whole == number && Math.abs(number) < 1e15 ? (Object) whole : (Object) number;
        }
    }

    /**
     * A date.
     *
     * @param day from the year 1 to the year 9999
     * @param counted how the file counts it, where its dates are numbers: see
     * {@link io.segmenta.model.data.Values#isCounted}
     */
    record Day(LocalDate day, Optional<String> counted) implements Value {
        public Day {
            Check.range("year", day.getYear(), 1, 9999);
        }

        @Override
        public Object toJson() {
            return day.toString();
        }
    }

    /** True or false. */
    record Truth(boolean truth) implements Value {
        @Override
        public Object toJson() {
            return truth;
        }
    }

    /** A level, as it stands in the table. */
    record Level(String level) implements Value {
        @Override
        public Object toJson() {
            return level;
        }
    }

    /** No value at all. */
    record Missing() implements Value {
        @Override
        public @Nullable Object toJson() {
            return null;
        }
    }
}
