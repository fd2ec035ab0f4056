package io.segmenta.config;

import java.util.Optional;

/** How segments are recognised in a later file. */
public record IdentityConfig(
        @Setting(value = "The column that says what a customer is worth, for the report of who moved; auto is the "
                + "first of money spent.", initial = "auto", pattern = ".{1,200}",
                expected = "auto or the name of a column") Optional<String> value,
        @Setting(value = "How many rows of each run are kept for the comparison with a later one, should its file be "
                + "gone by then: only columns that the model uses, and nobody's identifier. 0 keeps none.",
                initial = "1024", unit = "rows", min = 0, max = 20000) int referenceRows) {}
