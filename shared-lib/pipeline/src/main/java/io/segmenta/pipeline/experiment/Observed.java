package io.segmenta.pipeline.experiment;

import io.segmenta.model.base.Check;
import io.segmenta.model.experiment.Arm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the customers of an experiment, by the arm that they were assigned to and by the champion's segment,
 * which no treatment can change. Not safe for use by several threads.
 */
public final class Observed {
    /** Outcomes above this quantile of both arms together count as it: a few giants decide nothing. */
    static final double WINSOR = 0.999;

    private final Map<String, Arms> segments = new TreeMap<>();

    private static final class Arms {
        private final List<Double> champion = new ArrayList<>();
        private final List<Double> challenger = new ArrayList<>();
        private long championExposed;
        private long challengerExposed;
    }

    /** Adds a customer whose outcome is not known. */
    public void add(Arm arm, String segment) {
        expose(arm, segment);
    }

    private Arms expose(Arm arm, String segment) {
        Arms arms = segments.computeIfAbsent(segment, unseen -> new Arms());
        if (arm == Arm.CHAMPION) {
            arms.championExposed++;
        } else {
            arms.challengerExposed++;
        }
        return arms;
    }

    /** Adds a customer. */
    public void add(Arm arm, String segment, double outcome) {
        Check.finite("outcome", outcome);
        Arms arms = expose(arm, segment);
        (arm == Arm.CHAMPION ? arms.champion : arms.challenger).add(outcome);
    }

    /**
     * Returns both arms of each segment, in the order of the ids. Values above the pooled {@value #WINSOR} quantile,
     * the value of rank ceil(0.999 n), are set to it where outcomes are numbers.
     */
    Map<String, Pair> pairs(boolean numbers) {
        double most = numbers ? most() : Double.POSITIVE_INFINITY;
        Map<String, Pair> pairs = new TreeMap<>();
        segments.forEach((id, arms) -> pairs.put(id,
                new Pair(Group.of(arms.championExposed, bounded(arms.champion, most)),
                        Group.of(arms.challengerExposed, bounded(arms.challenger, most)))));
        return pairs;
    }

    private static double[] bounded(List<Double> values, double most) {
        return values.stream().mapToDouble(value -> Math.min(value, most)).toArray();
    }

    private double most() {
        double[] all = segments.values().stream()
                .flatMapToDouble(arms -> Arrays.stream(concat(arms))).sorted().toArray();
        return all.length == 0 ? Double.POSITIVE_INFINITY : all[(int) Math.ceil(WINSOR * all.length) - 1];
    }

    private static double[] concat(Arms arms) {
        double[] both = new double[arms.champion.size() + arms.challenger.size()];
        int at = 0;
        for (double value : arms.champion) {
            both[at++] = value;
        }
        for (double value : arms.challenger) {
            both[at++] = value;
        }
        return both;
    }
}
