package io.segmenta.benchmarks;

import io.segmenta.clustering.metrics.Pairing;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.base.DataException;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Table;
import io.segmenta.model.predict.Prediction;
import io.segmenta.model.predict.Predictor;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Holds what models say of how sure they are against what happens. A file is divided at random, again and again: two
 * parts of two fifths each are trained on, as one is the other's retraining, and the last fifth is asked. Printed are,
 * of rows that were not trained on, how many fit worse than alpha and how many lie between two segments; how far
 * confidence and posterior are, in the mean over ten bins of equally many answers, from the share of answers that the
 * other training gave too; and the same where fields were left out. Run by {@code benchmarks/confidence}.
 */
public final class Confidence {
    private static final int BINS = 10;
    private static final int ASKED = 100;
    private static final Instant AT = Instant.EPOCH;

    private final Path folder;
    private final int splits;
    private final Workers workers;

    private Confidence(Path folder, int splits, Workers workers) {
        this.folder = folder;
        this.splits = splits;
        this.workers = workers;
    }

    /** A file, an algorithm and a number of segments, 0 where the algorithm finds it. */
    private record Case(String file, String algorithm, int k, Map<String, String> settings) {
        static Case of(String line) {
            String[] parts = line.split(" ", -1);
            Map<String, String> settings = new LinkedHashMap<>();
            for (int i = 3; i < parts.length; i++) {
                String[] setting = parts[i].split("=", 2);
                settings.put(setting[0], setting[1]);
            }
            return new Case(parts[0], parts[1], Integer.parseInt(parts[2]), settings);
        }

        PipelineConfig config() {
            Map<String, String> all = new LinkedHashMap<>();
            if (List.of("ward", "average", "complete", "single").contains(algorithm)) {
                all.put("clustering.algorithm", "agglomerative");
                all.put("clustering.agglomerative.linkage", algorithm);
            } else {
                all.put("clustering.algorithm", algorithm);
            }
            all.put("clustering.k", Integer.toString(k));
            all.put("clustering.stability_resamples", "0");
            all.put("clustering.gap_references", "0");
            all.put("cleaning.outliers", "keep");
            all.putAll(settings);
            return ConfigReader.read(List.of(ConfigSource.set(all)));
        }
    }

    /** Values told and what happened, in the order in which they came. */
    private static final class Curve {
        private final List<double[]> told = new ArrayList<>();

        void add(double value, boolean happened) {
            told.add(new double[] {value, happened ? 1 : 0});
        }

        /** The mean over bins of equally many of the distance of what was told from what happened. */
        double gap() {
            List<double[]> sorted = new ArrayList<>(told);
            sorted.sort(Comparator.comparingDouble(one -> one[0]));
            double gap = 0;
            for (int b = 0; b < BINS; b++) {
                double difference = 0;
                for (double[] one : sorted.subList(b * sorted.size() / BINS, (b + 1) * sorted.size() / BINS)) {
                    difference += one[0] - one[1];
                }
                gap += Math.abs(difference) / sorted.size();
            }
            return gap;
        }

        double mean(int column) {
            return told.stream().mapToDouble(one -> one[column]).average().orElse(Double.NaN);
        }
    }

