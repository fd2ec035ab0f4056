package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The starts of k-prototypes. */
final class PrototypeSearch {

    private static final int STRETCH = 1_024;

    private final KPrototypes settings;
    private final Matrix x;
    private final List<int[]> categories;
    /** Per column whether it is a number. */
    private final boolean[] number;
    /** Per column the largest value: what stands in it for its level. */
    private final float[] width;
    private final Workers workers;
    private final int n;

    PrototypeSearch(KPrototypes settings, Matrix x, List<int[]> categories, Workers workers) {
        this.settings = settings;
        this.x = x;
        this.categories = categories;
        this.workers = workers;
        this.n = x.rows();
        this.width = new float[x.columns()];
        for (int j = 0; j < width.length; j++) {
            for (float value : x.column(j)) {
                width[j] = Math.max(width[j], value);
            }
        }
        this.number = new boolean[x.columns()];
        Arrays.fill(number, true);
        for (int[] category : categories) {
            for (int column : category) {
                Check.range("category column", column, 0, number.length - 1);
                Check.argument(number[column], "column \"%s\" is listed in two categories", x.names().get(column));
                number[column] = false;
            }
        }
    }

    float[][] prototypes(int[] labels) {
        Run run = new Run(new float[settings.k()][x.columns()]);
        System.arraycopy(labels, 0, run.labels, 0, n);
        run.update();
        return run.prototypes;
    }

    KPrototypesFit run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Run best = iterated(random);
        for (int start = 1; start < settings.restarts(); start++) {
            Run run = iterated(random);
            best = run.cost < best.cost ? run : best;
        }
        return best.fit();
    }

    private Run iterated(SplittableRandom random) {
        Run run = new Run(draw(random));
        run.iterate();
        return run;
    }

    private float[][] draw(SplittableRandom random) {
        float[][] drawn = new float[settings.k()][x.columns()];
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int row = random.nextInt(n);
        for (int c = 0; c < drawn.length; c++) {
            if (c > 0) {
                row = weighted(nearest, random);
                if (row < 0) {
                    throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                            "k must not exceed the number of distinct rows: k=%d, distinct rows=%d", settings.k(), c);
                }
            }
            x.row(row, drawn[c]);
            float[] prototype = drawn[c];
            forRows(i -> nearest[i] = Math.min(nearest[i], square(i, prototype)));
        }
        return drawn;
    }

    /** Returns a row drawn in proportion to its weight, -1 when every weight is 0. */
    private static int weighted(double[] weights, SplittableRandom random) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        int found = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                found = i;
                left -= weights[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return found;
    }

    private double square(int row, float[] prototype) {
        double sum = 0;
        for (int j = 0; j < prototype.length; j++) {
            double difference = (double) x.column(j)[row] - prototype[j];
            sum += difference * difference;
        }
        return sum;
    }

    private interface RowTask {
        void run(int row);
    }

    private void forRows(RowTask task) {
        workers.forEachBlock((n + STRETCH - 1) / STRETCH, part -> {
            for (int i = part * STRETCH, end = Math.min(n, i + STRETCH); i < end; i++) {
                task.run(i);
            }
        });
    }

    private final class Run {
        private final float[][] prototypes;
        private final int[] labels = new int[n];
        private final double[] squares = new double[n];
        private double cost;

        Run(float[][] prototypes) {
            this.prototypes = prototypes;
        }

        void iterate() {
            Arrays.fill(labels, -1);
            boolean moved = assign();
            for (int pass = 0; pass < settings.maxIterations() && moved; pass++) {
                fill();
                update();
                moved = assign();
            }
            fill();
            cost = Arrays.stream(squares).sum();
        }

        /** Returns whether a label changed. */
        private boolean assign() {
            int[] before = labels.clone();
            forRows(i -> {
                int best = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < prototypes.length; c++) {
                    double square = square(i, prototypes[c]);
                    if (square < least) {
                        least = square;
                        best = c;
                    }
                }
                labels[i] = best;
                squares[i] = least;
            });
            return !Arrays.equals(before, labels);
        }

        /** Gives each empty cluster the row farthest from its prototype. */
        private void fill() {
            int[] sizes = new int[prototypes.length];
            for (int label : labels) {
                sizes[label]++;
            }
            for (int c = 0; c < sizes.length; c++) {
                if (sizes[c] == 0) {
                    int farthest = -1;
                    for (int i = 0; i < n; i++) {
                        if (sizes[labels[i]] > 1 && (farthest < 0 || squares[i] > squares[farthest])) {
                            farthest = i;
                        }
                    }
                    sizes[labels[farthest]]--;
                    labels[farthest] = c;
                    squares[farthest] = 0;
                    sizes[c] = 1;
                    x.row(farthest, prototypes[c]);
                }
            }
        }

        private void update() {
            int k = prototypes.length;
            int[] sizes = new int[k];
            for (int label : labels) {
                sizes[label]++;
            }
            double[][] means = new double[x.columns()][k];
            workers.forEachBlock(means.length, j -> {
                float[] column = x.column(j);
                for (int i = 0; i < n; i++) {
                    means[j][labels[i]] += column[i];
                }
                for (int c = 0; c < k; c++) {
                    means[j][c] /= sizes[c];
                    prototypes[c][j] = number[j] ? (float) means[j][c] : 0f;
                }
            });
            for (int[] category : categories) {
                levels(category, means);
            }
        }

        /** Puts the most frequent level into the prototypes; none, where most rows have none. */
        private void levels(int[] category, double[][] means) {
            for (int c = 0; c < prototypes.length; c++) {
                double none = 1;
                double most = 0;
                int top = -1;
                for (int column : category) {
                    double share = width[column] > 0 ? means[column][c] / width[column] : 0;
                    none -= share;
                    if (share > most + 1e-9) {
                        most = share;
                        top = column;
                    }
                }
                if (top >= 0 && most >= none - 1e-9) {
                    prototypes[c][top] = width[top];
                }
            }
        }

        KPrototypesFit fit() {
            int k = prototypes.length;
            int[] first = new int[k];
            int[] sizes = new int[k];
            for (int i = n - 1; i >= 0; i--) {
                first[labels[i]] = i;
                sizes[labels[i]]++;
            }
            Integer[] order = new Integer[k];
            Arrays.setAll(order, c -> c);
            Arrays.sort(order, (a, b) -> sizes[a] != sizes[b] ? Integer.compare(sizes[b], sizes[a])
                    : Integer.compare(first[a], first[b]));
            int[] place = new int[k];
            float[][] ordered = new float[k][];
            for (int c = 0; c < k; c++) {
                place[order[c]] = c;
                ordered[c] = prototypes[order[c]];
            }
            return new KPrototypesFit(ordered, Arrays.stream(labels).map(label -> place[label]).toArray(), cost);
        }
    }
}
