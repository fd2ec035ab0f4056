package io.segmenta.pipeline.read;

import java.util.List;

/**
 * A file cut into columns of which the meaning is not known yet.
 *
 * @param evidence how it was read
 * @param told what was left out, filled up or mended, which a person should know
 */
record RawTable(String format, String encoding, String delimiter, String quote, boolean preferDecimalComma,
        TableLayout layout, TableBuilder table, List<String> evidence, List<String> told) {}
