package io.segmenta.platform.sagemaker;

import java.util.Optional;

/** The endpoints of SageMaker, and the models and endpoint configurations they are made of. */
public interface Endpoints {
    /** An endpoint as it is now. */
    Optional<EndpointState> describe(String endpoint);

    /** Makes a model of a registered version; nothing happens when there is one of that name. */
    void createModel(String model, String roleArn, ServedModel served);

    /** Makes an endpoint configuration; nothing happens when there is one of that name. */
    void createConfig(String config, String model, Hardware hardware);

    /** Makes an endpoint; nothing happens when there is one of that name. */
    void create(String endpoint, String config);

    /**
     * Changes a running endpoint without a failed request.
     *
     * @param bakeSeconds how long what it replaces is kept; 0 for hardware without that choice
     * @throws EndpointBusyException while it is changing already
     */
    void update(String endpoint, String config, int bakeSeconds);

    /** Takes an endpoint out of service; nothing happens when there is none. */
    void delete(String endpoint);

    /** Nothing happens when there is none. */
    void deleteConfig(String config);

    /** Nothing happens when there is none. */
    void deleteModel(String model);
}
