package io.segmenta.pipeline.features;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.features.Finding.Kind;
import io.segmenta.pipeline.schema.OrderWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds columns that say the same as another: numbers that rise or fall with it in one straight line (the tax, the
 * total and the cost of one amount), and levels that stand for its levels one to one (a branch and its city). What is
 * said twice weighs twice, so one of them is used. Numbers that nearly say the same are told only.
 * <p>
 * Pairs are compared on a few rows first and given up as soon as they cannot agree, so that d columns of n rows cost
 * about d&sup2; comparisons and n for each pair found. Deterministic, at any number of threads.
 */
final class Redundancy {
    /** The correlation from which two columns are one and the same: what is left is rounding. */
    private static final double SAME = 0.999;
    /** The correlation from which a person should know. */
    private static final double ALIKE = 0.95;
    /** How much less a correlation may be in the sample than in all rows. */
    private static final double SLACK = 0.02;
    private static final int LEAST_ROWS = 10;
    private static final int SAMPLED = 256;
    private static final double LEAST_COMMON = 0.99;
    private static final int MOST_TOLD = 5;

    private final Table table;
    private final PipelineConfig config;
    private final List<Finding> findings;
    private final Workers workers;

    Redundancy(Table table, PipelineConfig config, List<Finding> findings, Workers workers) {
        this.table = table;
        this.config = config;
        this.findings = findings;
        this.workers = workers;
    }

    /**
     * Two columns, by their places among those that are chosen, and how far they go together, from -1 to 1; NaN where
     * levels stand for levels.
     */
    private record Pair(int one, int other, double correlation) {
        boolean isSame() {
            return isByLevel() || Math.abs(correlation) >= SAME;
        }

        boolean isByLevel() {
            return Double.isNaN(correlation);
        }
    }

    /** Returns those of the columns that say something of their own. */
    List<ColumnSchema> without(List<ColumnSchema> chosen) {
        if (table.rows() < LEAST_ROWS || config.cleaning().redundant() == PipelineConfig.Redundant.KEEP) {
            return chosen;
        }
        List<List<Pair>> found = new ArrayList<>();
        List<Sample> samples = chosen.stream().map(column -> isMeasured(column) ? Sample.of(numbers(column)) : null)
                .toList();
        IntStream.range(0, chosen.size()).forEach(_ -> found.add(List.of()));
        List<int[]> levels = chosen.stream().map(column -> isOfLevels(column) ? codes(column(column)) : new int[0])
                .toList();
        workers.forEachBlock(chosen.size(), j -> found.set(j, pairs(chosen, samples, levels, j)));
        List<Pair> pairs = found.stream().flatMap(List::stream).toList();
        Set<Integer> dropped = new HashSet<>();
        List<Integer> order = IntStream.range(0, chosen.size()).boxed().sorted(byWorth(chosen)).toList();
        for (int keeper : order) {
            for (Pair pair : pairs) {
                int other = pair.one() == keeper ? pair.other() : pair.other() == keeper ? pair.one() : -1;
                if (other >= 0 && pair.isSame() && !dropped.contains(keeper) && isFree(chosen.get(other))
                        && dropped.add(other)) {
                    findings.add(Finding.of(Kind.DROPPED, chosen.get(other).name(), same(chosen.get(keeper), pair)));
                }
            }
        }
        tell(chosen, pairs, dropped);
        return IntStream.range(0, chosen.size()).filter(j -> !dropped.contains(j)).mapToObj(chosen::get).toList();
    }

    private static String same(ColumnSchema keeper, Pair pair) {
        String how = pair.isByLevel() ? "level by level"
                : String.format(Locale.ROOT, "correlation %.3f", pair.correlation());
        return "says the same as \"" + keeper.name() + "\" (" + how
                + "), which is used; cleaning.redundant: keep uses both";
    }

    private void tell(List<ColumnSchema> chosen, List<Pair> pairs, Set<Integer> dropped) {
        pairs.stream()
                .filter(pair -> !pair.isSame() && !dropped.contains(pair.one()) && !dropped.contains(pair.other()))
                .sorted(Comparator.comparingDouble((Pair pair) -> -Math.abs(pair.correlation()))
                        .thenComparingInt(Pair::one).thenComparingInt(Pair::other))
                .limit(MOST_TOLD)
                .forEach(pair -> findings.add(Finding.of(Kind.NOTICE, chosen.get(pair.other()).name(),
                        String.format(Locale.ROOT, "goes along with \"%s\" (correlation %.2f): what they share weighs "
                                + "double; columns.exclude leaves one of them out", chosen.get(pair.one()).name(),
                                pair.correlation()))));
    }

