package io.segmenta.platform.catalogue;

/** What a run gave: the hashes that name its data and model, and its metrics as a JSON object. */
public record RunResult(String dataSha256, String modelSha256, String metrics) {}
