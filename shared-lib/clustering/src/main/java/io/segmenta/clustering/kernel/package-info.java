/**
 * Inner loops shared by the algorithms, in the shapes the compiler vectorises: one index for every array, no branch,
 * eight columns in one expression. Internal: arguments are not checked. Imports {@code .parallel} only.
 */
@NullMarked
package io.segmenta.clustering.kernel;

import org.jspecify.annotations.NullMarked;
