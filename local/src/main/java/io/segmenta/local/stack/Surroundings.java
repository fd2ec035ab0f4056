package io.segmenta.local.stack;

import io.segmenta.local.stack.access.AccessKey;
import io.segmenta.local.stack.access.Guard;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The variables that AWS starts a program with, as they are on this machine: where services answer, and the credentials
 * of the role it runs under. A program that is started before all addresses are known waits for them.
 */
final class Surroundings {
    /** What takes the role of containers. */
    static final String SAGEMAKER = "sagemaker.amazonaws.com";
    /** What takes the role of jobs. */
    static final String EMR_SERVERLESS = "emr-serverless.amazonaws.com";

    private static final String DATABASE = "SEGMENTA_DATABASE_URL";

    private final String region;
    private final Supplier<Guard> guard;
    private final Optional<Path> clock;
    private final CompletableFuture<Addresses> addresses = new CompletableFuture<>();

    private record Addresses(String endpoint, String databaseUrl) {}

    /**
     * @param guard knows the keys; asked when the first program is started
     * @param clock what functions that count days are told of the time
     */
    Surroundings(String region, Supplier<Guard> guard, Optional<Path> clock) {
        this.region = region;
        this.guard = guard;
        this.clock = clock;
    }

    void found(String endpoint, String databaseUrl) {
        addresses.complete(new Addresses(endpoint, databaseUrl));
    }

    void fail(Exception reason) {
        addresses.completeExceptionally(reason);
    }

    /** What the template leaves to AWS's own addresses and secrets becomes those of this machine. */
    Map<String, String> ofFunction(String function, Map<String, String> template) {
        Map<String, String> environment = new HashMap<>(template);
        environment.putAll(aws(guard.get().ofFunction(function)));
        environment.computeIfPresent(DATABASE, (_, _) -> addresses.join().databaseUrl());
        clock.ifPresent(file -> environment.put("SEGMENTA_CLOCK", file.toAbsolutePath().toString()));
        return environment;
    }

    /** What every container is told. */
    Map<String, String> ofContainers() {
        return guard.get().ofService(SAGEMAKER).map(this::aws).orElse(Map.of());
    }

    /** What every job is told. */
    Map<String, String> ofJobs() {
        return guard.get().ofService(EMR_SERVERLESS).map(this::aws).orElse(Map.of());
    }

    private Map<String, String> aws(AccessKey own) {
        return Map.of("AWS_ENDPOINT_URL", addresses.join().endpoint(), "AWS_REGION", region, "AWS_DEFAULT_REGION",
                region, "AWS_ACCESS_KEY_ID", own.id(), "AWS_SECRET_ACCESS_KEY", own.secret());
    }
}
