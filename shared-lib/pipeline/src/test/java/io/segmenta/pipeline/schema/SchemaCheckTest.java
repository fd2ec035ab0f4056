package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
    private static final String CSV = "age,city,spend\n20,Rome,5.5\n130,Oslo,7\n30,Paris,\n";

    @Test
    void read_withSchema_tellsWhatBreaksIt() throws IOException {
        Schema schema = new Schema(List.of(ColumnSchema.of("age", Role.NUMERIC, "declared").withRange(0, 120),
                ColumnSchema.of("city", Role.CATEGORICAL, "declared").withCategories(List.of("Oslo", "Rome")),
                ColumnSchema.of("spend", Role.NUMERIC, "declared").withRequired(true),
                ColumnSchema.of("gone", Role.NUMERIC, "declared")));

        ReadResult result = read(schema);

        assertThat(result.report().evidence()).contains(
                "against the declared schema: column \"age\", line 3: \"130\" is not at most 120",
                "against the declared schema: column \"city\", line 4: \"Paris\" is not one of the declared categories",
                "against the declared schema: column \"spend\", line 4: \"\" is not a value, which is required",
                "against the declared schema, column \"gone\" is missing");
        assertThat(result.schema().column("age").orElseThrow().max()).hasValue(120);
        SchemaCheck.Report validation = result.report().validation().orElseThrow();
        assertThat(validation.total()).isEqualTo(3);
        assertThat(validation.violations().getFirst())
                .isEqualTo(new SchemaCheck.Violation("age", 3, "130", "at most 120"));
        try (Workers workers = new Workers(1)) {
            assertThat(Pipeline
                    .train(result, PipelineConfig.defaults().with(Map.of("clustering.k", "2")), workers, Progress.NONE)
                    .artifacts())
                    .extracting(Artifact::path).contains("validation.json");
        }
    }

    @Test
    void read_datesThatBreakTheSchema_areToldAsDates() throws IOException {
        Schema schema = new Schema(List.of(ColumnSchema.of("joined", Role.DATE, "declared")
                .withRange((double) LocalDate.of(2020, 1, 1).toEpochDay(),
                        (double) LocalDate.of(2024, 12, 31).toEpochDay())));
        String csv = "joined,n\n01.02.2020,1\n24.12.2019,2\n01.01.2025,3\n";

        assertThat(TableReader.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "test.csv",
                PipelineConfig.defaults(), Optional.of(schema)).report().evidence()).contains(
                        "against the declared schema: column \"joined\", line 3: \"2019-12-24\" is not at least "
                                + "2020-01-01",
                        "against the declared schema: column \"joined\", line 4: \"2025-01-01\" is not at most "
                                + "2024-12-31");
    }

    @Test
    void read_requiredColumnMissing_isRefused() {
        Schema schema = new Schema(List.of(ColumnSchema.of("Age2", Role.NUMERIC, "declared").withRequired(true)));
        assertThatThrownBy(() -> read(schema)).hasMessageContaining("no column \"Age2\"")
                .hasMessageContaining("\"age\"");
    }

    @Test
    void differences_areNamed() {
        Schema before = Reading.text("a,b,c\n1,x,2\n2,y,3\n4,x,5\n").schema();
        Schema after = Reading.text("a,b,d\nx1,x,2\nx2,z,3\nx1,x,5\n").schema();

        assertThat(SchemaCheck.differences(before, after)).containsExactly(
                "column \"a\" was numeric and is categorical",
                "column \"b\" has 1 new levels: z", "column \"c\" is missing", "column \"d\" is new");
    }

    private static ReadResult read(Schema schema) throws IOException {
        return TableReader.read(new ByteArrayInputStream(CSV.getBytes(StandardCharsets.UTF_8)), "test.csv",
                PipelineConfig.defaults(), Optional.of(schema));
    }
}
