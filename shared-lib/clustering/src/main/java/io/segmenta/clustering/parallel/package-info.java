/**
 * Who does the work, and who hears of it: {@link io.segmenta.clustering.parallel.Workers} splits work into blocks whose
 * results have the same bits at any number of threads, {@link io.segmenta.clustering.parallel.Progress} is told how far
 * it is. Below every other package.
 */
@NullMarked
package io.segmenta.clustering.parallel;

import org.jspecify.annotations.NullMarked;
