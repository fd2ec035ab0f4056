/**
 * Decompositions of a matrix into directions. Main types:
 * {@link io.segmenta.clustering.decomposition.PrincipalComponents},
 * {@link io.segmenta.clustering.decomposition.SymmetricEigen}. May use {@code .parallel}, {@code .rows} and the data
 * types of the model; no native code.
 */
@NullMarked
package io.segmenta.clustering.decomposition;

import org.jspecify.annotations.NullMarked;
