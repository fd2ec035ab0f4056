package io.segmenta.pipeline.report;

import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.centroid.SomFit;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.model.Segment;
import io.segmenta.pipeline.algorithm.Codebook;
import io.segmenta.pipeline.algorithm.Solution;
import io.segmenta.pipeline.algorithm.Tree;
import io.segmenta.pipeline.plot.SomPlot;
import io.segmenta.pipeline.search.ChosenClustering;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What silhouettes, dendrogram and maps of units are drawn of, for pages that draw them themselves. It tells of
 * segments, branches and units, never of single rows by their number, and has at most some ten thousand numbers,
 * whatever the number of rows. O(n log n) in rows; the same at any number of threads.
 *
 * @param clustered what was found
 * @param segments by cluster number
 * @param planes of the map of units, most varied first; empty where there is no map
 */
record PictureData(ChosenClustering clustered, List<Segment> segments, List<SomPlot.Plane> planes) {
    /** Branches that the tree is drawn with, at most; more where there are more segments. */
    static final int MOST_BRANCHES = 120;
    private static final int MOST_STEPS = 100;
    private static final int LEAST_STEPS = 20;
    private static final int ALL_STEPS = 4_000;
    private static final int ALL_UNITS = 40_000;
    private static final MathContext FIGURES = new MathContext(4);

    /** Returns the content of {@code pictures.json}. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 1);
        document.put("silhouette", silhouette());
        switch (clustered.division().solution()) {
            case Solution.Merges(Tree tree) -> document.put("dendrogram", dendrogram(tree));
            case Solution.Units(Codebook codebook) -> document.put("som", som(codebook));
            case Solution.Centroids _,Solution.Mixture _,Solution.Dense _ -> {
            }
        }
        return document;
    }

    private Map<String, Object> silhouette() {
        Silhouette measured = clustered.judged().silhouette();
        int[] rows = measured.rows();
        int[] labels = clustered.judged().partition().labels();
        double[] values = measured.values();
        List<Object> blades = new ArrayList<>();
        int steps = Math.clamp(ALL_STEPS / segments.size(), LEAST_STEPS, MOST_STEPS);
        for (int c = 0; c < segments.size(); c++) {
            int cluster = c;
            double[] own = IntStream.range(0, rows.length).filter(i -> labels[rows[i]] == cluster)
                    .mapToDouble(i -> values[i]).sorted().toArray();
            blades.add(blade(cluster, own, steps));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("mean", Documents.known(measured.mean()));
        document.put("rows", rows.length);
        document.put("of", labels.length);
        document.put("segments", blades);
        return document;
    }

    private Map<String, Object> blade(int cluster, double[] rising, int most) {
        int steps = Math.min(most, rising.length);
        Map<String, Object> blade = new LinkedHashMap<>();
        blade.put("segment_id", segments.get(cluster).id());
        blade.put("rows", rising.length);
        blade.put("mean", Documents.known(rounded(Arrays.stream(rising).average().orElse(Double.NaN))));
        blade.put("below", Arrays.stream(rising).filter(value -> value < 0).count());
        // From high to low, as blades are drawn.
        blade.put("values", IntStream.range(0, steps)
                .mapToObj(i -> rounded(rising[rising.length - 1 - (int) ((long) i * rising.length / steps)])).toList());
        return blade;
    }

    /** The upper merges; what lies below them is one branch each. */
    private Map<String, Object> dendrogram(Tree tree) {
        Dendrogram merges = tree.dendrogram();
        int n = merges.rows();
        int k = segments.size();
        int branches = Math.min(n, Math.max(MOST_BRANCHES, 2 * k));
        int folded = 2 * n - branches;
        int[] ofLeaf = tree.leafLabels(clustered.judged().partition().labels());
        long[] rows = new long[2 * n - 1];
        int[] cluster = new int[2 * n - 1];
        for (int node = 0; node < rows.length; node++) {
            boolean leaf = node < n;
            rows[node] = leaf ? tree.sizes()[node] : rows[merges.left(node - n)] + rows[merges.right(node - n)];
            cluster[node] = leaf ? ofLeaf[node] : cluster[merges.left(node - n)];
        }
        int[] number = new int[2 * n - 1];
        List<Object> leaves = new ArrayList<>();
        List<Integer> waiting = new ArrayList<>(List.of(2 * n - 2));
        while (!waiting.isEmpty()) {
            int node = waiting.removeLast();
            if (node < Math.max(n, folded)) {
                number[node] = leaves.size();
                leaves.add(List.of(rows[node], cluster[node]));
            } else {
                waiting.add(merges.right(node - n));
                waiting.add(merges.left(node - n));
            }
        }
        List<Object> upper = new ArrayList<>();
        for (int node = Math.max(n, folded); node < 2 * n - 1; node++) {
            number[node] = leaves.size() + upper.size();
            upper.add(List.of(number[merges.left(node - n)], number[merges.right(node - n)],
                    rounded(merges.height(node - n))));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", rows[2 * n - 2]);
        document.put("cells", tree.leaves().isPresent() ? n : null);
        document.put("segments", k);
        document.put("leaves", leaves);
        document.put("merges", upper);
        return document;
    }

    private Map<String, Object> som(Codebook codebook) {
        SomFit map = codebook.map();
        int units = map.hits().length;
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("width", map.som().width());
        document.put("height", units / map.som().width());
        document.put("hexagonal", map.som().grid() == Som.Grid.HEXAGONAL);
        document.put("quantization_error", rounded(map.quantizationError()));
        document.put("topographic_error", rounded(map.topographicError()));
        document.put("segments", Arrays.stream(codebook.segments()).boxed().toList());
        document.put("hits", Arrays.stream(map.hits()).boxed().toList());
        document.put("distances", numbers(map.uMatrix()));
        document.put("features", map.codebook()[0].length);
        document.put("planes", planes.stream().limit(Math.max(1, ALL_UNITS / units)).map(plane -> {
            double low = Arrays.stream(plane.values()).min().orElseThrow();
            double high = Arrays.stream(plane.values()).max().orElseThrow();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("feature", plane.name());
            fields.put("low", plane.told().apply(low));
            fields.put("high", plane.told().apply(high));
            fields.put("values", numbers(plane.values()));
            return fields;
        }).toList());
        return document;
    }

    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).mapToObj(PictureData::rounded).toList();
    }

    /** To four figures; 0 for what is no number, which no unit and no merge has. */
    private static double rounded(double value) {
        return Optional.ofNullable(Documents.known(value)).map(known -> new BigDecimal(known).round(FIGURES))
                .map(BigDecimal::doubleValue).orElse(0.0);
    }
}
