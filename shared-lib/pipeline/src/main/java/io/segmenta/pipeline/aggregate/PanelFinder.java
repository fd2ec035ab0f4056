package io.segmenta.pipeline.aggregate;

import io.segmenta.config.PanelConfig;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.schema.PeriodNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Notices a panel, a table of entities over time: each entity stands there once for each time, and at least half of all
 * pairs of an entity and a time are there, which rows of another kind never fill.
 */
final class PanelFinder {
    private static final int LEAST_ENTITIES = 5;
    private static final int LEAST_TIMES = 3;
    private static final int MOST_TIMES = 1_000;
    private static final double LEAST_FILLED = 0.5;
    private static final double MOST_REPEATED = 0.005;
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2100;

    private PanelFinder() {}

    /** Who and when, and how many of their pairs are there, from 0 to 1. */
    private record Found(String entity, String time, double filled) {}

    /**
     * Returns the settings with what was found.
     *
     * @param settings of which entity and time are to be found
     */
    static Optional<PanelConfig> find(Table table, Schema schema, PanelConfig settings) {
        List<ColumnSchema> times = schema.columns().stream()
                .filter(column -> isTime(column, table.require(column.name()))).toList();
        List<ColumnSchema> entities = schema.columns().stream().filter(PanelFinder::mayBeEntity).toList();
        boolean measured = schema.columns().stream()
                .anyMatch(column -> column.role() == Role.NUMERIC && !times.contains(column));
        if (!measured) {
            return Optional.empty();
        }
        List<Found> found = new ArrayList<>();
        for (ColumnSchema time : times) {
            Keys moments = Keys.of(Panel.times(table.require(time.name())).orElseThrow());
            for (ColumnSchema entity : entities) {
                if (!entity.equals(time)) {
                    double filled = filled(Keys.of(table.require(entity.name())), moments);
                    if (filled >= LEAST_FILLED) {
                        found.add(new Found(entity.name(), time.name(), filled));
                    }
                }
            }
        }
        return found.stream().reduce((a, b) -> b.filled() > a.filled() ? b : a)
                .map(best -> new PanelConfig(best.entity(), best.time(), settings.measures(),
                        settings.summaries(), settings.from(), settings.to(), settings.complete()));
    }

    private static boolean mayBeEntity(ColumnSchema column) {
        return switch (column.role()) {
            case CATEGORICAL, IDENTIFIER, CODE -> true;
            default -> false;
        };
    }

    private static boolean isTime(ColumnSchema column, Column values) {
        if (!(values instanceof NumericColumn numbers)) {
            return Panel.times(values).isPresent();
        }
        return column.role() == Role.DATE
                || (column.role() != Role.IDENTIFIER && (areWhole(numbers, FIRST_YEAR, LAST_YEAR)
                        || areMonths(numbers) || (PeriodNames.is(column.name()) && areWhole(numbers, 0, MOST_TIMES))));
    }

    /** Years and months in one number, such as 202401. */
    private static boolean areMonths(NumericColumn numbers) {
        for (double value : numbers.values()) {
            if (!Double.isNaN(value) && (value % 100 < 1 || value % 100 > 12)) {
                return false;
            }
        }
        return areWhole(numbers, 100 * FIRST_YEAR, 100 * LAST_YEAR + 12);
    }

    private static boolean areWhole(NumericColumn numbers, int least, int most) {
        for (double value : numbers.values()) {
            if (!Double.isNaN(value) && (value != Math.rint(value) || value < least || value > most)) {
                return false;
            }
        }
        return numbers.missing() < numbers.rows();
    }

    /** The share of pairs that are there; 0 when entities or times are few, or pairs repeat. */
    private static double filled(Keys entities, Keys times) {
        int e = entities.distinct();
        int t = times.distinct();
        long pairs = (long) entities.count() * times.count();
        int rows = entities.codes().length;
        if (e < LEAST_ENTITIES || t < LEAST_TIMES || t > MOST_TIMES || (long) e * t > rows / LEAST_FILLED
                || pairs > Integer.MAX_VALUE) {
            return 0;
        }
        BitSet met = new BitSet((int) pairs);
        int repeated = 0;
        for (int i = 0; i < rows; i++) {
            if (entities.codes()[i] >= 0 && times.codes()[i] >= 0) {
                int pair = entities.codes()[i] * times.count() + times.codes()[i];
                repeated += met.get(pair) ? 1 : 0;
                met.set(pair);
            }
        }
        return repeated > MOST_REPEATED * rows ? 0 : met.cardinality() / ((double) e * t);
    }
}
