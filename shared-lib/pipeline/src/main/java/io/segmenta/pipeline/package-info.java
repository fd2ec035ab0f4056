/**
 * From a file to a named, explained model: read, schema, aggregate, features, search, segments, report.
 * {@link io.segmenta.pipeline.Pipeline} is the door.
 */
@NullMarked
package io.segmenta.pipeline;

import org.jspecify.annotations.NullMarked;
