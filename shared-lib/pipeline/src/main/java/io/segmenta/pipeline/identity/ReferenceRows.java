package io.segmenta.pipeline.identity;

import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Some rows that a model was made of, of each segment enough, and only the columns that it uses: a gzipped document of
 * columns, in which a missing value is an empty text and numbers are the shortest decimals that give them back.
 *
 * @param rows the rows
 * @param weights of how many rows of the file each stands for
 */
public record ReferenceRows(Table rows, double[] weights) {
    private static final int FORMAT = 1;
    private static final int FEWEST_OF_A_SEGMENT = 64;
    private static final int MOST_BYTES = 64 << 20;

    public ReferenceRows {
        Check.argument(rows.rows() == weights.length, "%d rows and %d weights", rows.rows(), weights.length);
    }

    /**
     * Draws rows of a file.
     *
     * @param labels the segment of each row as the model answers it, -1 for none
     * @param most rows in all, unless there are so many segments that each needs a few
     */
    static ReferenceRows draw(SegmentationModel model, Table table, int[] labels, int most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> rows = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int[] members : members(labels, model.found().size())) {
            long share = Math.round(most * (double) members.length / Math.max(1, labels.length));
            int count = Math.min(members.length, Math.max((int) share, FEWEST_OF_A_SEGMENT));
            for (int place : RowSample.of(members.length, count, random.split())) {
                rows.add(members[place]);
                weights.add(members.length / (double) count);
            }
        }
        List<Column> columns = model.pipeline().sources().stream().flatMap(name -> table.column(name).stream())
                .toList();
        return new ReferenceRows(
                new Table(table.source(), columns).selectRows(rows.stream().mapToInt(Integer::intValue).toArray()),
                weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The rows of each segment, those of none first. */
    private static int[][] members(int[] labels, int segments) {
        int[] sizes = new int[segments + 1];
        for (int label : labels) {
            sizes[label + 1]++;
        }
        int[][] members = new int[sizes.length][];
        Arrays.setAll(members, s -> new int[sizes[s]]);
        int[] filled = new int[sizes.length];
        for (int row = 0; row < labels.length; row++) {
            int s = labels[row] + 1;
            members[s][filled[s]++] = row;
        }
        return members;
    }

    byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("weights", Arrays.stream(weights).boxed().toList());
        List<Object> columns = new ArrayList<>();
        for (Column column : rows.columns()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", column.name());
            fields.put("numbers", column instanceof NumericColumn);
            fields.put("values", IntStream.range(0, column.rows()).mapToObj(i -> text(column, i)).toList());
            columns.add(fields);
        }
        document.put("columns", columns);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.write(document));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String text(Column column, int row) {
        return switch (column) {
            case NumericColumn numbers -> numbers.isMissing(row) ? "" : Double.toString(numbers.value(row));
            case TextColumn text -> text.text(row);
        };
    }

    /**
     * Reads what was kept.
     *
     * @param source what the table is called in messages
     * @throws DataException when it is no such document
     */
    public static ReferenceRows read(byte[] file, String source) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(file))) {
            byte[] bytes = gzip.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw DataException.of(Reason.TOO_LARGE, "%s has more than %d bytes", source, MOST_BYTES);
            }
            JsonObject document = Json.parse(bytes, RunFile.REFERENCE.path());
            List<Column> columns = document.objects("columns").stream().map(ReferenceRows::column).toList();
            return new ReferenceRows(new Table(source, columns), document.numbers("weights"));
        } catch (IOException | IllegalArgumentException damaged) {
            throw new DataException(Reason.UNREADABLE, source + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static Column column(JsonObject fields) {
        List<String> values = fields.strings("values");
        if (!fields.bool("numbers")) {
            return TextColumn.of(fields.string("name"), values);
        }
        return new NumericColumn(fields.string("name"), values.stream()
                .mapToDouble(value -> value.isEmpty() ? Double.NaN : Double.parseDouble(value)).toArray());
    }
}
