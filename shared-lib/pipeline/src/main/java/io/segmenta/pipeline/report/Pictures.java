package io.segmenta.pipeline.report;

import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.centroid.SomFit;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.Segment;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.pipeline.algorithm.Codebook;
import io.segmenta.pipeline.algorithm.Solution;
import io.segmenta.pipeline.algorithm.Tree;
import io.segmenta.pipeline.plot.DendrogramPlot;
import io.segmenta.pipeline.plot.ElbowPlot;
import io.segmenta.pipeline.plot.KCard;
import io.segmenta.pipeline.plot.Key;
import io.segmenta.pipeline.plot.ProfileHeatMap;
import io.segmenta.pipeline.plot.ScatterPlot;
import io.segmenta.pipeline.plot.SilhouettePlot;
import io.segmenta.pipeline.plot.SomPlot;
import io.segmenta.pipeline.search.Candidate;
import io.segmenta.pipeline.search.Choice;
import io.segmenta.pipeline.search.ChosenClustering;
import io.segmenta.pipeline.search.Knee;
import io.segmenta.pipeline.segments.ColumnProfile;
import io.segmenta.pipeline.segments.SegmentProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The plots of a run. The arrays and tables are shared.
 *
 * @param features the rows that were clustered
 * @param table the whole file
 * @param pipeline how features were made
 * @param keptRows per clustered row its row in the table
 * @param clustered what was found
 * @param segments by cluster number
 * @param profiles by cluster number
 * @param algorithm its name
 * @param projection the rows in two dimensions
 */
