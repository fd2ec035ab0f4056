package io.segmenta.platform;

import io.segmenta.model.contract.SageMakerNames;
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
