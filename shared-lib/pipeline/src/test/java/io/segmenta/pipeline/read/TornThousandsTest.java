package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.ColumnSchema;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** Amounts with commas of thousands that nobody quoted, in whatever column of a file with commas. */
class TornThousandsTest {
    private static final int ROWS = 60;
    private static final double[] SIZES = {700, 9_000, 1_400_000};

    @Property(tries = 25, seed = "89")
    void tornAmounts_inAnyColumn_areJoined(@ForAll @IntRange(min = 1, max = 3) int place,
            @ForAll @IntRange(min = 0, max = 2) int decimals, @ForAll @IntRange(min = 0, max = 1000) int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] amounts = new double[ROWS];
        StringBuilder csv = new StringBuilder();
        for (int i = -1; i < ROWS; i++) {
            String[] cells = {"id", "city", "visits"};
            String amount = "revenue";
            if (i >= 0) {
                amounts[i] = SIZES[i % 3] * (0.95 + 0.1 * random.nextDouble());
                amount = String.format(Locale.ROOT, "%,." + decimals + "f", amounts[i]);
                cells = new String[] {"K" + (100 + i), new String[] {"Cork", "Sligo", "Bray"}[random.nextInt(3)],
                        Integer.toString(new int[] {2, 13, 55}[i % 3] + random.nextInt(2))};
            }
            String[] row = cells;
            String text = amount;
            csv.append(String.join(",", IntStream.range(0, 4)
                    .mapToObj(j -> j == place ? text : row[j < place ? j : j - 1]).toList())).append('\n');
        }
        ReadResult read = Reading.text(csv.toString());
        ColumnSchema revenue = read.schema().column("revenue").orElseThrow();
        assertThat(read.table().rows()).isEqualTo(ROWS);
        assertThat(revenue.max().orElse(Double.NaN)).isCloseTo(Arrays.stream(amounts).max().orElseThrow(),
                Offset.offset(0.6));
        assertThat(revenue.min().orElse(Double.NaN)).isCloseTo(Arrays.stream(amounts).min().orElseThrow(),
                Offset.offset(0.6));
    }
}
