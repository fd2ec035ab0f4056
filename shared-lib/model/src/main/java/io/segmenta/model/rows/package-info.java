/**
 * The segment of every row of a file, in blocks that are read one by one: a page, the rows of a segment and one
 * customer are found among any number of rows by reading little. {@link io.segmenta.model.rows.RowBlocksWriter} writes
 * the index, {@link io.segmenta.model.rows.RowBlocks} reads it, {@link io.segmenta.model.rows.AssignedRows} finds rows
 * by it. May use {@code .base} and {@code .contract}.
 */
@NullMarked
package io.segmenta.model.rows;

import org.jspecify.annotations.NullMarked;
