package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.spark.Fault.FaultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/** Reads a group of rows of a Parquet file. */
final class ParquetRows implements Rows {

    private final FileRange range;
    private final ParquetFileReader file;
    private final RecordReader<String[]> reader;
    private final long last;
    private long row;

    ParquetRows(FileRange range, int columns) throws IOException {
        this.range = range;
        this.file = Storage.parquet(range.file());
        this.row = range.firstRow() - 1;
        try {
            MessageType schema = file.getFileMetaData().getSchema();
            List<PrimitiveType> chosen = ParquetFormat.columns(schema);
            MessageType asked = new MessageType(schema.getName(), new ArrayList<>(chosen));
            file.setRequestedSchema(asked);
            PageReadStore pages = file.readRowGroup(ParquetFormat.group(file, range));
            this.last = row + pages.getRowCount();
            this.reader = new ColumnIOFactory().getColumnIO(asked).getRecordReader(pages,
                    new Line(chosen, new String[columns]));
        } catch (ParquetRuntimeException damaged) {
            file.close();
            throw damaged(damaged);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** Gathers the cells of a row. */
    private static final class Line extends RecordMaterializer<String[]> {
        private final String[] cells;
        private final Converter[] converters;

        Line(List<PrimitiveType> columns, String[] cells) {
            this.cells = cells;
            this.converters = new Converter[cells.length];
            for (int c = 0; c < cells.length; c++) {
                int place = c;
                converters[c] = new ParquetCells(columns.get(c), text -> cells[place] = text);
            }
        }

        @Override
        public String[] getCurrentRecord() {
            return cells;
        }

        @Override
        public GroupConverter getRootConverter() {
            return new GroupConverter() {
                @Override
                public Converter getConverter(int field) {
                    return converters[field];
                }

                @Override
                public void start() {
                    Arrays.fill(cells, "");
                }

                @Override
                public void end() {
                    // The cells are whole.
                }
            };
        }
    }

    @Override
    public List<String> next() {
        if (row >= last) {
            return Collections.emptyList();
        }
        row++;
        try {
            return Arrays.asList(reader.read());
        } catch (ParquetRuntimeException damaged) {
            throw damaged(damaged);
        }
    }

    private FaultException damaged(ParquetRuntimeException why) {
        FaultException fault = new FaultException(new Fault(Reason.UNREADABLE, range.file(), Math.max(row, 0),
                range.rowOfFile(Math.max(row, 0)), "", "", "a Parquet file that is not damaged"));
        fault.initCause(why);
        return fault;
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
