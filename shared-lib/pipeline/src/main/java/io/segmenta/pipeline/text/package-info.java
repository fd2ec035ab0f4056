/**
 * Numbers and column names as people read them: rounding, grouping, humanised names. Imports the JDK only; everything
 * here is locale independent, so that the same run writes the same words everywhere.
 */
@NullMarked
package io.segmenta.pipeline.text;

import org.jspecify.annotations.NullMarked;
