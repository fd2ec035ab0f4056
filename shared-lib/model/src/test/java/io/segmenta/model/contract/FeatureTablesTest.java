package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.contract.FeatureTables.Failed;
import io.segmenta.model.contract.FeatureTables.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeatureTablesTest {
    private static final Instant MAY = Instant.parse("2026-05-01T10:20:30.004Z");
    private static final UUID RUN = UUID.fromString("171e5b27-0000-3000-8000-000000000003");
    private static final FeatureKeys KEYS = new FeatureKeys("orders", new ViewName("spend", 2));

    @Test
    void keys_ofAView_lieWithPeopleAndWithDefinitions() {
        assertThat(FeatureKeys.definition(KEYS.view())).isEqualTo("features/spend/v2.yaml");
        assertThat(FeatureKeys.defined("features/spend/v2.yaml")).contains(KEYS.view());
        assertThat(FeatureKeys.defined("features/spend/v0.yaml")).isEmpty();
        assertThat(KEYS.bucket(MAY, 10))
                .isEqualTo("people/orders/features/spend/v2/20260501T102030.004Z/0a.csv.gz");
        assertThat(FeatureKeys.bucket(KEYS.bucket(MAY, 10))).contains(10);
        assertThat(FeatureKeys.bucket(KEYS.index(MAY))).isEmpty();
        assertThat(FeatureKeys.indexBeside(KEYS.bucket(MAY, 10))).isEqualTo(KEYS.index(MAY));
        assertThat(PeoplePlace.of(KEYS.bucket(MAY, 10))).contains(PeoplePlace.FEATURES);
        assertThat(FeatureKeys.parse(KEYS.toString())).contains(KEYS);
    }

    @Test
    void name_writtenOtherwise_isNone() {
        assertThat(ViewName.parse("spend@2")).contains(new ViewName("spend", 2));
        assertThat(ViewName.parse("spend")).isEmpty();
        assertThat(ViewName.parse("spend@0")).isEmpty();
        assertThat(ViewName.parse("Spend@1")).isEmpty();
        assertThatThrownBy(() -> new ViewName("a_b", 1)).isInstanceOf(ContractException.class)
                .hasMessageContaining("cannot name a view");
    }

    @Test
    void document_writtenByHand_isReadAndWrittenAlike() {
        String document = "{\"ttl_seconds\":3600,\"tables\":[{\"time\":\"2026-05-01T10:20:30.004Z\","
                + "\"run_id\":\"171e5b27-0000-3000-8000-000000000003\",\"rows\":7}]}";
        FeatureTables tables = FeatureTables.parse(document.getBytes(StandardCharsets.UTF_8));
        assertThat(tables).isEqualTo(FeatureTables.none(Duration.ofHours(1)).with(new Table(MAY, RUN, 7)));
        assertThat(new String(tables.write(), StandardCharsets.UTF_8)).isEqualTo(document);
    }

    @Test
    void with_tablesInAnyOrder_keepsTheNewestEight() {
        FeatureTables tables = FeatureTables.none(Duration.ofDays(1));
        for (int day : new int[] {3, 9, 1, 2, 8, 5, 4, 7, 6, 9}) {
            tables = tables.with(new Table(MAY.plus(Duration.ofDays(day)), RUN, day));
        }
        assertThat(tables.tables()).extracting(Table::rows).containsExactly(9, 8, 7, 6, 5, 4, 3, 2);
        assertThat(tables.until(MAY.plus(Duration.ofDays(4)))).extracting(Table::rows).containsExactly(4, 3, 2);
    }

    @Test
    void with_failure_isToldUntilANewerTable() {
        FeatureTables failed = FeatureTables.none(Duration.ofDays(1)).with(new Failed(MAY, RUN, "no column"));
        assertThat(FeatureTables.parse(failed.write())).isEqualTo(failed);
        assertThat(failed.with(new Table(MAY.minusSeconds(1), RUN, 1)).failure()).isPresent();
        assertThat(failed.with(new Table(MAY.plusSeconds(1), RUN, 1)).failure()).isEmpty();
        assertThat(failed.with(new Table(MAY.plusSeconds(1), RUN, 1)).with(new Failed(MAY, RUN, "late")).failure())
                .isEmpty();
    }

    @Test
    void isWithin_timesAroundTheTtl_areCounted() {
        FeatureTables tables = FeatureTables.none(Duration.ofHours(1));
        assertThat(tables.isWithin(MAY, MAY)).isTrue();
        assertThat(tables.isWithin(MAY, MAY.plusSeconds(3600))).isTrue();
        assertThat(tables.isWithin(MAY, MAY.plusSeconds(3601))).isFalse();
        assertThat(tables.isWithin(MAY, MAY.minusSeconds(1))).isFalse();
    }
}
