/**
 * Whether segments treat groups of people alike: protected columns, which shape no segment, read beside the table.
 *
 * <p>
 * {@link io.segmenta.pipeline.fairness.Fairness} is the door: how often each group is in each segment
 * ({@link io.segmenta.pipeline.fairness.RepresentationRatio}), how far segments and groups go together
 * ({@link io.segmenta.pipeline.fairness.CramersV}), whether the used columns tell the groups anyway, and whether groups
 * get the recommended actions alike ({@link io.segmenta.pipeline.fairness.ShareDifference}). What it hands out holds
 * shares and ratios of groups, never a row, and no number of fewer people than {@code privacy.k}. May use: the data
 * types of the model library, the clustering library, {@code pipeline.drift} for Holm's procedure,
 * {@code pipeline.plot}, {@code pipeline.text}.
 */
@NullMarked
package io.segmenta.pipeline.fairness;

import org.jspecify.annotations.NullMarked;
