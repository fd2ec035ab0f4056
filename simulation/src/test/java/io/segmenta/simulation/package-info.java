/**
 * The functions' real use cases over one world in memory, under one seeded scheduler:
 * {@link io.segmenta.simulation.Schedule} runs one history of uploads, approvals and faults,
 * {@link io.segmenta.simulation.Invariants} says what must hold when it is quiet again,
 * {@link io.segmenta.simulation.Shrinker} makes a failing history short.
 */
package io.segmenta.simulation;
