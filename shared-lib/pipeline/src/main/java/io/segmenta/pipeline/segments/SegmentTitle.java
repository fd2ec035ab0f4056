package io.segmenta.pipeline.segments;

import java.util.ArrayList;
import java.util.List;

/**
 * What the name of a segment says, before it is put in words.
 *
 * @param traits in the order of the name; empty for a segment like all rows
 * @param apart what tells it from others of the same traits, in the order of the name
 */
record SegmentTitle(List<Trait> traits, List<Distinction> apart) {

    /** What tells a segment from another whose traits read the same. */
    sealed interface Distinction {
        /** The lower or the higher mean of the two, in a column. */
        record Compared(String column, boolean higher) implements Distinction {}

        /** Its mean in a column. */
        record About(NumericProfile column) implements Distinction {}

        /** Its place among segments that nothing else tells apart, from 0. */
        record Lettered(int place) implements Distinction {}
    }

    SegmentTitle {
        traits = List.copyOf(traits);
        apart = List.copyOf(apart);
    }

    SegmentTitle with(Distinction more) {
        List<Distinction> all = new ArrayList<>(apart);
        all.add(more);
        return new SegmentTitle(traits, all);
    }
}
