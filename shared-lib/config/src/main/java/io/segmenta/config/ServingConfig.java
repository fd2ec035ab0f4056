package io.segmenta.config;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Where an approved model answers from. */
public record ServingConfig(
        @Setting(value = "endpoint is a SageMaker endpoint; lambda is the inference function itself, which costs "
                + "nothing while nobody asks.", initial = "endpoint") Target target,
        @Setting(value = "What the endpoint is called, after the prefix of all names (segmenta-); auto is the data "
                + "set's name. A version with another name gets an endpoint of its own, and the one before it is "
                + "deleted when the new one answers.", initial = "auto",
                pattern = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,53}",
                expected = "auto or letters, digits and hyphens, at most 54") Optional<String> endpointName,
        @Setting(value = "What an endpoint runs on.", initial = "instance") EndpointKind kind,
        @Setting(value = "The instances of kind: instance.", initial = "ml.m5.large",
                pattern = "ml\\.[a-z0-9-]+\\.[a-z0-9-]+",
                expected = "an instance type such as ml.m5.large") String instanceType,
        @Setting(value = "How many instances of kind: instance.", initial = "1", unit = "instances", min = 1,
                max = 100) int instanceCount,
        @Setting(value = "The memory of kind: serverless, in steps of 1024.", initial = "2048", unit = "MB",
                min = 1024, max = 6144) int memoryMb,
        @Setting(value = "The concurrent requests of kind: serverless.", initial = "5", unit = "requests", min = 1,
                max = 200) int maxConcurrency,
        @Setting(value = "How long the previous version is kept ready after a change of kind: instance.",
                initial = "0", unit = "seconds", min = 0, max = 3600) int bakeSeconds)
        implements
            CrossChecked {
    /** What answers predictions. */
    public enum Target {
        ENDPOINT, LAMBDA
    }

    /** What an endpoint runs on. */
    public enum EndpointKind {
        INSTANCE, SERVERLESS
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        if (memoryMb % 1024 != 0) {
            problem.accept("memory_mb", "must be a multiple of 1024, got " + memoryMb);
        }
    }
}
