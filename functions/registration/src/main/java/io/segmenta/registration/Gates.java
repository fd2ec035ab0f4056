package io.segmenta.registration;

import io.segmenta.config.GatesConfig;
import io.segmenta.config.GatesConfig.FirstModel;
import io.segmenta.model.contract.EvidenceCard.Gate;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.contract.RunContinuity.State;
import io.segmenta.model.contract.RunFairness;
import io.segmenta.model.contract.RunMetrics;
import io.segmenta.model.contract.RunUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges a model by every gate that approval by itself asks for. A model without clear segments never passes, whatever
 * the settings.
 */
final class Gates {
    private final GatesConfig bounds;
    private final RunMetrics metrics;
    private final List<Gate> judged = new ArrayList<>();

    private Gates(GatesConfig bounds, RunMetrics metrics) {
        this.bounds = bounds;
        this.metrics = metrics;
    }

    /** @param fairness how segments stand to protected columns, where there are some */
    static List<Gate> judge(GatesConfig bounds, RunMetrics metrics, Optional<RunFairness> fairness) {
        Gates gates = new Gates(bounds, metrics);
        gates.alone();
        fairness.ifPresent(gates::fair);
        RunContinuity continuity = metrics.continuity().orElse(RunContinuity.UNKNOWN);
        gates.before(continuity);
        if (continuity.state() == State.KNOWN) {
            gates.against(continuity);
        }
        return List.copyOf(gates.judged);
    }

    private void alone() {
        boolean clear = metrics.hasClearSegments();
        add("structure", clear, clear ? "structure " + metrics.structure().orElseThrow()
                : "no clear segments were found");
        atLeast("min_silhouette", "silhouette", metrics.silhouette().orElse(-1), bounds.minSilhouette());
        atLeast("min_segment_share", "smallest segment's share", metrics.smallestShare(), bounds.minSegmentShare());
        add("min_segment_size", metrics.smallest() >= bounds.minSegmentSize(), "smallest segment "
                + compared(metrics.smallest() >= bounds.minSegmentSize(), Long.toString(metrics.smallest()), ">=", "<",
                        Integer.toString(bounds.minSegmentSize()))
                + " customers");
        OptionalDouble stability = metrics.leastStability();
        if (stability.isPresent()) {
            atLeast("min_stability", "least stability", stability.getAsDouble(), bounds.minStability());
        } else {
            add("min_stability", bounds.minStability() == 0, "stability was not measured");
        }
    }

    private void fair(RunFairness fairness) {
        long flagged = fairness.flagged();
        switch (bounds.fairness()) {
            case BLOCK -> add("fairness", flagged == 0, "flags of fairness "
                    + compared(flagged == 0, Long.toString(flagged), "<=", ">", "0"));
            case WARN -> add("fairness", true, flagged == 0 ? "flags of fairness 0 <= 0"
                    : "flags of fairness, which only warn: " + flagged);
        }
    }

    private void before(RunContinuity continuity) {
        switch (continuity.state()) {
            case FIRST -> add("first_model", bounds.firstModel() == FirstModel.GATES, "first model of the data set");
            case UNKNOWN -> add("identity", false, "what became of the segments before is not known");
            case KNOWN -> add("identity", true, "compared with the model before");
        }
    }

    private void against(RunContinuity continuity) {
        none("columns_lost", "column lost", continuity.lost());
        none("columns_in_other_units", "column in other units", continuity.units());
        none("edited_names_ended", "name given by people that ends", continuity.editedEnded());
        add("max_changes", continuity.changes() <= bounds.maxChanges(), "splits, merges, births and deaths "
                + compared(continuity.changes() <= bounds.maxChanges(), Integer.toString(continuity.changes()), "<=",
                        ">", Integer.toString(bounds.maxChanges())));
        atLeast("min_certainty", "least certainty", continuity.leastCertainty(), bounds.minCertainty());
        atLeast("min_agreement", "agreement on new rows", continuity.agreement(), bounds.minAgreement());
        continuity.movedByModel().ifPresent(share -> atMost("max_moved_by_model", "customers moved by the model",
                share, bounds.maxMovedByModel()));
        continuity.valueMovedByModel().ifPresent(share -> atMost("max_moved_by_model", "value moved by the model",
                share, bounds.maxMovedByModel()));
        continuity.outside().ifPresent(share -> atMost("max_outside", "new rows that fitted no segment before", share,
                bounds.maxOutside() * continuity.alpha()));
    }

    private void moved(RunUpdate update) {
        atMost("max_centroid_move", "longest way of a centre, in standard deviations", update.centroidMove(),
                bounds.maxCentroidMove());
        atLeast("min_update_agreement", "new rows in the same segment as before", update.agreement(),
                bounds.minUpdateAgreement());
        atMost("max_share_change", "largest change of a segment's share", update.shareChange(),
                bounds.maxShareChange());
        atMost("max_error_rise", "rise of the squared distance of rows held out", update.errorRise(),
                bounds.maxErrorRise());
    }

    /**
     * Judges how far new rows moved a model that goes on; of another one there is nothing to judge.
     *
     * @param faulty whether the rows that the model before was asked about show a fault of their source
     */
    static List<Gate> guard(GatesConfig bounds, RunMetrics metrics, boolean faulty) {
        Gates gates = new Gates(bounds, metrics);
        metrics.update().ifPresent(update -> {
            gates.moved(update);
            gates.add("data_fault", !faulty, faulty ? "an alarm of drift tells of a fault in the data"
                    : "no alarm of drift tells of a fault in the data");
        });
        return List.copyOf(gates.judged);
    }

    private void none(String name, String what, List<String> found) {
        add(name, found.isEmpty(), found.isEmpty() ? "no " + what : what + ": " + String.join(", ", found));
    }

    private void atLeast(String name, String what, double value, double least) {
        boolean passed = value >= least;
        add(name, passed, what + ' ' + compared(passed, decimal(value), ">=", "<", Double.toString(least)));
    }

    private void atMost(String name, String what, double value, double most) {
        boolean passed = value <= most;
        add(name, passed, what + ' ' + compared(passed, decimal(value), "<=", ">", decimal(most)));
    }

    private static String compared(boolean passed, String value, String holds, String fails, String bound) {
        return value + ' ' + (passed ? holds : fails) + ' ' + bound;
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private void add(String name, boolean passed, String text) {
        judged.add(new Gate(name, passed, text));
    }
}
