package io.segmenta.config;

/** What is told of few people. */
public record PrivacyConfig(
        @Setting(value = "Counts of fewer people are not told where people are counted by two things, such as by "
                + "segment and level, nor others that would reveal them; 0 tells all.", initial = "10",
                unit = "people", min = 0, max = 1000) int k) {}
