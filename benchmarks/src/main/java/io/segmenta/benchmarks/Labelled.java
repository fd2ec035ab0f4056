package io.segmenta.benchmarks;

import io.segmenta.clustering.parallel.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Scores every method on sets whose groups are known, at the true k, and writes a dated table: the adjusted Rand index,
 * best of several label columns, noise rows clustered but not scored, beside that of the published partition. A
 * method's mean leaves out sets for which nothing was published.
 *
 * <pre>
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -cp "benchmarks/target/classes:benchmarks/target/lib/*" io.segmenta.benchmarks.Labelled --data FOLDER
 * </pre>
 */
public final class Labelled {

    /** What one method reached on one set; NaN where nothing was published. */
    record Score(double ours, double published) {}

    private Labelled() {}

    /**
     * Options: {@code --data FOLDER --folder benchmarks --rows 200000 --threads 1 --out file}; larger sets are left
     * out.
     */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(Map.of("--folder", "benchmarks", "--rows", "200000", "--threads", "1"), arguments);
        List<LabelledSet> sets = LabelledSet.readAll(Path.of(options.text("--data")),
                Integer.parseInt(options.text("--rows")));
        List<Map<Method, Score>> scores = new ArrayList<>();
        String searched;
        try (Workers workers = new Workers(Integer.parseInt(options.text("--threads")))) {
            for (LabelledSet set : sets) {
                scores.add(score(set, workers));
                System.err.println(set.name() + " " + scores.getLast());
            }
            searched = SearchedNumbers.table(SearchedNumbers.find(sets, workers));
        }
        String table = table(sets, scores) + searched;
        System.out.println(table);
        Path out = options.find("--out").isPresent() ? Path.of(options.text("--out"))
                : Path.of(options.text("--folder")).resolve("results").resolve(Report.date() + "-labelled-sets.md");
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, table);
    }

    static Map<Method, Score> score(LabelledSet set, Workers workers) {
        Map<Method, Score> scores = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            IntFunction<int[]> fit = method.fit(set.matrix(), workers);
            Map<Integer, int[]> labels = new HashMap<>();
            double ours = Double.NEGATIVE_INFINITY;
            double published = Double.NaN;
            for (LabelledSet.Answer answer : set.answers()) {
                int[] found = labels.computeIfAbsent(answer.k(), fit::apply);
                ours = Math.max(ours, answer.agreement(found));
                Double known = answer.published().get(method.published);
                published = known == null || published > known ? published : known;
            }
            scores.put(method, new Score(ours, published));
        }
        return scores;
    }

    /** The mean of ours over the sets with a published figure, or over all where the method has none anywhere. */
    static double mean(List<Map<Method, Score>> scores, Method method) {
        return scores.stream().map(set -> set.get(method))
                .filter(score -> method.published.isEmpty() || !Double.isNaN(score.published))
                .mapToDouble(Score::ours).average().orElse(Double.NaN);
    }

    private static String table(List<LabelledSet> sets, List<Map<Method, Score>> scores) {
        StringBuilder out = new StringBuilder("# Labelled sets, " + Report.date() + "\n\n");
        out.append("Adjusted Rand index at the true k, in brackets that of the published partition ")
                .append("(gagolews/clustering-results-v1). The best of several label columns counts; noise rows are ")
                .append("clustered but not scored; a method's mean leaves out sets without a published figure.\n\n");
        out.append("| set | rows x columns |");
        for (Method method : Method.values()) {
            out.append(' ').append(method.title).append(" |");
        }
        out.append("\n|---|---|").append("---|".repeat(Method.values().length)).append('\n');
        for (int i = 0; i < sets.size(); i++) {
            out.append(String.format(Locale.ROOT, "| %s | %,d x %d |", sets.get(i).name(), sets.get(i).matrix().rows(),
                    sets.get(i).matrix().columns()));
            for (Method method : Method.values()) {
                Score score = of(scores.get(i), method);
                out.append(Double.isNaN(score.published) ? String.format(Locale.ROOT, " %.2f |", score.ours)
                        : String.format(Locale.ROOT, " %.2f (%.2f) |", score.ours, score.published));
            }
            out.append('\n');
        }
        out.append("| **mean** | |");
        for (Method method : Method.values()) {
            out.append(String.format(Locale.ROOT, " **%.3f** |", mean(scores, method)));
        }
        out.append("\n| level | |");
        for (Method method : Method.values()) {
            out.append(method.level > 0 ? " " + method.level + " |" : " |");
        }
        out.append("\n| mean over all sets | |");
        for (Method method : Method.values()) {
            out.append(String.format(Locale.ROOT, " %.3f |", everywhere(scores, method)));
        }
        return out.append("\n\n").append(regret(sets, scores)).toString();
    }

    private static Score of(Map<Method, Score> scores, Method method) {
        return Objects.requireNonNull(scores.get(method), "a method was not measured");
    }

    private static double everywhere(List<Map<Method, Score>> scores, Method method) {
        return scores.stream().mapToDouble(set -> of(set, method).ours).average()
                .orElse(Double.NaN);
    }

    /** How the automatic choice compares with the best algorithm for all sets and with the best for each. */
    private static String regret(List<LabelledSet> sets, List<Map<Method, Score>> scores) {
        Method best = Method.GENIE;
        for (Method method : Method.values()) {
            if (method != Method.AUTO && everywhere(scores, method) > everywhere(scores, best)) {
                best = method;
            }
        }
        double each = 0;
        double worst = 0;
        String where = "";
        for (int i = 0; i < scores.size(); i++) {
            double most = scores.get(i).entrySet().stream().filter(entry -> entry.getKey() != Method.AUTO)
                    .mapToDouble(entry -> entry.getValue().ours).max().orElseThrow();
            double lost = most - of(scores.get(i), Method.AUTO).ours;
            each += lost / scores.size();
            where = lost > worst ? sets.get(i).name() : where;
            worst = Math.max(worst, lost);
        }
        return String.format(Locale.ROOT,
                "The automatic choice (least mean conductance of the 10-nearest-neighbour graph among k-means, ward, "
                        + "mixture and Genie; it sees no labels) reaches %.3f. Its regret against the best single "
                        + "algorithm for all sets, %s with %.3f, is %.3f; a negative regret is a gain. Against the "
                        + "best "
                        + "algorithm of each set, known only with labels, it is %.3f on average and %.3f at worst "
                        + "(%s).%n",
                everywhere(scores, Method.AUTO), best.title, everywhere(scores, best),
                everywhere(scores, best) - everywhere(scores, Method.AUTO), each, worst, where);
    }
}
