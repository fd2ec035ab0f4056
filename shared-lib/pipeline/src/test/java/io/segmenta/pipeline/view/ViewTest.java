package io.segmenta.pipeline.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.config.FeatureView;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final Instant BEGAN = Instant.parse("2026-06-01T12:00:00Z");
    private static final String ORDERS = """
            member_id,spend,visits,town,seen
            A1,100,4,Rom,2026-05-30
            A2,50,0,Oslo,2026-05-31
            A3,,2,,
            A4,80,5,Rom,2026-05-29
            """;
    private static final String VIEW = """
            entity: member_id
            source: orders
            event_time: seen
            columns: {per_visit: spend / visits, home: town, last_seen: seen}
            description: What a member does.
            owner: crm
            """;

    private static ReadResult read(String text) throws IOException {
        return TableReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "orders.csv",
                PipelineConfig.defaults()
                        .with(Map.of("orders.mode", "off", "columns.roles.member_id", "identifier")));
    }

    private static ViewRows rows(String view) throws IOException {
        return ViewRows.of(read(ORDERS), FeatureView.read("view", view), BEGAN);
    }

    @Test
    void rows_ofAFile_areWhatTheViewSays() throws IOException {
        ViewRows rows = rows(VIEW);
        assertThat(rows.schema().columns()).extracting(ColumnSchema::name).containsExactly("home", "last_seen",
                "per_visit");
        assertThat(rows.schema().columns().get(1).dateFormat()).contains("yyyy-MM-dd");
        assertThat(IntStream.range(0, 4).mapToObj(rows::customer)).containsExactly("A1", "A2", "A3", "A4");
        assertThat(IntStream.range(0, 4).mapToObj(rows::at)).containsExactly(Instant.parse("2026-05-30T00:00:00Z"),
                Instant.parse("2026-05-31T00:00:00Z"), BEGAN, Instant.parse("2026-05-29T00:00:00Z"));
        assertThat(Arrays.asList(rows.value(0, 0), rows.value(0, 1), rows.value(0, 2))).containsExactly("Rom",
                "2026-05-30", 25.0);
        assertThat(rows.value(1, 2)).as("fifty by nothing").isNull();
        assertThat(Arrays.asList(rows.value(2, 0), rows.value(2, 1), rows.value(2, 2))).containsOnlyNulls();
    }

    @Test
    void rows_ofAFileThatDoesNotFit_tellWhy() {
        assertThatThrownBy(() -> rows(VIEW.replace("entity: member_id", "entity: memberid")))
                .isInstanceOf(DataException.class)
                .hasMessage("orders.csv: entity: there is no column \"memberid\"; did you mean \"member_id\"?; columns "
                        + "are member_id, spend, visits, town, seen");
        assertThatThrownBy(() -> rows(VIEW.replace("spend / visits", "spend / town")))
                .hasMessage("columns.per_visit: the expression uses \"town\", which is a text column");
        assertThatThrownBy(() -> rows(VIEW.replace("event_time: seen", "event_time: spend")))
                .hasMessageContaining("event_time: \"spend\" must be a column of dates");
        assertThatThrownBy(() -> rows(VIEW.replace("spend / visits", "spend /")))
                .hasMessageStartingWith("columns.per_visit: ");
    }

    private static JoinedColumns columns() {
        Schema schema = new Schema(List.of(ColumnSchema.of("home", Role.CATEGORICAL, "x").withView("orders/spend@1"),
                ColumnSchema.of("last_seen", Role.DATE, "x").withDateFormat("yyyy-MM-dd").withView("orders/spend@1"),
                ColumnSchema.of("per_visit", Role.NUMERIC, "x").withView("orders/spend@1")));
        return new JoinedColumns(schema, Map.of(
                "A4", new JoinedColumns.Known(BEGAN, Arrays.asList(null, null, 16.0)),
                "A1", new JoinedColumns.Known(BEGAN, Arrays.asList("=Rom, \"x\"", "2026-05-30", 25.5))));
    }

    @Test
    void join_toAnotherFile_addsColumnsByCustomer() throws IOException {
        ReadResult members = read("member_id,age\nA4,31\nA9,52\nA1,47\nA4,33\n");
        ReadResult joined = columns().to(members);
        Column perVisit = joined.table().require("per_visit");
        assertThat(IntStream.range(0, 4).mapToObj(perVisit::text)).containsExactly("16", "", "25.5", "16");
        assertThat(joined.table().require("home").text(2)).isEqualTo("=Rom, \"x\"");
        assertThat(joined.table().require("last_seen").text(2)).isEqualTo("20603");
        assertThat(joined.schema().column("per_visit").orElseThrow().view()).contains("orders/spend@1");
        assertThat(joined.report().notes()).contains("3 of 4 rows have features of orders/spend@1");
        assertThatThrownBy(() -> columns().to(read("member_id,home\nA1,Rom\nA2,Oslo\n")))
                .hasMessageContaining("the file and orders/spend@1 both have a column \"home\"");
    }

    @Test
    void kept_file_isReadAsItWasWritten() {
        byte[] file = columns().write("member_id");
        assertThat(columns().write("member_id")).isEqualTo(file);
        assertThat(JoinedColumns.read(file, columns().schema())).isEqualTo(columns());
    }
}