    /** Arguments: the folder of data, the number of divisions, the cases: lines of file, algorithm, k and settings. */
    public static void main(String[] arguments) throws IOException {
        try (Workers workers = Workers.available()) {
            Confidence confidence = new Confidence(Path.of(arguments[0]), Integer.parseInt(arguments[1]), workers);
            System.out
                    .println("| file | algorithm, k | rows | p <= .01 | p <= .05 | between | in none | stayed | told |"
                            + " gap | of the posterior | one field out: stayed, told, gap, before | half out |"
                            + " one given |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            for (String line : Files.readAllLines(Path.of(arguments[2]))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    System.out.println(confidence.line(Case.of(line)));
                }
            }
        }
    }

    private String line(Case one) throws IOException {
        PipelineConfig config = one.config();
        Path file = folder.resolve(one.file);
        try (InputStream in = Files.newInputStream(file)) {
            return line(one, config,
                    TableReader.read(in, file.getFileName().toString(), config, Optional.empty(), workers));
        }
    }

    private String line(Case one, PipelineConfig config, ReadResult data) {
        int n = data.table().rows();
        long[] counts = new long[5];
        Curve stays = new Curve();
        Curve before = new Curve();
        Curve[] missing = {new Curve(), new Curve(), new Curve()};
        Curve[] missingBefore = {new Curve(), new Curve(), new Curve()};
        for (int split = 0; split < splits; split++) {
            SplittableRandom random = new SplittableRandom(split);
            int[] order = shuffled(n, random);
            int part = n * 2 / 5;
            int[] a = sorted(order, 0, part);
            int[] b = sorted(order, part, 2 * part);
            int[] asked = sorted(order, 2 * part, n);
            try {
                SegmentationModel first = train(data, a, config);
                SegmentationModel second = train(data, b, config);
                count(first, data.table(), b, counts);
                count(first, data.table(), asked, counts);
                stays(first, second, data.table(), asked, stays, before, random, missing, missingBefore);
                stays(second, first, data.table(), asked, stays, before, random, missing, missingBefore);
            } catch (DataException nothing) {
                counts[4]++;
            }
        }
        StringBuilder line = new StringBuilder();
        double rows = counts[0];
        int trained = n * 2 / 5;
        int held = n - trained;
        line.append(String.format(Locale.ROOT,
                "| %s | %s %d | %d | %s | %s | %.3f | %.3f | %.3f | %.3f | **%.3f** | %.3f |", one.file,
                one.algorithm, one.k, n, rate(counts[1], rows, 0.01, held, trained),
                rate(counts[2], rows, 0.05, held, trained), counts[3] / rows, 1 - rows / ((double) splits * held),
                stays.mean(1), stays.mean(0), stays.gap(), before.gap()));
        for (int m = 0; m < missing.length; m++) {
            line.append(String.format(Locale.ROOT, " %.2f %.2f **%.3f** %.3f |", missing[m].mean(1), missing[m].mean(0),
                    missing[m].gap(),
                    missingBefore[m].gap()));
        }
        return line.append(counts[4] > 0 ? " " + counts[4] + " found nothing" : "").toString();
    }

    private static String rate(long count, double rows, double alpha, int held, int trained) {
        double error = Math.sqrt(alpha * (1 - alpha) * (1.0 / held + 1.0 / trained));
        double rate = count / rows;
        return String.format(Locale.ROOT, "%.4f (%+.1f se)", rate, (rate - alpha) / error);
    }

    private SegmentationModel train(ReadResult data, int[] rows, PipelineConfig config) {
        return Pipeline.train(new ReadResult(data.table().selectRows(rows), data.schema(), data.report()), config,
                workers, Progress.NONE).model();
    }

    private static int[] shuffled(int n, SplittableRandom random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static int[] sorted(int[] order, int from, int to) {
        int[] rows = Arrays.copyOfRange(order, from, to);
        Arrays.sort(rows);
        return rows;
    }

    private static void count(SegmentationModel model, Table table, int[] rows, long[] counts) {
        Calibration calibration = model.calibration().orElseThrow();
        for (Assignment answer : answers(model, table.selectRows(rows))) {
            if (answer.cluster() >= 0) {
                double fit = calibration.fit(answer);
                counts[0]++;
                counts[1] += fit <= 0.01 ? 1 : 0;
                counts[2] += fit <= 0.05 ? 1 : 0;
                counts[3] += calibration.between(answer) >= 0 ? 1 : 0;
            }
        }
    }

    private static Assignment[] answers(SegmentationModel model, Table table) {
        Matrix x = model.pipeline().transform(table);
        float[] row = new float[x.columns()];
        Assignment[] answers = new Assignment[x.rows()];
        for (int i = 0; i < answers.length; i++) {
            x.row(i, row);
            answers[i] = model.assigner().explain(row);
        }
        return answers;
    }

    /** Asks one model about rows and holds its answers against the other's. */
    private static void stays(SegmentationModel model, SegmentationModel other, Table all, int[] asked, Curve stays,
            Curve before, SplittableRandom random, Curve[] missing, Curve[] missingBefore) {
        int[] same = paired(clusters(model, all), clusters(other, all), model.assigner().clusters(),
                other.assigner().clusters());
        Table table = all.selectRows(asked);
        Calibration calibration = model.calibration().orElseThrow();
        Assignment[] answers = answers(model, table);
        int[] again = clusters(other, table);
        int[] first = Arrays.stream(answers).mapToInt(Assignment::cluster).toArray();
        for (int i = 0; i < first.length; i++) {
            boolean stayed = first[i] < 0 ? again[i] < 0 : again[i] >= 0 && same[first[i]] == again[i];
            stays.add(calibration.confidence(answers[i]), stayed);
            before.add(answers[i].confidence(), stayed);
        }
        Predictor predictor = new Predictor(model, "v1");
        Predictor uncalibrated = new Predictor(model.with(Optional.empty()), "v1");
        List<Integer> columns = new ArrayList<>();
        for (String source : model.pipeline().sources()) {
            if (!model.pipeline().isDerived(model.pipeline().sources().indexOf(source))) {
                columns.add(model.schema().indexOf(source));
            }
        }
        int[] outs = {1, Math.max(1, columns.size() / 2), columns.size() - 1};
        for (int i = 0; i < Math.min(ASKED, first.length); i++) {
            for (int m = 0; m < outs.length; m++) {
                int[] order = shuffled(columns.size(), random);
                InputRecord record = InputRecord.of(model.schema(), table, i);
                for (int o = 0; o < outs[m]; o++) {
                    record.setMissing(columns.get(order[o]));
                }
                Prediction told;
                try {
                    told = predictor.predict(record, AT);
                } catch (DataException unusable) {
                    continue;
                }
                int cluster = told.segment().cluster();
                boolean stayed = cluster < 0 ? again[i] < 0 : again[i] >= 0 && same[cluster] == again[i];
                missing[m].add(told.confidence(), stayed);
                missingBefore[m].add(uncalibrated.predict(record, AT).confidence(), stayed);
            }
        }
    }

    private static int[] clusters(SegmentationModel model, Table table) {
        return Arrays.stream(answers(model, table)).mapToInt(Assignment::cluster).toArray();
    }

    private static int[] paired(int[] first, int[] again, int k, int others) {
        double[][] both = new double[k][others];
        for (int i = 0; i < first.length; i++) {
            if (first[i] >= 0 && again[i] >= 0) {
                both[first[i]][again[i]]++;
            }
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < others; b++) {
                int segment = a;
                int of = b;
                long union = IntStream.range(0, first.length).filter(i -> first[i] == segment || again[i] == of)
                        .count();
                both[a][b] = union > 0 && both[a][b] / union >= 0.3 ? both[a][b] / union : 0;
            }
        }
        return Pairing.of(both);
    }
}