    /** Whether a column may be left out: nobody has named it as one to use. */
    private boolean isFree(ColumnSchema column) {
        return !config.columns().include().contains(column.name()) && !config.derive().containsKey(column.name())
                && config.survey().groups().values().stream().noneMatch(group -> group.contains(column.name()));
    }

    /** The one to keep first: named by the user, with most values, a total by its name, in words, first in the file. */
    private Comparator<Integer> byWorth(List<ColumnSchema> chosen) {
        return Comparator.comparing((Integer j) -> isFree(chosen.get(j)))
                .thenComparingInt(j -> column(chosen.get(j)).missing())
                .thenComparingInt(j -> money(chosen.get(j).name()))
                .thenComparingDouble(j -> -averageLength(column(chosen.get(j))))
                .thenComparing(Comparator.naturalOrder());
    }

    private static int money(String name) {
        Optional<OrderWords.Money> money = OrderWords.money(name);
        return money.isEmpty() ? 1 : switch (money.get()) {
            case TOTAL -> 0;
            case AMOUNT, LINE_AMOUNT, NET, PRICE, QUANTITY, NONE -> 1;
            case REFUND, TAX, SHIPPING, DISCOUNT -> 2;
        };
    }

    private static double averageLength(Column column) {
        return column instanceof TextColumn text
                ? text.levels().stream().mapToInt(String::length).average().orElse(0)
                : 0;
    }

    private Column column(ColumnSchema schema) {
        return table.require(schema.name());
    }

    private double[] numbers(ColumnSchema schema) {
        return ((NumericColumn) column(schema)).values();
    }

    private boolean isMeasured(ColumnSchema schema) {
        return column(schema) instanceof NumericColumn && switch (schema.role()) {
            case NUMERIC, DATE, BOOLEAN -> true;
            default -> false;
        };
    }

    /** The columns after one that go along with it. */
    private List<Pair> pairs(List<ColumnSchema> chosen, List<Sample> samples, List<int[]> levels, int one) {
        List<Pair> pairs = new ArrayList<>();
        Sample mine = samples.get(one);
        for (int other = one + 1; other < chosen.size(); other++) {
            Sample its = samples.get(other);
            if (mine != null && its != null) {
                if (mine.mayCorrelate(its, ALIKE - SLACK)) {
                    double r = correlation(numbers(chosen.get(one)), numbers(chosen.get(other)));
                    if (Math.abs(r) >= ALIKE && mine.ranksAgree(its)) {
                        pairs.add(new Pair(one, other, r));
                    }
                }
            } else if (levels.get(one).length > 0 && levels.get(other).length > 0
                    && sameLevels(levels.get(one), levels.get(other))) {
                pairs.add(new Pair(one, other, Double.NaN));
            }
        }
        return pairs;
    }

    /** Pearson's coefficient over the rows that have both; 0 when too few do. */
    private static double correlation(double[] x, double[] y) {
        int n = 0;
        int either = 0;
        double mx = 0;
        double my = 0;
        for (int i = 0; i < x.length; i++) {
            boolean hasX = !Double.isNaN(x[i]);
            boolean hasY = !Double.isNaN(y[i]);
            either += hasX || hasY ? 1 : 0;
            if (hasX && hasY) {
                n++;
                mx += x[i];
                my += y[i];
            }
        }
        if (n < LEAST_ROWS || n < LEAST_COMMON * either) {
            return 0;
        }
        mx /= n;
        my /= n;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                double dx = x[i] - mx;
                double dy = y[i] - my;
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        double r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
        return Double.isFinite(r) ? Math.clamp(r, -1, 1) : 0;
    }

    private static boolean isOfLevels(ColumnSchema schema) {
        return switch (schema.role()) {
            case CATEGORICAL, ORDINAL, BOOLEAN -> true;
            default -> false;
        };
    }

