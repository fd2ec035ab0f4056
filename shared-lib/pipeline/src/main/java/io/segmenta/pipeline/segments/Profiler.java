package io.segmenta.pipeline.segments;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Profiles every column of every segment against the population, in original units: also columns that were not used,
 * and protected ones. Identifiers, free text, constants and personal data are left out, as are columns with so many
 * levels that a level could name a row.
 * <p>
 * Means, deviations and shares are exact. Quartiles and ranks are exact up to 1,000,000 rows; above, every m-th row
 * stands for all. O(n log n) per column, one copy of a column (at most 1,000,000 values) per worker. Columns are worked
 * on in parallel, each by one worker, so results do not depend on the number of threads.
 */
public final class Profiler {
    private static final int MOST_RANKED = 1_000_000;
    private static final int MOST_LEVELS = 60;
    private static final int SHOWN_LEVELS = 8;

    private Profiler() {}

    /**
     * Profiles all segments.
     *
     * @param table the rows the model was fitted on
     * @param schema the roles of its columns
     * @param used names of the columns that shaped the segments
     * @param labels the segment of each row, in [0, k)
     * @param k number of segments, none empty
     * @param workers who does the work
     * @return per segment its columns, in the order of the table
     */
    public static List<List<ColumnProfile>> profile(Table table, Schema schema, Set<String> used, int[] labels, int k,
            Workers workers) {
        List<Column> columns = table.columns();
        ColumnProfile[][] profiles = new ColumnProfile[columns.size()][];
        workers.forEachBlock(columns.size(), j -> {
            Column column = columns.get(j);
            ColumnSchema known = schema.column(column.name())
                    .orElseGet(() -> ColumnSchema.of(column.name(), Role.IGNORED, ""));
            profiles[j] = column(column, known, used.contains(column.name()), labels, k);
        });
        List<List<ColumnProfile>> segments = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            List<ColumnProfile> segment = new ArrayList<>();
            for (ColumnProfile[] profile : profiles) {
                if (profile.length > 0) {
                    segment.add(profile[c]);
                }
            }
            segments.add(segment);
        }
        return segments;
    }

    private static ColumnProfile[] column(Column column, ColumnSchema schema, boolean used, int[] labels, int k) {
        Role role = schema.role();
        boolean told = switch (role) {
            case IDENTIFIER, FREE_TEXT, CONSTANT, PERSONAL -> false;
            case NUMERIC, CATEGORICAL, ORDINAL, BOOLEAN, DATE, CODE, PROTECTED, IGNORED -> true;
        };
        if (!told || column.missing() == column.rows()) {
            return new ColumnProfile[0];
        }
        return switch (column) {
            case TextColumn text when role == Role.ORDINAL && schema.categories().containsAll(text.levels()) ->
                ordered(text, schema.categories(), used, labels, k);
            case TextColumn text -> text.levels().size() > mostLevels(text.rows(), used) ? new ColumnProfile[0]
                    : levels(text, role, used, labels, k);
            case NumericColumn numeric -> switch (role) {
                case CATEGORICAL, BOOLEAN -> asLevels(numeric).map(text -> levels(text, role, used, labels, k))
                        .orElseGet(() -> numbers(numeric, role, used, labels, k));
                case CODE -> asLevels(numeric).map(text -> levels(text, role, used, labels, k))
                        .orElse(new ColumnProfile[0]);
                case NUMERIC, ORDINAL, DATE, PROTECTED, IGNORED, IDENTIFIER, FREE_TEXT, CONSTANT, PERSONAL ->
                    numbers(numeric,
                            role, used, labels, k);
            };
        };
    }

    /** Levels with an order by their places from 1, as {@link #numbers}, and how common each is. */
    private static ColumnProfile[] ordered(TextColumn column, List<String> order, boolean used, int[] labels, int k) {
        double[] places = column.levels().stream().mapToDouble(level -> order.indexOf(level) + 1).toArray();
        double[] values = new double[column.rows()];
        double[][] counts = new double[k][order.size()];
        double[] totals = new double[order.size()];
        for (int i = 0; i < values.length; i++) {
            int code = column.code(i);
            values[i] = code == TextColumn.MISSING ? Double.NaN : places[code];
            if (code != TextColumn.MISSING) {
                counts[labels[i]][(int) places[code] - 1]++;
                totals[(int) places[code] - 1]++;
            }
        }
        int missing = column.missing();
        ColumnProfile[] profiles = numbers(NumericColumn.of(column.name(), values, missing), Role.ORDINAL, used, labels,
                k);
        for (int c = 0; c < k; c++) {
            NumericProfile profile = (NumericProfile) profiles[c];
            List<LevelShare> shares = new ArrayList<>();
            for (int level = 0; level < order.size(); level++) {
                shares.add(new LevelShare(order.get(level), counts[c][level] / Math.max(1, profile.known()),
                        totals[level] / (column.rows() - missing)));
            }
            profiles[c] = profile.with(shares);
        }
        return profiles;
    }

    private static int mostLevels(int rows, boolean used) {
        return used ? Integer.MAX_VALUE : Math.clamp(rows / 4, 2, MOST_LEVELS);
    }

    private static Optional<TextColumn> asLevels(NumericColumn column) {
        Set<Double> distinct = new TreeSet<>();
        for (int i = 0; i < column.rows(); i++) {
            if (!column.isMissing(i)) {
                distinct.add(column.value(i) + 0.0);
                if (distinct.size() > MOST_LEVELS) {
                    return Optional.empty();
                }
            }
        }
        double[] values = distinct.stream().mapToDouble(Double::doubleValue).toArray();
        List<String> levels = new ArrayList<>();
        for (double value : values) {
            levels.add(value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                    : Double.toString(value));
        }
        int[] codes = new int[column.rows()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = column.isMissing(i) ? TextColumn.MISSING : Arrays.binarySearch(values, column.value(i) + 0.0);
        }
        return Optional.of(new TextColumn(column.name(), codes, levels));
    }

    private static ColumnProfile[] numbers(NumericColumn column, Role role, boolean used, int[] labels, int k) {
        double[] values = column.values();
        long[] known = new long[k];
        double[] sums = new double[k];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                known[labels[i]]++;
                sums[labels[i]] += values[i];
            }
        }
        long all = Arrays.stream(known).sum();
        double mean = sum(sums) / all;
        double squares = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        double deviation = Math.sqrt(squares / all);
        boolean varies = deviation > 1e-12 * Math.abs(mean);
        double[][] sorted = sortedBySegment(values, labels, k);
        double[] population = sortedTogether(sorted);
        ColumnProfile[] profiles = new ColumnProfile[k];
        for (int c = 0; c < k; c++) {
            double own = known[c] == 0 ? Double.NaN : sums[c] / known[c];
            double effect = known[c] > 0 && varies ? (own - mean) / deviation : 0;
            profiles[c] = new NumericProfile(column.name(), role, used, known[c], own, quantile(sorted[c], 0.25),
                    quantile(sorted[c], 0.5), quantile(sorted[c], 0.75), mean, quantile(population, 0.5), effect,
                    varies ? rankEffect(sorted[c], population) : 0);
        }
        return profiles;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double[][] sortedBySegment(double[] values, int[] labels, int k) {
        int every = (values.length + MOST_RANKED - 1) / MOST_RANKED;
        int[] sizes = new int[k];
        for (int i = 0; i < values.length; i += every) {
            if (!Double.isNaN(values[i])) {
                sizes[labels[i]]++;
            }
        }
        double[][] sorted = new double[k][];
        for (int c = 0; c < k; c++) {
            sorted[c] = new double[sizes[c]];
        }
        for (int i = 0; i < values.length; i += every) {
            if (!Double.isNaN(values[i])) {
                sorted[labels[i]][--sizes[labels[i]]] = values[i] + 0.0;
            }
        }
        for (double[] segment : sorted) {
            Arrays.sort(segment);
        }
        return sorted;
    }

    private static double[] sortedTogether(double[][] sorted) {
        double[] all = new double[Arrays.stream(sorted).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (double[] part : sorted) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        Arrays.sort(all);
        return all;
    }

    /** Linear interpolation between order statistics, as numpy's default; NaN when there are no values. */
    static double quantile(double[] sorted, double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = q * (sorted.length - 1);
        int below = (int) place;
        double rest = place - below;
        return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
    }

    /**
     * How far the mean mid-rank of a part lies from the middle, in standard deviations of a uniform rank:
     * {@code (P(part > all) + P(part = all) / 2 - 1/2) * sqrt(12)}. Both sorted ascending; one pass over both.
     */
    static double rankEffect(double[] part, double[] all) {
        if (part.length == 0) {
            return 0;
        }
        double ranks = 0;
        int below = 0;
        int upTo = 0;
        for (double value : part) {
            while (below < all.length && all[below] < value) {
                below++;
            }
            upTo = Math.max(upTo, below);
            while (upTo < all.length && all[upTo] <= value) {
                upTo++;
            }
            ranks += below + (upTo - below) / 2.0;
        }
        return (ranks / part.length / all.length - 0.5) * Math.sqrt(12);
    }

    private static ColumnProfile[] levels(TextColumn column, Role role, boolean used, int[] labels, int k) {
        List<String> names = column.levels();
        long[][] counts = new long[k][names.size()];
        long[] known = new long[k];
        long[] totals = new long[names.size()];
        for (int i = 0; i < column.rows(); i++) {
            int code = column.code(i);
            if (code != TextColumn.MISSING) {
                counts[labels[i]][code]++;
                known[labels[i]]++;
                totals[code]++;
            }
        }
        long all = Arrays.stream(known).sum();
        Comparator<LevelShare> byName = Comparator.comparing(LevelShare::level);
        ColumnProfile[] profiles = new ColumnProfile[k];
        for (int c = 0; c < k; c++) {
            List<LevelShare> shares = new ArrayList<>();
            for (int level = 0; level < names.size(); level++) {
                if (totals[level] > 0) {
                    double share = known[c] == 0 ? 0 : counts[c][level] / (double) known[c];
                    shares.add(new LevelShare(names.get(level), share, totals[level] / (double) all));
                }
            }
            shares.sort(Comparator.comparingDouble((LevelShare level) -> -level.share()).thenComparing(byName));
            LevelShare telling = known[c] == 0 ? shares.getFirst()
                    : shares.stream().max(Comparator
                            .comparingDouble((LevelShare level) -> Math.abs(level.effect()) * impact(level))
                            .thenComparing(byName.reversed())).orElseThrow();
            profiles[c] = new CategoryProfile(column.name(), role, used, known[c], shares.getFirst(), telling,
                    shares.subList(0, Math.min(SHOWN_LEVELS, shares.size())));
        }
        return profiles;
    }

    /** A level that most of the segment has tells more than one that most of it has not. */
    private static double impact(LevelShare level) {
        return (level.share() > level.population() ? 1.2 : 1) * Math.abs(level.share() - level.population());
    }
}
