package io.segmenta.pipeline.read;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.json.JsonRecords;
import io.segmenta.pipeline.aggregate.Shaping;
import io.segmenta.pipeline.read.parquet.ParquetFile;
import io.segmenta.pipeline.read.parquet.TableOutline;
import io.segmenta.pipeline.schema.Inference;
import io.segmenta.pipeline.schema.RawColumn;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a file of customers into a table. The format, its dialect and the meaning of every column are found from the
 * content; the settings override what was found. Memory grows with the table, never with the length of a line or what a
 * compressed file claims to hold. Stateless.
 */
public final class TableReader {
    /** No honest table compresses better; a file that does is built to fill the memory. */
    private static final int MAX_RATIO = 250;
    private static final int SIGNATURE = 8;
    private static final int BEGINNING = 256;
    /** Characters of a name in a message. */
    private static final int MOST_SHOWN = 60;

    private static final List<String> PAGES = List.of("<!doctype", "<html", "<?xml", "<table", "<head", "<meta",
            "<workbook");

    private TableReader() {}

    /** Reads with roles found by themselves. */
    public static ReadResult read(InputStream in, String fileName, PipelineConfig config) throws IOException {
        return read(in, fileName, config, Optional.empty());
    }

    /** Reads on the calling thread. */
    public static ReadResult read(InputStream in, String fileName, PipelineConfig config, Optional<Schema> declared)
            throws IOException {
        try (Workers workers = new Workers(1)) {
            return read(in, fileName, config, declared, workers);
        }
    }

    /**
     * Reads a file.
     *
     * @param in the content; not closed
     * @param fileName the name used in messages
     * @param declared columns as the user described them; the rest is found
     * @param workers share out the columns once they are read
     * @throws DataException when the content cannot be used, with the reason
     * @throws IOException when the stream fails
     */
    public static ReadResult read(InputStream in, String fileName, PipelineConfig config, Optional<Schema> declared,
            Workers workers) throws IOException {
        return read(in, fileName, config, declared, workers, outline -> {});
    }

    /**
     * Reads a file.
     *
     * @param foreseen hears what the table will take where the file tells it before its values are read (Parquet), and
     * may refuse it by an exception
     */
    public static ReadResult read(InputStream in, String fileName, PipelineConfig config, Optional<Schema> declared,
            Workers workers, Consumer<TableOutline> foreseen) throws IOException {
        Check.notNull(in, "in");
        Check.notNull(fileName, "fileName");
        PipelineConfig.Read settings = config.read();
        GuardedInput raw = new GuardedInput(in, fileName, settings.maxBytes(), null, 0);
        BufferedInputStream content = new BufferedInputStream(raw, 1 << 16);
        try {
            byte[] head = peek(content, SIGNATURE);
            if (ParquetFile.begins(head)) {
                return finish(fileName, config, declared,
                        new ParquetTable(fileName, config).read(content, workers.threads(), foreseen), false,
                        raw.count(), workers);
            }
            if (!isGzip(head)) {
                return finish(fileName, config, declared, read(content, fileName, settings), false, raw.count(),
                        workers);
            }
            try (GZIPInputStream inflated = new GZIPInputStream(content, 1 << 16)) {
                GuardedInput counted = new GuardedInput(inflated, fileName, settings.maxBytes(), raw, MAX_RATIO);
                RawTable table = read(new BufferedInputStream(counted, 1 << 16), fileName, settings);
                return finish(fileName, config, declared, table, true, counted.count(), workers);
            }
        } catch (ZipException | EOFException e) {
            throw new DataException(DataException.Reason.UNREADABLE,
                    fileName + ": the compressed content is damaged or cut off: " + e.getMessage(), e);
        }
    }

