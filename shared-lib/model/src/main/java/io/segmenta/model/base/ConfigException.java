package io.segmenta.model.base;

import java.util.List;
import java.util.Objects;

/** The configuration cannot be used. All its problems are told at once, each naming its source, key and value. */
public final class ConfigException extends RuntimeException {

    private final transient List<String> problems;

    /** @param problems at least one sentence */
    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        Check.argument(!problems.isEmpty(), "problems must not be empty");
        this.problems = List.copyOf(problems);
    }

    /** Returns all problems, one a line, never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /** Returns the problems, at least one, each a sentence. */
    public List<String> problems() {
        return problems;
    }
}
