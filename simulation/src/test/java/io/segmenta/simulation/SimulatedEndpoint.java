package io.segmenta.simulation;

import java.time.Instant;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;

/** An endpoint by SageMaker's rules. Mutable, for one thread at a time. */
final class SimulatedEndpoint {
    final String name;
    EndpointStatus status = EndpointStatus.CREATING;
    /** What answers; of a new endpoint, what it was made with. */
    String config;
    /** What a change leads to. */
    String target;
    /** When the change under way is over at the latest. */
    Instant latest;
    String reason = "";
    /** SHA-256 of the model that it has loaded; empty before. */
    String loaded = "";

    SimulatedEndpoint(String name, String config, Instant latest) {
        this.name = name;
        this.config = config;
        this.target = config;
        this.latest = latest;
    }

    boolean changing() {
        return switch (status) {
            case CREATING, UPDATING, DELETING, SYSTEM_UPDATING -> true;
            default -> false;
        };
    }
}
