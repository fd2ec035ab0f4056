/** Side-by-side runs against public tools. */
package io.segmenta.benchmarks;
