package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.util.Set;

/** Recognises a year of birth by its name and its range. */
public final class BirthYear {
    private static final Set<String> NAMES = Set.of("birth", "born", "birthyear", "yob", "geburtsjahr");
    private static final int LEAST = 1850;
    private static final int MOST = 2100;

    private BirthYear() {}

    /** Tells whether a column of numbers holds years of birth. */
    public static boolean is(ColumnSchema column) {
        return column.role() == Role.NUMERIC && column.min().isPresent() && column.max().isPresent()
                && is(NameTokens.of(column.name()), column.min().getAsDouble(), column.max().getAsDouble());
    }

    static boolean is(NameTokens name, double min, double max) {
        return name.has(NAMES) && min >= LEAST && max <= MOST;
    }
}
