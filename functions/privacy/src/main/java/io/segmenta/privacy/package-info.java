/**
 * The privacy function: takes customers out of everything that the bucket holds of people, place by place of
 * {@link io.segmenta.model.contract.PeoplePlace}, and leaves each a receipt. {@link io.segmenta.privacy.Erasures} is
 * the queue, {@link io.segmenta.privacy.Work} what is kept of the one walk that goes on,
 * {@link io.segmenta.privacy.Walk} the walk, {@link io.segmenta.privacy.UnderWay} what it waits for,
 * {@link io.segmenta.privacy.RunErasure} sees to the files of a run, {@link io.segmenta.privacy.TextRows} to lines of
 * text. May import: {@code io.segmenta.model}, {@code io.segmenta.platform}.
 */
@NullMarked
package io.segmenta.privacy;

import org.jspecify.annotations.NullMarked;
