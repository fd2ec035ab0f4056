package io.segmenta.pipeline.cost;

/**
 * What something cost, in US dollars.
 *
 * @param compute the function's call and its seconds with its memory
 * @param requests to S3
 * @param storage in S3, of one month
 */
public record Spent(double compute, double requests, double storage) {
    /** All of it. */
    public double usd() {
        return compute + requests + storage;
    }
}
