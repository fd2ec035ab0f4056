package io.segmenta.platform.catalogue;

/**
 * What the monitor of a model needs for its next window.
 *
 * @param model the SHA-256 of the model file
 * @param state a JSON object
 * @param version how many windows it has seen
 */
public record DriftState(String dataset, String model, String state, long version) {}
