package io.segmenta.scoring;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.predict.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * A file of records, read whole.
 *
 * @param table its bytes, unpacked; shared, not copied
 * @param sha256 of its bytes as they lie in the bucket, in hexadecimal
 */
record RecordsFile(byte[] table, String sha256) {
    private static final int GZIP = 0x1F8B;
    private static final int BUFFER = 1 << 16;

    /** What a file begins with that is no table in text, and what it is then. */
    private enum Other {
        ZIP("PK\u0003\u0004", "a workbook or another archive; save its sheet as CSV"),
        OLE("\u00D0\u00CF\u0011\u00E0", "a workbook of an old format; save its sheet as CSV"),
        PARQUET("PAR1", "a Parquet file; write it as CSV"),
        JSON("{\"", "JSON; write it as CSV, or ask the HTTP API");

        private final String mark;
        private final String words;

        Other(String mark, String words) {
            this.mark = mark;
            this.words = words;
        }
    }

    /**
     * Reads a file that is known to be no larger than allowed.
     *
     * @param most bytes that it may have, unpacked
     * @throws UnusableFileException when it is no table in text, or larger
     * @throws IOException when it cannot be read from the bucket
     */
    static RecordsFile read(InputStream in, int most) throws IOException {
        byte[] bytes = in.readAllBytes();
        boolean packed = bytes.length > 1 && ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)) == GZIP;
        byte[] table = packed ? unpacked(bytes, most) : bytes;
        String head = new String(table, 0, Math.min(table.length, 4), StandardCharsets.ISO_8859_1);
        for (Other other : Other.values()) {
            if (head.startsWith(other.mark)) {
                throw new UnusableFileException(415, "unsupported-format", "The format is not supported",
                        "the file is " + other.words);
            }
        }
        return new RecordsFile(table, Sha256.of(bytes));
    }

    private static byte[] unpacked(byte[] bytes, int most) {
        byte[] table;
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), BUFFER)) {
            table = gzip.readNBytes(most + 1);
        } catch (IOException broken) {
            throw new UnusableFileException(400, "malformed", "The file cannot be read",
                    "the file is compressed by gzip and broken: " + broken.getMessage());
        }
        if (table.length > most) {
            throw UnusableFileException.tooLarge("the file has more than " + most
                    + " bytes when it is unpacked, which is the limit; send it in parts");
        }
        return table;
    }

    /** Nothing can be made of the file, today or later. */
    static final class UnusableFileException extends RuntimeException {
        private final transient Problem problem;

        UnusableFileException(int status, String code, String title, String detail) {
            super(detail);
            this.problem = Problem.of(status, code, title, detail);
        }

        static UnusableFileException tooLarge(String detail) {
            return new UnusableFileException(413, "too-large", "The file is too large", detail);
        }

        Problem problem() {
            return problem;
        }
    }
}
