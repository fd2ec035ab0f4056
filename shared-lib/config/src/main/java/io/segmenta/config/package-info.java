/**
 * The settings of a run: typed, with their units, ranges and defaults in one place.
 *
 * <p>
 * {@link io.segmenta.config.PipelineConfig} is the whole of them; a setting is one record component with a
 * {@link io.segmenta.config.Setting} annotation, and everything else (reading, checking, the commented {@code
 * pipeline_config.yaml}, the canonical JSON, the hash) follows from it. May import the JDK, SnakeYAML, and {@code
 * base} and {@code data} of the model.
 */
@NullMarked
package io.segmenta.config;

import org.jspecify.annotations.NullMarked;
