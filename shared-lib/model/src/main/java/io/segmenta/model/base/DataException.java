package io.segmenta.model.base;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The user's data cannot be used: a file, a column, a value or a record. The message is one sentence a person can act
 * on; the {@link Reason} is what programs count and branch on. Trying again with the same data gives the same answer.
 */
public final class DataException extends RuntimeException {

    /** What is wrong with the data. */
    public enum Reason {
        EMPTY_FILE, TOO_FEW_ROWS, TOO_MANY_ROWS, TOO_FEW_COLUMNS, TOO_MANY_COLUMNS, TOO_LARGE, TOO_COSTLY,
        UNREADABLE, UNSUPPORTED_FORMAT, MISSING_COLUMN, DUPLICATE_COLUMN, UNPARSEABLE_VALUE, NO_FEATURES, OUT_OF_RANGE,
        TOO_FEW_DISTINCT_ROWS, NO_SEGMENTS, SCHEMA_MISMATCH, BAD_RECORD, MALFORMED, BROKEN_MODEL, NOT_FOUND,
        INTERRUPTED;

        private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** Returns the reason in kebab-case, as it stands in answers, logs and the catalogue. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    public DataException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason is null");
    }

    public DataException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason is null");
    }

    /**
     * Makes an exception whose message is formatted in the root locale.
     *
     * @param template a {@link String#format} template
     */
    @FormatMethod
    public static DataException of(Reason reason, String template, @Nullable Object... arguments) {
        return new DataException(reason, String.format(Locale.ROOT, template, arguments));
    }

    /** Returns what is wrong, never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /** Returns what is wrong, for programs. */
    public Reason reason() {
        return reason;
    }
}
