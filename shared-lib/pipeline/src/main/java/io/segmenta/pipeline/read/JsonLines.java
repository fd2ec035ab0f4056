package io.segmenta.pipeline.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON objects, one after another or in one list, into rows. The columns are the fields of the first records, in
 * the order they are met; an object inside a record gives columns with dotted names, a list is one text.
 */
final class JsonLines {
    private static final int HEAD_BYTES = 1 << 20;
    private static final int HEAD_RECORDS = 2000;
    private static final int MAX_DEPTH = 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH).maxStringLength(CsvRecords.MAX_CELL).maxNameLength(10_000).build())
            .build();

    private final String source;
    private final PipelineConfig.Read settings;

    JsonLines(String source, PipelineConfig.Read settings) {
        this.source = source;
        this.settings = settings;
    }

    /** Whether the text begins like a record or a list of records. */
    static boolean suits(byte[] head, String fileName) {
        String text = new String(head, java.nio.charset.StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        String name = fileName.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
        return ((name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson"))
                && (text.startsWith("{") || text.startsWith("["))) || text.matches("(?s)(\\[\\s*)?\\{\\s*\".*");
    }

    RawTable read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD_BYTES);
        List<String> names = columns(head);
        if (names.isEmpty()) {
            throw DataException.of(Reason.EMPTY_FILE, "%s: no record has a field", source);
        }
        if (names.size() > settings.maxColumns()) {
            throw DataException.of(Reason.TOO_MANY_COLUMNS,
                    "%s: %d columns, more than the limit of %d (read.max_columns)", source, names.size(),
                    settings.maxColumns());
        }
        TableLayout layout = new TableLayout(names.size(), names, 0, 1, 0, List.of(), List.of(), List.of());
        TableBuilder table = new TableBuilder(source, layout, settings.maxRows());
        List<String> evidence = new ArrayList<>();
        rows(new SequenceInputStream(new ByteArrayInputStream(head), in), names, table, evidence);
        evidence.add(String.format(Locale.ROOT, "%d fields were found among the first records", names.size()));
        return new RawTable("jsonl", "UTF-8", "", "none", false, layout, table, evidence,
                List.of());
    }

    private List<String> columns(byte[] head) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        int records = 0;
        try (JsonParser parser = FACTORY.createParser(head)) {
            while (records < HEAD_RECORDS && seek(parser, 0)) {
                fields(parser, "", (name, value) -> names.add(name));
                records++;
            }
        } catch (JsonProcessingException e) {
            // The head ends inside a record; a real fault comes up again while reading.
            if (head.length < HEAD_BYTES) {
                throw malformed(e);
            }
        }
        return new ArrayList<>(names);
    }

    private void rows(InputStream all, List<String> names, TableBuilder table, List<String> evidence)
            throws IOException {
        Map<String, Integer> places = new HashMap<>();
        for (int j = 0; j < names.size(); j++) {
            places.put(names.get(j), j);
        }
        String[] cells = new String[names.size()];
        RowBuffer row = new RowBuffer();
        long[] unknown = new long[1];
        long record = 0;
        try (JsonParser parser = FACTORY.createParser(all)) {
            while (seek(parser, record)) {
                record++;
                Arrays.fill(cells, "");
                fields(parser, "", (name, value) -> {
                    Integer place = places.get(name);
                    if (place == null) {
                        unknown[0]++;
                    } else {
                        cells[place] = value;
                    }
                });
                row.begin(record);
                for (String cell : cells) {
                    row.add(cell);
                }
                table.acceptRow(row);
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
        long empty = table.finish().blank;
        if (empty > 0) {
            evidence.add(String.format(Locale.ROOT, "%d records without a value were left out", empty));
        }
        if (unknown[0] > 0) {
            evidence.add(String.format(Locale.ROOT, "%d values of fields that no early record has were left out",
                    unknown[0]));
        }
    }

    /** Goes to the beginning of the next record; false at the end. */
    private boolean seek(JsonParser parser, long records) throws IOException {
        JsonToken token = parser.nextToken();
        while ((token == JsonToken.START_ARRAY && records == 0) || token == JsonToken.END_ARRAY) {
            token = parser.nextToken();
        }
        if (token != null && token != JsonToken.START_OBJECT) {
            throw DataException.of(Reason.MALFORMED, "%s: record %d is not a JSON object", source, records + 1);
        }
        return token != null;
    }

    private interface Sink {
        void field(String name, String value);
    }

    /** Reads the object the parser stands at. */
    private void fields(JsonParser parser, String prefix, Sink sink) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> fields(parser, name + ".", sink);
                case START_ARRAY -> sink.field(name, list(parser));
                case VALUE_NULL -> sink.field(name, "");
                default -> sink.field(name, parser.getText());
            }
        }
    }

    private static String list(JsonParser parser) throws IOException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                break;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isScalarValue() && text.length() < 1000) {
                text.append(text.isEmpty() ? "" : ", ").append(parser.getText());
            }
        }
        return text.toString();
    }

    private DataException malformed(JsonProcessingException e) {
        return new DataException(Reason.MALFORMED, String.format(Locale.ROOT, "%s: not JSON at line %d: %s", source,
                e.getLocation() == null ? 0 : e.getLocation().getLineNr(), e.getOriginalMessage()), e);
    }
}
