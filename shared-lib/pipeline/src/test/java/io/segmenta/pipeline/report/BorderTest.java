package io.segmenta.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.Segment;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.TextColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BorderTest {
    private static final List<Segment> SEGMENTS = List.of(
            new Segment("s-a", 0, "=Low", "", "#000000", 3, 0.5, List.of()),
            new Segment("s-b", 1, "High, all", "", "#000000", 3, 0.5, List.of()));

    /** Segments about 0 and 10: 4 is 4 from one and 6 from the other, 2 closer to its own. */
    @Test
    void writeTo_rowsOfTwoCentroids_areOrderedByTheirMargins() {
        Column who = TextColumn.of("customer", List.of("=cmd()", "b", "c", "d", "e"));
        float[] x = {1, 4, 6, 9, 4.5f};
        assertThat(lines(x, centroids(), Optional.of(who), 1)).containsExactly(
                "segment_id,segment_name,other_id,other_name,row,customer,margin",
                "s-a,'=Low,s-b,\"High, all\",5,e,1", "s-a,'=Low,s-b,\"High, all\",2,b,2",
                "s-a,'=Low,s-b,\"High, all\",1,'=cmd(),8", "s-b,\"High, all\",s-a,'=Low,3,c,2",
                "s-b,\"High, all\",s-a,'=Low,4,d,8");
    }

    /** Both of variance 1: the logarithm of the odds at x is (10 - 2x) * 10 / 2 = 50 - 10x. */
    @Test
    void writeTo_rowsOfAMixture_haveTheLogarithmOfTheOdds() {
        Assigner mixture = new GaussianPosterior(new double[] {0.5, 0.5}, new double[][] {{0}, {10}},
                new double[][] {{1}, {1}}, new double[] {0.5, 0.5}, 1, new double[] {9, 9});
        assertThat(lines(new float[] {4}, mixture, Optional.empty(), 1)).containsExactly(
                "segment_id,segment_name,other_id,other_name,row,margin", "s-a,'=Low,s-b,\"High, all\",1,10");
    }

    @Test
    void writeTo_manyRows_hasTheHundredLeastOfEachPairAtAnyNumberOfThreads() {
        SplittableRandom random = new SplittableRandom(3);
        float[] x = new float[5_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble(0, 10);
        }
        List<String> lines = lines(x, centroids(), Optional.empty(), 1);
        assertThat(lines).hasSize(1 + 2 * Border.MOST).isEqualTo(lines(x, centroids(), Optional.empty(), 3));
        List<Integer> nearest = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (x[i] <= 5) {
                nearest.add(i);
            }
        }
        nearest.sort(Comparator.comparingDouble(i -> -x[i]));
        assertThat(lines.subList(1, 1 + Border.MOST)).extracting(line -> Integer.parseInt(line.split(",", -1)[5]) - 1)
                .isEqualTo(nearest.subList(0, Border.MOST));
    }

    private static Assigner centroids() {
        return new NearestCentroid(new float[][] {{0}, {10}}, new double[] {0.5, 0.5}, 1, new double[] {9, 9});
    }

    private static List<String> lines(float[] x, Assigner assigner, Optional<Column> identifier, int threads) {
        Matrix rows = Matrix.ofColumns(List.of("x"), new float[][] {x});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workers workers = new Workers(threads)) {
            new Border(rows, assigner.assign(rows), identifier, assigner, SEGMENTS, workers).writeTo(out);
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
                return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
