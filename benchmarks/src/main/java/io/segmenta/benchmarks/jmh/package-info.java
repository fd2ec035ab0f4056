/** Kernels under JMH, one thread, warm: what one call costs, without reading, writing or a process of its own. */
@NullMarked
package io.segmenta.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
