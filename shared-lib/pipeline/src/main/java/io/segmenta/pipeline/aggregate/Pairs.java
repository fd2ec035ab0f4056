package io.segmenta.pipeline.aggregate;

/** Numbers values of 64 bits, such as pairs of codes, from 0 in the order in which they first come. Not thread-safe. */
final class Pairs {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] values = new long[1 << 10];
    /** The number of each value from 1, 0 where the place is free. */
    private int[] numbers = new int[1 << 10];
    private int size;

    static long of(int one, int other) {
        return ((long) one << 32) | (other & 0xFFFF_FFFFL);
    }

    /** The number of a value, a new one when it has not come yet. */
    int number(long value) {
        int at = place(value);
        if (numbers[at] == 0) {
            values[at] = value;
            numbers[at] = ++size;
            if (size * 2 > values.length) {
                grow();
            }
            return size - 1;
        }
        return numbers[at] - 1;
    }

    int size() {
        return size;
    }

    private int place(long value) {
        int mask = values.length - 1;
        long mixed = value * MIX;
        int at = (int) (mixed ^ (mixed >>> 32)) & mask;
        while (numbers[at] != 0 && values[at] != value) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldValues = values;
        int[] oldNumbers = numbers;
        values = new long[oldValues.length * 2];
        numbers = new int[values.length];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldNumbers[i] != 0) {
                int at = place(oldValues[i]);
                values[at] = oldValues[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }
}