record Pictures(Matrix features, Table table, FeaturePipeline pipeline, int[] keptRows, ChosenClustering clustered,
        List<Segment> segments, List<SegmentProfile> profiles, String algorithm, Projection projection) {
    private static final int MOST_LINES = 24;

    /** Every plot that makes sense for the run: name to SVG document. */
    Map<String, String> all(Workers workers) {
        List<Key> keys = IntStream.range(0, segments.size()).mapToObj(c -> new Key(segments.get(c).name(),
                Documents.fullName(segments.get(c), profiles.get(c)), segments.get(c).color())).toList();
        Map<String, Supplier<String>> pictures = new LinkedHashMap<>();
        pictures.put("scatter", () -> scatter(keys));
        pictures.put("profile", () -> profile(keys));
        pictures.put("silhouette", () -> silhouette(keys));
        pictures.put("k_card", this::kCard);
        List<Candidate> candidates = clustered.choice().candidates();
        if (candidates.size() > 1) {
            pictures.put("elbow",
                    () -> ElbowPlot.draw(candidates.stream().mapToInt(Candidate::k).toArray(),
                            candidates.stream().mapToDouble(Candidate::inertia).toArray(), clustered.choice().k(),
                            Knee.of(candidates)));
        }
        clustered.searched().filter(searched -> searched.tried().size() > 1)
                .ifPresent(searched -> pictures.put("search", () -> SearchTable.draw(searched)));
        List<Supplier<String>> each = List.copyOf(pictures.values());
        String[] drawings = new String[each.size()];
        workers.forEachBlock(drawings.length, i -> drawings[i] = each.get(i).get());
        Map<String, String> drawn = new LinkedHashMap<>();
        pictures.keySet().forEach(name -> drawn.put(name, drawings[drawn.size()]));
        drawn.putAll(ofSolution(keys));
        return drawn;
    }

    private Map<String, String> ofSolution(List<Key> keys) {
        return switch (clustered.division().solution()) {
            case Solution.Units(Codebook codebook) -> map(codebook, keys);
            case Solution.Merges(Tree tree) -> Map.of("dendrogram", dendrogram(tree, keys));
            case Solution.Centroids _,Solution.Mixture _,Solution.Dense _ -> Map.of();
        };
    }

    private String scatter(List<Key> keys) {
        int[] labels = projection.ofDrawn(clustered.judged().partition().labels());
        return ScatterPlot.draw(projection.x(), projection.y(), labels, keys, projection.frame(),
                segments.stream().mapToLong(Segment::size).toArray());
    }

    private String silhouette(List<Key> keys) {
        Silhouette measured = clustered.judged().silhouette();
        int[] rows = measured.rows();
        double[] values = measured.values();
        float[] blades = new float[rows.length];
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            blades[i] = (float) values[i];
            labels[i] = clustered.judged().partition().labels()[rows[i]];
        }
        return SilhouettePlot.draw(blades, labels, keys, features.rows());
    }

    private Map<String, String> map(Codebook codebook, List<Key> keys) {
        SomFit map = codebook.map();
        SomPlot.Grid grid = new SomPlot.Grid(map.som().width(), map.som().grid() == Som.Grid.HEXAGONAL,
                codebook.segments(), map.hits());
        Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put("som_grid", SomPlot.grid(grid, keys, map.quantizationError(), map.topographicError()));
        pictures.put("som_u_matrix", SomPlot.uMatrix(grid, map.uMatrix()));
        pictures.put("som_planes", SomPlot.planes(grid, planes(map), features.columns()));
        return pictures;
    }

    /** The features over the map in the file's units, the most varied first, at most {@value #MOST_LINES}. */
    private List<SomPlot.Plane> planes(SomFit map) {
        List<float[]> planes = IntStream.range(0, features.columns()).mapToObj(map::componentPlane).toList();
        OriginalUnits units = new OriginalUnits(features, table, pipeline, keptRows,
                profiles.getFirst().columns().stream().filter(column -> column.role() == Role.DATE)
                        .map(ColumnProfile::name).collect(Collectors.toSet()));
        return IntStream.range(0, planes.size()).boxed()
                .sorted(Comparator.comparingDouble(j -> -width(planes.get(j)))).limit(MOST_LINES)
                .map(j -> units.plane(j, planes.get(j))).toList();
    }

    /** What some of the pictures are drawn of. */
    PictureData data() {
        return new PictureData(clustered, segments,
                clustered.division().solution() instanceof Solution.Units(Codebook codebook) ? planes(codebook.map())
                        : List.of());
    }

    private static double width(float[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }

    private String kCard() {
        Choice choice = clustered.choice();
        List<KCard.Row> rows = choice.candidates().stream()
                .map(one -> new KCard.Row(one.k(), one.inertia(), one.silhouette(), one.calinskiHarabasz(),
                        one.daviesBouldin(), one.smallestShare(),
                        clustered.gap(one),
                        one.stability()))
                .toList();
        return KCard.draw(rows, choice.k(), choice.verdict(), choice.reasons());
    }

    private String profile(List<Key> keys) {
        int columns = profiles.getFirst().columns().size();
        List<HeatLine> lines = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            int column = j;
            lines.add(HeatLine.of(profiles.stream().map(profile -> profile.columns().get(column)).toList()));
        }
        lines.sort(Comparator.comparing((HeatLine line) -> !line.used()).thenComparingDouble(line -> -line.spread()));
        List<ProfileHeatMap.Line> shown = lines.stream().limit(MOST_LINES).map(HeatLine::line).toList();
        return ProfileHeatMap.draw(shown, keys, columns);
    }

    private String dendrogram(Tree tree, List<Key> keys) {
        String linkage = algorithm.substring(algorithm.indexOf(' ') + 1);
        Dendrogram merges = tree.dendrogram();
        int[] left = new int[merges.rows() - 1];
        int[] right = new int[merges.rows() - 1];
        Arrays.setAll(left, merges::left);
        Arrays.setAll(right, merges::right);
        DendrogramPlot.Leaves leaves = new DendrogramPlot.Leaves(
                tree.leafLabels(clustered.judged().partition().labels()), tree.sizes(),
                Arrays.stream(keptRows).map(RowNumber::of).toArray());
        return DendrogramPlot.draw(left, right, merges.heights(), leaves, keys, linkage);
    }
}
