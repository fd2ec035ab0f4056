package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.segmenta.benchmarks.HistoryScore.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges what the product tells of histories whose truth lies beside them, and what naive ways would tell of them. */
final class HistoryJudge {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HistoryScore product = new HistoryScore();
    private final Map<NaiveMatching, HistoryScore> naive = new EnumMap<>(NaiveMatching.class);

    /** A naive way on its way through one history: the ids of the segments of the last period. */
    private static final class Line {
        private final Set<String> retired = new HashSet<>();
        private String[] ids = {};
        private int issued;

        String fresh() {
            return "n" + issued++;
        }
    }

    /** Whether a history says what was planted. */
    static boolean knows(Path history) {
        return Files.exists(history.resolve("truth.json"));
    }

    /**
     * Judges a history.
     *
     * @param report what the product wrote of it
     * @param steps per step what a naive way sees of both periods
     */
    void judge(Path history, Path report, List<NaiveMatching.Side[]> steps) throws IOException {
        JsonNode truth = JSON.readTree(history.resolve("truth.json").toFile());
        Map<NaiveMatching, Line> lines = new EnumMap<>(NaiveMatching.class);
        Set<String> retired = new HashSet<>();
        for (JsonNode step : truth.path("transitions")) {
            int t = step.path("step").asInt();
            Map<String, String> groupsBefore = column(history.resolve("truth-" + t + ".csv"));
            Map<String, String> groupsAfter = column(history.resolve("truth-" + (t + 1) + ".csv"));
            Map<String, String> before = column(report.resolve("assignments-" + t + ".csv"));
            Map<String, String> after = column(report.resolve("assignments-" + (t + 1) + ".csv"));
            List<Told> told = Told.of(JSON.readTree(report.resolve("transitions-" + t + ".json").toFile()));
            judge(product, step, groupsBefore, groupsAfter, before, after, told, retired);
            causes(step, groupsBefore, groupsAfter, before, after, report.resolve("moves-" + t + ".csv"));
            sums(before, after, report.resolve("migration-" + t + ".json"));
            NaiveMatching.Side[] sides = steps.get(t);
            for (NaiveMatching way : NaiveMatching.values()) {
                naive(way, lines.computeIfAbsent(way, _ -> new Line()), step, groupsBefore, groupsAfter, sides);
            }
        }
    }

    private void naive(NaiveMatching way, Line line, JsonNode step, Map<String, String> groupsBefore,
            Map<String, String> groupsAfter, NaiveMatching.Side[] sides) {
        NaiveMatching.Side was = sides[0];
        NaiveMatching.Side is = sides[1];
        if (line.ids.length == 0) {
            line.ids = new String[was.size()];
            for (int i = 0; i < was.size(); i++) {
                line.ids[i] = line.fresh();
            }
        }
        String[] now = new String[is.size()];
        List<Told> told = way.match(was, is);
        for (Told one : told) {
            List<Integer> from = one.from().stream().map(Integer::valueOf).toList();
            List<Integer> to = one.to().stream().map(Integer::valueOf).toList();
            if (!from.isEmpty() && !to.isEmpty()) {
                now[largest(to, is.sizes())] = line.ids[largest(from, was.sizes())];
            }
        }
        for (int j = 0; j < now.length; j++) {
            now[j] = now[j] == null ? line.fresh() : now[j];
        }
        List<Told> byId = told.stream()
                .map(one -> new Told(one.kind(), named(one.from(), line.ids), named(one.to(), now))).toList();
        HistoryScore score = naive.computeIfAbsent(way, _ -> new HistoryScore());
        judge(score, step, groupsBefore, groupsAfter, assigned(was, line.ids), assigned(is, now), byId, line.retired);
        line.ids = now;
    }

    private static int largest(List<Integer> segments, int[] sizes) {
        int largest = segments.getFirst();
        for (int segment : segments) {
            largest = sizes[segment] > sizes[largest] ? segment : largest;
        }
        return largest;
    }

    private static Set<String> named(Set<String> numbers, String[] ids) {
        Set<String> named = new HashSet<>();
        numbers.forEach(number -> named.add(ids[Integer.parseInt(number)]));
        return named;
    }

