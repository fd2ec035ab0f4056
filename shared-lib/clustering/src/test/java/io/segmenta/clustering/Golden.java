package io.segmenta.clustering;

import io.segmenta.model.data.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data sets and the numbers public tools gave for them, as written by the generator scripts beside the files. */
public final class Golden {

    private final Map<String, List<float[]>> rows = new LinkedHashMap<>();
    private final Map<String, double[]> values = new LinkedHashMap<>();

    private Golden() {}

    /** Reads {@code golden/<name>} of the test resources. */
    public static Golden read(String name) {
        Golden golden = new Golden();
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .forEach(golden::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return golden;
    }

    private void add(String line) {
        String[] parts = line.split(" ", -1);
        double[] numbers = new double[parts.length - 2];
        float[] row = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(parts[i + 2]);
            row[i] = Float.parseFloat(parts[i + 2]);
        }
        if (parts[1].equals("row")) {
            rows.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(row);
        } else {
            values.put(parts[0] + " " + parts[1], numbers);
        }
    }

    /** Returns the names of the sets that have a value of that key. */
    public List<String> setsWith(String key) {
        return rows.keySet().stream().filter(set -> values.containsKey(set + " " + key)).toList();
    }

    public Matrix rows(String set) {
        return Samples.rows(rows.get(set).toArray(float[][]::new));
    }

    public double[] values(String set, String key) {
        double[] found = values.get(set + " " + key);
        if (found == null) {
            throw new IllegalArgumentException("no " + key + " for " + set);
        }
        return found;
    }

    public double value(String set, String key) {
        return values(set, key)[0];
    }

    public int[] labels(String set, String key) {
        double[] found = values(set, key);
        int[] labels = new int[found.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) found[i];
        }
        return labels;
    }
}
