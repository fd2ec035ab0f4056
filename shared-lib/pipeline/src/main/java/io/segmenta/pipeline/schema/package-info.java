/**
 * Decides what the text of a column means: numbers in any national spelling, dates, missing marks, and the role a
 * column plays, always with a reason a person can read. Uses no other package of the pipeline.
 */
@NullMarked
package io.segmenta.pipeline.schema;

import org.jspecify.annotations.NullMarked;
