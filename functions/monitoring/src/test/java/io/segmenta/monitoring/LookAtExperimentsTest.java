package io.segmenta.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Agreement.Said;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.model.experiment.Exposure;
import io.segmenta.model.experiment.Exposures;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.bus.FakeBus;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.Experiment;
import io.segmenta.platform.catalogue.ExperimentLook;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks at an experiment: what files of exposures and of outcomes lead to. The clock begins on 2026-11-21 at noon. */
class LookAtExperimentsTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000009");
    private static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore("bucket");
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final FakeBus bus = new FakeBus();
    private final LookAtExperiments looks = new LookAtExperiments(store, catalogue, bus, () -> KEYS, clock);
    private int files;

    @BeforeEach
    void live() {
        live("v1");
    }

    /** Few customers are told of, as the tests have few. */
    @BeforeEach
    void all() {
        told(0);
    }

    private void told(int k) {
        store.upload("runs/shop/r/config.json", PipelineConfig.defaults()
                .with(Map.of("privacy.k", Integer.toString(k))).json().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private void live(String version) {
        store.upload(LivePointer.key("shop"), new LivePointer("shop", new LivePointer.Lambda(), "runs/shop/r/model",
                "cafe", version, "arn", Instant.EPOCH).write(), Map.of());
    }

    private void runs(ExperimentKind kind, boolean numbers) {
        Instant now = clock.instant();
        Experiment experiment = new Experiment(new LiveExperiment(ID, "shop", kind, "v1", "v2", "runs/shop/s/model",
                "beef", 0.5, now.plus(Duration.ofDays(14))),
                kind.hasArms() ? Optional.of(new Experiment.Outcome("bought", numbers)) : Optional.empty(), 5_000, 2,
                now, "ana", Optional.empty());
        catalogue.experiments().start(experiment, new AuditEntry(now, "ana", "approver", "experiment-started",
                Optional.of("shop"), ID.toString(), Optional.empty(), Optional.empty(), Optional.empty(), "r"));
    }

    private void hour() {
        looks.running().forEach(one -> looks.look(one, Quiet.log("monitoring", clock)));
    }

    private static String customer(Arm arm, int number) {
        return arm.word() + number;
    }

    private void exposed(int champion, int challenger) {
        List<Exposure> exposures = new ArrayList<>();
        for (Arm arm : Arm.values()) {
            for (int number = 0; number < (arm == Arm.CHAMPION ? champion : challenger); number++) {
                exposures.add(new Exposure(KEYS.hash(customer(arm, number)).hex(), arm, "s-" + number % 2,
                        clock.instant()));
            }
        }
        store.upload(ExperimentKeys.exposures("shop", ID, clock.instant(), "e", files++), Exposures.write(exposures),
                Map.of());
    }

    private void outcomes(String... lines) {
        store.upload(ExperimentKeys.outcomes("shop", ID) + files++ + ".csv",
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private void bought(Arm arm, int customers) {
        List<String> lines = new ArrayList<>(List.of("id,value"));
        for (int number = 0; number < customers; number++) {
            lines.add(customer(arm, number) + ",1");
        }
        outcomes(lines.toArray(String[]::new));
    }

    private List<ExperimentLook> seen() {
        return catalogue.experiments().looks(ID, 100);
    }

    private JsonObject report() {
        return Json.parse(store.bytes(seen().getFirst().reportKey()), "report");
    }

    private Optional<Experiment.End> end() {
        return catalogue.experiments().find(ID).orElseThrow().end();
    }

    @Test
    void clearDifference_decidesForTheChallenger_endsIt_andIsToldOnce() {
        runs(ExperimentKind.AB, false);
        exposed(2_000, 2_000);
        bought(Arm.CHAMPION, 200);
        bought(Arm.CHALLENGER, 340);
        hour();
        assertThat(end().orElseThrow().because()).isEqualTo(Experiment.Because.DECIDED);
        assertThat(end().orElseThrow().decision()).isEqualTo("for");
        assertThat(bus.sent()).extracting(Announcement::type).containsExactly("Experiment Decided");
        JsonObject told = Json.parse(bus.sent().getFirst().detail().getBytes(StandardCharsets.UTF_8), "event");
        assertThat(told.number("effect")).isCloseTo(0.07, within(1e-9));
        assertThat(told.numbers("interval")[0]).isPositive();
        assertThat(told.string("experiment")).isEqualTo(ID.toString());
        assertThat(told.string("decision")).isEqualTo("for");
        assertThat(told.string("report")).isEqualTo(seen().getFirst().reportKey());
        assertThat(report().string("kind")).isEqualTo("ab");
        assertThat(report().string("champion")).isEqualTo("v1");
        assertThat(report().string("challenger")).isEqualTo("v2");
        assertThat(report().string("outcome")).isEqualTo("bought");
        assertThat(seen().getFirst().counts()).contains("\"positive\":340", "\"compared\":0");
        assertThat(report().object("arms").object("challenger").integer("positive")).isEqualTo(340);
        LiveExperiment copy = LiveExperiment.parse("shop", store.bytes(LiveExperiment.key("shop")));
        assertThat(copy.ends()).as("inference gives the customers back").isEqualTo(end().orElseThrow().at());
        hour();
        assertThat(bus.sent()).hasSize(1);
        assertThat(seen()).hasSize(1);
    }

    @Test
    void fewCustomers_areNotToldOf_inReportAndCatalogue_asTheLiveVersionsSettingsSay() {
        told(10);
        runs(ExperimentKind.AB, false);
        exposed(150, 150);
        bought(Arm.CHAMPION, 6);
        hour();
        assertThat(report().string("hidden"))
                .isEqualTo("kept back, so that no group of fewer than 10 people can be worked out");
        assertThat(report().has("arms")).isFalse();
        assertThat(report().objects("segments")).hasSize(2).allMatch(one -> one.has("hidden") && !one.has("arms"));
        assertThat(seen().getFirst().counts()).doesNotContain("positive", "mean");
    }

    @Test
    void worseChallenger_isDecidedAgainst() {
        runs(ExperimentKind.AB, false);
        exposed(2_000, 2_000);
        bought(Arm.CHAMPION, 340);
        bought(Arm.CHALLENGER, 200);
        hour();
        assertThat(end().orElseThrow().decision()).isEqualTo("against");
    }

    @Test
    void lookThatSeesNothingNew_isNotWrittenDown() {
        runs(ExperimentKind.AB, false);
        exposed(150, 150);
        hour();
        clock.advance(Duration.ofHours(1));
        hour();
        assertThat(seen()).hasSize(1);
        bought(Arm.CHAMPION, 15);
        hour();
        assertThat(seen()).extracting(ExperimentLook::decision).containsExactly("none_yet", "none_yet");
        assertThat(report().object("uplift").bool("enough")).isFalse();
        assertThat(end()).isEmpty();
        assertThat(bus.sent()).isEmpty();
    }

    @Test
    void customersNotPartedAsPlanned_stopTheReading() {
        runs(ExperimentKind.AB, false);
        exposed(2_000, 2_500);
        bought(Arm.CHALLENGER, 800);
        hour();
        assertThat(end().orElseThrow().decision()).isEqualTo("sample_ratio_mismatch");
        assertThat(bus.sent()).extracting(Announcement::type).containsExactly("Sample Ratio Mismatch");
        assertThat(bus.sent().getFirst().detail()).doesNotContain("effect");
        assertThat(report().has("uplift")).isFalse();
    }

    @Test
    void outcomes_ofAQuotedTableWithAByteOrderMark_areRead() {
        runs(ExperimentKind.AB, false);
        exposed(2, 0);
        outcomes("\ufeff\"id\",\"value\",\"at\"", "\"champion0\",\"1\"", "",
                "champion1,yes,\"2026-11-25T00:00:00Z\"");
        hour();
        assertThat(report().object("arms").object("champion").integer("positive")).isEqualTo(2);
        assertThat(report().integer("outcomes_skipped")).isZero();
    }

    @Test
    void outcomes_areThoseAfterTheExposure_ofCustomersWhoWereExposed() {
        runs(ExperimentKind.AB, false);
        exposed(2, 0);
        outcomes("customer;value;at", "champion0;1;2026-11-20T12:00:00Z", "\"champion1\"; 1 ;2026-11-21",
                "nobody;1;", "champion0;2;", "champion0;?;", "champion0");
        hour();
        assertThat(report().object("arms").object("champion").integer("positive")).isEqualTo(1);
        assertThat(report().object("arms").object("champion").integer("outcomes")).as("no row is none").isEqualTo(2);
        assertThat(report().integer("outcomes_skipped")).isEqualTo(5);
    }

    @Test
    void binaryOutcomes_theFirstCounts_numbersAddUp_andNoRowIsNotKnown() {
        runs(ExperimentKind.AB, true);
        exposed(2, 1);
        outcomes("champion0,10.5", "champion0,-0.5", "challenger0,4,2026-11-25T00:00:00Z");
        hour();
        JsonObject champion = report().object("arms").object("champion");
        assertThat(champion.integer("customers")).isEqualTo(2);
        assertThat(champion.integer("outcomes")).isEqualTo(1);
        assertThat(champion.number("mean")).isEqualTo(10);
        catalogue.experiments().end(ID,
                new Experiment.End(Experiment.Because.STOPPED, "none_yet", clock.instant(), ""));
    }

    @Test
    void exposureInTwoFiles_isTheFirst_andADamagedFileIsLeftOut() {
        runs(ExperimentKind.AB, false);
        Instant later = clock.instant().plus(Duration.ofDays(1));
        String known = KEYS.hash("x").hex();
        store.upload(ExperimentKeys.exposures("shop", ID, later, "a", 0), Exposures.write(List.of(
                new Exposure(known, Arm.CHAMPION, "s-1", later))), Map.of());
        store.upload(ExperimentKeys.exposures("shop", ID, later, "b", 0), Exposures.write(List.of(
                new Exposure(known, Arm.CHAMPION, "s-0", clock.instant()))), Map.of());
        store.upload(ExperimentKeys.exposures("shop", ID, later, "c", 0), new byte[] {1}, Map.of());
        hour();
        assertThat(report().objects("segments")).singleElement()
                .satisfies(segment -> assertThat(segment.string("segment")).isEqualTo("s-0"));
    }

    @Test
    void shadow_tellsHowFarBothAgree_andEndsWithItsTime() {
        runs(ExperimentKind.SHADOW, false);
        Agreement agreement = new Agreement();
        agreement.add(new Said("a", false), new Said("a", false));
        agreement.add(new Said("b", false), new Said("a", true));
        store.upload(ExperimentKeys.agreement("shop", ID, clock.instant(), "e", 0), agreement.write(), Map.of());
        store.upload(ExperimentKeys.agreement("shop", ID, clock.instant(), "f", 0), agreement.write(), Map.of());
        hour();
        assertThat(report().object("agreement").integer("records")).isEqualTo(4);
        assertThat(report().object("agreement").number("same_segment")).isEqualTo(0.5);
        clock.advance(Duration.ofDays(15));
        hour();
        assertThat(end().orElseThrow().because()).isEqualTo(Experiment.Because.TIME);
    }

    @Test
    void time_outcomesAreWaitedForTwoWeeksLonger() {
        runs(ExperimentKind.AB, false);
        exposed(150, 150);
        clock.advance(Duration.ofDays(27));
        hour();
        assertThat(end()).isEmpty();
        clock.advance(Duration.ofDays(1));
        hour();
        assertThat(end().orElseThrow().because()).isEqualTo(Experiment.Because.TIME);
        assertThat(bus.sent()).extracting(Announcement::type).containsExactly("Experiment Decided");
    }

    @Test
    void otherLiveVersion_endsIt() {
        runs(ExperimentKind.AB, false);
        exposed(2_000, 2_000);
        live("v2");
        hour();
        assertThat(end().orElseThrow().because()).isEqualTo(Experiment.Because.CHAMPION_CHANGED);
        assertThat(seen()).isEmpty();
    }
}
