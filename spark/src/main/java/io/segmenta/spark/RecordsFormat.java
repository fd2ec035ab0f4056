package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.json.JsonRecords;
import io.segmenta.spark.Fault.FaultException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Records in JSON, each of which stands in one line; several may. Their columns are those that a single function finds
 * in the first records, of several files those of all.
 */
record RecordsFormat() implements Format {

    /** Looks at the first records of a file. */
    static Head head(String file, Beginning beginning, long size, long length) throws IOException {
        List<String> names = JsonRecords.names(Storage.head(file, beginning.packed(), JsonRecords.HEAD_BYTES), file);
        if (names.isEmpty()) {
            throw DataException.of(Reason.EMPTY_FILE, "%s: no record has a field", file);
        }
        return new Head(new RecordsFormat(), names,
                Format.cut(file, beginning.mark(), size, beginning.packed(), length));
    }

    @Override
    public boolean suits(Format other) {
        return other instanceof RecordsFormat;
    }

    /** A record that cannot be read counts as one, so that the rows before it have their numbers when it is told. */
    @Override
    public RangeScan scan(FileRange range, List<String> header) throws IOException {
        MessageDigest digest = Sha256.digest();
        long rows = 0;
        try (RecordReader reader = new RecordReader(new Hashed(RecordReader.stream(range), range, digest), range,
                header)) {
            boolean more = true;
            while (more) {
                try {
                    more = !reader.next().isEmpty();
                } catch (FaultException unreadable) {
                    more = true;
                }
                rows += more ? 1 : 0;
            }
        }
        return new RangeScan(rows, HexFormat.of().formatHex(digest.digest()));
    }

    /** Hashes what is read of a stretch, and neither what stands before it nor behind. */
    private static final class Hashed extends FilterInputStream {
        private final FileRange range;
        private final MessageDigest digest;
        private long place;

        Hashed(InputStream in, FileRange range, MessageDigest digest) {
            super(in);
            this.range = range;
            this.digest = digest;
            this.place = RecordReader.place(range);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                int from = (int) Math.min(count, Math.max(0, range.start() - place));
                int to = (int) Math.max(from, Math.min(count, range.end() - place));
                digest.update(bytes, offset + from, to - from);
                place += count;
            }
            return count;
        }
    }

    @Override
    public Rows open(FileRange range, List<String> header) throws IOException {
        return new RecordReader(RecordReader.stream(range), range, header);
    }
}
