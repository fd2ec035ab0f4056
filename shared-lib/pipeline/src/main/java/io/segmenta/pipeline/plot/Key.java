package io.segmenta.pipeline.plot;

/**
 * How one segment appears in every plot.
 *
 * @param name the segment's name, any text
 * @param title what its title says, which a pointer shows: the name with all it says
 * @param color {@code #rrggbb}
 */
public record Key(String name, String title, String color) {
    /** A name that says all. */
    public Key(String name, String color) {
        this(name, name, color);
    }
}
