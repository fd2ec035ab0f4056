package io.segmenta.local.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Where the customers of two runs' files are, by what the runs wrote of each row.
 *
 * @param both customers of both files; one who is in a file more than once counts in neither
 * @param stayed of those who are in the same segment
 * @param flows all pairs of segments that customers are in, the largest first
 */
record Moves(long both, long stayed, List<Flow> flows) {
    /** Customers in one segment of the first run and one of the second, by lasting ids. */
    record Flow(String from, String to, long customers) {}

    /** The customers of a run's file with their segments, wherever that is read. */
    interface Rows {
        /** Tells each; a customer may come more than once. */
        void each(BiConsumer<String, String> customerAndSegment) throws IOException;
    }

    static Moves between(Rows from, Rows to) throws IOException {
        Set<String> twice = new HashSet<>();
        Map<String, String> was = segments(from, twice);
        return of(was, segments(to, twice), twice);
    }

    private static Map<String, String> segments(Rows rows, Set<String> twice) throws IOException {
        Map<String, String> segments = new HashMap<>();
        rows.each((customer, segment) -> {
            if (segments.put(customer, segment) != null) {
                twice.add(customer);
            }
        });
        return segments;
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
}
