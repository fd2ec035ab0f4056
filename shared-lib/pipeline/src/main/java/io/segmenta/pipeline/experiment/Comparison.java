package io.segmenta.pipeline.experiment;

import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.privacy.SmallCells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How far champion and challenger agree on the records that both were asked.
 *
 * @param records how many those are, at least 1
 * @param same share of them with the same lasting segment, in [0, 1]
 * @param adjustedRand whether both part the records alike, whatever the segments are called: 1 for equal partitions, 0
 * by chance
 * @param flows records by the champion's segment and the challenger's, the most first; those with the same are in it,
 * those of few records and what would reveal them are not
 * @param outside share of records outside every segment, challenger less champion
 */
public record Comparison(long records, double same, double adjustedRand, List<Flow> flows, double outside) {

    /** Records of one segment of the champion in one of the challenger. */
    public record Flow(String champion, String challenger, long records) {}

    /** Copies the list. */
    public Comparison {
        flows = List.copyOf(flows);
    }

    /**
     * Compares.
     *
     * @param cells which flows are not told
     * @throws IllegalArgumentException when nothing was answered by both
     */
    public static Comparison of(Agreement agreement, SmallCells cells) {
        Map<String, Map<String, Long>> counts = agreement.cells();
        List<String> columns = new ArrayList<>(counts.values().stream()
                .collect(TreeSet::new, (all, row) -> all.addAll(row.keySet()), TreeSet::addAll));
        long[][] matrix = new long[counts.size()][columns.size()];
        List<Flow> flows = new ArrayList<>();
        long same = 0;
        int row = 0;
        for (Map.Entry<String, Map<String, Long>> line : counts.entrySet()) {
            for (Map.Entry<String, Long> cell : line.getValue().entrySet()) {
                matrix[row][columns.indexOf(cell.getKey())] = cell.getValue();
                same += cell.getKey().equals(line.getKey()) ? cell.getValue() : 0;
            }
            row++;
        }
        boolean[][] hidden = cells.table(matrix);
        row = 0;
        for (Map.Entry<String, Map<String, Long>> line : counts.entrySet()) {
            for (Map.Entry<String, Long> cell : line.getValue().entrySet()) {
                if (!hidden[row][columns.indexOf(cell.getKey())]) {
                    flows.add(new Flow(line.getKey(), cell.getKey(), cell.getValue()));
                }
            }
            row++;
        }
        flows.sort(Comparator.comparingLong(Flow::records).reversed().thenComparing(Flow::champion)
                .thenComparing(Flow::challenger));
        double records = agreement.records();
        return new Comparison(agreement.records(), same / records, AdjustedRandIndex.ofCounts(matrix), flows,
                (agreement.outside(Arm.CHALLENGER) - agreement.outside(Arm.CHAMPION)) / records);
    }

    /**
     * Returns what so large a part of the requests took less than, in microseconds: a power of two.
     *
     * @param times requests by powers of two of microseconds, as {@link Agreement#times} has them
     * @param part in (0, 1]
     * @return 0 where there were none
     */
    public static long microseconds(long[] times, double part) {
        long all = 0;
        for (long count : times) {
            all += count;
        }
        long seen = 0;
        for (int bin = 0; bin < times.length; bin++) {
            seen += times[bin];
            if (all > 0 && seen >= part * all) {
                return 1L << bin;
            }
        }
        return 0;
    }
}
