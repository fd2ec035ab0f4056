package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Partition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The rows nearest the centre of their segment, nearest first; of equally near ones the earlier. O(n d).
 */
final class Representatives {
    private record Candidate(int row, double distance) {}

    private static final Comparator<Candidate> NEAREST = Comparator.comparingDouble(Candidate::distance)
            .thenComparingInt(Candidate::row);

    private Representatives() {}

    /**
     * Finds them.
     *
     * @param x n x d
     * @param partition of those rows
     * @param most how many per segment
     * @return per segment the numbers of at most {@code most} rows
     */
    static List<List<Integer>> of(Matrix x, Partition partition, int most) {
        List<PriorityQueue<Candidate>> queues = new ArrayList<>();
        for (int c = 0; c < partition.k(); c++) {
            queues.add(new PriorityQueue<>(NEAREST.reversed()));
        }
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.row(i, row);
            float[] centre = partition.centroids()[partition.labels()[i]];
            double distance = 0;
            for (int j = 0; j < row.length; j++) {
                double difference = row[j] - (double) centre[j];
                distance += difference * difference;
            }
            PriorityQueue<Candidate> queue = queues.get(partition.labels()[i]);
            if (queue.size() == most && distance >= queue.peek().distance()) {
                continue;
            }
            queue.add(new Candidate(i, distance));
            if (queue.size() > most) {
                queue.poll();
            }
        }
        return queues.stream().map(queue -> queue.stream().sorted(NEAREST).map(Candidate::row).toList()).toList();
    }
}
