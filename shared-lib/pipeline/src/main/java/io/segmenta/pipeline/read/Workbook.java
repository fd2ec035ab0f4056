package io.segmenta.pipeline.read;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * Reads one sheet of an .xlsx workbook; fastexcel-reader takes the rows from the XML. Before it sees the file every entry
 * is unpacked once into nothing, so that a file that expands without end, whose XML declares entities, or that has a cell
 * where no sheet has one, is refused while it costs nothing.
 */
final class Workbook {
    /** The file is held in memory while it is read, as the reader needs its end first. */
    private static final int MAX_FILE = 512 << 20;
    private static final int MAX_RATIO = 250;
    private static final long RATIO_FREE_BYTES = 16L << 20;
    private static final int MAX_ENTRIES = 10_000;
    private static final int HEAD_ROWS = 300;
    private static final int BEGINNING = 4096;
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final Pattern PART = Pattern.compile("PartName=\"/([^\"]*(?:workbook|styles)\\.xml)\"");

    private static final Pattern FROM_1904 = Pattern.compile("workbookPr\\b[^>]{0,500}\\bdate1904=\"(1|true)\"");

    private final String source;
    private final PipelineConfig.Read settings;
    /** Whether its dates count from 1904, as those of old Macintosh computers. */
    private boolean from1904;

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
                new ReadingOptions(true, false))) {
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
            ReadNotes.add(evidence, table.finish(), layout);
            return new RawTable("xlsx", "", "", "none", false, layout, table, evidence);
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The file is in memory: no fault of a disk or a network reaches this place, only those of the content.
            throw new DataException(Reason.UNREADABLE, source + ": the workbook is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Looks at the archive by its directory, as the reader will: what the directory does not name, the reader does not see.
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
        byte[] buffer = new byte[1 << 16];
        FarCells cells = new FarCells();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                total += read;
                if (total > settings.maxBytes() || total > RATIO_FREE_BYTES && total / MAX_RATIO > size) {
                    throw DataException.of(Reason.TOO_LARGE,
                            "%s: the workbook expands to more than %d bytes or %d times its size", source,
                            settings.maxBytes(), MAX_RATIO);
                }
                if (beginning.size() < BEGINNING) {
                    beginning.write(buffer, 0, read);
                }
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

    /**
     * Looks for cells with more than three letters in their name, such as {@code r="ZZZZZZ1"}, in XML that comes in pieces:
     * the reader makes room for all the columns before.
     */
    private static final class FarCells {
        private enum At {
            TEXT, BLANK, NAME, EQUALS, VALUE
        }

        private At at = At.TEXT;
        private int letters;

        boolean are(byte[] xml, int length) {
            for (int i = 0; i < length; i++) {
                byte b = xml[i];
                boolean blank = b == ' ' || b == '\n' || b == '\r' || b == '\t';
                boolean quote = b == '"' || b == '\'';
                if (b == 0) {
                    // Half of a letter in UTF-16.
                    continue;
                }
                switch (at) {
                    case TEXT -> at = blank ? At.BLANK : At.TEXT;
                    case BLANK -> at = blank ? At.BLANK : b == 'r' ? At.NAME : At.TEXT;
                    case NAME -> at = blank ? At.NAME : b == '=' ? At.EQUALS : At.TEXT;
                    case EQUALS -> {
                        at = blank ? At.EQUALS : quote ? At.VALUE : At.TEXT;
                        letters = 0;
                    }
                    case VALUE -> {
                        if (b == '&' || b >= '0' && b <= '9' && letters > 3) {
                            return true;
                        }
                        at = quote || b >= '0' && b <= '9' ? At.TEXT : At.VALUE;
                        letters++;
                    }
                }
            }
            return false;
        }
    }

    /** The rows of a sheet; rows that are left out in the file are one blank line. */
    private static final class SheetRows implements RowSource {
        private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
        private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
        /** The first of March 1900, before which a day is counted that never was. */
        private static final int FIRST_RIGHT_DAY = 61;
        private static final int FIRST_DAY_OF_10000 = 2_958_466;

        private final boolean from1904;
        private final Stream<Row> stream;
        private final Iterator<Row> rows;
        private final RowBuffer buffer = new RowBuffer();
        private Row next;
        private int last;

        SheetRows(Sheet sheet, boolean from1904) throws IOException {
            this.from1904 = from1904;
            this.stream = sheet.openStream();
            this.rows = stream.iterator();
        }

        @Override
        public RowBuffer next() {
            if (next == null && !rows.hasNext()) {
                return null;
            }
            Row row = next == null ? rows.next() : next;
            boolean gap = next == null && last > 0 && row.getRowNum() > last + 1;
            next = gap ? row : null;
            last = row.getRowNum();
            buffer.begin(gap ? last - 1 : last);
            int count = gap ? 0 : row.getCellCount();
            for (int j = 0; j < count; j++) {
                buffer.add(text(row.hasCell(j) ? row.getCell(j) : null));
            }
            return buffer;
        }

        private String text(Cell cell) {
            if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
                return "";
            }
            String raw = cell.getRawValue();
            if (cell.getType() == CellType.BOOLEAN) {
                return "1".equals(raw) ? "true" : "false";
            }
            if (cell.getType() == CellType.STRING) {
                return cell.getText();
            }
            if (raw == null) {
                return "";
            }
            return isDate(cell) && isDay(raw) ? date((long) Double.parseDouble(raw)) : plain(raw);
        }

        private String date(long day) {
            return (from1904 ? DAY_ZERO_1904 : day < FIRST_RIGHT_DAY ? DAY_ZERO.plusDays(1) : DAY_ZERO).plusDays(day)
                    .toString();
        }

        /** Whether the number format shows a day or a year; m alone may be minutes. */
        private static boolean isDate(Cell cell) {
            String format = cell.getDataFormatString();
            if (format == null) {
                return false;
            }
            String bare = format.toLowerCase(Locale.ROOT).replaceAll("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.", "");
            return !bare.contains("general") && (bare.indexOf('d') >= 0 || bare.contains("yy"));
        }

        /** Whether a spreadsheet has a date for the number. */
        private static boolean isDay(String raw) {
            return raw.matches("\\d{1,7}(\\.\\d+)?") && Double.parseDouble(raw) < FIRST_DAY_OF_10000;
        }

        /** 5.0 and 1.4999999999999999E-1 as a person would have typed them. */
        private static String plain(String raw) {
            if (raw.length() > 15 || raw.indexOf('E') > 0 || raw.indexOf('e') > 0 || raw.endsWith(".0")) {
                try {
                    double value = Double.parseDouble(raw);
                    return value == Math.rint(value) && Math.abs(value) < 1e15
                            ? Long.toString((long) value)
                            : java.math.BigDecimal.valueOf(value).toPlainString();
                } catch (NumberFormatException e) {
                    return raw;
                }
            }
            return raw;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
