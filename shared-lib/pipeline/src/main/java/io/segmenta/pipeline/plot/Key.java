package io.segmenta.pipeline.plot;

/**
 * How one segment appears in every plot.
 *
 * @param name the segment's name, any text
 * @param color {@code #rrggbb}
 */
public record Key(String name, String color) {}
