/**
 * What would have to be different about a record for the model to answer another segment: the sensitivity of the model,
 * not a promise about the customer.
 *
 * <p>
 * Main types: {@link io.segmenta.model.moves.Moves} finds them, {@link io.segmenta.model.moves.Wish} says which segment
 * is wanted and what may not change, {@link io.segmenta.model.moves.Move} is one answer. Nothing is shown that the
 * model, asked again, does not answer with the wanted segment.
 */
@NullMarked
package io.segmenta.model.moves;

import org.jspecify.annotations.NullMarked;
