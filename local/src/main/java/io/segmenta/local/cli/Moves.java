package io.segmenta.local.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Where the customers of two runs' files are, by what the runs wrote of each row.
 *
 * @param both customers of both files; one who is in a file more than once counts in neither
 * @param stayed of those who are in the same segment
 * @param flows all pairs of segments that customers are in, the largest first
 */
record Moves(long both, long stayed, List<Flow> flows) {
    private static final String SEGMENT = "segment_id";
    /** In a file of assignments the second column is what names the row, where the data set has such a column. */
    private static final int IDENTIFIER = 1;

    /** Customers in one segment of the first run and one of the second, by lasting ids. */
    record Flow(String from, String to, long customers) {}

    static Moves between(S3Client s3, String bucket, String from, String to) {
        Map<String, String> was = new HashMap<>();
        Set<String> twice = new HashSet<>();
        each(s3, bucket, from, (customer, segment) -> {
            if (was.put(customer, segment) != null) {
                twice.add(customer);
            }
        });
        Map<String, String> is = new HashMap<>();
        each(s3, bucket, to, (customer, segment) -> {
            if (is.put(customer, segment) != null) {
                twice.add(customer);
            }
        });
        return of(was, is, twice);
    }

    static Moves of(Map<String, String> was, Map<String, String> is, Set<String> twice) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        is.forEach((customer, to) -> {
            String from = was.get(customer);
            if (from != null && !twice.contains(customer)) {
                counts.computeIfAbsent(from, _ -> new TreeMap<>()).merge(to, 1L, Long::sum);
            }
        });
        List<Flow> flows = counts.entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .map(cell -> new Flow(row.getKey(), cell.getKey(), cell.getValue())))
                .sorted(Comparator.comparingLong(Flow::customers).reversed()).toList();
        return new Moves(flows.stream().mapToLong(Flow::customers).sum(),
                flows.stream().filter(flow -> flow.from().equals(flow.to())).mapToLong(Flow::customers).sum(), flows);
    }

    private static void each(S3Client s3, String bucket, String folder, BiConsumer<String, String> row) {
        String key = RunFolder.containing(RunFile.LINEAGE.beside(folder)).orElseThrow().key(RunFile.ASSIGNMENTS);
        try (InputStream object = s3.getObject(request -> request.bucket(bucket).key(key));
                Reader text = new InputStreamReader(new GZIPInputStream(object), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord line : csv) {
                if (line.getHeader().get(IDENTIFIER).equals(SEGMENT)) {
                    return;
                }
                String customer = line.getField(IDENTIFIER);
                if (!customer.isEmpty()) {
                    row.accept(customer, line.getField(SEGMENT));
                }
            }
        } catch (NoSuchKeyException gone) {
            // Rows of people may be erased.
        } catch (IOException broken) {
            throw new UncheckedIOException(key + " cannot be read", broken);
        }
    }
}
