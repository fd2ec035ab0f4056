package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes the data unusable. A task hands it back as a result, so that the job can name the one with the lowest row
 * number, whichever task came first.
 *
 * @param reason what is wrong, for programs
 * @param file where
 * @param order the row's number among all rows, from 0
 * @param row of the file, from 1
 * @param column by name; empty where it is the whole row
 * @param value that was found; empty where there is none
 * @param expected what should have been there
 */
record Fault(Reason reason, String file, long order, long row, String column, String value, String expected)
        implements
            Serializable {

    /** Carries a fault to the edge of a task. */
    static final class FaultException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Fault fault;

        FaultException(Fault fault) {
            super(fault.sentence());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /** Returns the one of the lower row, null being none. */
    static @Nullable Fault first(@Nullable Fault a, @Nullable Fault b) {
        return a == null || (b != null && b.order < a.order) ? b : a;
    }

    String sentence() {
        String where = column.isEmpty() ? "row " + row
                : String.format(Locale.ROOT, "row %d, column \"%s\"", row, column);
        String found = value.isEmpty() ? "" : ", found \"" + value + "\"";
        return file + ", " + where + ": expected " + expected + found;
    }

    DataException exception() {
        return new DataException(reason, sentence());
    }

    Map<String, Object> toDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("reason", reason.code());
        document.put("file", file);
        document.put("row", row);
        document.put("column", column);
        document.put("value", value);
        document.put("message", sentence());
        return document;
    }
}
