package io.segmenta.platform;

import io.segmenta.model.contract.SageMakerNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The variables a function is started with. An empty variable is an absent one. */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** A variable that the function cannot do without. */
    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is not set"));
    }

    /** Returns the value of a variable without blanks around it; empty when there is none or nothing else in it. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The bucket of uploads, runs and live pointers. */
    public String bucket() {
        return required("SEGMENTA_BUCKET");
    }

    /**
     * The time that days are counted by: the system's, or on one machine ahead of it by the ISO-8601 duration in the
     * file that {@code SEGMENTA_CLOCK} names, so that weeks of watching a model can be rehearsed.
     */
    public InstantSource clock() {
        return optional("SEGMENTA_CLOCK").map(Path::of).map(Environment::ahead).orElse(InstantSource.system());
    }

    private static InstantSource ahead(Path file) {
        return () -> {
            try {
                return Instant.now().plus(Duration.parse(Files.readString(file).strip()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }

    /**
     * What this stack's things are called in SageMaker.
     *
     * @throws IllegalStateException when the prefix of names is none
     */
    public SageMakerNames names() {
        try {
            return optional("SEGMENTA_NAME_PREFIX").map(SageMakerNames::new).orElse(SageMakerNames.STANDARD);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("environment variable SEGMENTA_NAME_PREFIX: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the region.
     *
     * @throws IllegalStateException when no variable names one
     */
    public String region() {
        return optional("AWS_REGION").or(() -> optional("AWS_DEFAULT_REGION"))
                .orElseThrow(() -> new IllegalStateException("environment variable AWS_REGION is not set"));
    }
}
