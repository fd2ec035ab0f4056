package io.segmenta.pipeline.rules;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.rules.SegmentRule.Counts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a rule for each segment over the columns that the model reads, but not over protected ones, and not over those
 * that are computed from others. Rules are found by {@link BeamSearch} on a sample of the rows and counted on all of
 * them. A gap counts as what the model puts in its place.
 *
 * <p>
 * Only the labels that a model answers are looked at, so that all algorithms are alike. Time O(n) for the counts and a
 * bounded search per segment; the same rules at any number of threads.
 */
public final class Rules {
    private static final int BLOCK = 1 << 14;

    private final List<RuleColumn> columns;
    private final Map<String, RuleColumn> byName;
    private final Set<String> gappy;
    private final int rows;
    private final Workers workers;

    /**
     * @param table the rows of the file
     * @param model whose answers are described
     */
    public Rules(Table table, SegmentationModel model, Workers workers) {
        this(columns(table, model), table, workers);
    }

    /** @param columns of the table that rules may be on */
    Rules(List<RuleColumn> columns, Table table, Workers workers) {
        this.columns = List.copyOf(columns);
        this.byName = columns.stream().collect(Collectors.toMap(RuleColumn::name, column -> column));
        this.gappy = columns.stream().map(RuleColumn::name).filter(name -> table.require(name).missing() > 0)
                .collect(Collectors.toUnmodifiableSet());
        this.rows = table.rows();
        this.workers = workers;
    }

    private static List<RuleColumn> columns(Table table, SegmentationModel model) {
        Gaps gaps = new Gaps(model.pipeline());
        List<RuleColumn> found = new ArrayList<>();
        List<String> sources = model.pipeline().sources();
        for (int s = 0; s < sources.size(); s++) {
            String source = sources.get(s);
            if (!model.pipeline().isDerived(s)) {
                model.schema().column(source).ifPresent(schema -> table.column(source)
                        .flatMap(column -> RuleColumn.of(column, schema, gaps)).ifPresent(found::add));
            }
        }
        return found;
    }

    /**
     * Finds the rules.
     *
     * @param segments by cluster number
     * @param labels what the model answers for each row of the table: a cluster number, -1 for none
     * @param seed of the sample and of the held-out fifth
     * @return one rule per segment, by cluster number
     */
    public List<SegmentRule> find(List<Segment> segments, int[] labels, long seed) {
        Check.argument(labels.length == rows, "%d labels for %d rows; there must be as many", labels.length, rows);
        RuleSample sample = new RuleSample(labels, segments.size(), seed);
        List<List<List<Condition>>> found = new ArrayList<>(segments.stream().map(_ -> List.<List<Condition>>of())
                .toList());
        List<RuleColumn> sampled = columns.stream().map(column -> column.select(sample.rows())).toList();
        workers.forEachBlock(segments.size(), c -> found.set(c, search(sampled, sample, c)));
        long[][] counts = counts(found, labels, seed);
        List<SegmentRule> rules = new ArrayList<>();
        for (int c = 0; c < segments.size(); c++) {
            long[] of = counts[c];
            rules.add(new SegmentRule(segments.get(c).id(), segments.get(c).name(), RuleWords.of(found.get(c), gappy),
                    found.get(c),
                    new Counts(of[0], of[1], of[2]), new Counts(of[3], of[4], of[5])));
        }
        return List.copyOf(rules);
    }

    private static List<List<Condition>> search(List<RuleColumn> columns, RuleSample sample, int cluster) {
        int[] members = sample.members(cluster);
        int[] others = sample.others(cluster);
        if (members.length == 0 || columns.isEmpty()) {
            return List.of();
        }
        return new BeamSearch(columns, members, others, (double) sample.pool(cluster) / members.length,
                others.length == 0 ? 1 : (double) sample.poolOfOthers(cluster) / others.length).find();
    }

    /** Per segment: rows that are both, rows of the segment, rows that meet the rule; the same of held-out rows. */
    private long[][] counts(List<List<List<Condition>>> found, int[] labels, long seed) {
        int blocks = Math.ceilDiv(rows, BLOCK);
        long[][][] parts = new long[blocks][found.size()][6];
        workers.forEachBlock(blocks, b -> {
            int from = b * BLOCK;
            int count = Math.min(rows - from, BLOCK);
            boolean[] heldOut = new boolean[count];
            for (int i = 0; i < count; i++) {
                heldOut[i] = RuleSample.isHeldOut(from + i, seed);
            }
            for (int c = 0; c < found.size(); c++) {
                count(met(found.get(c), from, count), heldOut, labels, from, c, parts[b][c]);
            }
        });
        long[][] sums = new long[found.size()][6];
        for (long[][] part : parts) {
            for (int c = 0; c < sums.length; c++) {
                for (int f = 0; f < sums[c].length; f++) {
                    sums[c][f] += part[c][f];
                }
            }
        }
        return sums;
    }

    private static void count(boolean[] met, boolean[] heldOut, int[] labels, int from, int cluster, long[] into) {
        int[] kinds = new int[8];
        for (int i = 0; i < met.length; i++) {
            kinds[(labels[from + i] == cluster ? 1 : 0) + (met[i] ? 2 : 0) + (heldOut[i] ? 4 : 0)]++;
        }
        into[0] += kinds[3] + kinds[7];
        into[1] += kinds[1] + kinds[3] + kinds[5] + kinds[7];
        into[2] += kinds[2] + kinds[3] + kinds[6] + kinds[7];
        into[3] += kinds[7];
        into[4] += kinds[5] + kinds[7];
        into[5] += kinds[6] + kinds[7];
    }

    /** Which of the rows [from, from + count) meet a rule. */
    private boolean[] met(List<List<Condition>> any, int from, int count) {
        boolean[] met = new boolean[count];
        boolean[] all = new boolean[count];
        for (List<Condition> conjunction : any) {
            Arrays.fill(all, true);
            for (Condition condition : conjunction) {
                Check.notNull(byName.get(condition.column()), condition.column()).filter(condition, from, all);
            }
            for (int i = 0; i < count; i++) {
                met[i] |= all[i];
            }
        }
        return met;
    }
}
