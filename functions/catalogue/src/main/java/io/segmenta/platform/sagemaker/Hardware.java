package io.segmenta.platform.sagemaker;

/** What an endpoint runs on. */
public sealed interface Hardware {
    /** Machines that are always there. */
    record Instances(String type, int count) implements Hardware {}

    /**
     * Machines that are there while something is asked.
     *
     * @param memoryMb in steps of 1024
     */
    record Serverless(int memoryMb, int maxConcurrency) implements Hardware {}
}
