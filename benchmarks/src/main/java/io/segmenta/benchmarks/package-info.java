/**
 * Side-by-side runs against public tools, and JMH measurements of single algorithms. Main types:
 * {@link io.segmenta.benchmarks.SideBySide}, {@link io.segmenta.benchmarks.Task}. Uses the clustering library, and
 * Smile as one of the public tools; nothing uses this package.
 */
@NullMarked
package io.segmenta.benchmarks;

import org.jspecify.annotations.NullMarked;
