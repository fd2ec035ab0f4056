package io.segmenta.pipeline.read;

import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;

/**
 * A file that was read.
 *
 * @param table its values
 * @param schema what each column is, found or declared, with the reason
 * @param report how the file was understood
 */
public record ReadResult(Table table, Schema schema, ReadReport report) {}
