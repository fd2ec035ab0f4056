/**
 * Turns the table that was read into one row for each customer: an order log into customers, a panel of years into
 * entities, and columns into new ones by expressions. {@link io.segmenta.pipeline.aggregate.Shaping} is the door. May
 * use {@code .schema}.
 */
@NullMarked
package io.segmenta.pipeline.aggregate;

import org.jspecify.annotations.NullMarked;
