/**
 * How many segments: candidates are judged by the same criteria, one is chosen, and a verdict says in plain words what
 * was found, "no clear segments" included. Main types are {@link Partition}, {@link Candidate} and {@link Choice}. Imports
 * the metrics, the text package and the model's data package.
 */
package io.segmenta.clustering.choose;
