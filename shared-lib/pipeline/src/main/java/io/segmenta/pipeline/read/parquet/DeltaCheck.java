package io.segmenta.pipeline.read.parquet;

import java.io.IOException;

/**
 * Walks over numbers that are stored as their differences before Hardwood's decoder sees them: that one believes what
 * their header says of its size, and puts texts together of parts of those before, as long as they are said to be.
 */
final class DeltaCheck extends ByteReader {
    private static final int MOST_BLOCK = 1 << 20;
    private static final int MOST_PARTS = 1 << 10;
    private static final int MOST_BITS = 64;

    private int block;
    private int parts;
    private int count;
    private long first;

    DeltaCheck(byte[] bytes, int from, int end) {
        super(bytes, from, end, "numbers end too early");
    }

    /** Holds that the header is one. */
    void header(int most) throws IOException {
        block = (int) size(MOST_BLOCK);
        parts = (int) size(MOST_PARTS);
        count = (int) size(most);
        first = zigzag();
        if (block == 0 || parts == 0 || block % parts != 0) {
            throw new IOException("numbers are stored in blocks of " + block + " in " + parts + " parts");
        }
    }

    /**
     * How many bytes the texts of a page come to that are stored as the length each shares with the one before and what
     * follows, at most as many as are said.
     */
    long texts(int mostValues, long mostBytes) throws IOException {
        long[] shared = numbers(mostValues);
        long[] rest = numbers(mostValues);
        if (shared.length != rest.length) {
            throw new IOException("texts are stored with the lengths of others");
        }
        long before = 0;
        long sum = 0;
        for (int i = 0; i < shared.length; i++) {
            if (shared[i] < 0 || shared[i] > before || rest[i] < 0 || rest[i] > end) {
                throw new IOException("a text shares more with the one before than that has");
            }
            before = shared[i] + rest[i];
            sum += before;
            if (sum > mostBytes) {
                throw new IOException("the texts of a page come to more than " + mostBytes + " bytes");
            }
        }
        return sum;
    }

    private long[] numbers(int most) throws IOException {
        header(most);
        // Room for what the bytes can hold at least is made as it comes: a number may take no byte at all.
        long[] numbers = new long[count];
        if (count == 0) {
            return numbers;
        }
        numbers[0] = first;
        int[] bits = new int[parts];
        int done = 1;
        while (done < count) {
            long least = zigzag();
            for (int i = 0; i < parts; i++) {
                bits[i] = one();
            }
            for (int i = 0; i < parts && done < count; i++) {
                done = part(numbers, done, least, bits[i]);
            }
        }
        return numbers;
    }

    private int part(long[] numbers, int from, long least, int bits) throws IOException {
        int size = block / parts;
        long length = ((long) size * bits + 7) / 8;
        if (bits > MOST_BITS) {
            throw tooShort();
        }
        requireLeft(length);
        int to = Math.min(numbers.length, from + size);
        for (int i = from; i < to; i++) {
            numbers[i] = numbers[i - 1] + least + unpack((long) (i - from) * bits, bits);
        }
        at += (int) length;
        return to;
    }

    private long unpack(long bit, int bits) {
        long value = 0;
        for (int i = 0; i < bits; i++) {
            long place = bit + i;
            value |= ((bytes[at + (int) (place >> 3)] >> (place & 7)) & 1L) << i;
        }
        return value;
    }

    private long size(int most) throws IOException {
        long value = varint();
        if (value < 0 || value > most) {
            throw new IOException("numbers are stored in a number of " + value);
        }
        return value;
    }
}
