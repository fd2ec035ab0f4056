package io.segmenta.pipeline.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.config.Prices;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.pipeline.cost.CostModel;
import io.segmenta.pipeline.features.FeatureFitter;
import io.segmenta.pipeline.features.Finding;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is told of a file before a run. */
class PreviewTest {
    private static final PipelineConfig CONFIG = PipelineConfig.defaults();

    private static final CostModel COSTS = new CostModel(Prices.load().in("us-east-1"), 3008, 900);

    private static Map<String, Object> of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Workers workers = new Workers(2)) {
            return Preview.of(new ByteArrayInputStream(bytes), "members.csv", bytes.length, CONFIG, Optional.empty(),
                    1L << 30, COSTS, workers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String members(int rows) {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder text = new StringBuilder("member_id,email,age,spend,joined,tier,country\n");
        for (int i = 0; i < rows; i++) {
            text.append("M").append(100_000 + i).append(",person").append(i).append("@example.org,")
                    .append(i % 10 == 0 ? "" : String.valueOf(18 + random.nextInt(60))).append(',')
                    .append(random.nextInt(10_000) / 100.0).append(",20").append(10 + i % 10).append("-0")
                    .append(1 + i % 9).append("-15,").append(List.of("gold", "silver", "basic").get(i % 3))
                    .append(",DE\n");
        }
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> columns(Map<String, Object> preview) {
        return ((List<Map<String, Object>>) preview.get("columns")).stream()
                .collect(Collectors.toMap(column -> (String) column.get("name"), column -> column));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> shape(Map<String, Object> preview, String column) {
        return (Map<String, Object>) columns(preview).get(column).get("shape");
    }

    @Test
    void columns_areToldWithRoleReasonAndShape() {
        Map<String, Object> preview = of(members(300));
        assertThat(preview).containsEntry("rows_read", 300).containsEntry("complete", true)
                .containsEntry("format", "csv").doesNotContainKey("problem");
        assertThat(columns(preview))
                .allSatisfy((name, column) -> assertThat((String) column.get("reason")).isNotBlank());
        assertThat(columns(preview).get("member_id")).containsEntry("role", "identifier").containsEntry("used", false);
        assertThat(columns(preview).get("age")).containsEntry("role", "numeric").containsEntry("used", true)
                .containsEntry("missing", 30);
        assertThat(columns(preview).get("country")).containsEntry("used", false).containsKey("left_out");
        assertThat(shape(preview, "age")).containsEntry("kind", "numbers").containsKeys("min", "median", "max");
        assertThat((List<?>) shape(preview, "age").get("counts")).hasSize(16)
                .satisfies(counts -> assertThat(counts.stream().mapToInt(count -> (Integer) count).sum())
                        .isEqualTo(270));
        assertThat(shape(preview, "joined")).containsEntry("kind", "dates").containsEntry("min", "2010-01-15");
        assertThat(shape(preview, "tier")).containsEntry("distinct", 3).containsEntry("levels",
                List.of(Map.of("value", "basic", "rows", 100), Map.of("value", "gold", "rows", 100),
                        Map.of("value", "silver", "rows", 100)));
    }

    @Test
    void personalData_isNowhereInIt() {
        Map<String, Object> preview = of(members(300));
        assertThat(shape(preview, "email")).containsExactly(Map.entry("kind", "examples"), Map.entry("distinct", 300));
        assertThat(new String(Json.write(preview), StandardCharsets.UTF_8)).doesNotContain("example.org")
                .contains("•••");
    }

    @Test
    void rows_areTheFirstAsTheyWillBeRead() {
        Map<String, Object> preview = of("id;amount;day;kind\n1;1.234,50;03.02.2024;a\n2;;04.02.2024;b\n"
                + "3;7,25;05.02.2024;a\n");
        assertThat((List<?>) preview.get("rows")).first()
                .isEqualTo(List.of(1L, 1234.5, "2024-02-03", "a"));
        assertThat((List<?>) ((List<?>) preview.get("rows")).get(1)).element(1).isNull();
    }

    /** The run decides by the same rows as the preview does where the file is whole. */
    @Test
    void usedColumns_areThoseThatARunUses() throws IOException {
        String text = members(200);
        ReadResult read = TableReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "members.csv", CONFIG);
        Set<String> dropped = FeatureFitter.fit(read.table(), read.schema(), CONFIG).findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.DROPPED).flatMap(one -> one.column().stream())
                .collect(Collectors.toSet());
        assertThat(columns(of(text))).allSatisfy(
                (name, column) -> assertThat(column.get("used")).as(name).isEqualTo(!dropped.contains(name)));
        assertThat(dropped).isNotEmpty();
    }

    @Test
    void longFile_isForetoldFromItsBeginning() {
        String text = members(250_000);
        assertThat(text.length()).isGreaterThan(Beginning.TEXT);
        Map<String, Object> preview = of(text);
        assertThat(preview).containsEntry("complete", false);
        assertThat((int) preview.get("rows_read")).isBetween(100_000, 249_999);
        Map<?, ?> forecast = (Map<?, ?>) preview.get("forecast");
        assertThat(((Long) forecast.get("rows")).doubleValue()).isBetween(245_000.0, 255_000.0);
        assertThat((Long) forecast.get("memory_mb")).isPositive();
        assertThat((Long) forecast.get("seconds")).isBetween(2L, 60L);
        Map<?, ?> usd = (Map<?, ?>) forecast.get("usd");
        assertThat((Double) usd.get("low")).isPositive().isLessThan((Double) usd.get("high"));
    }

    @Test
    void fileOfWhichNoRunCanBeMade_isToldWithTheReason() {
        assertThat(of("a,b\n1,2\n").get("problem")).asString().contains("at least two");
        assertThatThrownBy(() -> of("")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> of("<html><body>no table</body></html>")).isInstanceOf(DataException.class)
                .hasMessageContaining("HTML");
    }
}
