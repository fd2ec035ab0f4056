package io.segmenta.pipeline.read;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * Reads one sheet of an .xlsx workbook; fastexcel-reader takes the rows from the XML. Before it sees the file every
 * entry is unpacked once into nothing, so that a file that expands without end, whose XML declares entities, that has a
 * cell where no sheet has one, or more rows and cells than a sheet can have, is refused while it costs nothing.
 */
final class Workbook {
    /** The file is held in memory while it is read, as the reader needs its end first. */
    private static final int MAX_FILE = 512 << 20;
    private static final int MAX_RATIO = 250;
    private static final long RATIO_FREE_BYTES = 16L << 20;
    private static final int MAX_ENTRIES = 10_000;
    /** The most rows of a sheet, by the format. */
    private static final int MAX_SHEET_ROWS = 1 << 20;
    /** A hundred columns of as many rows as a sheet has; empty ones count. */
    private static final long MAX_CELLS = 100L << 20;
    /** The largest part that is no sheet: texts and styles, which the reader holds in memory. */
    private static final long MAX_PART = 512L << 20;
    private static final int HEAD_ROWS = 300;
    private static final int BEGINNING = 4096;
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final Pattern PART = Pattern.compile("PartName=\"/([^\"]*(?:workbook|styles)\\.xml)\"");

    private static final Pattern FROM_1904 = Pattern.compile("workbookPr\\b[^>]{0,500}\\bdate1904=\"(1|true)\"");

    private final String source;
    private final PipelineConfig.Read settings;
    /** Whether its dates count from 1904, as those of old Macintosh computers. */
    private boolean from1904;
    /**
     * Whether it has a part of styles, which tells dates from numbers; programs that write plain cells leave it out.
     */
    private boolean styled;

    Workbook(String source, PipelineConfig.Read settings) {
        this.source = source;
        this.settings = settings;
    }

