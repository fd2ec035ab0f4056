package io.segmenta.pipeline.identity;

import io.segmenta.model.base.Check;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How the members of each group are spread over some classes.
 *
 * @param of per group the share of each class, in [0, 1]; all 0 where a group has no member that counts
 * @param members per group how many were counted
 */
record Shares(double[][] of, int[] members) {
    /** Beyond so many members a share is as sure as it will be. */
    private static final int MOST_DRAWS = 20_000;

    /**
     * Counts.
     *
     * @param groups of each member, negative for none
     * @param classes of each member, negative for none; such members are left out
     * @param weights of each member
     */
    static Shares count(int[] groups, int[] classes, double[] weights, int groupCount, int classCount) {
        Check.argument(groups.length == classes.length && groups.length == weights.length,
                "%d groups, %d classes and %d weights", groups.length, classes.length, weights.length);
        double[][] sums = new double[groupCount][classCount];
        double[] totals = new double[groupCount];
        int[] members = new int[groupCount];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] >= 0 && classes[i] >= 0) {
                sums[groups[i]][classes[i]] += weights[i];
                totals[groups[i]] += weights[i];
                members[groups[i]]++;
            }
        }
        for (int g = 0; g < groupCount; g++) {
            for (int c = 0; c < classCount && totals[g] > 0; c++) {
                sums[g][c] /= totals[g];
            }
        }
        return new Shares(sums, members);
    }

    /** As {@link #count(int[], int[], double[], int, int)}, every member weighing the same. */
    static Shares count(int[] groups, int[] classes, int groupCount, int classCount) {
        double[] weights = new double[groups.length];
        Arrays.fill(weights, 1);
        return count(groups, classes, weights, groupCount, classCount);
    }

    double get(int group, int other) {
        return of[group][other];
    }

    int members(int group) {
        return members[group];
    }

    /** The shares of as many members drawn anew with these (multinomial). */
    Shares redrawn(SplittableRandom random) {
        double[][] drawn = new double[of.length][];
        for (int g = 0; g < of.length; g++) {
            drawn[g] = redrawn(of[g], Math.min(members[g], MOST_DRAWS), random);
        }
        return new Shares(drawn, members);
    }

    private static double[] redrawn(double[] shares, int draws, SplittableRandom random) {
        double[] sums = shares.clone();
        for (int c = 1; c < sums.length; c++) {
            sums[c] += sums[c - 1];
        }
        double[] drawn = new double[shares.length];
        for (int i = 0; i < draws; i++) {
            double at = random.nextDouble() * sums[sums.length - 1];
            int place = Arrays.binarySearch(sums, at);
            // A value that is met belongs to the class after it; classes of no share are never met.
            int c = place < 0 ? -place - 1 : place + 1;
            while (c < shares.length - 1 && shares[c] == 0) {
                c++;
            }
            drawn[Math.min(c, shares.length - 1)] += 1.0 / draws;
        }
        return drawn;
    }
}
