package io.segmenta.pipeline.drift;

import io.segmenta.model.base.Check;

/**
 * Something that is watched.
 *
 * @param kind what it is about
 * @param subject the column, or the segment's id; empty when it is about all records
 * @param level the level of a text column; empty otherwise
 */
public record Statistic(Kind kind, String subject, String level) {
    /** Refuses what is null. */
    public Statistic {
        Check.notNull(kind, "kind");
        Check.notNull(subject, "subject");
        Check.notNull(level, "level");
    }

    /** About all records. */
    public Statistic(Kind kind) {
        this(kind, "", "");
    }

    /** About a column or a segment. */
    public Statistic(Kind kind, String subject) {
        this(kind, subject, "");
    }

    /** A name that no other statistic of a model has, such as {@code location income} or {@code level city Oslo}. */
    public String name() {
        StringBuilder name = new StringBuilder(kind.text());
        if (!subject.isEmpty()) {
            name.append(' ').append(subject);
        }
        if (kind == Kind.LEVEL) {
            name.append(" = ").append(level);
        }
        return name.toString();
    }
}
