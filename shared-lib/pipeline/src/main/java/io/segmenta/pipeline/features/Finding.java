package io.segmenta.pipeline.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that was decided about the data, for a person to read.
 *
 * @param kind what happened
 * @param column the column, empty when it concerns the table
 * @param text why and how, in a few words, without the name of the column
 */
public record Finding(Kind kind, Optional<String> column, String text) {
    /** What happened. */
    public enum Kind {
        /** How the file was read: its form, what was left out and mended, and its oddities. */
        READ,
        /** What the column was read as. */
        READ_AS,
        /** The column became features. */
        USED,
        /** The column did not. */
        DROPPED,
        /** Missing values were filled. */
        IMPUTED,
        /** The values were reshaped, or rare levels pooled. */
        CHANGED,
        /** Rows were left out. */
        ROWS,
        /** Nothing was done, but a person should know. */
        NOTICE,
        /** How algorithm and number of segments were searched, and what was not tried. */
        SEARCH,
        /** How the segments were made of the rows. */
        SEGMENTS,
        /** How segments stand to protected columns. */
        FAIRNESS
    }

    /** A finding about a column. */
    public static Finding of(Kind kind, String column, String text) {
        return new Finding(kind, Optional.of(column), text);
    }

    /** A finding about the table. */
    public static Finding ofTable(Kind kind, String text) {
        return new Finding(kind, Optional.empty(), text);
    }

    /** The whole as one sentence. */
    public String sentence() {
        return column.map(name -> name + ": ").orElse("") + text;
    }

    /** The finding as a map, for JSON. */
    public Map<String, Object> toDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
        column.ifPresent(name -> document.put("column", name));
        document.put("text", text);
        return document;
    }
}
