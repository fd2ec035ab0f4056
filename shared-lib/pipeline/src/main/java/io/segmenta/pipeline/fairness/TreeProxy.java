package io.segmenta.pipeline.fairness;

import io.segmenta.clustering.smile.ClassificationTree;
import io.segmenta.clustering.smile.ClassificationTreeFit;
import io.segmenta.clustering.smile.ClassificationTreeFit.Node;
import io.segmenta.clustering.smile.ClassificationTreeFit.Split;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether all used columns together tell the groups of a protected one: a tree of depth {@value #DEPTH}, judged on rows
 * that it has not seen, in {@value #FOLDS} parts. All groups weigh alike.
 *
 * @param rows that were looked at
 * @param groups how many groups were to be told
 * @param accuracy the mean share of a group that is told right, in [0, 1]; 1/groups by chance
 * @param p the share of {@value #SHUFFLES} shuffles of the groups within each part that come as far, itself counted
 * @param splits of a tree on all rows, from the root on
 */
record TreeProxy(int rows, int groups, double accuracy, double p, List<Told> splits) {
    static final int DEPTH = 4;
    static final int FOLDS = 5;
    static final int SHUFFLES = 200;

    /**
     * A split of the tree.
     *
     * @param condition such as "visits at most 3"
     * @param depth of the root 1
     * @param share of the weight that came here
     */
    record Told(String column, String condition, int depth, double share) {}

    /** One column of the matrix that the tree sees: a used column, or whether it has one level. */
    private record Feature(UsedColumn column, int level) {
        String condition(float most) {
            if (!column.ordered()) {
                return column.name() + " is " + column.names().get(level);
            }
            int bin = (int) most;
            return column.name() + ' ' + (bin < 0 ? "is missing" : column.names().get(bin));
        }
    }

    /** Accuracy over chance: 0 by chance, 1 where every group is told right. */
    double overChance() {
        return (accuracy - 1.0 / groups) / (1 - 1.0 / groups);
    }

    /**
     * Fits and judges.
     *
     * @param used the columns, over the same rows
     * @param of the group of each of these rows, -1 for one to leave out
     * @param count number of groups
     * @return empty where fewer than two groups have {@value Grouping#LEAST_ROWS} rows
     */
    static Optional<TreeProxy> of(List<UsedColumn> used, int[] of, int count, SplittableRandom random) {
        long[] sizes = new long[count];
        Arrays.stream(of).filter(group -> group >= 0).forEach(group -> sizes[group]++);
        int[] places = new int[count];
        int groups = 0;
        for (int group = 0; group < count; group++) {
            places[group] = sizes[group] >= Grouping.LEAST_ROWS ? groups++ : -1;
        }
        int[] rows = IntStream.range(0, of.length).filter(i -> of[i] >= 0 && places[of[i]] >= 0).toArray();
        if (groups < 2 || used.isEmpty()) {
            return Optional.empty();
        }
        List<Feature> features = features(used);
        Matrix x = matrix(features, rows);
        int[] labels = Arrays.stream(rows).map(row -> places[of[row]]).toArray();
        int[] folds = folds(labels, groups, random);
        List<int[]> weights = new ArrayList<>();
        for (int fold = 0; fold <= FOLDS; fold++) {
            weights.add(weights(labels, groups, folds, fold));
        }
        List<ClassificationTreeFit> trees = new ClassificationTree(DEPTH, Grouping.LEAST_ROWS).fit(x, labels, groups,
                weights);
        int[] told = new int[labels.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = trees.get(folds[i]).predict(x, i);
        }
        double accuracy = accuracy(told, labels, groups);
        int asGood = 1;
        int[] shuffled = labels.clone();
        int[][] parts = new int[FOLDS][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int wanted = fold;
            parts[fold] = IntStream.range(0, labels.length).filter(i -> folds[i] == wanted).toArray();
        }
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            shuffle(shuffled, parts, random);
            asGood += accuracy(told, shuffled, groups) >= accuracy ? 1 : 0;
        }
        List<Told> splits = new ArrayList<>();
        Node root = trees.get(FOLDS).root();
        told(root, features, 1, root.weight(), splits);
        return Optional.of(new TreeProxy(labels.length, groups, accuracy, asGood / (SHUFFLES + 1.0), splits));
    }

    private static List<Feature> features(List<UsedColumn> used) {
        List<Feature> features = new ArrayList<>();
        for (UsedColumn column : used) {
            if (column.ordered()) {
                features.add(new Feature(column, 0));
            } else {
                for (int level = 0; level < column.names().size(); level++) {
                    features.add(new Feature(column, level));
                }
            }
        }
        return features;
    }

    private static Matrix matrix(List<Feature> features, int[] rows) {
        List<String> names = new ArrayList<>();
        float[][] columns = new float[features.size()][rows.length];
        for (int j = 0; j < columns.length; j++) {
            Feature feature = features.get(j);
            int[] bins = feature.column().bins();
            names.add("f" + j);
            for (int i = 0; i < rows.length; i++) {
                int bin = bins[rows[i]];
                columns[j][i] = feature.column().ordered() ? bin : bin == feature.level() ? 0 : 1;
            }
        }
        return Matrix.ofColumns(names, columns);
    }

    /** Deals the rows of each group out to the parts in turn, in random order. */
    private static int[] folds(int[] labels, int groups, SplittableRandom random) {
        int[] order = IntStream.range(0, labels.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            swap(order, i, random.nextInt(i + 1));
        }
        int[] next = new int[groups];
        int[] folds = new int[labels.length];
        for (int row : order) {
            folds[row] = next[labels[row]]++ % FOLDS;
        }
        return folds;
    }

    /** Gives each group the same weight in whole numbers, and none to the rows of a part. */
    private static int[] weights(int[] labels, int groups, int[] folds, int without) {
        int[] sizes = new int[groups];
        int seen = 0;
        for (int i = 0; i < labels.length; i++) {
            if (folds[i] != without) {
                sizes[labels[i]]++;
                seen++;
            }
        }
        int each = Math.ceilDiv(seen, groups);
        int[] given = new int[groups];
        int[] weights = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (folds[i] != without) {
                int group = labels[i];
                int place = given[group]++;
                weights[i] = (int) ((place + 1L) * each / sizes[group] - (long) place * each / sizes[group]);
            }
        }
        return weights;
    }

    private static double accuracy(int[] told, int[] labels, int groups) {
        long[] right = new long[groups];
        long[] all = new long[groups];
        for (int i = 0; i < labels.length; i++) {
            all[labels[i]]++;
            right[labels[i]] += told[i] == labels[i] ? 1 : 0;
        }
        double sum = 0;
        for (int group = 0; group < groups; group++) {
            sum += right[group] / (double) all[group];
        }
        return sum / groups;
    }

    private static void shuffle(int[] labels, int[][] parts, SplittableRandom random) {
        for (int[] part : parts) {
            for (int i = part.length - 1; i > 0; i--) {
                swap(labels, part[i], part[random.nextInt(i + 1)]);
            }
        }
    }

    private static void swap(int[] values, int i, int j) {
        int kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }

    private static void told(Node node, List<Feature> features, int depth, long all, List<Told> splits) {
        if (node instanceof Split split) {
            Feature feature = features.get(split.column());
            splits.add(new Told(feature.column().name(), feature.condition(split.most()), depth,
                    split.weight() / (double) all));
            told(split.atMost(), features, depth + 1, all, splits);
            told(split.above(), features, depth + 1, all, splits);
        }
    }
}
