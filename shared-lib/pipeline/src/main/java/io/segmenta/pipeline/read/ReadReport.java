package io.segmenta.pipeline.read;

import io.segmenta.pipeline.schema.SchemaCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a file was understood.
 *
 * @param source name of the file
 * @param format csv, xlsx, jsonl or parquet
 * @param compressed whether it was gzipped
 * @param bytes bytes of content, after decompression
 * @param encoding character encoding, "" where the format fixes it
 * @param delimiter separator of cells, "" where the format has none
 * @param quote quote character, "none" when there is none
 * @param headerRows rows the header takes; 0 when the columns were unnamed
 * @param rows rows of the table
 * @param columns columns of the table
 * @param preamble text above the header
 * @param evidence why each choice was made and what was left out, one sentence each
 * @param notes what a person should know of the data: oddities, and what was made of its rows, one sentence each
 * @param validation what the declared schema says against the file; empty when none was declared
 */
public record ReadReport(String source, String format, boolean compressed, long bytes, String encoding,
        String delimiter, String quote, int headerRows, int rows, int columns, List<String> preamble,
        List<String> evidence, List<String> notes, Optional<SchemaCheck.Report> validation) {

    public ReadReport {
        preamble = List.copyOf(preamble);
        evidence = List.copyOf(evidence);
        notes = List.copyOf(notes);
    }

    /** The report as maps and lists, for JSON. */
    public Map<String, Object> toDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("source", source);
        document.put("format", format);
        document.put("compressed", compressed);
        document.put("bytes", bytes);
        document.put("encoding", encoding);
        document.put("delimiter", delimiter);
        document.put("quote", quote);
        document.put("header_rows", headerRows);
        document.put("rows", rows);
        document.put("columns", columns);
        document.put("preamble", preamble);
        document.put("evidence", evidence);
        return document;
    }

    /** The report in one sentence. */
    public String summary() {
        return String.format(Locale.ROOT, "%s: %,d rows, %d columns (%s%s%s%s)", source, rows, columns, format,
                delimiter.isEmpty() ? "" : ", delimiter " + delimiter, encoding.isEmpty() ? "" : ", " + encoding,
                headerRows == 0 ? ", no header" : headerRows == 1 ? "" : ", " + headerRows + " header rows");
    }

    /** The same report with something more that a person should know. */
    public ReadReport noting(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new ReadReport(source, format, compressed, bytes, encoding, delimiter, quote, headerRows, rows, columns,
                preamble, evidence, all, validation);
    }

    /** The same report with more to tell. */
    public ReadReport with(List<String> more) {
        List<String> all = new ArrayList<>(evidence);
        all.addAll(more);
        return new ReadReport(source, format, compressed, bytes, encoding, delimiter, quote, headerRows, rows, columns,
                preamble, all, notes, validation);
    }
}
