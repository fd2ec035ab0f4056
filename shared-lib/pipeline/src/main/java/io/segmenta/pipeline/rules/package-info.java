/**
 * Segments as rules over the columns of the uploaded file: in words, as JSON, and as SQL of six dialects. A rule
 * describes which rows the model puts into a segment; it is not how the model decides, so each tells how many of the
 * segment it covers and how often it is right.
 *
 * <p>
 * Main types: {@link io.segmenta.pipeline.rules.Rules} finds them, {@link io.segmenta.pipeline.rules.SegmentRule} is
 * one, {@link io.segmenta.pipeline.rules.SqlRules} writes them as SQL of a
 * {@link io.segmenta.pipeline.rules.SqlDialect}. Uses the types of the model library and the workers.
 */
@NullMarked
package io.segmenta.pipeline.rules;

import org.jspecify.annotations.NullMarked;
