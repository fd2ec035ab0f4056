package io.segmenta.model.steps;

import io.segmenta.model.data.KnnReference;
import java.util.Arrays;

/** One step with its names resolved to slots. The same code runs over a block of rows and over one record. */
interface Op {

    /** Runs over the first n rows. */
    void run(Work work, int n);

    /** Leaves what the slot holds where the expression yields nothing. Not a record: it holds an array. */
    final class Compute implements Op {
        final int slot;
        final int source;
        private final int[] from;
        private final Expression expression;

        Compute(int slot, int source, int[] from, Expression expression) {
            this.slot = slot;
            this.source = source;
            this.from = from;
            this.expression = expression;
        }

        @Override
        public void run(Work work, int n) {
            int stride = work.stride;
            double[] numbers = work.numbers;
            double[] operands = new double[from.length];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < from.length; j++) {
                    operands[j] = numbers[from[j] * stride + i];
                }
                double value = expression.value(operands);
                if (!Double.isNaN(value)) {
                    numbers[slot * stride + i] = value;
                }
            }
        }
    }

    record FillNumber(int slot, int source, double value) implements Op {
        @Override
        public void run(Work work, int n) {
            int base = slot * work.stride;
            double[] numbers = work.numbers;
            for (int i = base; i < base + n; i++) {
                if (Double.isNaN(numbers[i])) {
                    numbers[i] = value;
                    if (work.isFlagged() && source >= 0) {
                        work.flags[source] |= Flag.IMPUTED.bit();
                    }
                }
            }
        }
    }

    /** Fills all gaps of a row at once, as they stand in single precision. Not a record: it holds arrays. */
    final class FillFromNeighbors implements Op {
        private final int[] slots;
        private final int[] sources;
        private final KnnReference reference;

        FillFromNeighbors(int[] slots, int[] sources, KnnReference reference) {
            this.slots = slots;
            this.sources = sources;
            this.reference = reference;
        }

        @Override
        public void run(Work work, int n) {
            float[] row = new float[slots.length];
            for (int i = 0; i < n; i++) {
                boolean gap = false;
                for (int j = 0; j < slots.length; j++) {
                    row[j] = (float) work.numbers[slots[j] * work.stride + i];
                    gap |= Float.isNaN(row[j]);
                }
                if (gap) {
                    fill(work, i, row, reference.impute(row));
                }
            }
        }

        private void fill(Work work, int i, float[] given, float[] filled) {
            for (int j = 0; j < slots.length; j++) {
                if (Float.isNaN(given[j])) {
                    work.numbers[slots[j] * work.stride + i] = filled[j];
                    if (work.isFlagged() && sources[j] >= 0) {
                        work.flags[sources[j]] |= Flag.IMPUTED.bit();
                    }
                }
            }
        }
    }

    record FillCode(int slot, int source, int code) implements Op {
        @Override
        public void run(Work work, int n) {
            int base = slot * work.stride;
            int[] codes = work.codes;
            for (int i = base; i < base + n; i++) {
                if (codes[i] == LevelIndex.MISSING) {
                    codes[i] = code;
                    if (work.isFlagged()) {
                        work.flags[source] |= Flag.IMPUTED.bit();
                    }
                }
            }
        }
    }

    record Age(int slot, double reference) implements Op {
        @Override
        public void run(Work work, int n) {
            int base = slot * work.stride;
            double[] numbers = work.numbers;
            for (int i = base; i < base + n; i++) {
                numbers[i] = reference - numbers[i];
            }
        }
    }

    record Reshape(int slot, Transform step) implements Op {
        @Override
        public void run(Work work, int n) {
            int base = slot * work.stride;
            double[] numbers = work.numbers;
            for (int i = base; i < base + n; i++) {
                numbers[i] = step.apply(numbers[i]);
            }
        }
    }

    record Rescale(int slot, double center, double scale) implements Op {
        @Override
        public void run(Work work, int n) {
            int base = slot * work.stride;
            double[] numbers = work.numbers;
            for (int i = base; i < base + n; i++) {
                numbers[i] = (numbers[i] - center) / scale;
            }
        }
    }

    record Limit(int slot, int source, Clip step) implements Op {
        @Override
        public void run(Work work, int n) {
            int base = slot * work.stride;
            double[] numbers = work.numbers;
            for (int i = base; i < base + n; i++) {
                double given = numbers[i];
                numbers[i] = step.apply(given);
                if (work.isFlagged() && source >= 0 && numbers[i] != given && !Double.isNaN(given)) {
                    work.flags[source] |= Flag.CLIPPED.bit();
                }
            }
        }
    }

    /** The mean of the answered inputs and the share of them. Not a record: it holds an array. */
    final class Average implements Op {
        private final int[] from;
        private final int to;
        private final double minAnswered;

        Average(int[] from, int to, double minAnswered) {
            this.from = from;
            this.to = to;
            this.minAnswered = minAnswered;
        }

        @Override
        public void run(Work work, int n) {
            int stride = work.stride;
            double[] numbers = work.numbers;
            for (int i = 0; i < n; i++) {
                double sum = 0;
                int answered = 0;
                for (int slot : from) {
                    double value = numbers[slot * stride + i];
                    if (!Double.isNaN(value)) {
                        sum += value;
                        answered++;
                    }
                }
                double share = (double) answered / from.length;
                numbers[to * stride + i] = answered > 0 && share >= minAnswered ? sum / answered : Double.NaN;
                numbers[(to + 1) * stride + i] = share;
            }
        }
    }

    /** {@code table[c]} is the output of code c, {@code other} that of all else. Not a record: it holds an array. */
    final class Look implements Op {
        private final int from;
        private final int to;
        private final double[] table;
        private final double other;

        Look(int from, int to, double[] table, double other) {
            this.from = from;
            this.to = to;
            this.table = table;
            this.other = other;
        }

        @Override
        public void run(Work work, int n) {
            for (int i = 0; i < n; i++) {
                int code = work.codes[from * work.stride + i];
                double value = code < 0 ? Double.NaN : table[code];
                work.numbers[to * work.stride + i] = Double.isNaN(value) ? other : value;
            }
        }
    }

    /** {@code place[c]} is the output of code c, -1 for the bucket or none. Not a record: it holds an array. */
    final class Spread implements Op {
        private final int from;
        private final int first;
        private final int width;
        private final int[] place;
        private final int bucket;

        Spread(int from, int first, int width, int[] place, int bucket) {
            this.from = from;
            this.first = first;
            this.width = width;
            this.place = place;
            this.bucket = bucket;
        }

        @Override
        public void run(Work work, int n) {
            int stride = work.stride;
            double[] numbers = work.numbers;
            for (int w = first; w < first + width; w++) {
                Arrays.fill(numbers, w * stride, w * stride + n, 0.0);
            }
            for (int i = 0; i < n; i++) {
                int code = work.codes[from * stride + i];
                int at = code < 0 ? -1 : place[code];
                if (at < 0) {
                    at = bucket;
                }
                if (at >= 0) {
                    numbers[(first + at) * stride + i] = 1.0;
                }
            }
        }
    }

    /** Places rows as they stand in single precision; one with a value that is not finite has no place. */
    final class Place implements Op {
        final int[] from;
        final int first;
        private final UmapPlace step;

        Place(int[] from, int first, UmapPlace step) {
            this.from = from;
            this.first = first;
            this.step = step;
        }

        @Override
        public void run(Work work, int n) {
            UmapPlace.Near near = step.near();
            float[] row = new float[from.length];
            double[] place = new double[step.components()];
            for (int i = 0; i < n; i++) {
                boolean finite = true;
                for (int j = 0; j < from.length; j++) {
                    row[j] = (float) work.numbers[from[j] * work.stride + i];
                    finite &= Float.isFinite(row[j]);
                }
                if (finite) {
                    near.place(row, place);
                } else {
                    Arrays.fill(place, Double.NaN);
                }
                for (int c = 0; c < place.length; c++) {
                    work.numbers[(first + c) * work.stride + i] = place[c];
                }
            }
        }
    }

    /** Not a record: it holds arrays, shared with nobody who writes to them. */
    final class Project implements Op {
        final int[] from;
        final int first;
        final double[] mean;
        final double[][] components;

        Project(int[] from, int first, double[] mean, double[][] components) {
            this.from = from;
            this.first = first;
            this.mean = mean;
            this.components = components;
        }

        @Override
        public void run(Work work, int n) {
            int stride = work.stride;
            double[] numbers = work.numbers;
            for (int k = 0; k < components.length; k++) {
                int to = (first + k) * stride;
                Arrays.fill(numbers, to, to + n, 0.0);
                for (int j = 0; j < from.length; j++) {
                    double weight = components[k][j];
                    double center = mean[j];
                    int in = from[j] * stride;
                    for (int i = 0; i < n; i++) {
                        numbers[to + i] += weight * (numbers[in + i] - center);
                    }
                }
            }
        }
    }
}
