package io.segmenta.benchmarks;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.search.ChosenClustering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well {@code clustering.algorithm: auto} does when it searches the number of segments as well: what it finds on
 * sets whose groups are known, by stability and by the silhouette.
 */
final class SearchedNumbers {
    /**
     * Numbers tried, up to 10 as by default; up to 25 where a set has more than 10 groups. Larger sets are left out.
     */
    private static final int MOST = 25;

    private SearchedNumbers() {}

    /** What one rule found on one set. */
    record Found(int k, boolean right, String algorithm, double agreement) {}

    /** One set by each rule; then by the first with every column standardised, as a run does. */
    record Line(LabelledSet set, List<Found> found) {}

    static List<Line> find(List<LabelledSet> sets, Workers workers) {
        List<Line> lines = new ArrayList<>();
        for (LabelledSet set : sets) {
            int known = set.answers().stream().mapToInt(LabelledSet.Answer::k).max().orElseThrow();
            if (known <= MOST) {
                int most = known <= 10 ? 10 : MOST;
                lines.add(new Line(set, List.of(found(set, set.matrix(), most, "stability", workers),
                        found(set, set.matrix(), most, "silhouette", workers),
                        found(set, standardised(set.matrix()), most, "stability", workers))));
                System.err.println(set.name() + " " + lines.getLast().found());
            }
        }
        return lines;
    }

    private static Found found(LabelledSet set, Matrix x, int most, String criterion, Workers workers) {
        ChosenClustering clustered = ChosenClustering.of(Rows.of(x),
                PipelineConfig.defaults().with(Map.of("clustering.algorithm", "auto", "clustering.criterion", criterion,
                        "clustering.k_max", Integer.toString(most), "clustering.gap_references", "0")),
                workers, Progress.NONE);
        int[] labels = clustered.judged().partition().labels();
        double agreement = set.answers().stream().mapToDouble(answer -> answer.agreement(labels)).max().orElseThrow();
        int k = clustered.choice().k();
        return new Found(k, set.answers().stream().anyMatch(answer -> answer.k() == k),
                clustered.clusterer().name(), agreement);
    }

    private static Matrix standardised(Matrix x) {
        float[][] columns = new float[x.columns()][x.rows()];
        for (int j = 0; j < columns.length; j++) {
            float[] column = x.column(j);
            double mean = 0;
            for (float value : column) {
                mean += value / (double) column.length;
            }
            double squares = 0;
            for (float value : column) {
                squares += (value - mean) * (value - mean);
            }
            double deviation = Math.sqrt(squares / column.length);
            for (int i = 0; i < column.length; i++) {
                columns[j][i] = deviation > 0 ? (float) ((column[i] - mean) / deviation) : 0;
            }
        }
        return Matrix.ofColumns(x.names(), columns);
    }

    static String table(List<Line> lines) {
        StringBuilder out = new StringBuilder("\n## The number of segments searched\n\n");
        out.append(
                "`auto` with k = 2..10 (2..25 where a set has more groups than 10; sets with more than 25 are left "
                        + "out), ")
                .append("by stability, which is the default, and by the silhouette, then by stability with every "
                        + "column ")
                .append("standardised, as a run does by default. Found k, algorithm, adjusted Rand index; * where "
                        + "the k is ")
                .append("a known one.\n\n| set | known k | stability | silhouette | stability, standardised |\n")
                .append("|---|---|---|---|---|\n");
        for (Line line : lines) {
            out.append("| ").append(line.set().name()).append(" | ")
                    .append(String.join(", ", line.set().answers().stream().map(answer -> Integer.toString(answer.k()))
                            .distinct().toList()));
            for (Found found : line.found()) {
                out.append(String.format(Locale.ROOT, " | %d%s %s %.2f", found.k(), found.right() ? "*" : "",
                        found.algorithm(), found.agreement()));
            }
            out.append(" |\n");
        }
        out.append("| **mean** | ");
        for (int rule = 0; rule < 3; rule++) {
            int column = rule;
            out.append(String.format(Locale.ROOT, " | **%.3f**, k right on %d of %d",
                    lines.stream().mapToDouble(line -> line.found().get(column).agreement()).average()
                            .orElse(Double.NaN),
                    lines.stream().filter(line -> line.found().get(column).right()).count(), lines.size()));
        }
        return out.append(" |\n").toString();
    }
}
