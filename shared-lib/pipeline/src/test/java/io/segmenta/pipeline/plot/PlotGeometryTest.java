package io.segmenta.pipeline.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever columns and segments are called, every text is on the canvas, alone, and tells what it stands for. */
class PlotGeometryTest {
    private static final String SURVEY = "Please rank the Star Wars films in order of preference with 1 being your "
            + "favorite film in the franchise and 6 being your least favorite film. - Star Wars: ";

    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> plain = Arbitraries.strings().withChars("abcdeABCilmwMW _-./0159äßжЩ漢字é😀").ofMinLength(1)
                .ofMaxLength(60).filter(name -> !name.isBlank());
        Arbitrary<String> prefix = Arbitraries.of("", SURVEY, "average_monthly_spending_of_the_household_on_",
                "W".repeat(118), "Wie zufrieden sind Sie alles in allem mit unserem Angebot an ");
        return Combinators.combine(prefix, plain.list().ofMinSize(12).ofMaxSize(24).uniqueElements()).as(
                (before, ends) -> ends.stream().map(end -> before + end).map(name -> name.strip()).distinct().toList());
    }

    @Property(tries = 300)
    void box_namesThatDiffer_lookDifferentAndFit(@ForAll("names") List<String> names,
            @ForAll @IntRange(min = 1, max = 4) int lines, @ForAll @IntRange(min = 70, max = 400) int room) {
        Box box = new Box(room, 12, false, lines);
        List<List<String>> shown = box.distinct(names);
        Map<List<String>, String> meaning = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String before = meaning.put(shown.get(i), bare(names.get(i)));
            assertThat(before).as("%s", shown.get(i)).isIn(null, bare(names.get(i)));
            assertThat(shown.get(i)).hasSizeBetween(1, lines)
                    .allMatch(line -> TextWidths.of(line, 12, false) <= room + 1e-6);
        }
    }

    private static String bare(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    @Property(tries = 60)
    void plots_ofAnyNames_areReadable(@ForAll("names") @Size(min = 12) List<String> names,
            @ForAll @IntRange(min = 2, max = 24) int segments, @ForAll @IntRange(max = 12) int power,
            @ForAll long seed) {
        int k = Math.min(segments, names.size());
        List<Key> keys = IntStream.range(0, k).mapToObj(c -> new Key(names.get(c), Palette.color(c))).toList();
        Random random = new Random(seed);
        int n = 12 * k;
        float[] x = new float[n];
        float[] y = new float[n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (random.nextGaussian() * StrictMath.pow(10, power));
            y[i] = (float) (random.nextGaussian() * StrictMath.pow(10, power - 6));
            labels[i] = i % k;
        }
        float[] silhouettes = new float[n];
        Arrays.setAll(labels, i -> i < k ? i : random.nextInt(k));
        for (int i = 0; i < n; i++) {
            silhouettes[i] = random.nextFloat() * 2 - 1;
        }
        readable(ScatterPlot.draw(x, y, labels, keys, new ScatterPlot.Frame("Segments on two features",
                names.getFirst(), names.getLast(), true)));
        readable(SilhouettePlot.draw(silhouettes, labels, keys, 100_000_000));
        readable(heatMap(names, keys, random));
        readable(kCard(names, k, power));
        readable(ElbowPlot.draw(IntStream.rangeClosed(2, 2 + k).toArray(),
                IntStream.rangeClosed(2, 2 + k).mapToDouble(i -> StrictMath.pow(10, power) / i).toArray(), 2 + k / 2,
                OptionalInt.of(2 + k / 2)));
        readable(SearchCard.draw(List.of("algorithm", "k", "silhouette ↑", "inertia ↓"),
                names.stream().map(name -> List.of(name, "12", "0.123", "1,234,567,890")).toList(), 1, names, 3));
        readable(dendrogram(k, keys, power));
    }

    private static void readable(String svg) {
        assertThat(svg).doesNotContain("NaN");
        Drawn.of(svg).assertReadable();
    }

    private static String heatMap(List<String> names, List<Key> keys, Random random) {
        List<ProfileHeatMap.Line> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<String> values = new ArrayList<>();
            List<Double> effects = new ArrayList<>();
            for (int c = 0; c < keys.size(); c++) {
                values.add(random.nextBoolean() ? "34% " + names.get(c) : "1,234,567");
                effects.add(random.nextGaussian());
            }
            lines.add(new ProfileHeatMap.Line(names.get(i), i % 3 == 0 ? "not used for the segments" : "",
                    "12% " + names.get(i), values, effects));
        }
        return ProfileHeatMap.draw(lines, keys, 400);
    }

    private static String kCard(List<String> names, int k, int power) {
        List<KCard.Row> rows = IntStream.rangeClosed(2, 2 + k).mapToObj(i -> new KCard.Row(i,
                StrictMath.pow(10, power), 0.5, StrictMath.pow(10, power) / 7, 12.345, 0.0004, -12.34, 0.5)).toList();
        return KCard.draw(rows, 3, "Two segments by " + names.getFirst(), names);
    }

    private static String dendrogram(int k, List<Key> keys, int power) {
        int n = 3 * k;
        int[] left = new int[n - 1];
        int[] right = new int[n - 1];
        double[] heights = new double[n - 1];
        for (int i = 0; i < n - 1; i++) {
            left[i] = i == 0 ? 0 : n + i - 1;
            right[i] = i + 1;
            heights[i] = (i + 1) * StrictMath.pow(10, power);
        }
        int[] rows = new int[n];
        int[] numbers = new int[n];
        int[] labels = new int[n];
        Arrays.fill(rows, 1);
        Arrays.setAll(numbers, i -> 12_345_670 + i);
        Arrays.setAll(labels, i -> Math.max(0, i - (n - k)));
        return DendrogramPlot.draw(left, right, heights, new DendrogramPlot.Leaves(labels, rows, numbers), keys,
                "complete");
    }

    @Property(tries = 60)
    void maps_ofAnyNames_areReadable(@ForAll("names") List<String> names, @ForAll @IntRange(min = 1, max = 14) int wide,
            @ForAll @IntRange(min = 1, max = 14) int high, @ForAll boolean hexagonal) {
        int k = Math.min(12, Math.min(names.size(), wide * high));
        List<Key> keys = IntStream.range(0, k).mapToObj(c -> new Key(names.get(c), Palette.color(c))).toList();
        int[] segments = new int[wide * high];
        Arrays.setAll(segments, u -> u % k);
        double[] values = new double[wide * high];
        Arrays.setAll(values, u -> 1_000_000.5 * u);
        SomPlot.Grid grid = new SomPlot.Grid(wide, hexagonal, segments, new int[wide * high]);
        readable(SomPlot.grid(grid, keys, 0.5, 0.1));
        readable(SomPlot.uMatrix(grid, values));
        List<SomPlot.Plane> planes = names.stream().map(name -> new SomPlot.Plane(name, values, Numbers::figure))
                .toList();
        readable(SomPlot.planes(grid, planes, 100));
    }
}
