package io.segmenta.pipeline.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.pipeline.text.Numbers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotTest {
    private static final List<Key> KEYS = List.of(new Key("Frequent <shoppers> & \"friends\"", Palette.color(0)),
            new Key("New\u0000comers", Palette.color(1)));
    private static final ScatterPlot.Frame FRAME = new ScatterPlot.Frame("Segments on two features", "income (k$)",
            "score", true);

    @Test
    void scatter_fewRows_drawsEveryRowAndOneLabelPerSegment() throws Exception {
        String svg = ScatterPlot.draw(new float[] {1, 2, 8, 9}, new float[] {1, 2, 8, 9},
                new int[] {0, 0, 1, 1}, KEYS, FRAME);
        Document document = parse(svg);
        // 4 rows, 2 labels, 2 legend entries
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(8);
        assertThat(svg).contains("Frequent &lt;shoppers&gt; &amp; ", "income (k$)", "0 · 2 rows, 50%");
    }

    @Test
    void scatter_someOfTheRows_saysSoAndTellsTheSizesOfAll() {
        String svg = ScatterPlot.draw(new float[] {1, 2, 8}, new float[] {1, 2, 8}, new int[] {0, 0, 1}, KEYS, FRAME,
                new long[] {3_000, 1_000});
        assertThat(svg).contains("Each point is one of 3 rows drawn evenly from 4,000; labels sit",
                "0 · 3,000 rows, 75%", "1 · 1,000 rows, 25%");
    }

    @Test
    void scatter_manyRows_statesSampleAndDrawsDensity() throws Exception {
        int n = 10_000;
        float[] x = new float[n];
        float[] y = new float[n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = i % 100;
            int line = i / 100;
            y[i] = line;
            labels[i] = x[i] < 50 ? 0 : 1;
        }
        String svg = ScatterPlot.draw(x, y, labels, KEYS, FRAME);
        parse(svg);
        assertThat(svg).contains("density of all 10,000 rows", "a sample of 2,500 (every 4th row)");
        assertThat(svg.length()).isLessThan(1_500_000);
    }

    @Test
    void scatter_layout_labelsSitOnTheLargestIslandAndNotBetween() throws Exception {
        // Segment 0 lies at x = 0, 0, 0 and 10: its mean is 2.5, where nothing is.
        float[] x = {0, 0, 0, 10, 20};
        float[] y = {0, 0, 0, 0, 0};
        int[] labels = {0, 0, 0, 0, 1};
        String linear = ScatterPlot.draw(x, y, labels, KEYS, FRAME);
        String layout = ScatterPlot.draw(x, y, labels, KEYS,
                new ScatterPlot.Frame("Segments laid out by UMAP", "UMAP 1", "UMAP 2", false));
        assertThat(layout).contains("Segments laid out by UMAP", "labels sit where their segments are densest");
        Document document = parse(layout);
        double island = attribute(document, 0, "cx");
        assertThat(attribute(document, 5, "cx")).isEqualTo(island);
        assertThat(attribute(parse(linear), 5, "cx")).isGreaterThan(island + 50);
    }

    private static double attribute(Document document, int circle, String name) {
        return Double.parseDouble(document.getElementsByTagName("circle").item(circle).getAttributes()
                .getNamedItem(name).getTextContent());
    }

    @Test
    void scatter_allRowsEqual_staysInsideThePicture() throws Exception {
        String svg = ScatterPlot.draw(new float[] {3, 3}, new float[] {0, 0}, new int[] {0, 1}, KEYS, FRAME);
        parse(svg);
        assertThat(svg).doesNotContain("NaN", "Infinity");
    }

    @Test
    void som_hexagonalAndRectangular_drawsOneCellPerUnit() throws Exception {
        for (boolean hexagonal : new boolean[] {true, false}) {
            SomPlot.Grid grid = new SomPlot.Grid(3, hexagonal, new int[] {0, 0, 1, 0, 1, 1},
                    new int[] {5, 0, 2, 9, 1, 3});
            String map = SomPlot.grid(grid, KEYS, 0.5, 0.1);
            Document document = parse(map);
            // 5 units with rows, 2 legend entries
            assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(7);
            assertThat(map).contains("Quantisation error 0.5", "topographic error 10%", "unit 2, 1", "70% of the rows");
            String matrix = SomPlot.uMatrix(grid, new double[] {1, 1, 1, 1, 1, 1});
            String planes = SomPlot.planes(grid, List.of(
                    new SomPlot.Plane("income & more", new double[] {0, 1, 2, 3, 4, 5}, Numbers::figure)), 2);
            parse(matrix);
            parse(planes);
            assertThat(matrix + planes).doesNotContain("NaN", "Infinity").contains("income &amp; more",
                    "The 1 most varied of 2 features");
        }
    }

    @Test
    void elbow_anyCurve_namesKneeAndChoice() throws Exception {
        String svg = ElbowPlot.draw(new int[] {2, 3, 4, 5}, new double[] {110, 30, 20, 10}, 4, OptionalInt.of(3));
        parse(svg);
        assertThat(svg).contains("bends most at k = 3", "chosen: k = 4");
    }

    @Test
    void picturesOfQuality_areInkOnPaper() {
        List<KCard.Row> rows = List.of(new KCard.Row(2, 10, 0.3, 5, 0.9, 0.4, 0.1, 0.71),
                new KCard.Row(3, 5, 0.5, 9, 0.7, 0.2, 0.34, 1));
        String svg = KCard.draw(rows, 3, "Three segments", List.of("because"))
                + ElbowPlot.draw(new int[] {2, 3, 4}, new double[] {110, 30, 20}, 3, OptionalInt.of(3))
                + SearchCard.draw(List.of("algorithm", "k"), List.of(List.of("kmeans", "2"), List.of("genie", "3")), 1,
                        List.of("because"), 0);
        Matcher colour = Pattern.compile("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})").matcher(svg);
        int found = 0;
        while (colour.find()) {
            int[] parts = IntStream.rangeClosed(1, 3).map(i -> Integer.parseInt(colour.group(i), 16)).sorted()
                    .toArray();
            assertThat(parts[2] - parts[0]).as(colour.group()).isLessThan(25);
            found++;
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void silhouette_sampled_saysSoAndReportsEachSegment() throws Exception {
        String svg = SilhouettePlot.draw(new float[] {0.5f, 0.7f, -0.2f, 0.4f}, new int[] {0, 0, 1, 1}, KEYS,
                1_000);
        parse(svg);
        assertThat(svg).contains("Mean 0.350", "Sample of 4 of 1,000 rows", "mean 0.60, 0% below 0",
                "mean 0.10, 50% below 0");
    }

    @Test
    void dendrogram_fourRows_cutsBetweenTheMergesOfK() throws Exception {
        // rows 0,1 merge at 1, rows 2,3 at 2, both at 10: two segments are cut at 6
        String svg = DendrogramPlot.draw(new int[] {0, 2, 4}, new int[] {1, 3, 5}, new double[] {1, 2, 10},
                new DendrogramPlot.Leaves(new int[] {0, 0, 1, 1}, new int[] {1, 1, 1, 1}, new int[] {11, 12, 13, 19}),
                KEYS, "ward");
        parse(svg);
        assertThat(svg).contains("4 rows, cut at height 6 into 2 segments", "row of the file", ">19<")
                .doesNotContain("folded");
    }

    @Test
    void dendrogram_manyRows_foldsTheLowestMerges() throws Exception {
        int n = 5_000;
        int[] left = new int[n - 1];
        int[] right = new int[n - 1];
        double[] heights = new double[n - 1];
        for (int i = 0; i < n - 1; i++) {
            left[i] = i == 0 ? 0 : n + i - 1;
            right[i] = i + 1;
            heights[i] = i + 1;
        }
        int[] labels = new int[n];
        labels[n - 1] = 1;
        int[] rows = new int[n];
        Arrays.fill(rows, 1);
        String svg = DendrogramPlot.draw(left, right, heights, new DendrogramPlot.Leaves(labels, rows, rows), KEYS,
                "single");
        parse(svg);
        assertThat(svg).contains("folded into 40 leaves", "(4,961)");
    }

    @Test
    void dendrogram_cellsOfRows_countsTheirRowsAndSaysSo() throws Exception {
        String svg = DendrogramPlot.draw(new int[] {0, 2}, new int[] {1, 3}, new double[] {1, 10},
                new DendrogramPlot.Leaves(new int[] {0, 0, 1}, new int[] {700, 20, 1}, new int[3]), KEYS, "average");
        parse(svg);
        assertThat(svg).contains("Dendrogram (average linkage, approximate: 3 cells of near rows)",
                "721 rows, cut at height", "(700)", "(1)", "0 · 720 rows", "rows of the cell");
    }

    @Test
    void heatMap_missingEffect_isDrawnWithoutColour() throws Exception {
        String svg = ProfileHeatMap.draw(
                List.of(new ProfileHeatMap.Line("Age", "", "38.9", List.of("30", "unknown"),
                        List.of(-0.5, Double.NaN))),
                KEYS, 4);
        parse(svg);
        assertThat(svg).contains("The 1 most telling of 4 columns", "Age").doesNotContain("NaN");
    }

    @Test
    void kCard_longVerdict_isWrappedAndMarksTheChoice() throws Exception {
        List<KCard.Row> rows = List.of(new KCard.Row(2, 10, 0.3, 5, 0.9, 0.4, Double.NaN, 0.71),
                new KCard.Row(3, 5, 0.5, 9, 0.7, 0.2, 0.34, 1));
        String svg = KCard.draw(rows, 3, "many words ".repeat(90), List.of("because", "and also"));
        parse(svg);
        assertThat(svg).contains("0.500", "0.34", "0.71", "–", "because", "…<title>many words");
    }

    @Test
    void legend_ofManySegments_namesEachWithItsNumber() throws Exception {
        List<Key> keys = new ArrayList<>();
        for (int c = 0; c < 20; c++) {
            keys.add(new Key("Segment " + "abcdefghijklmnopqrst".charAt(c), Palette.color(c)));
        }
        int[] labels = new int[40];
        Arrays.setAll(labels, i -> i % 20);
        String svg = SilhouettePlot.draw(new float[40], labels, keys, 40);
        parse(svg);
        assertThat(svg).contains("0 · Segment a", "19 · Segment t").doesNotContain("more</text>");
    }

    @Test
    void legend_ofTwelveLongNames_showsWhatTellsThemApart() throws Exception {
        List<Key> keys = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            keys.add(new Key("High-income, younger customers with income about " + (100 + c), Palette.color(c)));
        }
        int[] labels = new int[24];
        Arrays.setAll(labels, i -> i % 12);
        String svg = SilhouettePlot.draw(new float[24], labels, keys, 24);
        parse(svg);
        for (int c = 0; c < 12; c++) {
            assertThat(svg).contains("about " + (100 + c) + "</text>");
        }
    }

    @Test
    void legend_ofLongNames_staysInsideItsPicture() throws Exception {
        List<Key> keys = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            keys.add(new Key("High-spending, high-income customers, group " + "abcdefghijkl".charAt(c),
                    Palette.color(c)));
        }
        int[] labels = new int[24];
        Arrays.setAll(labels, i -> i % 12);
        // A map of one unit is much lower than the list beside it, and than the scale of the U-matrix.
        SomPlot.Grid grid = new SomPlot.Grid(1, true, new int[] {0}, new int[] {1});
        for (String svg : List.of(SilhouettePlot.draw(new float[24], labels, keys, 24),
                ScatterPlot.draw(new float[24], new float[24], labels, keys, FRAME),
                SomPlot.grid(grid, keys.subList(0, 7), 0.5, 0.1), SomPlot.uMatrix(grid, new double[] {1}))) {
            Document document = parse(svg);
            double height = Double.parseDouble(document.getDocumentElement().getAttribute("height"));
            for (int i = 0; i < document.getElementsByTagName("text").getLength(); i++) {
                Element text = (Element) document.getElementsByTagName("text").item(i);
                assertThat(Double.parseDouble(text.getAttribute("y"))).as(text.getTextContent())
                        .isLessThan(height - 4);
            }
        }
    }

    @Test
    void heatMap_nameOfOneLongWord_staysInItsColumn() throws Exception {
        String svg = ProfileHeatMap.draw(List.of(),
                List.of(new Key("Donaudampfschifffahrtsgesellschaft and more", "#000000"),
                        new Key("b", "#111111")),
                0);
        parse(svg);
        assertThat(svg).contains("Donaudampf").doesNotContain(">Donaudampfschifffahrtsgesellschaft</text>");
    }

    @Test
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void box_textOfMillionsOfCharacters_isCutWithoutMeasuringAllOfIt() {
        Box box = Box.line(100, 10);
        // 0.6 em each and 1 em of ellipsis: 15 and the ellipsis are 100 wide
        assertThat(box.only("x".repeat(3_000_000))).isEqualTo("x".repeat(15) + "…");
        assertThat(box.only("x".repeat(16))).isEqualTo("x".repeat(16));
        assertThat(Box.line(1, 10).only("\ud83d\ude00\ud83d\ude00")).isEqualTo("\ud83d\ude00…");
    }

    @Test
    void searchCard_marksTheOneTakenAndEscapes() throws Exception {
        String svg = SearchCard.draw(List.of("algorithm", "k"), List.of(List.of("a<b", "2"), List.of("c", "3")), 1,
                List.of("Two & more"), 4);
        parse(svg);
        assertThat(svg).contains("a&lt;b", "Two &amp; more", "and 4 more, in metrics.json");
        assertThat(svg.split("font-weight=\"700\"", -1)).hasSize(3);
    }

    @Test
    void palette_manySegments_givesDistinctColours() {
        List<String> colors = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            colors.add(Palette.color(i));
        }
        assertThat(colors).doesNotHaveDuplicates().allMatch(color -> color.matches("#[0-9a-f]{6}"));
    }

    @Test
    void palette_firstSlots_haveTheColoursOfTheDashboard() throws IOException {
        String tokens = Files.readString(Path.of("../../dashboard/src/tokens.css"));
        String light = tokens.substring(0, tokens.indexOf("data-theme='dark'"));
        Matcher slots = Pattern.compile("--segment-(\\d+): (#[0-9a-f]{6});").matcher(light);
        List<String> colors = new ArrayList<>();
        while (slots.find()) {
            assertThat(Palette.color(Integer.parseInt(slots.group(1)) - 1)).isEqualTo(slots.group(2));
            colors.add(slots.group(2));
        }
        assertThat(colors).hasSize(8);
    }

    @Test
    void ticks_anyRange_areRoundNumbersInsideIt() {
        double step = Axes.step(0.3, 9.7, 8);
        assertThat(step).isEqualTo(2);
        assertThat(Axes.ticks(0.3, 9.7, step)).containsExactly(2.0, 4.0, 6.0, 8.0);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
