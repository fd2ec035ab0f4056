package io.segmenta.pipeline.identity;

import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An earlier model beside a new one.
 *
 * @param succession what became of the segments
 * @param units columns that are in other units, by name
 * @param lost columns that the earlier model used and the new file lacks
 * @param added columns that the new model uses and the rows kept of the earlier one lack
 */
public record Comparison(Succession succession, List<String> units, List<String> lost, List<String> added) {
    private static final int MOST_ROWS = 20_000;

    /**
     * Compares. Time O(rows k d), for at most 20,000 rows of the new file beside those of the earlier one.
     *
     * @param now the new model
     * @param table the rows it was made of
     * @param customers the cluster that each of them is answered, -1 for none, by what names them; as in
     * {@link Earlier#customers}
     * @param seed of the rows that are drawn, and of the redraws
     */
    public static Comparison of(Earlier earlier, SegmentationModel now, Table table, Map<String, Integer> customers,
            long seed) {
        SegmentationModel before = earlier.model();
        List<String> lost = lacking(before, table);
        List<String> added = lacking(now, earlier.rows());
        List<String> shared = before.pipeline().sources().stream().filter(column -> table.column(column).isPresent())
                .toList();
        Units units = Units.between(before.baseline(), now.baseline(), shared);
        SplittableRandom random = new SplittableRandom(seed);
        Table drawn = table.rows() <= MOST_ROWS ? table
                : table.selectRows(RowSample.of(table.rows(), MOST_ROWS, random.split()));
        int[] a = Served.of(before, earlier.rows());
        int[] c = Served.nearest(now, units.asNow(earlier.rows()));
        int[] b = Served.nearest(before, units.asBefore(drawn));
        int[] d = Served.of(now, drawn);
        int k = before.segments().size();
        int l = now.segments().size();
        boolean oldForNew = lost.isEmpty() || !added.isEmpty();
        boolean newForOld = added.isEmpty() || !lost.isEmpty();
        Shares forward = newForOld ? Shares.count(a, c, earlier.weights(), k, l) : Shares.count(b, d, k, l);
        Shares backward = oldForNew ? Shares.count(d, b, l, k) : Shares.count(c, a, earlier.weights(), l, k);
        Evidence evidence = new Evidence(forward, backward, people(earlier.customers(), customers, k, l),
                lost.isEmpty() || added.isEmpty() ? 1 : Evidence.OTHER_COLUMNS);
        return new Comparison(Succession.of(evidence, random.nextLong()),
                units.changed().stream().map(Units.Changed::column).toList(), lost, added);
    }

    private static List<String> lacking(SegmentationModel model, Table table) {
        return IntStream.range(0, model.pipeline().sources().size())
                .filter(source -> !model.pipeline().isDerived(source))
                .mapToObj(model.pipeline().sources()::get).filter(name -> table.column(name).isEmpty()).toList();
    }

    private static Optional<Evidence.People> people(Map<String, Integer> before, Map<String, Integer> now, int k,
            int l) {
        Set<String> both = new HashSet<>(before.keySet());
        both.retainAll(now.keySet());
        if (both.isEmpty()) {
            return Optional.empty();
        }
        int[] from = both.stream().mapToInt(customer -> before.getOrDefault(customer, -1)).toArray();
        int[] to = both.stream().mapToInt(customer -> now.getOrDefault(customer, -1)).toArray();
        return Optional.of(new Evidence.People(Shares.count(from, to, k, l), Shares.count(to, from, l, k),
                coverage(before, both, k), coverage(now, both, l)));
    }

    private static double[] coverage(Map<String, Integer> labels, Set<String> both, int k) {
        int[] all = new int[k];
        double[] shared = new double[k];
        labels.forEach((customer, cluster) -> {
            if (cluster >= 0) {
                all[cluster]++;
                shared[cluster] += both.contains(customer) ? 1 : 0;
            }
        });
        for (int s = 0; s < k; s++) {
            shared[s] = all[s] == 0 ? 0 : shared[s] / all[s];
        }
        return shared;
    }
}
