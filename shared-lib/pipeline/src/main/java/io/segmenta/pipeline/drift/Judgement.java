package io.segmenta.pipeline.drift;

/**
 * What was found of a statistic in a window.
 *
 * @param statistic what was watched
 * @param reading what the window says of it
 * @param dispersion how much more days differ than chance has them, at least 1
 * @param p the p-value of the day detector
 * @param rejected whether the day detector rejects that it lies within the tolerance
 * @param evidence what the memory detector has of it
 */
public record Judgement(Statistic statistic, Reading reading, double dispersion, double p, boolean rejected,
        double evidence) {}
