package io.segmenta.pipeline.features;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds columns of levels whose gaps are questions that were not asked: an answer of another column tells who has a
 * gap, or the gaps of several columns are those of the same rows. Such a gap is no missing answer, and the most
 * frequent one in its place would be a lie. Deterministic; n rows, c columns of levels and g of them with gaps cost
 * about n c g.
 */
final class SkippedQuestions {
    /** The share of rows below which gaps are accidents. */
    private static final double LEAST_GAPS = 0.05;
    private static final int LEAST_ROWS = 10;
    /** The share of rows that an answer may tell wrongly. */
    private static final double MOST_WRONG = 0.02;
    private static final int LEAST_TOGETHER = 3;
    private static final double SAME_GAPS = 0.98;
    private static final int MOST_LEVELS = 20;
    private static final int MOST_ROWS = 100_000;

    private final Table table;
    private final int step;
    private final int rows;

    private SkippedQuestions(Table table) {
        this.table = table;
        this.step = Math.max(1, table.rows() / MOST_ROWS);
        this.rows = table.rows() / step;
    }

    /** Returns by column what its gaps follow from, for a person to read. */
    static Map<String, String> find(Table table, Schema schema, List<ColumnSchema> chosen, Workers workers) {
        return new SkippedQuestions(table).find(schema, chosen, workers);
    }

    private Map<String, String> find(Schema schema, List<ColumnSchema> chosen, Workers workers) {
        List<ColumnSchema> gapped = schema.columns().stream().filter(column -> hasGaps(table.require(column.name())))
                .toList();
        List<ColumnSchema> asked = chosen.stream()
                .filter(column -> gapped.contains(column) && isLevels(column)
                        && table.require(column.name()) instanceof TextColumn
                        && !ColumnChoice.isTickBox(column, table.require(column.name())))
                .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        List<BitSet> gaps = gapped.stream().map(column -> gaps(table.require(column.name()))).toList();
        List<ColumnSchema> filters = schema.columns().stream().filter(SkippedQuestions::isLevels).toList();
        List<Optional<String>> reasons = new ArrayList<>(asked.stream().map(_ -> Optional.<String>empty()).toList());
        workers.forEachBlock(asked.size(), j -> {
            BitSet mine = gaps.get(gapped.indexOf(asked.get(j)));
            reasons.set(j, filtered(asked.get(j), mine, filters).or(() -> together(mine, gaps)));
        });
        Map<String, String> found = new TreeMap<>();
        for (int j = 0; j < asked.size(); j++) {
            String name = asked.get(j).name();
            reasons.get(j).ifPresent(reason -> found.put(name, reason));
        }
        return found;
    }

    private static boolean isLevels(ColumnSchema column) {
        return switch (column.role()) {
            case CATEGORICAL, ORDINAL, BOOLEAN, PROTECTED -> true;
            default -> false;
        };
    }

    private static boolean hasGaps(Column column) {
        return column.missing() >= Math.max(LEAST_ROWS, LEAST_GAPS * column.rows())
                && column.rows() - column.missing() >= LEAST_ROWS;
    }

    private BitSet gaps(Column column) {
        BitSet gaps = new BitSet(rows);
        for (int i = 0; i < rows; i++) {
            gaps.set(i, column.isMissing(i * step));
        }
        return gaps;
    }

    /** An answer that tells who was not asked. */
    private Optional<String> filtered(ColumnSchema question, BitSet gaps, List<ColumnSchema> filters) {
        for (ColumnSchema filter : filters) {
            int[] answers = filter.name().equals(question.name()) ? new int[0] : answers(filter);
            if (answers.length > 0) {
                Optional<String> skipping = skipping(filter, answers, gaps);
                if (skipping.isPresent()) {
                    return skipping;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> skipping(ColumnSchema filter, int[] answers, BitSet gaps) {
        int[] all = new int[MOST_LEVELS + 1];
        int[] without = new int[MOST_LEVELS + 1];
        for (int i = 0; i < rows; i++) {
            if (answers[i] >= 0) {
                all[answers[i]]++;
                without[answers[i]] += gaps.get(i) ? 1 : 0;
            }
        }
        int wrong = 0;
        int told = 0;
        List<Integer> skipped = new ArrayList<>();
        for (int level = 0; level < all.length; level++) {
            if (2 * without[level] > all[level]) {
                skipped.add(level);
                told += without[level];
                wrong += all[level] - without[level];
            } else {
                wrong += without[level];
            }
        }
        boolean tells = told >= LEAST_ROWS && told >= LEAST_GAPS * rows && wrong <= MOST_WRONG * rows
                && told >= SAME_GAPS * gaps.cardinality() - MOST_WRONG * rows;
        return !tells ? Optional.empty()
                : Optional.of(
                        "the gaps are those who answered \"" + label(filter, answers, skipped.getFirst()) + "\" to \""
                                + filter.name() + "\"");
    }

    private String label(ColumnSchema filter, int[] answers, int level) {
        int i = 0;
        while (answers[i] != level) {
            i++;
        }
        return table.require(filter.name()).text(i * step);
    }

    /** The number of each row's answer, -1 for none; empty when there are too many or a gap is no accident itself. */
    private int[] answers(ColumnSchema filter) {
        Column column = table.require(filter.name());
        if (hasGaps(column)) {
            return new int[0];
        }
        Map<String, Integer> met = new HashMap<>();
        int[] answers = new int[rows];
        for (int i = 0; i < rows; i++) {
            int row = i * step;
            answers[i] = column.isMissing(row) ? -1 : switch (column) {
                case TextColumn text -> text.code(row);
                case NumericColumn numbers -> met.computeIfAbsent(numbers.text(row), _ -> met.size());
            };
            if (answers[i] >= MOST_LEVELS) {
                return new int[0];
            }
        }
        return answers;
    }

    /** Whether other columns have their gaps in the same rows. */
    private static Optional<String> together(BitSet mine, List<BitSet> gaps) {
        int together = 0;
        int size = mine.cardinality();
        for (BitSet other : gaps) {
            if (Math.abs(other.cardinality() - size) <= (1 - SAME_GAPS) * size) {
                BitSet both = (BitSet) mine.clone();
                both.and(other);
                together += both.cardinality() >= SAME_GAPS * size ? 1 : 0;
            }
        }
        return together < LEAST_TOGETHER ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "the gaps of %,d columns are those of the same rows",
                        together));
    }
}
