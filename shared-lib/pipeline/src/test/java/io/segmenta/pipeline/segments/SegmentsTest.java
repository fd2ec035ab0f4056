package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.Segment;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Partition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What segments are called, of three rows and of two. */
class SegmentsTest {
    private static final Matrix X = Matrix.ofColumns(List.of("income", "score"),
            new float[][] {{1, 1, 1, 0, 0}, {2, 2, 2, -2.5f, -2.5f}});
    private static final int[] LABELS = {0, 0, 0, 1, 1};

    private static List<Segment> segments(float[]... centroids) {
        return Segments.of(List.of(profile(0, 3, 0.6, "Rich"), profile(1, 2, 0.4, "Poor")),
                Partition.of(X, LABELS, centroids), X);
    }

    private static SegmentProfile profile(int cluster, long size, double share, String name) {
        return new SegmentProfile(cluster, size, share, List.of(), List.of("trait of " + name), name, name,
                "Greet " + name,
                List.of());
    }

    /**
     * Python 3.11, hashlib: the first five bytes of the SHA-256 of the names joined by a line feed, the centre as
     * big-endian floats and the attempt, 0.
     */
    @Test
    void segment_isThatOfItsProfileWithAnIdOfWhereItLies() {
        assertThat(segments(new float[] {1, 2}, new float[] {0, -2.5f})).containsExactly(
                new Segment("s-1dd2d77934", 0, "Rich", "Greet Rich", "#1952bc", 3, 0.6, List.of("trait of Rich")),
                new Segment("s-3913d65f61", 1, "Poor", "Greet Poor", "#c14101", 2, 0.4, List.of("trait of Poor")));
    }

    @Test
    void id_ofAZeroOfEitherSign_isTheSame() {
        assertThat(segments(new float[] {1, 2}, new float[] {-0f, -2.5f})).extracting(Segment::id)
                .containsExactly("s-1dd2d77934", "s-3913d65f61");
    }

    /** The second is of attempt 1. */
    @Test
    void id_ofSegmentsAtTheSamePlace_differs() {
        assertThat(segments(new float[] {1, 2}, new float[] {1, 2})).extracting(Segment::id)
                .containsExactly("s-1dd2d77934", "s-647aff03f7");
    }
}
