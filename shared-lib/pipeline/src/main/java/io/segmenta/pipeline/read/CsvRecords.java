package io.segmenta.pipeline.read;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import io.segmenta.model.base.DataException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The records of a delimited text, one after another in the same {@link RowBuffer}; FastCSV cuts the cells. */
final class CsvRecords implements AutoCloseable {
    /** Characters one cell may hold; a longer one means a quote that is never closed, or no table. */
    static final int MAX_CELL = 4 << 20;

    private final String source;
    private final CsvReader<RowBuffer> reader;
    private final CloseableIterator<RowBuffer> records;
    private final RowBuffer row = new RowBuffer();

    CsvRecords(Reader text, Dialect dialect, String source, int maxColumns, long firstLine) {
        this.source = source;
        this.reader = CsvReader.builder().fieldSeparator(dialect.delimiter()).quoteCharacter(dialect.quote())
                .commentStrategy(CommentStrategy.NONE).skipEmptyLines(false).allowExtraFields(true)
                .allowMissingFields(true).allowExtraCharsAfterClosingQuote(!dialect.spaced())
                .trimWhitespacesAroundQuotes(dialect.spaced())
                .detectBomHeader(false).maxBufferSize(MAX_CELL)
                .build(new Handler(row, dialect, source, maxColumns, firstLine), DialectText.of(text, dialect));
        this.records = reader.iterator();
    }

    /** The next record, valid until the next call; null at the end. */
    @Nullable
    RowBuffer next() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException io) {
                    throw io;
                }
                if (cause instanceof DataException data) {
                    throw data;
                }
            }
            throw new DataException(DataException.Reason.UNREADABLE, String.format(Locale.ROOT,
                    "%s: the record after line %d cannot be split into cells: %s", source, row.line, e.getMessage()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Handler extends CsvCallbackHandler<RowBuffer> {
        private final RowBuffer row;
        private final boolean escaped;
        private final String source;
        private final int maxColumns;
        private final long firstLine;

        Handler(RowBuffer row, Dialect dialect, String source, int maxColumns, long firstLine) {
            this.row = row;
            this.escaped = dialect.backslash();
            this.source = source;
            this.maxColumns = maxColumns;
            this.firstLine = firstLine;
        }

        @Override
        protected RecordType getRecordType() {
            return RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return row.cells;
        }

        @Override
        protected void beginRecord(long startingLineNumber) {
            row.begin(firstLine + startingLineNumber - 1);
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean inQuotes) {
            if (row.cells >= maxColumns) {
                throw new DataException(DataException.Reason.TOO_MANY_COLUMNS, String.format(Locale.ROOT,
                        "%s: line %d has more than %d columns, the limit (read.max_columns)", source, row.line,
                        maxColumns));
            }
            row.add(buffer, offset, length, inQuotes);
        }

        @Override
        protected void setComment(char[] buffer, int offset, int length) {
            row.add(buffer, offset, length, false);
        }

        @Override
        protected void setEmpty() {
            // A blank line is a record without cells.
        }

        @Override
        protected RowBuffer buildRecord() {
            if (escaped) {
                row.replace(DialectText.ESCAPED_QUOTE, '"');
            }
            return row;
        }
    }
}
