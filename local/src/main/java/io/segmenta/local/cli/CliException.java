package io.segmenta.local.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ends a command with one clear line on the error stream. */
final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Success. */
    static final int OK = 0;
    /** What was asked cannot be done with what was given: a bad file, an unknown model, a failed run. */
    static final int USER = 1;
    /** The command line itself is wrong. */
    static final int USAGE = 2;
    /** Something the command needs does not work: no stack running, a tool missing, a service refusing. */
    static final int INFRASTRUCTURE = 3;

    private final int exitCode;

    private CliException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    @FormatMethod
    static CliException user(String template, @Nullable Object... values) {
        return new CliException(USER, String.format(Locale.ROOT, template, values), null);
    }

    /**
     * A run that failed: its reason in the line, or, of several mistakes in the settings, each in a line of its own.
     */
    static CliException failedRun(String run, String detail, String reason) {
        return detail.contains("\n")
                ? user("%s failed (%s):\n%s", run, reason, detail.strip().indent(2).stripTrailing())
                : user("%s failed: %s (%s)", run, detail, reason);
    }

    @FormatMethod
    static CliException infrastructure(String template, @Nullable Object... values) {
        return new CliException(INFRASTRUCTURE, String.format(Locale.ROOT, template, values), null);
    }

    @FormatMethod
    static CliException infrastructure(Throwable cause, String template, @Nullable Object... values) {
        return new CliException(INFRASTRUCTURE, String.format(Locale.ROOT, template, values), cause);
    }

    /** Returns the line, never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    int exitCode() {
        return exitCode;
    }
}
