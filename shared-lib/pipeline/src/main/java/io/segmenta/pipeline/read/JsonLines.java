package io.segmenta.pipeline.read;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.JsonRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads JSON objects, one after another or in one list, into rows. The columns are the fields of the first records, in
 * the order they are met; an object inside a record gives columns with dotted names, a list is one text.
 */
final class JsonLines {
    private final String source;
    private final PipelineConfig.Read settings;

    JsonLines(String source, PipelineConfig.Read settings) {
        this.source = source;
        this.settings = settings;
    }

    RawTable read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(JsonRecords.HEAD_BYTES);
        List<String> names = JsonRecords.names(head, source);
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

    private void rows(InputStream all, List<String> names, TableBuilder table, List<String> evidence)
            throws IOException {
        Map<String, Integer> places = new HashMap<>();
        for (int j = 0; j < names.size(); j++) {
            places.put(names.get(j), j);
        }
        String[] cells = new String[names.size()];
        Arrays.fill(cells, "");
        RowBuffer row = new RowBuffer();
        long[] unknown = new long[1];
        long record = 0;
        JsonRecords.Fields into = (name, value) -> {
            Integer place = places.get(name);
            if (place == null) {
                unknown[0]++;
            } else {
                cells[place] = value;
            }
        };
        try (JsonRecords records = new JsonRecords(all, source)) {
            while (records.next(into)) {
                row.begin(++record);
                for (String cell : cells) {
                    row.add(cell);
                }
                table.acceptRow(row);
                Arrays.fill(cells, "");
            }
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
}
