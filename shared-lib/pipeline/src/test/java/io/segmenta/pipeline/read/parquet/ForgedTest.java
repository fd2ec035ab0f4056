package io.segmenta.pipeline.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Files that claim what they do not hold, or hold what would fill the memory. */
class ForgedTest {
    private static final int BYTES = ParquetColumn.Physical.BYTES.code();
    private static final int INT32 = ParquetColumn.Physical.INT32.code();
    private static final int INT64 = ParquetColumn.Physical.INT64.code();
    private static final int MANY = 1 << 30;

    /** A file of one required column "a" and one page, of which every number can be another. */
    private static final class Forged {
        private int type = INT32;
        private int codec;
        private long rows = 3;
        private long groupRows = 3;
        private long chunkValues = 3;
        private int pageValues = 3;
        private int encoding = PageHeader.PLAIN;
        private byte[] page = {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0};
        private int pageSize = -1;
        private int packedSize = -1;
        private long unpacked = 1 << 20;
        private long begin = ParquetFile.MAGIC;
        private byte[] dictionary = {};
        private int dictionaryValues;
        private byte[] schemaTail = {};

        private byte[] file() {
            ThriftWriter out = new ThriftWriter();
            out.raw("PAR1".getBytes(StandardCharsets.US_ASCII), 0, 4);
            if (dictionary.length > 0) {
                out.begin().i32(1, PageHeader.DICTIONARY).i32(2, dictionary.length).i32(3, dictionary.length);
                out.begin(7).i32(1, dictionaryValues).i32(2, 0).end().end();
                out.raw(dictionary, 0, dictionary.length);
            }
            out.begin().i32(1, PageHeader.VALUES).i32(2, pageSize < 0 ? page.length : pageSize)
                    .i32(3, packedSize < 0 ? page.length : packedSize);
            out.begin(5).i32(1, pageValues).i32(2, encoding).i32(3, PageHeader.RLE).i32(4, PageHeader.RLE).end().end();
            out.raw(page, 0, page.length);
            int end = out.length();
            out.begin().i32(1, 1).list(2, ThriftReader.STRUCT, 2);
            out.begin().text(4, "root").i32(5, 1).end();
            out.begin().i32(1, type).i32(3, 0).text(4, "a").end();
            out.i64(3, rows).list(4, ThriftReader.STRUCT, 1).begin().list(1, ThriftReader.STRUCT, 1);
            out.begin().begin(3).i32(1, type).i32(4, codec).i64(5, chunkValues).i64(6, unpacked)
                    .i64(7, end - ParquetFile.MAGIC).i64(9, begin).end().end();
            out.i64(3, groupRows).end();
            out.raw(schemaTail, 0, schemaTail.length);
            out.end();
            return ended(Arrays.copyOf(out.bytes(), out.length()), out.length() - end);
        }
    }

