/**
 * What every algorithm asks of the rows it is given before it begins: {@link io.segmenta.clustering.rows.Inputs}
 * refuses what cannot be clustered, {@link io.segmenta.clustering.rows.DistinctRows} counts. Imports the data types of
 * the model only.
 */
@NullMarked
package io.segmenta.clustering.rows;

import org.jspecify.annotations.NullMarked;
