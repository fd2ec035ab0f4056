/**
 * The files of a run: documents as JSON, assignments as CSV and the plots. Turns what training found into bytes and
 * decides nothing. May use every other package but the root and {@code .assign}.
 */
@NullMarked
package io.segmenta.pipeline.report;

import org.jspecify.annotations.NullMarked;
