package io.segmenta.config;

/** What a run may cost. */
public record CostConfig(
        @Setting(value = "A run that may cost more, by the upper end of its forecast, is refused before its table is "
                + "made; 0 sets no bound.", initial = "0", unit = "US dollars", min = 0,
                max = 1000000) double maxUsdPerRun) {}
