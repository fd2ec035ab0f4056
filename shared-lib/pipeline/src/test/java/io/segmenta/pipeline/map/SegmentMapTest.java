package io.segmenta.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentMapTest {
    private static final Workers ONE = new Workers(1);

    private static SegmentMap map(float[] x, float[] y, int[] labels, int k) {
        return SegmentMap.of(MapFixture.plane(x, y, labels), k, 7, ONE);
    }

    private static JsonObject document(SegmentMap map, int k) {
        return Json.parse(Json.write(map.document(IntStream.range(0, k).mapToObj(c -> "s-" + c).toList(),
                new long[k])), "map.json");
    }

    private static JsonObject section(JsonObject document, int number) {
        return document.object("file").objects("sections").get(number);
    }

    private static int offset(JsonObject document) {
        return (int) section(document, 4).integer("offset");
    }

    @Test
    void fourRows_lieInTheCornersWithPaperAround() {
        SegmentMap map = map(new float[] {0, 10, 0, 10}, new float[] {0, 0, 20, 20}, new int[] {0, 0, 1, 1}, 2);
        JsonObject document = document(map, 2);
        assertThat(document.numbers("extent")).containsExactly(-0.6, -1.2, 10.6, 21.2);
        assertThat(document.integer("rows")).isEqualTo(4);
        assertThat(document.integer("points")).isEqualTo(4);
        assertThat(document.bool("sampled")).isFalse();
        assertThat(document.integer("beyond")).isZero();
        ByteBuffer file = ByteBuffer.wrap(map.points()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(document.object("file").integer("bytes")).isEqualTo(map.points().length);
        Set<List<Integer>> points = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            points.add(List.of((int) file.getShort(2 * i), (int) file.getShort(8 + 2 * i), file.getInt(16 + 4 * i),
                    (int) file.get(32 + i)));
        }
        // 0.6 of 11.2 is 3510.75 of 65534.
        assertThat(points).containsExactlyInAnyOrder(List.of(-29256, -29256, 1, 0), List.of(29256, -29256, 2, 0),
                List.of(-29256, 29256, 3, 1), List.of(29256, 29256, 4, 1));
        assertThat(section(document, 4).string("name")).isEqualTo("grid");
        assertThat(offset(document)).isEqualTo(36);
        int[][] grid = MapFixture.grid(map.points(), 36, 2, 512);
        // 0.6 of 11.2 is 27.4 of 512 cells, 10.6 is 484.6.
        assertThat(grid[0][27 * 512 + 27]).isOne();
        assertThat(grid[0][27 * 512 + 484]).isOne();
        assertThat(grid[1][484 * 512 + 27]).isOne();
        assertThat(Arrays.stream(grid[1]).sum()).isEqualTo(2);
        JsonObject second = document.objects("segments").get(1);
        assertThat(second.string("segment_id")).isEqualTo("s-1");
        assertThat(second.objects("outlines")).extracting(outline -> outline.number("mass")).containsExactly(0.9, 0.5);
    }

    @Test
    void label_isWhereMostRowsOfTheSegmentLie() {
        float[] x = {0, 100, 100, 100, 50};
        float[] y = {0, 100, 100, 100, 0};
        JsonObject segment = document(map(x, y, new int[] {0, 0, 0, 0, 1}, 2), 2).objects("segments").getFirst();
        // 0.946 of 128 is cell 121 from the left and from below; its middle is 121.5 of 128.
        assertThat(segment.numbers("label")).containsExactly(29439, 29439);
    }

    @Test
    void clusterWithoutRows_hasNoLabelAndNoRings() {
        JsonObject document = document(map(new float[] {0, 1}, new float[] {0, 1}, new int[] {0, 2}, 3), 3);
        JsonObject empty = document.objects("segments").get(1);
        assertThat(empty.has("label")).isFalse();
        assertThat(empty.integer("rows")).isZero();
    }

    @Test
    void equalRows_haveAnExtentAndAnOutlineAroundThem() {
        JsonObject document = document(map(new float[] {3, 3, 3}, new float[] {-4, -4, -4}, new int[3], 1), 1);
        assertThat(document.numbers("extent")).containsExactly(2.5, -4.5, 3.5, -3.5);
        assertThat(document.objects("segments").getFirst().objects("outlines")).hasSize(2);
    }

    @Test
    void fewFarRows_lieOnTheBorder() {
        float[] x = new float[4_000];
        float[] y = new float[4_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 63;
            int row = i / 63;
            y[i] = row;
        }
        x[17] = 1e6f;
        SegmentMap map = map(x, y, new int[4_000], 1);
        JsonObject document = document(map, 1);
        assertThat(document.integer("beyond")).isOne();
        assertThat(document.numbers("extent")[2]).isEqualTo(62 + 0.06 * 62);
        ByteBuffer file = ByteBuffer.wrap(map.points()).order(ByteOrder.LITTLE_ENDIAN);
        int point = IntStream.range(0, 4_000).filter(i -> file.getInt(16_000 + 4 * i) == 18).findFirst().orElseThrow();
        assertThat(file.getShort(2 * point)).isEqualTo((short) 32_767);
    }

    @Test
    void moreRowsThanPoints_areDrawnEvenlyAndOutlinedInFull() {
        int n = 250_000;
        SplittableRandom random = new SplittableRandom(1);
        float[] x = new float[n];
        float[] y = new float[n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i < n / 5 ? 1 : 0;
            x[i] = (float) random.nextGaussian() + 8 * labels[i];
            y[i] = (float) random.nextGaussian();
        }
        SegmentMap map = map(x, y, labels, 2);
        JsonObject document = document(map, 2);
        assertThat(document.bool("sampled")).isTrue();
        assertThat(document.integer("points")).isEqualTo(SegmentMap.MOST_POINTS);
        ByteBuffer file = ByteBuffer.wrap(map.points()).order(ByteOrder.LITTLE_ENDIAN);
        Set<Integer> rows = new TreeSet<>();
        int firstTenth = 0;
        int second = 0;
        for (int i = 0; i < SegmentMap.MOST_POINTS; i++) {
            int row = file.getInt(400_000 + 4 * i);
            rows.add(row);
            boolean one = row <= n / 5;
            assertThat(file.get(800_000 + i)).isEqualTo((byte) (one ? 1 : 0));
            second += one ? 1 : 0;
            firstTenth += i < 10_000 && one ? 1 : 0;
        }
        assertThat(rows).as("each row once").hasSize(SegmentMap.MOST_POINTS);
        assertThat(second).isBetween(19_600, 20_400);
        assertThat(firstTenth).as("in no order").isBetween(1_840, 2_160);
        int[][] grid = MapFixture.grid(map.points(), offset(document), 2, 512);
        assertThat(Arrays.stream(grid[0]).sum()).isEqualTo(200_000);
        assertThat(Arrays.stream(grid[1]).sum()).isEqualTo(50_000);
    }

    @Test
    void overlappingSegments_makeTheGridCoarserAndTheFileNoLarger() {
        int k = 300;
        int n = 600_000;
        SplittableRandom random = new SplittableRandom(2);
        float[] x = new float[n];
        float[] y = new float[n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextDouble();
            y[i] = (float) random.nextDouble();
            labels[i] = i % k;
        }
        SegmentMap map = map(x, y, labels, k);
        JsonObject document = document(map, k);
        int cells = (int) document.object("file").integer("cells");
        assertThat(cells).isEqualTo(32);
        assertThat(section(document, 3).string("type")).as("300 clusters").isEqualTo("uint16");
        int[][] grid = MapFixture.grid(map.points(), offset(document), k, cells);
        assertThat(Stream.of(grid).mapToInt(counts -> Arrays.stream(counts).sum())).containsOnly(n / k);
        assertThat(map.points().length).isLessThan(2_300_000);
    }

    @Test
    void threads_changeNothing() {
        SplittableRandom random = new SplittableRandom(4);
        float[] x = new float[30_000];
        float[] y = new float[30_000];
        int[] labels = new int[30_000];
        for (int i = 0; i < x.length; i++) {
            labels[i] = random.nextInt(6);
            x[i] = (float) random.nextGaussian() + labels[i];
            y[i] = (float) random.nextGaussian() * labels[i];
        }
        SegmentMap one = map(x, y, labels, 6);
        try (Workers four = new Workers(4)) {
            SegmentMap more = SegmentMap.of(MapFixture.plane(x, y, labels), 6, 7, four);
            assertThat(more.points()).isEqualTo(one.points());
            List<String> ids = List.of("a", "b", "c", "d", "e", "f");
            assertThat(Json.write(more.document(ids, new long[6]))).isEqualTo(Json.write(one.document(ids,
                    new long[6])));
        }
        assertThat(SegmentMap.of(MapFixture.plane(x, y, labels), 6, 8, ONE).points()).as("another seed")
                .isNotEqualTo(one.points());
    }
}
