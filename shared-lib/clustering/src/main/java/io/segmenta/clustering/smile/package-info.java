/**
 * The wall around Smile: the only package that imports {@code smile.*}. No type of Smile leaves it, and what it hands
 * out can be kept, copied and used by several threads, without Smile.
 *
 * <p>
 * Main types: {@link io.segmenta.clustering.smile.KMedoids}, {@link io.segmenta.clustering.smile.XMeans},
 * {@link io.segmenta.clustering.smile.GMeans}, {@link io.segmenta.clustering.smile.KnnImputation},
 * {@link io.segmenta.clustering.smile.TSne}, {@link io.segmenta.clustering.smile.IsolationForest},
 * {@link io.segmenta.clustering.smile.ClassificationTree}: records of hyper-parameters whose {@code fit} returns an
 * immutable result. {@link io.segmenta.clustering.smile.SmileCall} is how all of them call Smile. Uses the data types
 * of the model library, the workers, the checks of inputs and k-means.
 */
@NullMarked
package io.segmenta.clustering.smile;

import org.jspecify.annotations.NullMarked;
