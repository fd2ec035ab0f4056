package io.segmenta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.ConfigException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeatureViewTest {
    private static final String SPEND = """
            entity: customer_id
            source: orders
            columns:
              spend: total_spend
              per_order: total_spend / max(orders, 1)
            ttl: P30D
            description: What a customer spends.
            owner: crm
            """;

    @Test
    void read_definition_isTheSameAsItsJson() {
        FeatureView view = FeatureView.read("spend.yaml", SPEND);
        assertThat(view.lasts()).isEqualTo(Duration.ofDays(30));
        assertThat(view.timeColumn()).isEmpty();
        assertThat(view.columns()).containsExactly(java.util.Map.entry("per_order", "total_spend / max(orders, 1)"),
                java.util.Map.entry("spend", "total_spend"));
        assertThat(FeatureView.read("again", view.json())).isEqualTo(view);
        assertThat(view.json()).isEqualTo("{\"entity\":\"customer_id\",\"source\":\"orders\",\"event_time\":\"none\","
                + "\"columns\":{\"per_order\":\"total_spend / max(orders, 1)\",\"spend\":\"total_spend\"},"
                + "\"ttl\":\"P30D\",\"description\":\"What a customer spends.\",\"owner\":\"crm\"}");
        assertThat(view.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void read_severalMistakes_tellsAllOfThem() {
        assertThatThrownBy(() -> FeatureView.read("v.yaml", "entty: id\nsource: Orders\nttl: 3 months\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("entty").hasMessageContaining("entity")
                .hasMessageContaining("source: must be the name of a data set")
                .hasMessageContaining("ttl: must be a duration such as P90D");
        assertThatThrownBy(() -> FeatureView.read("v.yaml", SPEND.replace("P30D", "PT5M").replace("owner: crm\n", "")
                .replace("spend: total_spend\n", "spend: customer_id\n")))
                .hasMessageContaining("ttl: must be from an hour").hasMessageContaining("owner: is missing")
                .hasMessageContaining("columns.spend: must not be the column that names the customer");
        assertThatThrownBy(() -> FeatureView.read("v.yaml", "")).hasMessageContaining("columns: must name 1 to 256");
    }
}