    RawTable read(InputStream in) throws IOException {
        byte[] file = in.readNBytes((int) Math.min(MAX_FILE, settings.maxBytes()));
        if (in.read() >= 0) {
            throw DataException.of(Reason.TOO_LARGE, "%s: a workbook of more than %d bytes; save the sheet as CSV",
                    source,
                    file.length);
        }
        inspect(file);
        List<String> evidence = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file),
                new ReadingOptions(styled, false))) {
            Sheet sheet = sheet(workbook, evidence);
            List<HeadRow> head = head(sheet);
            TableLayout layout = LayoutFinder.find(source, head, settings.header());
            if (layout.width() > settings.maxColumns()) {
                throw DataException.of(Reason.TOO_MANY_COLUMNS,
                        "%s: %d columns, more than the limit of %d (read.max_columns)", source, layout.width(),
                        settings.maxColumns());
            }
            TableBuilder table = new TableBuilder(source, layout, settings.maxRows());
            try (RowSource rows = new SheetRows(sheet, from1904)) {
                for (RowBuffer row = rows.next(); row != null; row = rows.next()) {
                    table.accept(row);
                }
            }
            evidence.addAll(layout.notes());
            List<String> told = ReadNotes.add(evidence, table.finish(), layout);
            return new RawTable("xlsx", "", "", "none", false, layout, table, evidence, told);
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The file is in memory: no fault of a disk or a network reaches this place, only those of the content.
            throw new DataException(Reason.UNREADABLE, source + ": the workbook is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Looks at the archive by its directory, as the reader will: what the directory does not name, the reader does not
     * see.
     */
    private void inspect(byte[] file) {
        try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get()) {
            Set<String> names = new HashSet<>();
            String contentTypes = "";
            long total = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                names.add(entry.getName().toLowerCase(Locale.ROOT));
                if (names.size() > MAX_ENTRIES) {
                    throw DataException.of(Reason.TOO_LARGE, "%s: more than %d entries in the workbook", source,
                            MAX_ENTRIES);
                }
                ByteArrayOutputStream beginning = new ByteArrayOutputStream();
                total = unpack(zip, entry, total, file.length, beginning);
                if (entry.getName().equals(CONTENT_TYPES)) {
                    contentTypes = ascii(beginning);
                } else if (entry.getName().endsWith("workbook.xml")) {
                    from1904 = FROM_1904.matcher(ascii(beginning)).find();
                }
            }
            requireParts(names, contentTypes);
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(Reason.UNREADABLE, source + ": the workbook is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Unpacks an entry into nothing.
     *
     * @param before bytes unpacked so far
     * @param beginning takes the first bytes of the entry
     * @return bytes unpacked now
     */
    private long unpack(ZipFile zip, ZipArchiveEntry entry, long before, int size, ByteArrayOutputStream beginning)
            throws IOException {
        long total = before;
        SheetElements elements = new SheetElements();
        byte[] buffer = new byte[1 << 16];
        FarCells cells = new FarCells();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                total += read;
                if (total > settings.maxBytes() || (total > RATIO_FREE_BYTES && total / MAX_RATIO > size)) {
                    throw DataException.of(Reason.TOO_LARGE,
                            "%s: the workbook expands to more than %d bytes or %d times its size", source,
                            settings.maxBytes(), MAX_RATIO);
                }
                if (beginning.size() < BEGINNING) {
                    beginning.write(buffer, 0, read);
                }
                elements.see(buffer, read);
                checkSize(elements, total - before, beginning);
                if (cells.are(buffer, read)) {
                    throw DataException.of(Reason.UNREADABLE,
                            "%s: the workbook names a cell to the right of XFD, the last column that a sheet has",
                            source);
                }
            }
        }
        if (entry.getName().endsWith(".xml") && ascii(beginning).contains("<!DOCTYPE")) {
            throw DataException.of(Reason.UNREADABLE, "%s: the workbook declares a document type, which no spreadsheet "
                    + "program writes", source);
        }
        return total;
    }

    private void checkSize(SheetElements elements, long bytes, ByteArrayOutputStream beginning) {
        if (elements.rows() > MAX_SHEET_ROWS) {
            throw DataException.of(Reason.TOO_MANY_ROWS,
                    "%s: a sheet has more than %d rows, the most that a workbook can have; save it as CSV", source,
                    MAX_SHEET_ROWS);
        } else if (elements.cells() > MAX_CELLS) {
            throw DataException.of(Reason.TOO_LARGE, "%s: a sheet has more than %d cells; save it as CSV", source,
                    MAX_CELLS);
        } else if (bytes > MAX_PART && !ascii(beginning).contains("worksheet")) {
            throw DataException.of(Reason.TOO_LARGE,
                    "%s: a part of the workbook other than a sheet expands to more than %d bytes; "
                            + "save the sheet as CSV",
                    source, MAX_PART);
        }
    }

    /** The letters of ASCII in bytes of any encoding of Unicode. */
    private static String ascii(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1).replace("\0", "");
    }

    /** The reader opens these parts at once, and leaves the archive open when one of them is missing. */
    private void requireParts(Set<String> names, String contentTypes) {
        if (names.stream().noneMatch(name -> name.startsWith("xl/workbook"))) {
            throw DataException.of(Reason.UNSUPPORTED_FORMAT,
                    "%s: the content is a zip archive, not an .xlsx workbook; upload one table as CSV or .xlsx",
                    source);
        }
        List<String> required = new ArrayList<>(List.of(CONTENT_TYPES));
        Matcher part = PART.matcher(contentTypes);
        while (part.find()) {
            String name = part.group(1);
            required.add(name);
            styled |= name.endsWith("styles.xml");
            if (name.contains("workbook")) {
                required.add(name.replaceFirst("([^/]+)$", "_rels/$1.rels"));
            }
        }
        for (String name : required) {
            if (!names.contains(name.toLowerCase(Locale.ROOT))) {
                throw DataException.of(Reason.UNREADABLE, "%s: the workbook is damaged: its part %s is missing", source,
                        name);
            }
        }
    }

    /** The sheet that was named, or the first that holds a table of at least two columns and rows. */
    private Sheet sheet(ReadableWorkbook workbook, List<String> evidence) throws IOException {
        List<Sheet> sheets = workbook.getSheets().toList();
        List<String> names = sheets.stream().map(Sheet::getName).toList();
        if (!settings.sheet().equals("auto")) {
            for (Sheet sheet : sheets) {
                if (sheet.getName().equalsIgnoreCase(settings.sheet())) {
                    evidence.add("sheet \"" + sheet.getName() + "\", declared");
                    return sheet;
                }
            }
            throw DataException.of(Reason.NOT_FOUND, "%s: there is no sheet \"%s\"; there are %s", source,
                    settings.sheet(), names);
        }
        for (int columns = 2; columns >= 1; columns--) {
            for (Sheet sheet : sheets) {
                int least = columns;
                if (head(sheet).stream().filter(row -> row.filled() >= least).count() >= 2) {
                    evidence.add(String.format(Locale.ROOT, "sheet \"%s\", the first of %d with a table",
                            sheet.getName(), sheets.size()));
                    return sheet;
                }
            }
        }
        throw DataException.of(Reason.EMPTY_FILE, "%s: no sheet of %s holds a table", source, names);
    }

    private List<HeadRow> head(Sheet sheet) throws IOException {
        List<HeadRow> rows = new ArrayList<>();
        try (SheetRows source = new SheetRows(sheet, from1904)) {
            for (RowBuffer row = source.next(); row != null && rows.size() < HEAD_ROWS; row = source.next()) {
                rows.add(HeadRow.of(row));
            }
        }
        return rows;
    }
}
