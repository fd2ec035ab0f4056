/**
 * Decompositions of a matrix into directions. Main types:
 * {@link io.segmenta.clustering.decompose.PrincipalComponents}, {@link io.segmenta.clustering.decompose.SymmetricEigen}.
 * Uses only the data types of the model library and the workers; no native code.
 */
package io.segmenta.clustering.decompose;
