package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Partition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows the silhouettes of candidates are measured on. */
class EvaluationTest {
    private static final Workers ONE = new Workers(1);
    private static final Matrix X = Samples.blobs(60, 2, 3, 6, 3);
    private static final Partition HALVES = partition(2, 30);
    private static final Partition THIRDS = partition(3, 20);

    private static Partition partition(int k, int rows) {
        return Partition.of(X, IntStream.range(0, 60).map(i -> i / rows).toArray(), k);
    }

    private static double silhouette(Evaluation judged) {
        return judged.candidate().silhouette();
    }

    @ParameterizedTest
    // Up to 16,000 rows all; of more 10,000, or 500 for each segment where those are more.
    @CsvSource({"16000,20,0", "16001,2,10000", "16001,20,10000", "30000,21,10500", "20000,40,0", "20001,40,20000"})
    void sample_ofManyRows_hasRowsForEverySegment(int rows, int k, int sampled) {
        assertThat(Evaluation.sample(rows, k, 42)).hasSize(sampled).doesNotHaveDuplicates();
    }

    @Test
    void candidates_withoutASample_areMeasuredOnEveryRow() {
        List<Evaluation> judged = Evaluation.candidates(X, List.of(HALVES, THIRDS), new int[0], 1, ONE);
        assertThat(judged).extracting(EvaluationTest::silhouette).containsExactly(
                Silhouette.exact(X, HALVES.labels(), ONE).mean(), Silhouette.exact(X, THIRDS.labels(), ONE).mean());
        assertThat(judged).extracting(Evaluation::partition).containsExactly(HALVES, THIRDS);
        assertThat(judged).allSatisfy(one -> assertThat(one.measuredFully(X, 1, ONE)).isSameAs(one));
    }

    @Test
    void candidates_withASample_areMeasuredAmongItsRowsAndInTheEndFully() {
        int[] sample = {0, 5, 10, 25, 31, 39, 40, 59};
        List<Evaluation> judged = Evaluation.candidates(X, List.of(HALVES, THIRDS), sample, 1, ONE);
        assertThat(judged).extracting(EvaluationTest::silhouette).containsExactlyElementsOf(
                Silhouette.among(X, List.of(HALVES.labels(), THIRDS.labels()), sample, ONE).stream()
                        .map(Silhouette::mean).toList());
        Evaluation full = judged.getFirst().measuredFully(X, 1, ONE);
        assertThat(silhouette(full)).isEqualTo(Silhouette.exact(X, HALVES.labels(), ONE).mean())
                .isNotEqualTo(silhouette(judged.getFirst()));
        assertThat(full.silhouette().isExact()).isTrue();
        assertThat(full.candidate().inertia()).isEqualTo(judged.getFirst().candidate().inertia());
    }

    /** A sample has two rows of each half, but only one of the last third. */
    @Test
    void candidates_ofWhichASegmentHasFewerThanTwoRowsInTheSample_areMeasuredAgainstAllRows() {
        int[] sample = {0, 5, 25, 31, 59};
        List<Evaluation> judged = Evaluation.candidates(X, List.of(HALVES, THIRDS), sample, 1, ONE);
        assertThat(silhouette(judged.getFirst()))
                .isEqualTo(Silhouette.among(X, List.of(HALVES.labels()), sample, ONE).getFirst().mean());
        assertThat(silhouette(judged.getLast())).isEqualTo(Silhouette.exact(X, THIRDS.labels(), ONE).mean());
        assertThat(Evaluation.candidates(X, List.of(THIRDS), sample, 1, ONE)).extracting(EvaluationTest::silhouette)
                .containsExactly(silhouette(judged.getLast()));
    }
}
