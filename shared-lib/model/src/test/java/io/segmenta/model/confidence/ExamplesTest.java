package io.segmenta.model.confidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.assign.Unknown;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    @Test
    void alike_byHand_areTheNearestInWhatIsKnown() {
        Examples examples = new Examples(new float[][] {{0, 9}, {5, 0}, {2, 9}, {1, 9}});
        Unknown second = Unknown.of(new double[][] {{0, 1}}, 2);
        assertThat(examples.alike(new float[] {0, 0}, second, 2)).containsExactly(0, 3);
        assertThat(examples.alike(new float[] {0, 0}, Unknown.of(new double[0][], 2), 1)).containsExactly(1);
    }

    /** Along (3, 4) / 5 nothing is known: what is known is along (4, -3) / 5. */
    @Test
    void alike_slantedDirection_isLeftOut() {
        Examples examples = new Examples(new float[][] {{30, 40}, {4, -3}, {0, 1}});
        Unknown slanted = Unknown.of(new double[][] {{0.6, 0.8}}, 2);
        assertThat(examples.alike(new float[] {0, 0}, slanted, 1)).containsExactly(0);
        assertThat(examples.alike(new float[] {0, 0}, slanted, 2)).containsExactly(0, 2);
    }

    /** Few different values, so that many are equally far away. */
    @Property
    void alike_anyRows_areTheFirstOfASortedList(@ForAll Random random, @ForAll @IntRange(min = 1, max = 256) int n,
            @ForAll @IntRange(min = 1, max = 300) int most, @ForAll @IntRange(min = 1, max = 40) int values) {
        float[][] rows = new float[n][2];
        for (float[] row : rows) {
            row[0] = random.nextInt(values);
            row[1] = random.nextFloat();
        }
        int[] sorted = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> Math.abs(rows[i][0] - 3)))
                .limit(most).sorted().mapToInt(Integer::intValue).toArray();
        assertThat(new Examples(rows).alike(new float[] {3, 0}, Unknown.of(new double[][] {{0, 1}}, 2), most))
                .containsExactly(sorted);
    }
}
