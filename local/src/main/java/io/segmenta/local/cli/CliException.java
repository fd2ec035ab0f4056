package io.segmenta.local.cli;

import java.util.Locale;

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

    private CliException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    static CliException user(String template, Object... values) {
        return new CliException(USER, String.format(Locale.ROOT, template, values), null);
    }

    static CliException infrastructure(String template, Object... values) {
        return new CliException(INFRASTRUCTURE, String.format(Locale.ROOT, template, values), null);
    }

    static CliException infrastructure(Throwable cause, String template, Object... values) {
        return new CliException(INFRASTRUCTURE, String.format(Locale.ROOT, template, values), cause);
    }

    int exitCode() {
        return exitCode;
    }
}
