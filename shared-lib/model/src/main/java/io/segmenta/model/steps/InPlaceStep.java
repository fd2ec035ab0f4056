package io.segmenta.model.steps;

import java.util.List;

/** A step that changes one column in place. */
public sealed interface InPlaceStep extends FeatureStep
        permits ImputeNumeric, ImputeCategory, UnseenLevels, DateToDays, YearToAge, OrdinalEncode, Transform, Scale,
        Clip {

    /** Returns the name of the column. */
    String column();

    @Override
    default List<String> inputs() {
        return List.of(column());
    }

    @Override
    default List<String> outputs() {
        return List.of(column());
    }
}
