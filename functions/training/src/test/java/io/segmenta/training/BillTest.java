package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.config.Tariff;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.pipeline.cost.CostModel;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.platform.aws.RequestCounts;
import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is noted of an attempt, before and after. */
class BillTest extends TrainingFixture {
    /** Prices that can be reckoned with by hand. */
    private static final CostModel ROUND = new CostModel(
            new Tariff(LocalDate.EPOCH, "nowhere", 2e-5, 2e-7, 5e-6, 4e-7, 0.02, 0.04,
                    0.005),
            2048, 900);

    private long asked;

    private TrainUpload billed() {
        return training(catalogue, new TrainUpload.Limits(
                new Billing(ROUND, () -> new RequestCounts.Counted(3 * asked, asked)), true));
    }

    private List<RunCost> costs() {
        return catalogue.costs().of(List.of(onlyRun().id()));
    }

    @Test
    void attempt_isNotedWithItsForecastAndWithWhatItTook() {
        upload(KEY, "a,b\n1,2\n");
        trainer.planning(new MemoryPlan(1_000, 8, 1 << 20)).during(() -> {
            assertThat(costs()).singleElement().satisfies(cost -> {
                assertThat(cost.region()).isEqualTo("nowhere");
                assertThat(cost.foreseen().orElseThrow().usdLow()).isPositive()
                        .isLessThan(cost.foreseen().orElseThrow().usdHigh());
                assertThat(cost.spent()).isEmpty();
            });
            asked = 10;
            clock.advance(Duration.ofMillis(3_500));
        });
        assertThat(train(billed()).status()).isEqualTo(RunOutcome.Status.SUCCEEDED);
        RunCost.Spent spent = costs().getFirst().spent().orElseThrow();
        assertThat(spent.milliseconds()).isEqualTo(3_500);
        assertThat(spent.functionMb()).isEqualTo(2048);
        assertThat(spent.writes()).isEqualTo(30);
        assertThat(spent.reads()).isEqualTo(10);
        assertThat(spent.compute()).isCloseTo(2e-7 + 2 * 3.5 * 2e-5, within(1e-15));
        assertThat(spent.requests()).isCloseTo(30 * 5e-6 + 10 * 4e-7, within(1e-15));
        assertThat(spent.bytes()).isPositive();
    }

    @Test
    void runThatMayCostMore_isRefusedByName() {
        upload(KEY, "a,b\n1,2\n");
        upload("config/pipeline.yaml", "cost: {max_usd_per_run: 0.0001}");
        trainer.planning(new MemoryPlan(1_000_000, 8, 1 << 20));
        RunOutcome outcome = train(billed());
        assertThat(outcome.reason()).contains("too-costly");
        assertThat(outcome.detail()).get().asString().contains("cost.max_usd_per_run allows 1.0E-4");
        assertThat(costs()).singleElement().satisfies(cost -> assertThat(cost.spent()).isPresent());
    }

    @Test
    void boundThatAnUploadSets_isRefused() {
        store.upload(KEY, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8),
                Map.of(UploadSettings.METADATA, UploadSettings.encode(Map.of("cost.max_usd_per_run", "100"))));
        RunOutcome outcome = train(billed());
        assertThat(outcome.status()).isEqualTo(RunOutcome.Status.FAILED);
        assertThat(outcome.detail()).get().asString().contains("cost.max_usd_per_run");
    }

    @Test
    void attemptThatInfrastructureEnded_isNotedAndSoIsTheNext() {
        upload(KEY, "a,b\n1,2\n");
        trainer.during(() -> {
            throw new CatalogueException("gone", null);
        });
        assertThatThrownBy(() -> train(billed())).isInstanceOf(CatalogueException.class);
        trainer.during(() -> clock.advance(Duration.ofSeconds(1)));
        train(billed());
        assertThat(onlyRun().status()).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(costs()).extracting(RunCost::attempt).containsExactly(1, 2);
        assertThat(costs()).allMatch(cost -> cost.spent().isPresent());
    }
}
