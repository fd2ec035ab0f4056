package io.segmenta.local.cli;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what went wrong in one line, and whose fault it is. */
final class Problems {
    private Problems() {}

    /** One clear line without a line end; of a run with several mistakes one more for each. */
    static String describe(Throwable problem) {
        if (problem instanceof CliException known) {
            return known.getMessage();
        }
        if (problem instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return describe(unchecked.getCause());
        }
        if (has(problem, ConnectException.class)) {
            return "no answer from the stack: connection refused; if it has ended, segmenta start goes on with what "
                    + "was "
                    + "uploaded";
        }
        if (problem instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().serviceName() + " refused: " + service.awsErrorDetails().errorMessage();
        }
        if (problem instanceof NoSuchFileException missing) {
            return "no such file: " + missing.getFile();
        }
        if (problem instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile();
        }
        if (problem instanceof FileAlreadyExistsException there) {
            return "there is a file where a folder is needed: " + there.getFile();
        }
        if (isExpected(problem) || problem instanceof IOException) {
            return firstLine(Objects.requireNonNullElse(problem.getMessage(), problem.getClass().getSimpleName()));
        }
        return "unexpected: " + problem.getClass().getSimpleName() + ": "
                + firstLine(Objects.requireNonNullElse(problem.getMessage(), "no message"))
                + " (--verbose shows where)";
    }

    static int exitCode(Throwable problem) {
        if (problem instanceof CliException known) {
            return known.exitCode();
        }
        return problem instanceof DataException || problem instanceof ConfigException
                ? CliException.USER
                : CliException.INFRASTRUCTURE;
    }

    static String firstLine(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").lines().findFirst().orElse("").strip();
    }

    private static boolean isExpected(Throwable problem) {
        return problem instanceof DataException || problem instanceof ConfigException
                || problem instanceof SdkException;
    }

    private static boolean has(Throwable problem, Class<? extends Throwable> type) {
        for (Throwable at = problem; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