    /** The number of each row's level, whether it is written in words or as a number; -1 where there is none. */
    private static int[] codes(Column column) {
        return switch (column) {
            case TextColumn text -> text.codes();
            case NumericColumn numbers -> {
                Map<Double, Integer> met = new HashMap<>();
                int[] codes = new int[numbers.rows()];
                for (int i = 0; i < codes.length; i++) {
                    codes[i] = numbers.isMissing(i) ? -1
                            : met.computeIfAbsent(numbers.value(i) + 0.0, _ -> met.size());
                }
                yield codes;
            }
        };
    }

    /** Whether each level of one column stands beside one level of the other only, and the other way round. */
    private static boolean sameLevels(int[] a, int[] b) {
        // 0 is not met yet, so that codes count from 1.
        int[] toB = new int[IntStream.of(a).max().orElse(0) + 1];
        int[] toA = new int[IntStream.of(b).max().orElse(0) + 1];
        int met = 0;
        int common = 0;
        int either = 0;
        for (int i = 0; i < a.length; i++) {
            either += a[i] >= 0 || b[i] >= 0 ? 1 : 0;
            if (a[i] >= 0 && b[i] >= 0) {
                common++;
                met += toB[a[i]] == 0 ? 1 : 0;
                if ((toB[a[i]] != 0 && toB[a[i]] != b[i] + 1) || (toA[b[i]] != 0 && toA[b[i]] != a[i] + 1)) {
                    return false;
                }
                toB[a[i]] = b[i] + 1;
                toA[b[i]] = a[i] + 1;
            }
        }
        return met > 1 && common >= LEAST_ROWS && common >= LEAST_COMMON * either;
    }

    /** A few values of a column, evenly from its rows, with mean 0 and variance 1; NaN where there is none. */
    private record Sample(double[] z) {
        static Sample of(double[] values) {
            int n = Math.min(SAMPLED, values.length);
            double[] taken = new double[n];
            for (int i = 0; i < n; i++) {
                taken[i] = values[(int) ((long) i * values.length / n)];
            }
            double[] present = java.util.Arrays.stream(taken).filter(value -> !Double.isNaN(value)).toArray();
            double mean = present.length == 0 ? 0 : NumberStats.mean(present);
            double deviation = present.length == 0 ? 0 : Math.sqrt(NumberStats.variance(present, mean));
            for (int i = 0; i < n; i++) {
                taken[i] = deviation > 0 ? (taken[i] - mean) / deviation : Double.NaN;
            }
            return new Sample(taken);
        }

        /** Whether the correlation in the sample may be that much: of unit vectors it is 1 - distance&sup2; / 2. */
        boolean mayCorrelate(Sample other, double least) {
            double most = 2 * (1 - least) * z.length;
            double along = 0;
            double against = 0;
            boolean any = false;
            for (int i = 0; i < z.length; i++) {
                double p = z[i];
                double q = other.z[i];
                if (!Double.isNaN(p) && !Double.isNaN(q)) {
                    any = true;
                    along += (p - q) * (p - q);
                    against += (p + q) * (p + q);
                    if (along > most && against > most) {
                        return false;
                    }
                }
            }
            return any;
        }

        /** Whether the order of the values agrees too, so that no single giant makes the correlation. */
        boolean ranksAgree(Sample other) {
            int[] both = IntStream.range(0, z.length)
                    .filter(i -> !Double.isNaN(z[i]) && !Double.isNaN(other.z[i])).toArray();
            double[] p = ranks(IntStream.of(both).mapToDouble(i -> z[i]).toArray());
            double[] q = ranks(IntStream.of(both).mapToDouble(i -> other.z[i]).toArray());
            return Math.abs(correlation(p, q)) >= ALIKE - SLACK;
        }

        /** Places from the least to the greatest, equal values with the mean of theirs. */
        private static double[] ranks(double[] x) {
            int[] order = IntStream.range(0, x.length).boxed().sorted(Comparator.comparingDouble(i -> x[i]))
                    .mapToInt(Integer::intValue).toArray();
            double[] ranks = new double[x.length];
            for (int from = 0; from < x.length;) {
                int to = from;
                while (to < x.length && x[order[to]] == x[order[from]]) {
                    to++;
                }
                for (int i = from; i < to; i++) {
                    ranks[order[i]] = (from + to - 1) / 2.0;
                }
                from = to;
            }
            return ranks;
        }
    }
}
