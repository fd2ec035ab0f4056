package io.segmenta.model.steps;

import java.util.List;

/**
 * One fitted transformation of named columns. Steps are values: they hold what was learned, never the data, and a
 * {@link FeaturePipeline} replays them in order. {@link InPlaceStep}s change a column in place, {@link ImputeNeighbors}
 * fills several in place, the others add columns of their own.
 */
public sealed interface FeatureStep permits InPlaceStep, Derive, ImputeNeighbors, OneHot, GroupScore, Pca, UmapPlace {

    /** Returns the names of the columns it reads. */
    List<String> inputs();

    /** Returns the names of the columns it writes. */
    List<String> outputs();

    /** Returns what the step does with its fitted numbers, in plain words, beginning with the column. */
    String describe();
}
