package io.segmenta.pipeline.identity;

import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.Identity;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.data.Table;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** The figures by which it is judged whether a model goes on from the one before it. */
final class ContinuityFigures {
    private static final int OUTSIDE_ROWS = 20_000;

    private ContinuityFigures() {}

    /**
     * Takes them.
     *
     * @param identity of the new model
     * @param moves who moved; empty where nothing names customers
     * @param table the new rows
     * @param seed of the draw of rows that the earlier model is asked whether they fit
     */
    static RunContinuity of(Earlier earlier, Comparison comparison, Succession succession, Identity identity,
            Optional<Migration> moves, Table table, long seed) {
        Optional<Calibration> calibration = earlier.model().calibration();
        return new RunContinuity(RunContinuity.State.KNOWN, Optional.of(earlier.reference().run()),
                count(succession, Transition.Kind.CONTINUE), count(succession, Transition.Kind.SPLIT),
                count(succession, Transition.Kind.MERGE), count(succession, Transition.Kind.BIRTH),
                count(succession, Transition.Kind.DEATH), least(succession.certainty()),
                rounded(AdjustedRandIndex.of(comparison.earlierNew(), comparison.newNew())),
                calibration.map(known -> outside(earlier.model(), known, comparison.units().asBefore(table), seed))
                        .orElse(OptionalDouble.empty()),
                calibration.map(Calibration::alpha).orElse(0.0),
                moves.map(ContinuityFigures::moved).orElse(OptionalDouble.empty()),
                moves.map(ContinuityFigures::valueMoved).orElse(OptionalDouble.empty()), stored(comparison.lost()),
                stored(comparison.added()), stored(comparison.units().names()),
                stored(editedEnded(earlier.identity(), identity)));
    }

    /** PostgreSQL takes no U+0000, which a header may hold. */
    private static List<String> stored(List<String> names) {
        return names.stream().map(name -> name.replace('\0', '\uFFFD')).toList();
    }

    private static int count(Succession succession, Transition.Kind kind) {
        return (int) succession.transitions().stream().filter(transition -> transition.kind() == kind).count();
    }

    private static double least(double[] certainty) {
        double least = 1;
        for (double one : certainty) {
            least = Math.min(least, one);
        }
        return least;
    }

    private static OptionalDouble outside(SegmentationModel model, Calibration calibration, Table rows, long seed) {
        if (rows.rows() == 0) {
            return OptionalDouble.empty();
        }
        int[] some = RowSample.of(rows.rows(), OUTSIDE_ROWS, new SplittableRandom(seed));
        int outside = Served.outside(model, calibration, rows.selectRows(some));
        return OptionalDouble.of(rounded(outside / (double) some.length));
    }

    private static OptionalDouble moved(Migration moves) {
        long all = 0;
        long byModel = 0;
        for (Migration.Flow flow : moves.flows.values()) {
            all += flow.customers;
            byModel += flow.byModel;
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(rounded(byModel / (double) all));
    }

    private static OptionalDouble valueMoved(Migration moves) {
        long all = 0;
        long byModel = 0;
        for (Migration.Flow flow : moves.flows.values()) {
            all += flow.value;
            byModel += flow.valueByModel;
        }
        return moves.value.isEmpty() || all <= 0 ? OptionalDouble.empty()
                : OptionalDouble.of(rounded(byModel / (double) all));
    }

    private static List<String> editedEnded(Identity before, Identity now) {
        return before.segments().stream()
                .filter(named -> named.nameSource() == Identity.NameSource.EDITED)
                .filter(named -> now.segments().stream().noneMatch(one -> one.id().equals(named.id())))
                .map(Identity.Named::name).toList();
    }

    private static double rounded(double share) {
        return Math.round(share * 1e6) / 1e6;
    }
}
