package io.segmenta.pipeline.identity;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.read.ReadResult;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An earlier model beside a new one: what both answer for the rows of both files, and what became of the segments.
 *
 * @param succession what became of the segments
 * @param evidence by which that was decided
 * @param earlierOld what the earlier model answers for its own rows
 * @param newOld what the new model answers for the rows of the earlier one
 * @param earlierNew what the earlier model answers for the new rows
 * @param newNew what the new model answers for its own rows
 * @param customers who is in both files; empty where nothing names them
 * @param units columns that are in other units
 * @param lost columns that the earlier model used and the new file lacks
 * @param added columns that the new model uses and the rows of the earlier one lack
 */
record Comparison(Succession succession, Evidence evidence, int[] earlierOld, int[] newOld, int[] earlierNew,
        int[] newNew, Optional<Customers> customers, Units units, List<String> lost, List<String> added) {
    /**
     * Compares. Time O(rows k d).
     *
     * @param now the new model
     * @param data the rows it was made of
     * @param served the cluster that it answers for each of them, -1 for none
     * @param seed of the redraws
     */
    static Comparison of(Earlier earlier, SegmentationModel now, ReadResult data, int[] served, long seed,
            Workers workers) {
        Table table = data.table();
        SegmentationModel before = earlier.model();
        List<String> lost = Served.lacking(before, table);
        List<String> added = Served.lacking(now, earlier.rows());
        List<String> shared = before.pipeline().sources().stream().filter(column -> table.column(column).isPresent())
                .toList();
        Units units = Units.between(before.baseline(), now.baseline(), shared);
        Served a = Served.of(before, earlier.rows(), workers);
        Served c = Served.of(now, units.asNow(earlier.rows()), workers);
        Served b = Served.of(before, units.asBefore(table), workers);
        int k = before.found().size();
        int l = now.found().size();
        boolean oldForNew = lost.isEmpty() || !added.isEmpty();
        boolean newForOld = added.isEmpty() || !lost.isEmpty();
        Shares forward = newForOld ? Shares.count(a.labels(), c.nearest(), earlier.weights(), k, l)
                : Shares.count(b.nearest(), served, k, l);
        Shares backward = oldForNew ? Shares.count(served, b.nearest(), l, k)
                : Shares.count(c.nearest(), a.labels(), earlier.weights(), l, k);
        Optional<Column> names = data.schema().identifier(table);
        Optional<Customers> customers = earlier.customers()
                .flatMap(was -> names.map(is -> Customers.of(was, is))).filter(both -> both.inBoth() > 0);
        Evidence evidence = new Evidence(forward, backward,
                customers.map(both -> people(both, a.labels(), served, k, l)),
                lost.isEmpty() || added.isEmpty() ? 1 : Evidence.OTHER_COLUMNS);
        return new Comparison(Succession.of(evidence, new SplittableRandom(seed).nextLong()), evidence, a.labels(),
                c.labels(), b.labels(), served, customers, units, lost, added);
    }

    private static Evidence.People people(Customers customers, int[] a, int[] d, int k, int l) {
        int both = customers.inBoth();
        int[] from = new int[both];
        int[] to = new int[both];
        BitSet shared = new BitSet(a.length);
        BitSet stayed = new BitSet(d.length);
        int at = 0;
        for (int row = 0; row < d.length; row++) {
            int old = customers.before()[row];
            if (old >= 0) {
                from[at] = a[old];
                to[at++] = d[row];
                shared.set(old);
                stayed.set(row);
            }
        }
        return new Evidence.People(Shares.count(from, to, k, l), Shares.count(to, from, l, k),
                coverage(a, customers.knownBefore(), shared, k), coverage(d, customers.knownNow(), stayed, l));
    }

    private static double[] coverage(int[] labels, BitSet known, BitSet both, int k) {
        int[] all = new int[k];
        int[] shared = new int[k];
        for (int row = known.nextSetBit(0); row >= 0; row = known.nextSetBit(row + 1)) {
            if (labels[row] >= 0) {
                all[labels[row]]++;
                shared[labels[row]] += both.get(row) ? 1 : 0;
            }
        }
        double[] coverage = new double[k];
        Arrays.setAll(coverage, s -> all[s] == 0 ? 0 : shared[s] / (double) all[s]);
        return coverage;
    }
}
