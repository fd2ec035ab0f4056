package io.segmenta.pipeline.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The places in a text where a cell may end, found 64 bytes at a time without a branch on what they hold: delimiters,
 * quotes, control characters, line ends among them, and bytes that are not ASCII. With the places known beforehand, no
 * cell has to wait until the one before it has been read. The technique is that of G. Langdale and D. Lemire, "Parsing
 * gigabytes of JSON per second", The VLDB Journal 28 (2019), doi:10.1007/s00778-019-00578-5, in plain 64-bit
 * arithmetic.
 */
final class Separators {
    /** Bytes behind the text that may be loaded, never used. */
    static final int SLACK = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH = 0x8080808080808080L;
    /** Added to a byte of ASCII, it reaches the highest bit unless the byte is a control character. */
    private static final long CONTROLS = 0x60 * ONES;
    /** Brings the lowest bits of eight bytes together in the highest byte. */
    private static final long GATHER = 0x0102040810204080L;
    /** Places written at once, which most blocks do not exceed. */
    private static final int FEW = 8;

    /** Ascending; the first {@link #count} are places. */
    int[] places = new int[1 << 12];
    int count;
    private final long delimiters;
    private final long quotes;

    Separators(byte delimiter, byte quote) {
        this.delimiters = delimiter * ONES;
        this.quotes = quote * ONES;
    }

    /** Finds all from one place to before another, in bytes with {@link #SLACK} behind them. */
    void find(byte[] bytes, int from, int to) {
        int n = 0;
        for (int block = from; block < to; block += 64) {
            if (places.length < n + 64 + FEW) {
                places = Arrays.copyOf(places, places.length * 2);
            }
            long found = 0;
            for (int i = 0; i < 64; i += 8) {
                found |= marks((long) LONGS.get(bytes, block + i)) << i;
            }
            if (to - block < 64) {
                found &= (1L << (to - block)) - 1;
            }
            int[] into = places;
            int end = n + Long.bitCount(found);
            for (int i = 0; i < FEW; i++) {
                into[n + i] = block + Long.numberOfTrailingZeros(found);
                found &= found - 1;
            }
            for (int i = n + FEW; i < end; i++) {
                into[i] = block + Long.numberOfTrailingZeros(found);
                found &= found - 1;
            }
            n = end;
        }
        count = n;
    }

    /** One bit for each of eight bytes, the lowest for the first. */
    private long marks(long word) {
        long ascii = word & LOW;
        long ordinary = (ascii ^ delimiters) + LOW & (ascii ^ quotes) + LOW & ascii + CONTROLS & ~word & HIGH;
        return (((ordinary ^ HIGH) >>> 7) * GATHER) >>> 56;
    }
}
