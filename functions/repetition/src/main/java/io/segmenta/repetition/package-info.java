/**
 * A run that has ended is made once more, and compared with what it left.
 *
 * <p>
 * {@link io.segmenta.repetition.RepetitionHandler} turns a notification of S3 into calls of
 * {@link io.segmenta.repetition.RepeatRun}, which trains again, writes nothing of what it has made, and leaves one
 * document that tells which files are equal. May import: {@code io.segmenta.learning}, {@code io.segmenta.platform},
 * {@code io.segmenta.model}.
 */
@NullMarked
package io.segmenta.repetition;

import org.jspecify.annotations.NullMarked;
