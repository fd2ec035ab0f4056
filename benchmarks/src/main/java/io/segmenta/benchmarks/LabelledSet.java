package io.segmenta.benchmarks;

import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.model.data.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Rows with the groups they are known to fall into, and what published partitions reached on them.
 *
 * @param name such as {@code fcps/hepta}
 * @param answers the known partitions, several where several are equally right
 */
record LabelledSet(String name, Matrix matrix, List<Answer> answers) {

    /**
     * One known partition.
     *
     * @param k its number of groups, noise aside
     * @param labels per row its group, 0 for noise
     * @param published by method the adjusted Rand index of the published partition, where there is one
     */
    record Answer(int k, int[] labels, Map<String, Double> published) {

        /** Returns the adjusted Rand index of labels on the rows that are not noise. */
        double agreement(int[] found) {
            int[] rows = java.util.stream.IntStream.range(0, labels.length).filter(i -> labels[i] != 0).toArray();
            int[] truth = new int[rows.length];
            int[] scored = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                truth[i] = labels[rows[i]];
                scored[i] = found[rows[i]];
            }
            return AdjustedRandIndex.of(scored, truth);
        }
    }

    /**
     * Reads all sets of a folder that {@code reference_ari.csv} lists: per set and label column its k and the published
     * figures.
     *
     * @param mostRows larger sets are left out
     */
    static List<LabelledSet> readAll(Path folder, int mostRows) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("reference_ari.csv"));
        List<String> header = List.of(lines.getFirst().split(",", -1));
        Map<String, List<List<String>>> bySet = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = List.of(line.split(",", -1));
            if (Integer.parseInt(fields.get(header.indexOf("n"))) <= mostRows) {
                bySet.computeIfAbsent(fields.getFirst(), _ -> new ArrayList<>()).add(fields);
            }
        }
        List<LabelledSet> sets = new ArrayList<>();
        for (Map.Entry<String, List<List<String>>> entry : bySet.entrySet()) {
            Columns columns = Columns.read(folder.resolve(entry.getValue().getFirst().get(header.indexOf("file"))));
            List<Answer> answers = new ArrayList<>();
            for (List<String> fields : entry.getValue()) {
                Map<String, Double> published = new TreeMap<>();
                for (int j = header.indexOf("noise") + 1; j < fields.size(); j++) {
                    if (!fields.get(j).isBlank()) {
                        published.put(header.get(j), Double.parseDouble(fields.get(j)));
                    }
                }
                float[] labels = columns.of(fields.get(header.indexOf("labels")));
                int[] truth = new int[labels.length];
                for (int i = 0; i < truth.length; i++) {
                    truth[i] = (int) labels[i];
                }
                answers.add(new Answer(Integer.parseInt(fields.get(header.indexOf("k"))), truth, published));
            }
            sets.add(new LabelledSet(entry.getKey(), columns.features(), answers));
        }
        return sets;
    }

    /** The columns of a file by name. */
    private record Columns(Map<String, float[]> values) {

        static Columns read(Path file) throws IOException {
            List<String> lines;
            try (InputStream in = Files.newInputStream(file);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(
                            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
                lines = reader.lines().toList();
            }
            String[] header = lines.getFirst().split(",", 0);
            Map<String, float[]> values = new LinkedHashMap<>();
            for (String name : header) {
                values.put(name, new float[lines.size() - 1]);
            }
            Columns columns = new Columns(values);
            for (int i = 1; i < lines.size(); i++) {
                String[] fields = lines.get(i).split(",", 0);
                for (int j = 0; j < header.length; j++) {
                    columns.of(header[j])[i - 1] = Float.parseFloat(fields[j]);
                }
            }
            return columns;
        }

        float[] of(String name) {
            return Objects.requireNonNull(values.get(name), () -> "no column " + name);
        }

        Matrix features() {
            List<String> names = values.keySet().stream().filter(name -> !name.startsWith("label")).toList();
            return Matrix.ofColumns(names, names.stream().map(values::get).toArray(float[][]::new));
        }
    }
}
