package io.segmenta.pipeline.read.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.read.parquet.ParquetColumn.Meaning;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A Parquet file, held in memory while it is read. What it says of itself is compared with what it holds before a value
 * is decoded. Not thread-safe.
 */
public final class ParquetFile {
    /** Bytes that mark the beginning and the end. */
    static final int MAGIC = 4;

    private static final int TAIL = 8;
    /** No honest table compresses better, as for other files. */
    private static final int MAX_RATIO = 250;
    private static final long RATIO_FREE_BYTES = 64L << 20;
    /** A text that is no longer than this many times its row's place in a dictionary is no text of its own. */
    private static final int PLACE = 4;
    private static final int ROWS_AT_ONCE = 8192;
    /** What decoding holds beside the pages: for each row its value and whether there is one. */
    private static final int DECODED = 20;
    private static final int TEXT_OBJECT = 40;
    private static final long STRETCHES = 32L << 20;

    /** Held, so that its level stays: how Hardwood decodes is no news. */
    private static final Logger HARDWOOD = Logger.getLogger("dev.hardwood");

    static {
        HARDWOOD.setLevel(Level.WARNING);
        // Only pages that are unpacked get to Hardwood, so it need not look for a native program that unpacks them.
        System.setProperty("hardwood.uselibdeflate", "false");
    }

    private final String source;
    private final Content content;
    private final Footer footer;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Codec codec = new Codec();

    private ParquetFile(String source, Content content, Footer footer) {
        this.source = source;
        this.content = content;
        this.footer = footer;
    }

    /** Whether a file that begins like this is one, its end encrypted or not. */
    public static boolean begins(byte[] head) {
        return head.length >= MAGIC && head[0] == 'P' && head[1] == 'A' && head[2] == 'R'
                && (head[3] == '1' || head[3] == 'E');
    }

    /**
     * Takes a file into memory and reads its footer.
     *
     * @param source the name used in messages
     * @param isLeftOut tells the columns, by name, that may be passed over when they are no columns of a table
     * @throws DataException when it is damaged, encrypted, or has a column that is none of a table
     * @throws IOException when the stream fails
     */
    public static ParquetFile open(InputStream in, String source, Predicate<String> isLeftOut) throws IOException {
        Content content = Content.of(in);
        return damage(source, () -> {
            long end = content.length() - TAIL;
            if (end < MAGIC) {
                throw new IOException("it is cut off");
            }
            byte[] tail = content.bytes(end, TAIL);
            int length = Codec.littleEndian(tail, 0);
            boolean marked = begins(Arrays.copyOfRange(tail, MAGIC, TAIL));
            if (content.bytes(0, MAGIC)[MAGIC - 1] == 'E' || (marked && tail[TAIL - 1] == 'E')) {
                throw encrypted(source);
            }
            if (!marked || length < 0 || length > end - MAGIC) {
                throw new IOException("it is cut off, or something was written behind it");
            }
            FooterReader reader = new FooterReader(content.bytes(end - length, length));
            Footer footer = reader.read();
            if (reader.isEncrypted()) {
                throw encrypted(source);
            }
            ParquetFile file = new ParquetFile(source, content, footer.checked(end - length));
            file.choose(isLeftOut);
            return file;
        });
    }

    /** The columns that are read, by their names in the file, which may come twice. */
    public List<String> names() {
        return columns.stream().map(ParquetColumn::name).toList();
    }

    /** Columns that were passed over. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Rows, as the footer says. */
    public long rows() {
        return footer.rows();
    }

    /** Bytes of the file. */
    public long length() {
        return content.length();
    }

    /**
     * Reads the headers of all pages and holds them against the footer.
     *
     * @return what the table will take
     * @throws DataException when they do not agree, or hold far more than a file of this size does
     */
    public TableOutline inspect() throws IOException {
        return damage(source, () -> {
            List<TableOutline.Column> outlines = new ArrayList<>();
            Sizes sizes = new Sizes();
            for (ParquetColumn column : columns) {
                outlines.add(inspect(column, sizes));
            }
            return new TableOutline(rows(), outlines,
                    content.length() + sizes.chunk + sizes.page + DECODED * sizes.rows + STRETCHES);
        });
    }

    /** The greatest there are. */
    private static final class Sizes {
        private long chunk;
        private long page;
        private long rows;
        private long unpacked;
    }

