/**
 * What segments are: each column of each segment against the population in original units, the traits that set a
 * segment apart, and a name and an action proposed from them. Main types are {@link Profiler}, {@link Namer} and
 * {@link SegmentProfile}. Imports the model's data package, the text package and the workers; knows nothing of how
 * segments were found.
 */
package io.segmenta.clustering.profile;
