package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoublesTest {
    private static final int ROWS = 200;
    private static final int[] LABELS = IntStream.range(0, ROWS).map(i -> i % 2).toArray();

    private static NumericColumn column(String name, IntToDoubleFunction value) {
        return new NumericColumn(name, IntStream.range(0, ROWS).mapToDouble(value).toArray());
    }

    private static Set<String> doubles(NumericColumn... columns) {
        Table table = new Table("test", List.of(columns));
        Schema schema = new Schema(table.columns().stream()
                .map(column -> ColumnSchema.of(column.name(), Role.NUMERIC, "")).toList());
        try (Workers one = new Workers(1)) {
            return Doubles.of(table, LABELS,
                    Profiler.profile(table, schema, Set.of("price", "tax", "Total", "cogs"), LABELS, 2, one));
        }
    }

    @Test
    void of_partsOfATotal_areLeftUnsaid() {
        Random random = new Random(1);
        double[] totals = random.doubles(ROWS, 0, 100).toArray();
        assertThat(doubles(column("tax", i -> totals[i] / 21), column("Total", i -> totals[i]),
                column("cogs", i -> totals[i] / 1.05), column("price", i -> random.nextDouble())))
                .containsExactlyInAnyOrder("tax", "cogs");
    }

    @Test
    void of_columnsThatDifferBetweenTheSameSegments_areBothSaid() {
        Random random = new Random(2);
        assertThat(doubles(column("price", i -> LABELS[i] * 100 + random.nextDouble()),
                column("tax", i -> LABELS[i] * 50 + random.nextDouble()))).isEmpty();
    }

    @Test
    void of_columnsWithoutDifferencesInSegments_areBothSaid() {
        assertThat(doubles(column("price", i -> LABELS[i] * 100), column("tax", i -> LABELS[i] * 50))).isEmpty();
    }

    @Test
    void of_missingValues_countForNothing() {
        Random random = new Random(3);
        double[] totals = random.doubles(ROWS, 0, 100).toArray();
        assertThat(doubles(column("Total", i -> i % 50 == 0 ? Double.NaN : totals[i]), column("tax", i -> -totals[i])))
                .containsExactly("tax");
    }
}