    private TableOutline.Column inspect(ParquetColumn column, Sizes sizes) throws IOException {
        double texts = 0;
        double characters = 0;
        for (Footer.Group group : footer.groups()) {
            Footer.Chunk chunk = group.chunks().get(column.place());
            Codec.check(source, column.name(), chunk.codec());
            byte[] bytes = bytes(chunk);
            Pages pages = new Pages(column, chunk, bytes, bytes.length);
            sizes.chunk = Math.max(sizes.chunk, bytes.length);
            sizes.rows = Math.max(sizes.rows, group.rows());
            for (PageHeader page = pages.next(); page != null; page = pages.next()) {
                sizes.page = Math.max(sizes.page,
                        page.size() + (column.type().isBinary() ? TEXT_OBJECT * (long) page.values() : 0));
                sizes.unpacked += page.size();
                if (sizes.unpacked > RATIO_FREE_BYTES && sizes.unpacked / MAX_RATIO > content.length()) {
                    throw DataException.of(Reason.TOO_LARGE, "%s: expands to more than %d times its size", source,
                            MAX_RATIO);
                }
                if (!page.isOfDictionary() || page.isDictionary()) {
                    texts += page.values();
                    characters += column.type().isBinary() ? Math.max(0, page.size() - PLACE * (double) page.values())
                            : 2.0 * Long.BYTES * page.values();
                }
            }
        }
        boolean numeric = column.meaning().isNumber();
        return new TableOutline.Column(numeric, numeric ? 0 : Math.min(texts, (double) rows()),
                numeric ? 0 : characters);
    }

    /**
     * Decodes all columns, one after another.
     *
     * @param threads that decode pages
     * @param into gives, by the column's place in {@link #names()}, what takes its cells
     */
    public void read(int threads, Function<Integer, Cells> into) throws IOException {
        damage(source, () -> {
            try (HardwoodContext context = HardwoodContext.create(threads)) {
                for (int j = 0; j < columns.size(); j++) {
                    read(columns.get(j), into.apply(j), context);
                }
            }
            return columns.size();
        });
    }

    private void read(ParquetColumn column, Cells cells, HardwoodContext context) throws IOException {
        Conversion conversion = new Conversion(column, cells);
        Stretch stretch = new Stretch();
        for (Footer.Group group : footer.groups()) {
            Footer.Chunk chunk = group.chunks().get(column.place());
            byte[] bytes = bytes(chunk);
            ChunkReader reader = new ChunkReader(column, chunk, bytes, bytes.length, codec);
            if (reader.entries() > 0 && column.type().isBinary()) {
                conversion.dictionary(reader.dictionary(), reader.entryStarts());
            }
            while (reader.next(stretch)) {
                decode(stretch, reader.isOfPlaces(), conversion, context);
            }
        }
    }

    private void decode(Stretch stretch, boolean places, Conversion conversion, HardwoodContext context)
            throws IOException {
        int rows = 0;
        try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(stretch.file()), context);
                ColumnReader batches = file.buildColumnReader(0).batchSize(ROWS_AT_ONCE).build()) {
            while (batches.nextBatch()) {
                rows += batches.getRecordCount();
                if (places) {
                    conversion.places(batches);
                } else {
                    conversion.values(batches);
                }
            }
        }
        if (rows != stretch.rows()) {
            throw new IOException("a stretch of " + stretch.rows() + " rows holds " + rows);
        }
    }

    private byte[] bytes(Footer.Chunk chunk) throws IOException {
        if (chunk.length() > Integer.MAX_VALUE - TAIL) {
            throw DataException.of(Reason.TOO_LARGE,
                    "%s: one column takes %d MB in a group of rows; write the file with smaller groups of rows", source,
                    chunk.length() >> 20);
        }
        return content.bytes(chunk.begin(), (int) chunk.length());
    }

    private void choose(Predicate<String> isLeftOut) {
        for (ParquetColumn column : footer.columns()) {
            boolean fits = column.meaning() != Meaning.NESTED && column.meaning() != Meaning.OTHER;
            if (fits) {
                columns.add(column);
            } else if (isLeftOut.test(column.name())) {
                leftOut.add(column.name());
            } else {
                throw DataException.of(Reason.UNSUPPORTED_FORMAT,
                        "%s: the column \"%s\" holds %s, of which a table of customers has none; leave it out "
                                + "(columns.exclude) or write its parts as columns of their own",
                        source, shown(column.name()), column.meaning() == Meaning.NESTED
                                ? "lists, maps or structures"
                                : "bytes that are neither text, number nor time");
            }
        }
    }

    private static String shown(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    private static DataException encrypted(String source) {
        return DataException.of(Reason.UNSUPPORTED_FORMAT,
                "%s: the Parquet file is encrypted; write it without encryption, the bucket encrypts what it keeps",
                source);
    }

    /** What is done with the content. */
    private interface Work<T> {
        T done() throws IOException;
    }

    /** The file is in memory: no fault of a disk or a network reaches this place, only those of the content. */
    private static <T> T damage(String source, Work<T> work) {
        try {
            return work.done();
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataException(Reason.UNREADABLE, source + ": the Parquet file is damaged: " + e.getMessage(), e);
        }
    }
}
