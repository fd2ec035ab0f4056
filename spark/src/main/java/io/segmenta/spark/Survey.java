package io.segmenta.spark;

import io.segmenta.model.data.Values;
import io.segmenta.model.json.Json;
import io.segmenta.spark.Fault.FaultException;
import io.segmenta.statistics.Selection;
import io.segmenta.statistics.StratifiedRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all rows: {@code survey.json} with exact statistics of each column, and {@code sample.csv.gz} or
 * {@code sample.jsonl.gz}, a sample that one machine can learn from. Both have the same bytes however the rows are cut.
 *
 * <p>
 * Three passes over the files and six over the numbers, which are kept. A column is of numbers when each value that is
 * not missing is a plain decimal number.
 */
final class Survey {

    private static final double[] ORDERS = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private final JavaSparkContext spark;
    private final Settings settings;
    private final Progress progress;

    Survey(JavaSparkContext spark, Settings settings) {
        this.spark = spark;
        this.settings = settings;
        this.progress = new Progress(settings, "survey");
    }

    /** What one task counted, and why it ended early. */
    private record Counted(ColumnSurvey[] columns, @Nullable Fault fault) implements Serializable {

        Counted add(Counted other) {
            for (int c = 0; c < columns.length; c++) {
                columns[c].add(other.columns[c]);
            }
            return new Counted(columns, Fault.first(fault, other.fault));
        }
    }

    /** A row of the sample. */
    private record Drawn(long number, String[] cells) implements Serializable {}

    /** Hears of rows. */
    private interface Visitor {
        void row(long number, String[] cells);
    }

    void run() throws IOException {
        progress.stage("scan");
        Source source = Source.of(spark, settings);
        JavaRDD<FileRange> ranges = source.distributed(spark, settings.partitions());
        progress.stage("count");
        Counted counted = ranges.mapPartitions(part -> List.of(count(source, part)).iterator())
                .treeReduce(Counted::add);
        if (counted.fault != null) {
            throw new FaultException(counted.fault);
        }
        progress.stage("quantiles");
        Map<Integer, double[]> quantiles = quantiles(source, ranges, counted.columns);
        progress.stage("sample");
        writeSample(source, ranges);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", source.rows());
        document.put("files", settings.files());
        document.put("data_sha256", source.sha256());
        document.put("range_bytes", settings.rangeBytes());
        document.put("sample", Sample.of(source).name());
        List<Map<String, Object>> columns = new ArrayList<>();
        for (int c = 0; c < counted.columns.length; c++) {
            Map<String, Double> told = new LinkedHashMap<>();
            double[] found = quantiles.getOrDefault(c, new double[0]);
            for (int q = 0; q < found.length; q++) {
                told.put(Values.text(ORDERS[q]), found[q]);
            }
            columns.add(counted.columns[c].toDocument(source.header().get(c), told));
        }
        document.put("columns", columns);
        Storage.write(settings.path(Job.Step.SURVEY.result()), Json.pretty(document));
    }

    private static Counted count(Source source, Iterator<FileRange> ranges) throws IOException {
        ColumnSurvey[] columns = new ColumnSurvey[source.header().size()];
        Arrays.setAll(columns, c -> new ColumnSurvey());
        try {
            read(source, ranges, (number, cells) -> {
                for (int c = 0; c < columns.length; c++) {
                    columns[c].add(cells[c]);
                }
            });
            return new Counted(columns, null);
        } catch (FaultException found) {
            return new Counted(columns, found.fault());
        }
    }

    private static void read(Source source, Iterator<FileRange> ranges, Visitor rows) throws IOException {
        while (ranges.hasNext()) {
            FileRange range = ranges.next();
            try (Rows reader = source.open(range)) {
                for (List<String> cells = reader.next(); !cells.isEmpty(); cells = reader.next()) {
                    rows.row(reader.row(), source.aligned(cells, range, reader.row()));
                }
            }
        }
    }

    private static Map<Integer, double[]> quantiles(Source source, JavaRDD<FileRange> ranges, ColumnSurvey[] columns) {
        int[] numeric = IntStream.range(0, columns.length).filter(c -> columns[c].isNumeric()).toArray();
        Selection[] selections = new Selection[numeric.length];
        Arrays.setAll(selections, q -> new Selection(columns[numeric[q]].numbers(), ORDERS));
        Map<Integer, double[]> found = new LinkedHashMap<>();
        if (numeric.length == 0) {
            return found;
        }
        JavaRDD<double[][]> numbers = ranges.mapPartitions(part -> numbers(source, part, numeric))
                .persist(StorageLevel.MEMORY_AND_DISK());
        while (!selections[0].isDone()) {
            long[][] counts = numbers
                    .mapPartitions(part -> Collections.singletonList(counts(part, selections)).iterator())
                    .treeReduce(Survey::sum);
            for (int q = 0; q < selections.length; q++) {
                selections[q].narrow(counts[q]);
            }
        }
        numbers.unpersist();
        for (int q = 0; q < numeric.length; q++) {
            found.put(numeric[q], selections[q].quantiles());
        }
        return found;
    }

    /** Blocks of numbers by column, NaN where one is missing. */
    private static Iterator<double[][]> numbers(Source source, Iterator<FileRange> ranges, int[] numeric)
            throws IOException {
        List<double[][]> blocks = new ArrayList<>();
        read(source, ranges, (number, cells) -> {
            int at = (int) (number % Block.ROWS);
            if (blocks.isEmpty() || at == 0) {
                double[][] block = new double[numeric.length][Block.ROWS];
                for (double[] column : block) {
                    Arrays.fill(column, Double.NaN);
                }
                blocks.add(block);
            }
            double[][] block = blocks.get(blocks.size() - 1);
            for (int q = 0; q < numeric.length; q++) {
                String cell = cells[numeric[q]];
                block[q][at] = Values.isMissingNumber(cell) ? Double.NaN : Values.number(cell);
            }
        });
        return blocks.iterator();
    }

    private static long[][] counts(Iterator<double[][]> blocks, Selection[] selections) {
        long[][] counts = new long[selections.length][];
        Arrays.setAll(counts, q -> selections[q].newCounts());
        while (blocks.hasNext()) {
            double[][] block = blocks.next();
            for (int q = 0; q < counts.length; q++) {
                for (double number : block[q]) {
                    if (!Double.isNaN(number)) {
                        selections[q].count(number, counts[q]);
                    }
                }
            }
        }
        return counts;
    }

    private static long[][] sum(long[][] to, long[][] others) {
        for (int q = 0; q < to.length; q++) {
            for (int b = 0; b < to[q].length; b++) {
                to[q][b] += others[q][b];
            }
        }
        return to;
    }

    private void writeSample(Source source, JavaRDD<FileRange> ranges) throws IOException {
        long[] numbers = StratifiedRows.of(source.rows(), (int) Math.min(source.rows(), settings.sampleRows()),
                settings.seed());
        List<Drawn> drawn = ranges.mapPartitions(part -> {
            List<Drawn> found = new ArrayList<>();
            read(source, part, (number, cells) -> {
                if (Arrays.binarySearch(numbers, number) >= 0) {
                    found.add(new Drawn(number, cells));
                }
            });
            return found.iterator();
        }).collect();
        Sample sample = Sample.of(source);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(sample.header());
            for (Drawn row : drawn) {
                out.write(sample.row(row.cells));
            }
        }
        Storage.write(settings.path(sample.name()), bytes.toByteArray());
    }
}
