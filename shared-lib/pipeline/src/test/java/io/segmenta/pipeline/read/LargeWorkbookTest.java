package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Workbooks that are small on disk and whose sheet has more than any program writes. */
class LargeWorkbookTest {
    private static final int ROWS_OF_A_BLOCK = 20_000;
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    /** Once this took 92 s and 2.1 GB; now it is refused at the first row that a sheet cannot have. */
    @Test
    void fortyMillionRowsInTwelveMegabytes_areRefused() throws IOException {
        for (String row : new String[] {"<row r=\"1\"><c r=\"A1\"><v>%06d</v></c></row>", "<row  /><!--%06d-->",
                "<row>%06d</row >"}) {
            byte[] file = workbook(row, 2000);

            assertThat(file.length).isBetween(2 << 20, 20 << 20);
            assertThatThrownBy(() -> TableReader.read(new ByteArrayInputStream(file), "large.xlsx",
                    PipelineConfig.defaults())).isInstanceOfSatisfying(DataException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_ROWS))
                    .hasMessage("large.xlsx: a sheet has more than 1048576 rows, the most that a workbook can have; "
                            + "save it as CSV");
        }
    }

    @Test
    void manyEmptyCells_areRefused() throws IOException {
        byte[] file = workbook("<c/>%06d", 6000);

        assertThatThrownBy(() -> TableReader.read(new ByteArrayInputStream(file), "large.xlsx",
                PipelineConfig.defaults())).isInstanceOfSatisfying(DataException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessage("large.xlsx: a sheet has more than 104857600 cells; save it as CSV");
    }

    /**
     * A sheet whose compressed data is one block again and again, which is as good as having compressed it all.
     *
     * @param row with the place of a number, most of which are equal
     */
    private static byte[] workbook(String row, int blocks) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ROWS_OF_A_BLOCK; i++) {
            text.append(String.format(row, i % 24 == 0 ? random.nextInt(1_000_000) : 1));
        }
        byte[] content = text.toString().getBytes(StandardCharsets.US_ASCII);
        Part sheet = new Part(SHEET);
        sheet.add("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                .getBytes(StandardCharsets.US_ASCII), 1);
        sheet.add(content, blocks);
        Part head = new Part("[Content_Types].xml");
        head.add("<Types/>".getBytes(StandardCharsets.US_ASCII), 1);
        return archive(head, sheet);
    }

    private static byte[] archive(Part... parts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Part part : parts) {
            int at = file.size();
            file.writeBytes(part.header(0x04034b50, ByteBuffer.allocate(0)));
            file.writeBytes(part.name);
            part.data.writeBytes(new byte[] {3, 0});
            file.writeBytes(part.data.toByteArray());
            ByteBuffer rest = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
            directory.writeBytes(part.header(0x02014b50, rest.putInt(10, at)));
            directory.writeBytes(part.name);
        }
        int at = file.size();
        file.writeBytes(directory.toByteArray());
        file.writeBytes(ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x06054b50)
                .putShort(8, (short) parts.length).putShort(10, (short) parts.length).putInt(12, directory.size())
                .putInt(16, at).array());
        return file.toByteArray();
    }

    /** An entry of a ZIP archive. */
    private static final class Part {
        private final byte[] name;
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final CRC32 crc = new CRC32();
        private long size;

        Part(String name) {
            this.name = name.getBytes(StandardCharsets.US_ASCII);
        }

        void add(byte[] content, int times) {
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
            deflater.setInput(content);
            byte[] block = new byte[content.length + 1000];
            int length = deflater.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
            deflater.end();
            for (int i = 0; i < times; i++) {
                data.write(block, 0, length);
                crc.update(content);
            }
            size += (long) content.length * times;
        }

        byte[] header(int signature, ByteBuffer rest) {
            boolean central = rest.capacity() > 0;
            ByteBuffer header = ByteBuffer.allocate((central ? 32 : 30) + rest.capacity())
                    .order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(signature);
            if (central) {
                header.putShort((short) 20);
            }
            header.putShort((short) 20).putShort((short) 0).putShort((short) 8).putInt(0).putInt((int) crc.getValue())
                    .putInt(central ? data.size() : data.size() + 2).putInt((int) size)
                    .putShort((short) name.length).putShort((short) 0);
            return header.put(rest.duplicate().clear()).array();
        }
    }
}
