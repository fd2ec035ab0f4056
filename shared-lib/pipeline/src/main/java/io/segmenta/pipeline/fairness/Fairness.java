package io.segmenta.pipeline.fairness;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.Segment;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.privacy.SmallCells;
import io.segmenta.pipeline.plot.FairnessPlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How the segments of a run stand to the protected columns of its file. Time O(n) for each column and pair of columns
 * and O(1) in n for intervals and proxies, which are sought on {@value Proxy#ROWS} rows; memory of one column. The same
 * bits at any number of threads.
 */
public final class Fairness {
    private final List<Segment> segments;
    private final SmallCells cells;
    private final List<Grouping> groupings;
    private final List<String> actions;
    private final List<CramersV> association;
    private final List<Compared> representation;
    private final List<Compared> parity;
    private final List<Proxy> proxies;
    private final int looked;

    private Fairness(Table table, List<Grouping> groupings, List<String> used, int[] rows, int[] labels,
            List<Segment> segments, Limits limits, long seed, Workers workers) {
        this.segments = segments;
        this.cells = limits.cells();
        this.groupings = groupings;
        this.actions = segments.stream().map(Segment::action).filter(action -> !action.isBlank()).distinct().toList();
        SplittableRandom random = new SplittableRandom(seed);
        List<long[][]> counts = groupings.stream().map(grouping -> grouping.counts(rows, labels, segments.size()))
                .toList();
        List<boolean[][]> hidden = counts.stream().map(one -> cells.table(inGroups(one))).toList();
        this.representation = Comparisons.representation(counts, hidden);
        List<long[][]> byAction = new ArrayList<>();
        List<boolean[][]> hiddenByAction = new ArrayList<>();
        for (int i = 0; i < singles() && actions.size() > 1; i++) {
            long[][] collapsed = byAction(counts.get(i));
            byAction.add(collapsed);
            hiddenByAction.add(cells.table(inGroups(collapsed), sameCells(hidden.get(i))));
        }
        this.parity = Comparisons.parity(byAction, hiddenByAction, limits.mostDisparity());
        int[] drawn = Arrays.stream(RowSample.of(rows.length, Proxy.ROWS, random.split())).map(i -> rows[i]).toArray();
        this.looked = drawn.length;
        List<UsedColumn> columns = used.stream().flatMap(name -> table.column(name).stream())
                .map(column -> UsedColumn.of(column, drawn)).toList();
        SplittableRandom[] own = IntStream.range(0, 2 * singles()).mapToObj(_ -> random.split())
                .toArray(SplittableRandom[]::new);
        CramersV[] together = new CramersV[singles()];
        Proxy[] found = new Proxy[singles()];
        workers.forEachBlock(singles(), i -> {
            together[i] = CramersV.of(inGroups(counts.get(i)), own[2 * i]);
            found[i] = Proxy.of(groupings.get(i), columns, drawn, Comparisons.LEVEL / singles(), own[2 * i + 1]);
        });
        this.association = List.of(together);
        this.proxies = List.of(found);
    }

    /**
     * What is said of a difference.
     *
     * @param mostDisparity a difference between the shares that get an action that needs no attention, in [0, 1]
     * @param cells which cells show no figures
     */
    public record Limits(double mostDisparity, SmallCells cells) {}

    /**
     * Looks at a run.
     *
     * @param table the file
     * @param used names of the columns that shaped the segments
     * @param rows those of the table that have a segment
     * @param labels for each of them its segment
     * @param segments by label
     * @param limits what needs no attention, and what is not told
     * @param workers who does the work
     * @return empty where no protected column has two groups of {@value Grouping#LEAST_ROWS} people
     */
    public static Optional<Fairness> of(Table table, Schema schema, List<String> used, int[] rows, int[] labels,
            List<Segment> segments, Limits limits, long seed, Workers workers) {
        List<String> names = schema.columns().stream().filter(column -> column.role() == Role.PROTECTED)
                .map(ColumnSchema::name).toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<Grouping> groupings = Groupings.of(table, names, rows);
        return groupings.isEmpty() ? Optional.empty()
                : Optional.of(new Fairness(table, groupings, used, rows, labels, segments, limits, seed,
                        workers));
    }

    private int singles() {
        return (int) groupings.stream().filter(grouping -> !grouping.isPair()).count();
    }

    private static long[][] inGroups(long[][] counts) {
        return Arrays.stream(counts).map(row -> Arrays.copyOf(row, row.length - 1)).toArray(long[][]::new);
    }

    private long[][] byAction(long[][] counts) {
        long[][] collapsed = new long[actions.size()][counts[0].length];
        for (int part = 0; part < counts.length; part++) {
            int action = actions.indexOf(segments.get(part).action());
            for (int group = 0; action >= 0 && group < counts[part].length; group++) {
                collapsed[action][group] += counts[part][group];
            }
        }
        return collapsed;
    }

    /** What is hidden of a segment is hidden of an action that is for this segment alone. */
    private boolean[][] sameCells(boolean[][] hidden) {
        boolean[][] same = new boolean[actions.size()][hidden[0].length];
        for (int action = 0; action < same.length; action++) {
            String wanted = actions.get(action);
            int[] parts = IntStream.range(0, hidden.length)
                    .filter(part -> segments.get(part).action().equals(wanted)).toArray();
            if (parts.length == 1) {
                same[action] = hidden[parts[0]];
            }
        }
        return same;
    }

    /** What is flagged and what is to be known, as sentences; the first is the verdict. */
    public List<String> sentences() {
        return new FairnessWords(groupings, segments, actions).all(representation, parity, proxies);
    }

    /** How many comparisons are flagged. */
    public int flagged() {
        return (int) (representation.stream().filter(Compared::flagged).count()
                + parity.stream().filter(Compared::flagged).count());
    }

    /** Each group of each single column in each segment: what is drawn, in the order of groups. */
    public List<FairnessPlot.Line> lines() {
        List<FairnessPlot.Line> lines = new ArrayList<>();
        for (int grouping = 0; grouping < singles(); grouping++) {
            for (int group = 0; group < groupings.get(grouping).groups().size(); group++) {
                List<Optional<Double>> ratios = new ArrayList<>(Collections.nCopies(segments.size(), Optional.empty()));
                List<Boolean> flagged = new ArrayList<>(Collections.nCopies(segments.size(), false));
                for (Compared one : representation) {
                    if (one.grouping() == grouping && one.group() == group) {
                        ratios.set(one.part(), one.hidden() ? Optional.empty() : Optional.of(one.size()));
                        flagged.set(one.part(), one.flagged());
                    }
                }
                lines.add(new FairnessPlot.Line(
                        groupings.get(grouping).name() + ": " + groupings.get(grouping).groups().get(group), ratios,
                        flagged));
            }
        }
        return lines;
    }

    /** The document as maps, lists and values. */
    public Map<String, Object> toDocument() {
        FairnessDocument document = new FairnessDocument(groupings, segments, actions, cells);
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> sentences = sentences();
        fields.put("format", 1);
        fields.put("verdict", sentences.getFirst());
        fields.put("findings", sentences.subList(1, sentences.size()));
        fields.put("flagged", flagged());
        fields.put("compared", representation.size() + parity.size());
        worst().ifPresent(worst -> fields.put("worst_disparity", FairnessDocument.rounded(worst)));
        fields.put("columns", document.columns(association));
        fields.put("representation", document.representation(representation));
        fields.put("actions", document.actions(parity));
        fields.put("proxies", document.proxies(proxies, looked));
        return fields;
    }

    /** The largest difference of shares that get an action that is more than chance. */
    private Optional<Double> worst() {
        return parity.stream().filter(one -> one.flagged()).map(one -> Math.abs(one.size())).max(Double::compare);
    }
}
