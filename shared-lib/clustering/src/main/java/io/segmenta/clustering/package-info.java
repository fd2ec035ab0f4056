/**
 * A clustering library for the JVM. An algorithm is a record of hyper-parameters whose {@code fit} takes rows (n x d),
 * a seed where anything is random, and {@link io.segmenta.clustering.parallel.Workers}, and returns an immutable
 * result. The same rows, hyper-parameters and seed give the same bits at any number of threads. It knows nothing of
 * files, settings, names of segments or AWS.
 */
@NullMarked
package io.segmenta.clustering;

import org.jspecify.annotations.NullMarked;
