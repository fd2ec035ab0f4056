/**
 * A file of records becomes a file of answers.
 *
 * <p>
 * {@link io.segmenta.scoring.ScoringHandler} turns a notification of S3 into calls of
 * {@link io.segmenta.scoring.ScoreUpload}, which reads what is live and the {@link io.segmenta.scoring.RecordsFile},
 * and writes the answers and then their outcome. May import: {@code io.segmenta.platform}, {@code io.segmenta.model}.
 */
@NullMarked
package io.segmenta.scoring;

import org.jspecify.annotations.NullMarked;
