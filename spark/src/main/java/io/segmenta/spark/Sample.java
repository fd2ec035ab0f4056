package io.segmenta.spark;

import io.segmenta.model.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a sample of rows is written, so that whoever reads it understands it as the files that it was drawn from. */
interface Sample {

    /** Returns what the sample of a source is written as. */
    static Sample of(Source source) {
        return source.format() instanceof SeparatedFormat separated
                ? new Separated(separated.csv(), separated.written())
                : new Records(source.header());
    }

    /** The name of its file. */
    String name();

    /** What stands before the rows. */
    byte[] header();

    /** A row. */
    byte[] row(String[] cells);

    /** Separated values, as they were. */
    record Separated(Csv csv, List<String> names) implements Sample {
        @Override
        public String name() {
            return "sample.csv.gz";
        }

        @Override
        public byte[] header() {
            return row(names.toArray(String[]::new));
        }

        @Override
        public byte[] row(String[] cells) {
            StringBuilder row = new StringBuilder();
            csv.append(row, cells);
            return row.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Records in JSON: each is a row whatever it holds, where a line of separated values may be a note or a total. */
    record Records(List<String> names) implements Sample {
        @Override
        public String name() {
            return "sample.jsonl.gz";
        }

        @Override
        public byte[] header() {
            return new byte[0];
        }

        @Override
        public byte[] row(String[] cells) {
            Map<String, Object> record = new LinkedHashMap<>();
            for (int c = 0; c < cells.length; c++) {
                record.put(names.get(c), cells[c]);
            }
            ByteArrayOutputStream row = new ByteArrayOutputStream();
            row.writeBytes(Json.write(record));
            row.write('\n');
            return row.toByteArray();
        }
    }
}
