package io.segmenta.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.CaptureKey;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.CountsJson;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.monitor.WatchedNumber;
import io.segmenta.model.monitor.WatchedSegment;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.bus.FakeBus;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.DriftAlarm;
import io.segmenta.platform.catalogue.DriftBook;
import io.segmenta.platform.catalogue.DriftWindow;
import io.segmenta.platform.catalogue.Experiment;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hour by hour: what counts of predictions lead to. The clock begins on 2026-11-21 at noon. */
class MonitoringTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final WatchedNumber EVEN = new WatchedNumber("age", List.of(30.0, 60.0), 18, 90,
            List.of(250L, 500L, 250L), 1, 1, 0);
    private static final byte[] MODEL = ModelFile.write(CustomerModel.MODEL.monitored(new MonitorBaseline(1_000,
            List.of(EVEN), List.of(),
            List.of(new WatchedSegment(500, List.of(1.0, 2.0), List.of(30L, 40L, 30L), 2, 5),
                    new WatchedSegment(500, List.of(1.0, 2.0), List.of(30L, 40L, 30L), 2, 5)),
            0, 0)));
    private static final String SHA = Sha256.of(MODEL);

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore("bucket");
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final FakeBus bus = new FakeBus();
    private int files;

    @BeforeEach
    void live() {
        store.upload("runs/shop/r/model.tar.gz", MODEL, Map.of());
        store.upload(LivePointer.key("shop"), new LivePointer("shop", new LivePointer.Lambda(),
                "runs/shop/r/model.tar.gz", SHA, "v1", "arn", Instant.EPOCH).write(), Map.of());
    }

    private Map<String, Object> hour() {
        return hour(Quiet.log("monitoring", clock));
    }

    private Map<String, Object> hour(Log log) {
        return new MonitoringHandler(new CloseDays(store, catalogue.drift(), catalogue.outbox(), bus, clock),
                new LookAtExperiments(store, catalogue, bus, () -> TenantKeys.of("k".repeat(32)), clock), store,
                clock, log).handleRequest(null, new TestContext("request", 300_000));
    }

    private void captured(LocalDate day, long records, boolean moved) {
        captured(day, records, moved, records / 50);
    }

    private void captured(LocalDate day, long records, boolean moved, long outside) {
        Instant at = day.atTime(9, 30).toInstant(ZoneOffset.UTC);
        long quarter = records / 4;
        long[] ages = moved ? new long[] {0, quarter, records - quarter, 0, 0, 0}
                : new long[] {quarter, records - 2 * quarter, quarter, 0, 0, 0};
        long half = records / 2;
        long[] near = {half * 3 / 10, half - half * 3 / 10 * 2, half * 3 / 10};
        long rest = records - half;
        long[] far = {rest * 3 / 10, rest - rest * 3 / 10 * 2, rest * 3 / 10};
        Counts counts = new Counts(new Counts.Scope(SHA, "shop", Counts.Source.LAMBDA, at, at), records,
                Map.of("age", ages), new long[] {half, rest, 0}, new long[][] {near, far}, outside, records / 20,
                Map.of());
        store.upload(new CaptureKey("shop", SHA.substring(0, 12), at, "a", files++).key(), CountsJson.write(counts),
                Map.of());
    }

    private List<DriftWindow> windows() {
        return catalogue.drift().windows("shop", 100);
    }

    private JsonObject report(DriftWindow window) {
        return Json.parse(store.bytes(window.reportKey()), window.reportKey());
    }

    @Test
    void usualDay_isClosedQuietly_twoHoursAfterItsEnd_once() {
        captured(DAY.plusDays(1), 500, false);
        assertThat(hour()).containsEntry("windows", 0);
        clock.advance(Duration.ofHours(13));
        assertThat(hour()).as("at one o'clock").containsEntry("windows", 0);
        clock.advance(Duration.ofHours(1));
        assertThat(hour()).containsEntry("windows", 1).containsEntry("datasets", 1);
        assertThat(hour()).as("again").containsEntry("windows", 0);
        assertThat(windows()).singleElement().satisfies(window -> {
            assertThat(window.started()).isEqualTo(DAY.plusDays(1));
            assertThat(window.records()).isEqualTo(500);
            assertThat(window.verdict()).isEqualTo("quiet");
            assertThat(window.advice()).isEqualTo("no");
            assertThat(store.list("monitoring/shop/")).hasSize(2).contains(window.reportKey());
        });
        assertThat(bus.sent()).isEmpty();
    }

    @Test
    void changedDay_withinTheToleranceOfTheSettings_isQuiet() {
        store.upload("runs/shop/r/config.json",
                "{\"monitoring\": {\"tolerance\": 2, \"false_alarms_per_year\": 0.5}}".getBytes(StandardCharsets.UTF_8),
                Map.of());
        captured(DAY, 500, true);
        assertThat(hour()).containsEntry("windows", 1);
        assertThat(windows()).singleElement().satisfies(window -> assertThat(window.verdict()).isEqualTo("quiet"));
    }

    @Test
    void changedDay_opensAnAlarm_isToldOnce_andClosedAfterAWeek() {
        for (int day = 0; day < 9; day++) {
            captured(DAY.minusDays(9 - day), 500, day == 1);
        }
        assertThat(hour()).containsEntry("windows", 9);
        assertThat(bus.sent()).extracting(Announcement::type).containsExactly("Drift Opened", "Drift Closed");
        JsonObject told = Json.parse(bus.sent().getFirst().detail().getBytes(StandardCharsets.UTF_8), "event");
        assertThat(told.string("statistic")).isEqualTo("location age");
        assertThat(told.string("detector")).isEqualTo("day");
        assertThat(told.number("effect")).isGreaterThan(0.5);
        assertThat(told.string("window")).isEqualTo("2026-11-12/2026-11-12");
        assertThat(told.string("retrain")).isEqualTo("shares_only");
        assertThat(store.bytes(told.string("report"))).isNotEmpty();
        assertThat(catalogue.drift().alarms("shop", 10)).extracting(DriftAlarm::statistic).contains("location age");
        assertThat(catalogue.drift().alarms("shop", 10)).allMatch(alarm -> alarm.closed().isPresent());
        hour();
        assertThat(bus.sent()).hasSize(2);
    }

    @Test
    void recordsOutsideTheSegments_adviseToTrainAnew_once() {
        for (int day = 0; day < 4; day++) {
            captured(DAY.minusDays(3 - day), 500, false, day == 0 ? 10 : 250);
        }
        hour();
        assertThat(windows()).extracting(DriftWindow::advice).containsExactly("yes", "yes", "yes", "no");
        assertThat(windows()).extracting(DriftWindow::verdict).containsExactly("drift", "drift", "drift", "quiet");
        List<Announcement> advised = bus.sent().stream().filter(one -> one.type().equals("Retrain Advised")).toList();
        assertThat(advised).singleElement().satisfies(one -> {
            JsonObject told = Json.parse(one.detail().getBytes(StandardCharsets.UTF_8), "event");
            assertThat(told.string("statistic")).isEqualTo("outside");
            assertThat(told.string("retrain")).isEqualTo("yes");
            assertThat(told.string("window")).isEqualTo("2026-11-18/2026-11-18");
        });
    }

    @Test
    void windowThatIsClosed_isMeasured_once() {
        captured(DAY, 500, true);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Log log = Log.of("monitoring", clock, new PrintStream(lines, true, StandardCharsets.UTF_8));
        hour(log);
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"Records\":500.0", "\"DriftOpen\":2.0",
                "\"OutsideShare\":0.02", "\"dataset\":\"shop\"");
        lines.reset();
        hour(log);
        assertThat(lines.toString(StandardCharsets.UTF_8)).doesNotContain("Records");
    }

    @Test
    void fortnightWithoutRecords_isMeasuredToo() {
        captured(DAY.minusDays(14), 120, false);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        hour(Log.of("monitoring", clock, new PrintStream(lines, true, StandardCharsets.UTF_8)));
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"Records\":120.0");
    }

    @Test
    void daysWithJustEnoughRecords_areAWindow() {
        captured(DAY.minusDays(1), 200, false);
        captured(DAY, 199, false);
        hour();
        assertThat(windows()).singleElement().satisfies(window -> {
            assertThat(window.ended()).isEqualTo(DAY.minusDays(1));
            assertThat(window.verdict()).isEqualTo("quiet");
        });
    }

    @Test
    void busThatIsDown_isToldLater() {
        captured(DAY.minusDays(1), 500, true);
        bus.breakDown(true);
        assertThat(hour()).containsEntry("windows", 1);
        assertThat(bus.sent()).isEmpty();
        bus.breakDown(false);
        hour();
        assertThat(bus.sent()).extracting(Announcement::type).containsExactly("Drift Opened");
    }

    @Test
    void fewRecords_joinTheNextDays_andAreTooFewAfterAFortnight() {
        captured(DAY.minusDays(3), 120, false);
        captured(DAY.minusDays(1), 90, false);
        hour();
        assertThat(windows()).singleElement().satisfies(window -> {
            assertThat(window.started()).isEqualTo(DAY.minusDays(3));
            assertThat(window.ended()).isEqualTo(DAY.minusDays(1));
            assertThat(window.records()).isEqualTo(210);
        });
        captured(DAY, 20, false);
        clock.advance(Duration.ofDays(14));
        hour();
        assertThat(windows()).hasSize(2);
        assertThat(windows().getFirst().verdict()).isEqualTo("too_few");
        assertThat(report(windows().getFirst()).string("verdict")).isEqualTo("too_few");
    }

    @Test
    void lateFile_isCountedAndNotUsed() {
        captured(DAY.minusDays(1), 500, false);
        hour();
        captured(DAY.minusDays(1), 500, true);
        captured(DAY, 300, false);
        hour();
        assertThat(windows()).extracting(DriftWindow::records).containsExactly(300L, 500L);
        assertThat(report(windows().getFirst()).integer("late_files")).isEqualTo(1);
        assertThat(report(windows().getLast()).integer("late_files")).isZero();
    }

    @Test
    void damagedFile_isLeftOut() {
        captured(DAY, 500, false);
        store.upload(new CaptureKey("shop", SHA.substring(0, 12), DAY.atTime(3, 0).toInstant(ZoneOffset.UTC), "b", 0)
                .key(), new byte[] {1, 2, 3}, Map.of());
        Instant at = DAY.atTime(4, 0).toInstant(ZoneOffset.UTC);
        store.upload(new CaptureKey("shop", SHA.substring(0, 12), at, "c", 0).key(), CountsJson.write(new Counts(
                new Counts.Scope(SHA, "shop", Counts.Source.LAMBDA, at, at), 900,
                Map.of("height", new long[] {900, 0, 0}),
                new long[] {900, 0, 0}, new long[][] {{900}, {0}}, 0, 0, Map.of())), Map.of());
        hour();
        assertThat(windows()).singleElement().satisfies(window -> {
            assertThat(window.records()).isEqualTo(500);
            assertThat(window.verdict()).isEqualTo("quiet");
        });
    }

    @Test
    void crashBetweenReportAndCatalogue_isMendedByTheNextHour() {
        captured(DAY, 500, true);
        store.failAfter(1);
        assertThatThrownBy(this::hour).isInstanceOf(RuntimeException.class);
        assertThat(windows()).isEmpty();
        captured(DAY, 500, true);
        hour();
        assertThat(windows()).singleElement().satisfies(window -> assertThat(window.records()).isEqualTo(1_000));
        assertThat(bus.sent()).hasSize(1);
    }

    @Test
    void monitorThatGoesOnEveryDay_judgesAsOneThatSeesAllAtOnce() {
        for (int day = 0; day < 30; day++) {
            captured(DAY.minusDays(29 - day), 400 + day, day > 24);
        }
        InMemoryCatalogue together = new InMemoryCatalogue();
        new CloseDays(store, together.drift(), together.outbox(), bus, clock).close("shop",
                clock.instant().plusSeconds(600), Quiet.log("monitoring", clock));
        TickingClock early = new TickingClock();
        early.advance(Duration.ofDays(-30));
        for (int day = 0; day <= 30; day++) {
            new CloseDays(store, catalogue.drift(), catalogue.outbox(), bus, early).close("shop",
                    early.instant().plusSeconds(600), Quiet.log("monitoring", early));
            early.advance(Duration.ofDays(1));
        }
        assertThat(windows()).hasSize(30).isEqualTo(together.drift().windows("shop", 100));
        assertThat(catalogue.drift().alarms("shop", 100)).isEqualTo(together.drift().alarms("shop", 100)).isNotEmpty();
    }

    @Test
    void twoCallsAtOnce_closeADayOnce() {
        captured(DAY, 500, true);
        hour();
        DriftWindow first = windows().getFirst();
        assertThat(catalogue.drift().close(new DriftBook.Closing(
                catalogue.drift().state("shop", SHA).orElseThrow(), new DriftWindow("shop", SHA, DAY, DAY, 1, 1,
                        "quiet", "no", "monitoring/other.json", List.of()),
                List.of(), List.of(), List.of()), clock.instant())).isFalse();
        assertThat(windows()).containsExactly(first);
    }

    @Test
    void missingModel_failsThatDataSetAlone() {
        captured(DAY, 500, false);
        store.upload(LivePointer.key("bare"), new LivePointer("bare", new LivePointer.Lambda(),
                "runs/bare/r/model.tar.gz", SHA, "v1", "arn", Instant.EPOCH).write(), Map.of());
        assertThatThrownBy(this::hour).hasMessageContaining("runs/bare/r/model.tar.gz is not there");
        assertThat(windows()).hasSize(1);
    }

    /** Who stops an experiment may die before those who answer are told of it. */
    @Test
    void endOfAnExperiment_thatWasNotCopied_isCopiedByTheNextHour() {
        UUID id = UUID.fromString("0b1c2d3e-0000-4000-8000-000000000006");
        Instant now = clock.instant();
        AuditEntry entry = new AuditEntry(now, "ana", "approver", "experiment-started", Optional.of("shop"),
                id.toString(), Optional.empty(), Optional.empty(), Optional.empty(), "r");
        catalogue.experiments().start(new Experiment(new LiveExperiment(id, "shop", ExperimentKind.AA, "v1", "v1",
                "runs/shop/r/model.tar.gz", SHA, 0.5, now.plus(Duration.ofDays(14))),
                Optional.of(new Experiment.Outcome("bought", false)), 5_000, 2, now, "ana", Optional.empty()), entry);
        hour();
        assertThat(copy().ends()).isEqualTo(now.plus(Duration.ofDays(14)));
        catalogue.experiments().stop(id, new Experiment.End(Experiment.Because.STOPPED, "none_yet", now, "ana"),
                entry);
        hour();
        assertThat(copy().ends()).isEqualTo(now);
    }

    private LiveExperiment copy() {
        return LiveExperiment.parse("shop", store.bytes(LiveExperiment.key("shop")));
    }
}
