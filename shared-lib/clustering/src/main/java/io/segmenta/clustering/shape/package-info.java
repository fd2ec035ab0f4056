/**
 * Turns the table that was read into one row for each customer: an order log into customers, a panel of years into
 * entities, and columns into new ones by expressions. {@link io.segmenta.clustering.shape.Shaping} is the door. Uses
 * {@code infer} and {@code model} only.
 */
package io.segmenta.clustering.shape;