    private static Map<String, String> assigned(NaiveMatching.Side side, String[] ids) {
        Map<String, String> assigned = new HashMap<>();
        side.members().forEach((customer, segment) -> assigned.put(customer, ids[segment]));
        return assigned;
    }

    private static void judge(HistoryScore score, JsonNode step, Map<String, String> groupsBefore,
            Map<String, String> groupsAfter, Map<String, String> before, Map<String, String> after, List<Told> told,
            Set<String> retired) {
        PlantedStep planted = PlantedStep.of(step, groupsBefore, groupsAfter, before, after);
        score.judge(planted, foggy(before, groupsBefore), foggy(after, groupsAfter), told);
        score.add("ids that came back", (int) planted.after().stream().filter(retired::contains).count());
        planted.before().stream().filter(id -> !planted.after().contains(id)).forEach(retired::add);
    }

    /** Segments that hold noise in more than half of their rows. */
    private static Set<String> foggy(Map<String, String> segments, Map<String, String> groups) {
        Map<String, Integer> noise = new HashMap<>();
        segments.forEach((customer, segment) -> noise.merge(segment,
                groups.getOrDefault(customer, PlantedStep.NOISE).equals(PlantedStep.NOISE) ? 1 : -1, Integer::sum));
        Set<String> foggy = new HashSet<>();
        noise.forEach((segment, more) -> {
            if (more > 0) {
                foggy.add(segment);
            }
        });
        return foggy;
    }

    private void causes(JsonNode step, Map<String, String> groupsBefore, Map<String, String> groupsAfter,
            Map<String, String> before, Map<String, String> after, Path moves) throws IOException {
        if (!Files.exists(moves)) {
            return;
        }
        Map<String, String> told = new HashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(moves)) {
            csv.forEach(row -> told.put(row.getField("customer_id"), row.getField("cause")));
        }
        Set<String> planted = new HashSet<>();
        step.path("moved").forEach(customer -> planted.add(customer.asText()));
        groupsBefore.forEach((customer, group) -> {
            if (!group.equals(PlantedStep.NOISE)
                    && !groupsAfter.getOrDefault(customer, PlantedStep.NOISE).equals(PlantedStep.NOISE)) {
                boolean moved = !before.getOrDefault(customer, "").equals(after.getOrDefault(customer, ""));
                String cause = told.get(customer);
                product.add("moves told wrongly", moved == (cause != null) ? 0 : 1);
                if (moved && cause != null && planted.contains(customer)) {
                    product.add("planted movers", 1);
                    product.add("planted movers told so", cause.equals("model") ? 0 : 1);
                }
            }
        });
    }

    private void sums(Map<String, String> before, Map<String, String> after, Path migration) throws IOException {
        if (!Files.exists(migration)) {
            return;
        }
        for (JsonNode segment : JSON.readTree(migration.toFile()).path("segments")) {
            String id = segment.path("id").asText();
            long was = before.values().stream().filter(id::equals).count();
            long is = after.values().stream().filter(id::equals).count();
            product.add("sums", 1);
            product.add("sums exact", segment.path("before").asLong() == was && segment.path("after").asLong() == is
                    && 2 * (is - was) == 2 * (segment.path("joined").asLong() - segment.path("left").asLong())
                            + segment.path("customer").asLong() + segment.path("model").asLong() ? 1 : 0);
        }
    }

    private static Map<String, String> column(Path file) {
        Map<String, String> column = new HashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            csv.forEach(row -> column.put(row.getField(0), row.getField(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return column;
    }

    /** All of it as tables. */
    List<String> tables() {
        List<String> lines = new ArrayList<>();
        lines.add(HistoryScore.head());
        lines.add(product.line("Segmenta"));
        naive.forEach((way, score) -> lines.add(score.line(way.words())));
        lines.add("");
        lines.add("Sums exact: " + product.count("sums exact") + " of " + product.count("sums")
                + "; planted movers told to have changed: " + product.count("planted movers told so") + " of "
                + product.count("planted movers") + "; moves told that were none, or not told: "
                + product.count("moves told wrongly") + ".");
        return lines;
    }
}
