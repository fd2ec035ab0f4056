package io.segmenta.pipeline.map;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The map of a run. Points are at most {@value #MOST_POINTS} rows in an order drawn by the seed; outlines, densest
 * places and the grid of counts are of all rows, so they look alike at any number of them.
 * <p>
 * One pass over the rows and O(cells) for each cluster; four bytes a row, and less than 2 MB for each thread. The same
 * rows and seed give the same bytes at any number of threads.
 */
public final class SegmentMap {
    /** Points, at most. */
    public static final int MOST_POINTS = 100_000;
    /** Pairs of a cell and its count in the file, at most; grids that would have more are made coarser. */
    static final int MOST_PAIRS = 400_000;

    /** Outlines of fewer rows are drawn on a grid of {@value #COARSE} cells a side, others on one of {@value #FINE}. */
    private static final int FEW_ROWS = 20_000;
    private static final int COARSE = 128;
    private static final int FINE = 256;
    /** What a cell takes: counts, two heights and, of places around it, two edges and a mark. */
    private static final int CELL = 4 + 2 * 8 + 2 * 4 + 1;
    /** Corners of an outline, at most; fewer where many clusters share what all may have. */
    private static final int MOST_CORNERS = 600;
    private static final int LEAST_CORNERS = 40;
    private static final int ALL_CORNERS = 20_000;
    private static final int VERSION = 1;
    private static final double[] MASSES = {0.9, 0.5};

    private final Plane plane;
    private final Extent extent;
    private final List<Drawn> clusters;
    private final int side;
    private final int halved;
    private final PointFile file;
    private final int points;

    /** What is drawn of a cluster. */
    private record Drawn(int rows, int peak, List<Outline> outlines, int[] filled) {}

    private SegmentMap(Plane plane, int k, long seed, Workers workers) {
        this.plane = plane;
        int[] drawn = drawn(plane.count(), seed);
        this.points = drawn.length;
        this.extent = Extent.of(plane, drawn);
        this.side = side(plane.count());
        Cells cells = Cells.of(plane, extent, k);
        Drawn[] all = new Drawn[k];
        int corners = Math.clamp(ALL_CORNERS / Math.max(1, k), LEAST_CORNERS, MOST_CORNERS);
        workers.forEachBlock(k, c -> all[c] = drawn(cells, c, side, corners));
        this.clusters = List.of(all);
        this.halved = halved(clusters);
        List<byte[]> grid = IntStream.range(0, k).mapToObj(c -> Cells.written(cells.counts(c, halved))).toList();
        this.file = new PointFile(plane, extent, drawn, k, grid);
    }

    /**
     * Draws the map.
     *
     * @param k number of clusters, above every label
     * @param seed of the run
     */
    public static SegmentMap of(Plane plane, int k, long seed, Workers workers) {
        return new SegmentMap(plane, k, seed, workers);
    }

    /** The bytes that it holds at most while it is made. */
    public static double bytes(long rows, int threads) {
        double cells = (double) side(rows) * side(rows);
        double drawing = threads * CELL * cells;
        double writing = 4.0 * Cells.SIDE * Cells.SIDE + 13.0 * Math.min(rows, MOST_POINTS)
                + 6.0 * Math.min(rows, MOST_PAIRS);
        return 4.0 * rows + Math.max(drawing, writing);
    }

    private static int side(long rows) {
        return rows < FEW_ROWS ? COARSE : FINE;
    }

    /** Rows in a drawn order. */
    private static int[] drawn(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] rows = RowSample.of(n, MOST_POINTS, random);
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = rows[i];
            rows[i] = rows[j];
            rows[j] = kept;
        }
        return rows;
    }

    private static Drawn drawn(Cells cells, int cluster, int side, int corners) {
        Density density = Density.of(cells.counts(cluster, Integer.numberOfTrailingZeros(Cells.SIDE / side)), side);
        List<Outline> outlines = Arrays.stream(MASSES).mapToObj(mass -> Outline.of(density, mass, corners)).toList();
        return new Drawn(cells.rows(cluster), density.peak(), outlines, cells.filled(cluster));
    }

    private static int halved(List<Drawn> clusters) {
        int halved = 0;
        while (halved < Cells.HALVINGS && pairs(clusters, halved) > MOST_PAIRS) {
            halved++;
        }
        return halved;
    }

    private static long pairs(List<Drawn> clusters, int halved) {
        return clusters.stream().mapToLong(cluster -> cluster.filled[halved]).sum();
    }

    /**
     * Says where everything lies.
     *
     * @param ids the lasting ids of the segments, by cluster
     * @param sizes how many rows each segment has, drawn or not
     * @return the content of {@code map.json}
     */
    public Map<String, Object> document(List<String> ids, long[] sizes) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("rows", plane.count());
        document.put("rows_in_segments", Arrays.stream(sizes).sum());
        document.put("points", points);
        document.put("sampled", points < plane.count());
        document.put("beyond", beyond());
        document.put("heading", plane.heading());
        document.put("linear", plane.linear());
        document.put("extent", List.of(extent.x0(), extent.y0(), extent.x1(), extent.y1()));
        document.put("axes", plane.axes().stream().map(MapAxis::document).toList());
        List<Object> segments = new ArrayList<>();
        for (int c = 0; c < clusters.size(); c++) {
            segments.add(segment(ids.get(c), c, clusters.get(c)));
        }
        document.put("segments", segments);
        Map<String, Object> bytes = new LinkedHashMap<>();
        bytes.put("bytes", file.bytes().length);
        bytes.put("sections", file.sections());
        bytes.put("cells", Cells.SIDE >> halved);
        document.put("file", bytes);
        return document;
    }

    private int beyond() {
        int beyond = 0;
        for (int i = 0; i < plane.count(); i++) {
            beyond += extent.holds(plane.x()[i], plane.y()[i]) ? 0 : 1;
        }
        return beyond;
    }

    private Map<String, Object> segment(String id, int cluster, Drawn drawn) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("segment_id", id);
        fields.put("cluster", cluster);
        fields.put("rows", drawn.rows);
        if (drawn.rows > 0) {
            int row = drawn.peak / side;
            fields.put("label", List.of(place(drawn.peak % side), place(row)));
        }
        List<Object> outlines = new ArrayList<>();
        for (Outline outline : drawn.outlines) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("mass", outline.mass());
            one.put("rings", outline.rings().stream().map(this::ring).toList());
            outlines.add(one);
        }
        fields.put("outlines", outlines);
        return fields;
    }

    private List<Long> ring(double[] ring) {
        return Arrays.stream(ring).mapToObj(this::place).toList();
    }

    /** Where the middle of a cell is, or what lies between two. */
    private long place(double cells) {
        return Extent.placeOf((cells + 0.5) / side);
    }

    /** Returns the content of {@code map.bin}: the points and the grid. */
    public byte[] points() {
        return file.bytes();
    }
}