    private static byte[] ended(byte[] content, int footer) {
        return ByteBuffer.allocate(content.length + 8).order(ByteOrder.LITTLE_ENDIAN).put(content).putInt(footer)
                .put("PAR1".getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static ReadResult read(byte[] file) throws IOException {
        return TableReader.read(new ByteArrayInputStream(file), "forged", PipelineConfig.defaults());
    }

    /** Refused as the fault of the file, within seconds and without taking the memory that it claims. */
    private static void assertRefused(byte[] file, String reason) {
        ThrowingCallable reading = () -> read(file);
        long before = allocated();
        assertThatThrownBy(reading).isInstanceOf(DataException.class).hasMessageContaining(reason);
        assertThat(allocated() - before).as("bytes allocated").isLessThan(200L << 20);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void read_nothingForged_isATable() throws IOException {
        assertThat(read(new Forged().file()).table().rows()).isEqualTo(3);
    }

    @Test
    void read_countsThatDiffer_areRefused() {
        Forged forged = new Forged();
        forged.rows = 40_000_000;
        assertRefused(forged.file(), "it speaks of 40000000 rows, its groups hold 3");
        forged.groupRows = 40_000_000;
        assertRefused(forged.file(), "the column \"a\" is not what the schema says");
        forged.chunkValues = 40_000_000;
        assertRefused(forged.file(), "the column \"a\" holds 3 values, not 40000000");
        forged.pageValues = 40_000_000;
        assertRefused(forged.file(), "a page of the column \"a\" ends too early");
        forged.rows = 2_000_000_000;
        forged.groupRows = forged.rows;
        forged.chunkValues = forged.rows;
        assertRefused(forged.file(), "more than 50000000 rows, the limit (read.max_rows)");
    }

    @Test
    void read_sizesThatAreNotThere_areRefused() {
        Forged forged = new Forged();
        forged.pageSize = MANY;
        assertRefused(forged.file(), "holds more bytes than the footer says");
        forged.unpacked = MANY;
        assertRefused(forged.file(), "expands to more than 250 times its size");
        forged.pageSize = 50 << 20;
        for (int codec : new int[] {0, 1, 2, 5, 6, 7}) {
            forged.codec = codec;
            assertThatThrownBy(() -> read(forged.file())).as("codec %d", codec).isInstanceOf(DataException.class);
            assertRefused(forged.file(), "damaged");
        }
        Forged packed = new Forged();
        packed.packedSize = MANY;
        assertRefused(packed.file(), "a page reaches beyond its column");
        Forged elsewhere = new Forged();
        elsewhere.begin = 1_000_000;
        assertRefused(elsewhere.file(), "the column \"a\" does not lie within the file");
    }

    @Test
    void read_listsLongerThanTheFooter_areRefused() {
        Forged forged = new Forged();
        // Key-value metadata: a list of 2^31 structures.
        forged.schemaTail = new byte[] {0x19, (byte) 0xFC, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
        assertRefused(forged.file(), "it ends within its own description");
        forged.schemaTail = new byte[100];
        Arrays.fill(forged.schemaTail, (byte) 0x1C);
        assertRefused(forged.file(), "more than 24 deep");
    }

    @Test
    void read_blocksOfNumbersOfNoSize_areRefused() {
        Forged forged = new Forged();
        forged.type = INT64;
        forged.encoding = PageHeader.DELTA_NUMBERS;
        forged.page = new byte[] {(byte) 0x80, 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7, 3, 2};
        assertRefused(forged.file(), "numbers are stored in a number of 2147483647");
        forged.page = new byte[] {0, 1, 3, 2};
        assertRefused(forged.file(), "numbers are stored in blocks of 0 in 1 parts");
    }

    @Test
    void read_textsThatShareAMegabyteEach_areRefused() {
        int rows = 1_000;
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        // Shared lengths: 0, then 2^20 for all others: one block of 1024 in one part, all differences 0 but the first.
        page.writeBytes(new byte[] {(byte) 0x80, 8, 1});
        varint(page, rows);
        varint(page, 0);
        varint(page, 0);
        page.write(21);
        byte[] packed = new byte[1024 * 21 / 8];
        packed[2] = 0x10;
        page.writeBytes(packed);
        // The rest: 2^20 characters, then none.
        page.writeBytes(new byte[] {(byte) 0x80, 8, 1});
        varint(page, rows);
        varint(page, 2 << 20);
        varint(page, (2 << 20) - 1);
        page.write(21);
        byte[] rest = new byte[1024 * 21 / 8];
        for (int i = 1; i < rows; i++) {
            int bit = i * 21 + 20;
            rest[bit >> 3] |= (byte) (1 << (bit & 7));
        }
        page.writeBytes(rest);
        page.writeBytes(new byte[1 << 20]);
        Forged forged = new Forged();
        forged.type = BYTES;
        forged.encoding = PageHeader.DELTA_TEXTS;
        forged.page = page.toByteArray();
        forged.rows = rows;
        forged.groupRows = rows;
        forged.chunkValues = rows;
        forged.pageValues = rows;
        assertRefused(forged.file(), "the texts of a page come to more than 67108864 bytes");
    }

    @Test
    void read_longTextOfADictionaryInEveryRow_isReadOnce() throws IOException {
        int rows = 1_000_000;
        int length = 1 << 20;
        ByteBuffer dictionary = ByteBuffer.allocate(length + 9).order(ByteOrder.LITTLE_ENDIAN);
        dictionary.putInt(length).put(new byte[length]).putInt(1).put((byte) 'x');
        Arrays.fill(dictionary.array(), 4, 4 + length, (byte) 'y');
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.write(1);
        varint(page, (rows - 1) << 1);
        page.write(0);
        varint(page, 2);
        page.write(1);
        Forged forged = new Forged();
        forged.type = BYTES;
        forged.encoding = PageHeader.RLE_DICTIONARY;
        forged.dictionary = dictionary.array();
        forged.dictionaryValues = 2;
        forged.page = page.toByteArray();
        forged.rows = rows;
        forged.groupRows = rows;
        forged.chunkValues = rows;
        forged.pageValues = rows;
        long begin = System.nanoTime();
        assertThat(read(forged.file()).table().rows()).isEqualTo(rows);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void read_cellLongerThanAnyText_isRefused() {
        int length = 5 << 20;
        Forged forged = new Forged();
        forged.type = BYTES;
        forged.page = ByteBuffer.allocate(length + 12).order(ByteOrder.LITTLE_ENDIAN).putInt(length)
                .put(new byte[length])
                .putInt(0).putInt(0).array();
        forged.unpacked = length + 12L;
        assertRefused(forged.file(), "a cell of the column \"a\" holds more than 4194304 characters");
    }

    @Test
    void read_dictionaryOfFewerValuesThanItSays_isRefused() {
        Forged forged = new Forged();
        forged.encoding = PageHeader.RLE_DICTIONARY;
        forged.dictionary = new byte[] {1, 0, 0, 0};
        forged.dictionaryValues = MANY;
        forged.page = new byte[] {1, 6, 0};
        assertRefused(forged.file(), "the dictionary of the column \"a\" is none");
        forged.dictionaryValues = 1;
        forged.page = new byte[] {8, 6, 9};
        assertRefused(forged.file(), "damaged");
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
