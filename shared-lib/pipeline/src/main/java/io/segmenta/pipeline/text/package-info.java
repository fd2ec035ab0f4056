/**
 * Numbers and column names as people read them: rounding, grouping, humanised names. Imports the JDK only;
 * everything here is locale independent, so that the same run writes the same words everywhere.
 */
package io.segmenta.pipeline.text;