    private static RawTable read(BufferedInputStream content, String fileName, PipelineConfig.Read settings)
            throws IOException {
        byte[] head = peek(content, SIGNATURE);
        if (isGzip(head)) {
            throw unsupported(fileName, "compressed twice; upload the file itself or one layer of gzip");
        }
        if (starts(head, 'P', 'K', 3, 4)) {
            return new Workbook(fileName, settings).read(content);
        }
        if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw unsupported(fileName, "a workbook of the old binary kind (.xls); save it as .xlsx or CSV");
        }
        if (ParquetFile.begins(head)) {
            throw unsupported(fileName, "gzipped Parquet; upload the Parquet file itself, it is compressed within");
        }
        if (starts(head, '%', 'P', 'D', 'F')) {
            throw unsupported(fileName, "a PDF document");
        }
        String text = new String(peek(content, BEGINNING), StandardCharsets.ISO_8859_1).strip()
                .toLowerCase(Locale.ROOT);
        if (PAGES.stream().anyMatch(text::startsWith)) {
            throw unsupported(fileName,
                    "HTML or XML, as some programs export under the name of a spreadsheet; open it in one "
                            + "and save it as .xlsx or CSV");
        }
        if (JsonRecords.begin(peek(content, BEGINNING), fileName)) {
            return new JsonLines(fileName, settings).read(content);
        }
        return new DelimitedText(fileName, settings).read(content);
    }

    private static ReadResult finish(String fileName, PipelineConfig config, Optional<Schema> declared, RawTable raw,
            boolean compressed, long bytes, Workers workers) {
        int rows = raw.table().rows();
        if (rows == 0) {
            throw DataException.of(DataException.Reason.TOO_FEW_ROWS, "%s: there is a header but no row below it (%s)",
                    fileName,
                    String.join(", ", raw.layout().names().stream().limit(8).map(TableReader::shown).toList()));
        }
        List<RawColumn> columns = raw.table().build();
        Inference.Result found = Inference.of(fileName, columns, config, declared, raw.preferDecimalComma(),
                workers);
        Table read = new Table(fileName, found.columns());
        Shaping.Shaped shaped = Shaping.apply(read, found.schema(), config);
        List<String> notes = new ArrayList<>(raw.told());
        notes.addAll(shaped.notes());
        notes.addAll(found.notes());
        // Of a log of orders or a panel, rows are meant to come again.
        notes.addAll(shaped.table().rows() == read.rows() ? found.repeated() : List.of());
        List<String> evidence = new ArrayList<>(raw.evidence());
        evidence.addAll(notes);
        checkIncluded(fileName, config, columns, shaped.table());
        ReadReport report = new ReadReport(fileName, raw.format(), compressed, bytes, raw.encoding(), raw.delimiter(),
                raw.quote(), raw.layout().headerRows(), rows, found.columns().size(), raw.layout().preamble(),
                evidence, notes, found.validation());
        return new ReadResult(shaped.table(), shaped.schema(), report);
    }

    private static String shown(String name) {
        return name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "…" : name;
    }

    /** A column to be used is one of the file, or one that was made of it. */
    private static void checkIncluded(String fileName, PipelineConfig config, List<RawColumn> raw, Table shaped) {
        Set<String> names = new LinkedHashSet<>();
        shaped.columns().forEach(column -> names.add(column.name()));
        raw.forEach(column -> names.add(column.name()));
        for (String name : config.columns().include()) {
            if (!names.contains(name)) {
                throw Inference.missing(fileName, name, "columns.include", List.copyOf(names));
            }
        }
    }

    private static DataException unsupported(String fileName, String what) {
        return DataException.of(DataException.Reason.UNSUPPORTED_FORMAT, "%s: the content is %s", fileName, what);
    }

    private static byte[] peek(BufferedInputStream in, int length) throws IOException {
        in.mark(length);
        byte[] head = in.readNBytes(length);
        in.reset();
        return head;
    }

    private static boolean isGzip(byte[] head) {
        return starts(head, 0x1F, 0x8B);
    }

    private static boolean starts(byte[] head, int... signature) {
        if (head.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((head[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
