package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What part of each segment must go on in which segment of the next period, as it follows from the planted groups: a
 * segment is a mixture of groups, groups go on as groups, and those lie in segments again. Where the rows did not
 * change it is counted directly.
 *
 * @param before the segments of the earlier period, in order
 * @param after those of the later one
 * @param goes per earlier and later segment what share of the earlier one belongs into the later one
 * @param comes what share of the later one belongs to the earlier one
 */
record PlantedStep(List<String> before, List<String> after, double[][] goes, double[][] comes) {
    /** What is outside every segment. */
    static final String NONE = "none";
    /** The group of rows that belong to none. */
    static final String NOISE = "-";

    /**
     * Works it out.
     *
     * @param truth the step as the history tells it
     * @param groupsBefore per customer of the earlier period the group
     * @param segmentsBefore per customer the segment, or {@link #NONE}
     */
    static PlantedStep of(JsonNode truth, Map<String, String> groupsBefore, Map<String, String> groupsAfter,
            Map<String, String> segmentsBefore, Map<String, String> segmentsAfter) {
        List<String> before = segments(segmentsBefore);
        List<String> after = segments(segmentsAfter);
        if (!truth.path("data_changed").asBoolean()) {
            double[][] counts = new double[before.size()][after.size()];
            segmentsBefore.forEach((customer, segment) -> {
                String now = segmentsAfter.getOrDefault(customer, NONE);
                if (!segment.equals(NONE) && !now.equals(NONE)) {
                    counts[before.indexOf(segment)][after.indexOf(now)]++;
                }
            });
            return new PlantedStep(before, after, byRow(counts), byColumn(counts));
        }
        List<String> was = groups(truth, "from");
        List<String> is = groups(truth, "to");
        double[][] linked = new double[was.size()][is.size()];
        truth.path("events").forEach(event -> event.path("from").forEach(from -> event.path("to")
                .forEach(to -> linked[was.indexOf(from.asText())][is.indexOf(to.asText())] = 1)));
        Map<String, Integer> sizeBefore = sizes(groupsBefore);
        Map<String, Integer> sizeAfter = sizes(groupsAfter);
        double[][] forward = new double[was.size()][is.size()];
        double[][] backward = new double[was.size()][is.size()];
        for (int g = 0; g < was.size(); g++) {
            for (int h = 0; h < is.size(); h++) {
                forward[g][h] = linked[g][h] * sizeAfter.getOrDefault(is.get(h), 0);
                backward[g][h] = linked[g][h] * sizeBefore.getOrDefault(was.get(g), 0);
            }
        }
        double[][] inSegment = counts(segmentsBefore, groupsBefore, before, was);
        double[][] ofGroup = transposed(counts(segmentsAfter, groupsAfter, after, is));
        return new PlantedStep(before, after, product(product(byRow(inSegment), byRow(forward)), byRow(ofGroup)),
                product(product(byColumn(inSegment), byColumn(backward)), byColumn(ofGroup)));
    }

    private static List<String> segments(Map<String, String> of) {
        TreeSet<String> segments = new TreeSet<>(of.values());
        segments.remove(NONE);
        return List.copyOf(segments);
    }

    private static List<String> groups(JsonNode truth, String side) {
        TreeSet<String> groups = new TreeSet<>();
        truth.path("events").forEach(event -> event.path(side).forEach(group -> groups.add(group.asText())));
        return List.copyOf(groups);
    }

    private static Map<String, Integer> sizes(Map<String, String> groups) {
        Map<String, Integer> sizes = new HashMap<>();
        groups.values().forEach(group -> sizes.merge(group, 1, Integer::sum));
        return sizes;
    }

    private static double[][] counts(Map<String, String> segments, Map<String, String> groups, List<String> order,
            List<String> groupOrder) {
        double[][] counts = new double[order.size()][groupOrder.size()];
        segments.forEach((customer, segment) -> {
            String group = groups.getOrDefault(customer, NOISE);
            if (!segment.equals(NONE) && !group.equals(NOISE)) {
                counts[order.indexOf(segment)][groupOrder.indexOf(group)]++;
            }
        });
        return counts;
    }

    private static double[][] byRow(double[][] counts) {
        double[][] shares = new double[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            double sum = 0;
            for (double count : counts[i]) {
                sum += count;
            }
            shares[i] = counts[i].clone();
            for (int j = 0; j < shares[i].length && sum > 0; j++) {
                shares[i][j] /= sum;
            }
        }
        return shares;
    }

    private static double[][] byColumn(double[][] counts) {
        return transposed(byRow(transposed(counts)));
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] other = new double[matrix.length == 0 ? 0 : matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                other[j][i] = matrix[i][j];
            }
        }
        return other;
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] product = new double[left.length][right.length == 0 ? 0 : right[0].length];
        for (int i = 0; i < left.length; i++) {
            for (int k = 0; k < right.length; k++) {
                for (int j = 0; j < right[k].length; j++) {
                    product[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return product;
    }

    double sumGoes(int i, List<Integer> to) {
        return to.stream().mapToDouble(j -> goes[i][j]).sum();
    }

    double sumComes(int j, List<Integer> from) {
        return from.stream().mapToDouble(i -> comes[i][j]).sum();
    }

    /** Later segments that lie within these bounds, for a part of a split. */
    List<Integer> parts(int i, double least, double mostly) {
        List<Integer> parts = new ArrayList<>();
        for (int j = 0; j < after.size(); j++) {
            if (goes[i][j] >= least && comes[i][j] >= mostly) {
                parts.add(j);
            }
        }
        return parts;
    }

    /** Earlier segments that lie within these bounds, for a parent of a merge. */
    List<Integer> parents(int j, double least, double mostly) {
        List<Integer> parents = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (comes[i][j] >= least && goes[i][j] >= mostly) {
                parents.add(i);
            }
        }
        return parents;
    }

    /** The later segment that most of an earlier one belongs into, -1 where there is none. */
    int most(int i) {
        return IntStream.range(0, after.size()).boxed()
                .max(Comparator.<Integer>comparingDouble(j -> goes[i][j]).thenComparing(Comparator.reverseOrder()))
                .orElse(-1);
    }
}
