package io.segmenta.pipeline.plot;

import java.util.List;

/** Names for the middle of a sentence beside a plot. */
public final class ShownNames {
    private static final Box ROOM = Box.line(250, 12);

    private ShownNames() {}

    /**
     * The names, cut where they are long; those that differ never look alike.
     *
     * @param names of columns or features
     * @return as many
     */
    public static List<String> of(List<String> names) {
        return ROOM.lines(names);
    }
}
