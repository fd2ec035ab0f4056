package io.segmenta.clustering.smile;

import io.segmenta.model.data.KnnReference;
import io.segmenta.model.data.Matrix;

/**
 * What imputation learned.
 *
 * @param imputed the rows of the fit, n x d, without missing values
 * @param reference what fills new rows
 */
public record KnnImputationFit(Matrix imputed, KnnReference reference) {}
