package io.segmenta.pipeline.read;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Blanks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads a text of delimited cells whose encoding, dialect and header are not known beforehand. */
final class DelimitedText {
    private static final int HEAD_BYTES = 256 << 10;

    private final String source;
    private final PipelineConfig.Read settings;
    private final boolean fast;
    private final List<String> evidence = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    DelimitedText(String source, PipelineConfig.Read settings) {
        this(source, settings, true);
    }

    /** @param fast whether {@link ByteLines} may read what it can; the result is the same */
    DelimitedText(String source, PipelineConfig.Read settings, boolean fast) {
        this.source = source;
        this.settings = settings;
        this.fast = fast;
    }

    /** The columns with all that is told of them but the size of the file. */
    RawTable read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD_BYTES);
        boolean whole = head.length < HEAD_BYTES;
        Encodings.Found encoding = encoding(head);
        String text = decode(head, encoding);
        if (whole && text.chars().allMatch(c -> Blanks.is((char) c) || ",;|\"".indexOf(c) >= 0)) {
            throw DataException.of(DataException.Reason.EMPTY_FILE, "%s: the file holds no values", source);
        }
        TwiceEncoded.note(text).ifPresent(told::add);
        DialectSniffer.Found found = new DialectSniffer(source, text, whole).find(delimiter());
        evidence.add("delimiter " + found.dialect().delimiterName() + ", " + found.evidence());
        TableLayout layout = LayoutFinder.find(source, found.rows(), settings.header());
        if (layout.width() > settings.maxColumns()) {
            throw DataException.of(DataException.Reason.TOO_MANY_COLUMNS,
                    "%s: %d columns, more than the limit of %d (read.max_columns)", source, layout.width(),
                    settings.maxColumns());
        }
        TableBuilder table = new TableBuilder(source, layout, settings.maxRows(),
                RowRepair.of(found.rows(), layout, found.dialect().delimiter()));
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(head, encoding.markLength(),
                Math.max(0, head.length - encoding.markLength())), in);
        long line = 1;
        if (fast && encoding.charset().equals(StandardCharsets.UTF_8) && found.dialect().isPlain()) {
            LineBuffer buffer = new LineBuffer(all);
            ByteLines lines = new ByteLines(buffer, table, found.dialect(), layout);
            boolean done = lines.read();
            line = lines.line();
            all = done ? InputStream.nullInputStream()
                    : new SequenceInputStream(new ByteArrayInputStream(buffer.rest()), all);
        }
        general(all, encoding, found.dialect(), layout, table, line);
        evidence.addAll(layout.notes());
        told.addAll(ReadNotes.add(evidence, table.finish(), layout));
        return new RawTable("csv", encoding.charset().name(), found.dialect().delimiterName(),
                found.dialect().quoteName(), found.dialect().delimiter() == ';', layout, table, evidence, told);
    }

    private void general(InputStream in, Encodings.Found encoding, Dialect dialect, TableLayout layout,
            TableBuilder table, long line) throws IOException {
        TextReader reader = new TextReader(in, encoding.charset());
        try (CsvRecords records = new CsvRecords(reader, dialect, source, columnBound(layout), line)) {
            for (RowBuffer row = records.next(); row != null; row = records.next()) {
                table.accept(row);
            }
        }
        if (reader.strayBytes() > 0) {
            told.add(String.format(Locale.ROOT, "%d bytes are not UTF-8 and were read as Windows-1252",
                    reader.strayBytes()));
            evidence.add(told.getLast());
        }
    }

    /** Rows may be longer than the table; a bound on them keeps one line from filling the memory. */
    private int columnBound(TableLayout layout) {
        return Math.max(settings.maxColumns(), layout.width() + 1000);
    }

    private Encodings.Found encoding(byte[] head) {
        if (head.length == 0) {
            throw DataException.of(DataException.Reason.EMPTY_FILE, "%s: the file is empty", source);
        }
        Encodings.Found found = Encodings.detect(head).orElseThrow(() -> DataException.of(
                DataException.Reason.UNSUPPORTED_FORMAT, "%s: the content is binary, neither text nor a known workbook",
                source));
        if (!settings.encoding().equals("auto")) {
            Charset declared = Charset.forName(settings.encoding());
            int mark = found.charset().equals(declared) || declared.name().equals("UTF-16") ? found.markLength() : 0;
            Charset used = declared.name().equals("UTF-16") && found.charset().name().startsWith("UTF-16")
                    ? found.charset()
                    : declared;
            evidence.add("encoding " + used.name() + ", declared");
            return new Encodings.Found(used, mark, "declared");
        }
        evidence.add("encoding " + found.charset().name() + ", " + found.evidence());
        if (!found.charset().name().startsWith("UTF-")) {
            told.add(SingleByte.note(found.charset()));
        }
        return found;
    }

    private static String decode(byte[] head, Encodings.Found encoding) throws IOException {
        if (encoding.charset().equals(StandardCharsets.UTF_8)) {
            char[] buffer = new char[head.length + 2];
            TextReader reader = new TextReader(new ByteArrayInputStream(head, encoding.markLength(),
                    Math.max(0, head.length - encoding.markLength())), encoding.charset());
            int length = 0;
            for (int read = reader.read(buffer, 0, buffer.length); read > 0; read = buffer.length - length < 2
                    ? -1
                    : reader.read(buffer, length, buffer.length - length)) {
                length += read;
            }
            return new String(buffer, 0, length);
        }
        byte[] content = Arrays.copyOfRange(head, Math.min(head.length, encoding.markLength()), head.length);
        return encoding.charset().newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE).decode(ByteBuffer.wrap(content)).toString();
    }

    private char delimiter() {
        return switch (settings.delimiter()) {
            case "auto" -> 0;
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab" -> '\t';
            case "pipe" -> '|';
            case "space" -> ' ';
            default -> settings.delimiter().charAt(0);
        };
    }
}
