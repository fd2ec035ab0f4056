package io.segmenta.pipeline.cost;

/**
 * What is expected of a run before it begins.
 *
 * @param seconds of the function, its start included
 * @param usd US dollars for them, for requests, and for a month of what the run stores
 */
public record Forecast(Range seconds, Range usd) {}
