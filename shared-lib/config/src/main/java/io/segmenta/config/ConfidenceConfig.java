package io.segmenta.config;

/** How sure answers are. */
public record ConfidenceConfig(
        @Setting(value = "So many of the usual customers of a segment may be told as outside, those that fit it "
                + "least.", initial = "0.01", unit = "share of the rows", min = 0.001, max = 0.5) double alpha) {}
