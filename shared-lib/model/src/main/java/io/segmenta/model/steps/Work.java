package io.segmenta.model.steps;

/**
 * The values of up to {@code stride} rows while the steps run over them. Slot s of row i is at {@code s * stride + i}.
 * {@code flags} has one byte per source column and is there for a single row only, else empty.
 */
final class Work {

    final int stride;
    final double[] numbers;
    final int[] codes;
    final byte[] flags;

    Work(int stride, int numberSlots, int codeSlots, byte[] flags) {
        this.stride = stride;
        this.numbers = new double[Math.multiplyExact(stride, numberSlots)];
        this.codes = new int[Math.multiplyExact(stride, codeSlots)];
        this.flags = flags;
    }

    boolean isFlagged() {
        return flags.length > 0;
    }
}
