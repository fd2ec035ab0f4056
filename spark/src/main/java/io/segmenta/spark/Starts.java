package io.segmenta.spark;

import io.segmenta.model.assign.Points;
import io.segmenta.statistics.StratifiedRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;

/**
 * Further starts, drawn by k-means++ from a seeded sample of the rows by their numbers, so that they are the same
 * however the rows are cut.
 *
 * <p>
 * Reference: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
 */
final class Starts {

    private static final int SAMPLE = 16_384;

    private Starts() {}

    /** A row of the sample and its place in it. */
    private record Drawn(int place, float[] row) implements Serializable {}

    /**
     * Draws starts.
     *
     * @param rows n
     * @param k centroids of each
     * @param count of starts
     */
    static List<float[][]> of(JavaRDD<Block> blocks, long rows, int k, int count, long seed) {
        List<float[][]> starts = new ArrayList<>();
        if (count > 0) {
            float[][] sample = sample(blocks, StratifiedRows.of(rows, (int) Math.min(rows, SAMPLE), seed));
            SplittableRandom random = new SplittableRandom(seed);
            for (int s = 0; s < count; s++) {
                starts.add(plusPlus(sample, k, random));
            }
        }
        return starts;
    }

    private static float[][] sample(JavaRDD<Block> blocks, long[] numbers) {
        float[][] sample = new float[numbers.length][];
        for (Drawn drawn : blocks.flatMap(block -> within(block, numbers)).collect()) {
            sample[drawn.place] = drawn.row;
        }
        return sample;
    }

    private static Iterator<Drawn> within(Block block, long[] numbers) {
        List<Drawn> found = new ArrayList<>();
        int at = Arrays.binarySearch(numbers, block.first());
        for (int s = at < 0 ? -at - 1 : at; s < numbers.length && numbers[s] < block.first() + block.rows(); s++) {
            found.add(new Drawn(s, block.row((int) (numbers[s] - block.first()))));
        }
        return found.iterator();
    }

    private static float[][] plusPlus(float[][] rows, int k, SplittableRandom random) {
        float[][] centroids = new float[k][];
        centroids[0] = rows[random.nextInt(rows.length)].clone();
        double[] least = new double[rows.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int c = 1; c < k; c++) {
            double total = 0;
            for (int i = 0; i < rows.length; i++) {
                least[i] = Math.min(least[i], Points.squaredDistance(rows[i], centroids[c - 1]));
                total += least[i];
            }
            double left = random.nextDouble() * total;
            int i = 0;
            while (i < rows.length - 1 && left >= least[i]) {
                left -= least[i++];
            }
            centroids[c] = rows[i].clone();
        }
        return centroids;
    }
}
