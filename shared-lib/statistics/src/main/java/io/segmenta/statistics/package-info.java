/**
 * Statistics that come out the same however the rows are cut and in whatever order their parts are put together:
 * {@link io.segmenta.statistics.ExactSum}, {@link io.segmenta.statistics.Moments}, {@link io.segmenta.statistics.Grid},
 * {@link io.segmenta.statistics.Selection} and {@link io.segmenta.statistics.StratifiedRows}. Imports the JDK only.
 */
@NullMarked
package io.segmenta.statistics;

import org.jspecify.annotations.NullMarked;
