package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Parquet: each group of rows is a stretch. Columns and their meaning are those that a single function finds. */
record ParquetFormat() implements Format {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NAME = 60;

    /** Looks at the footer of a file. */
    static Head head(String file, Beginning beginning, Settings settings) throws IOException {
        if (beginning.packed()) {
            throw DataException.of(Reason.UNSUPPORTED_FORMAT,
                    "%s: the content is gzipped Parquet; upload the Parquet file itself, it is compressed within",
                    file);
        }
        try (ParquetFileReader reader = Storage.parquet(file)) {
            FileMetaData data = reader.getFileMetaData();
            if (data.getEncryptionType() != FileMetaData.EncryptionType.UNENCRYPTED) {
                throw encrypted(file);
            }
            List<String> names = names(file, data.getSchema(), settings);
            List<FileRange> ranges = new ArrayList<>();
            for (BlockMetaData group : reader.getRowGroups()) {
                if (group.getRowCount() > 0) {
                    ranges.add(new FileRange(file, group.getStartingPos(),
                            group.getStartingPos() + group.getCompressedSize(), false, Csv.ROW, 0, 0, 0));
                }
            }
            return new Head(new ParquetFormat(), names, ranges);
        } catch (DataException unusable) {
            throw unusable;
        } catch (RuntimeException damaged) {
            if (beginning.bytes()[3] == 'E') {
                throw encrypted(file);
            }
            throw new DataException(Reason.UNREADABLE, file + ": the Parquet file is damaged: " + damaged.getMessage(),
                    damaged);
        }
    }

    private static DataException encrypted(String file) {
        return DataException.of(Reason.UNSUPPORTED_FORMAT,
                "%s: the Parquet file is encrypted; write it without encryption, the bucket encrypts what it keeps",
                file);
    }

    private static List<String> names(String file, MessageType schema, Settings settings) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Type column : schema.getFields()) {
            boolean nested = ParquetMeaning.isNested(column);
            if (!nested && ParquetMeaning.of(column.asPrimitiveType()) != ParquetMeaning.OTHER) {
                String shown = column.getName().replaceAll("[\\s\\u00A0]+", " ").strip();
                String name = shown.isEmpty() ? "c" + (names.size() + 1) : shown;
                names.add(name);
                if (!seen.add(name)) {
                    throw DataException.of(Reason.DUPLICATE_COLUMN, "%s: two columns are called \"%s\"", file, name);
                }
            } else if (!settings.isLeftOut(column.getName())) {
                throw DataException.of(Reason.UNSUPPORTED_FORMAT,
                        "%s: the column \"%s\" holds %s, of which a table of customers has none; leave it out "
                                + "(columns.exclude) or write its parts as columns of their own",
                        file, shown(column.getName()),
                        nested ? "lists, maps or structures" : "bytes that are neither text, number nor time");
            }
        }
        if (names.isEmpty()) {
            throw DataException.of(Reason.EMPTY_FILE, "%s: the file has no column of values", file);
        }
        return names;
    }

    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    /** Returns the columns of a file that are those of a table. */
    static List<PrimitiveType> columns(MessageType schema) {
        return schema.getFields().stream().filter(column -> !ParquetMeaning.isNested(column))
                .map(Type::asPrimitiveType).filter(column -> ParquetMeaning.of(column) != ParquetMeaning.OTHER)
                .toList();
    }

    @Override
    public boolean suits(Format other) {
        return other instanceof ParquetFormat;
    }

    @Override
    public RangeScan scan(FileRange range, List<String> header) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Storage.open(range.file(), range.start(), false)) {
            byte[] buffer = new byte[BUFFER];
            long left = range.end() - range.start();
            for (int n; left > 0 && (n = in.readNBytes(buffer, 0, (int) Math.min(left, BUFFER))) > 0; left -= n) {
                digest.update(buffer, 0, n);
            }
        }
        try (ParquetFileReader reader = Storage.parquet(range.file())) {
            return new RangeScan(reader.getRowGroups().get(group(reader, range)).getRowCount(),
                    HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Returns the place among all of the group of rows that a stretch is. */
    static int group(ParquetFileReader reader, FileRange range) throws IOException {
        List<BlockMetaData> groups = reader.getRowGroups();
        for (int g = 0; g < groups.size(); g++) {
            if (groups.get(g).getStartingPos() == range.start()) {
                return g;
            }
        }
        throw new IOException(range.file() + " was written over while it was read");
    }

    @Override
    public Rows open(FileRange range, List<String> header) throws IOException {
        return new ParquetRows(range, header.size());
    }
}
