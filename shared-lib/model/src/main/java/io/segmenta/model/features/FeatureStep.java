package io.segmenta.model.features;

import java.util.List;

/**
 * One fitted transformation of named columns. Steps are values: they hold what was learned, never the data, and a
 * {@link FeaturePipeline} replays them in order. A step that names one column changes it in place; {@link Derive},
 * {@link OneHot}, {@link GroupScore} and {@link Pca} add columns of their own.
 */
public sealed interface FeatureStep permits Derive, ImputeNumeric, ImputeCategory, DateToDays, YearToAge, OneHot,
        OrdinalEncode, Transform, Scale, Clip, GroupScore, Pca {

    /** Returns the names of the columns it reads. */
    List<String> inputs();

    /** Returns the names of the columns it writes. */
    List<String> outputs();

    /** Returns what the step does with its fitted numbers, in plain words, beginning with the column. */
    String describe();
}
