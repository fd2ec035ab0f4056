package io.segmenta.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alarms open once, stay, and close; and a monitor that was written down goes on as if it had not been. */
class DriftMonitorTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final List<Statistic> WATCHED = List.of(new Statistic(Kind.LOCATION, "income"),
            new Statistic(Kind.SEGMENT, "2"));

    private static final BaselineShare FIFTH = new BaselineShare(2_000, 10_000);

    private final DriftMonitor monitor = new DriftMonitor(WATCHED, AlarmBudget.DEFAULT);

    private static List<Reading> readings(double mean) {
        return List.of(new ScoreReading(500, mean, 10_000), new ShareReading(500, 100, FIFTH));
    }

    private ClosedWindow close(int day, double mean) {
        return monitor.close(FIRST.plusDays(day), readings(mean));
    }

    @Test
    void suddenChange_opensOneAlarm_whichStaysAndClosesAfterSevenQuietWindows() {
        assertThat(close(0, 0).opened()).isEmpty();
        ClosedWindow changed = close(1, 0.5);
        assertThat(changed.opened())
                .containsExactly(new Alarm("location income", Detector.DAY, FIRST.plusDays(1), 0));
        assertThat(changed.dayRejects()).isTrue();
        assertThat(close(2, 0.5).opened()).as("opens once").isEmpty();
        for (int day = 3; day < 9; day++) {
            assertThat(close(day, 0).closed()).isEmpty();
            assertThat(monitor.open()).hasSize(1);
        }
        assertThat(close(9, 0).closed()).extracting(Alarm::statistic).containsExactly("location income");
        assertThat(monitor.open()).isEmpty();
    }

    @Test
    void smallChange_isFoundByMemory_whichBeginsAnew() {
        int day = 0;
        ClosedWindow window = close(day, 0.19);
        while (window.opened().isEmpty() && day < 40) {
            assertThat(window.dayRejects()).isFalse();
            window = close(++day, 0.19);
        }
        assertThat(day).isBetween(5, 30);
        assertThat(window.memoryRejects()).isTrue();
        assertThat(window.opened()).extracting(Alarm::detector).containsExactly(Detector.MEMORY);
        assertThat(window.opened()).extracting(Alarm::statistic).containsExactly("location income");
        assertThat(close(day + 1, 0.19).memoryMean()).isLessThan(10);
        for (int more = 2; more < 40; more++) {
            assertThat(close(day + more, 0.19).closed()).as("while the change lasts").isEmpty();
        }
        int quiet = 0;
        while (!monitor.open().isEmpty() && quiet < 60) {
            close(day + 40 + quiet++, 0);
        }
        assertThat(quiet).isBetween(7, 40);
    }

    @Test
    void changeWithinTolerance_isNeverTold() {
        for (int day = 0; day < 1000; day++) {
            assertThat(close(day, 0.1).opened()).isEmpty();
        }
    }

    @Test
    void windowWithoutReading_leavesAlarmsAsTheyAre() {
        close(0, 0.5);
        List<Alarm> before = monitor.open();
        List<Reading> nothing = List.of(NoReading.NONE, NoReading.NONE);
        for (int day = 1; day < 20; day++) {
            ClosedWindow window = monitor.close(FIRST.plusDays(day), nothing);
            assertThat(window.leastP()).isEqualTo(1);
        }
        assertThat(monitor.open()).isEqualTo(before);
    }

    @Test
    void writtenDownBetweenWindows_nothingChanges() {
        DriftMonitor other = new DriftMonitor(WATCHED, AlarmBudget.DEFAULT);
        for (int day = 0; day < 90; day++) {
            double mean = 0.15 * Math.sin(day) + (day > 60 ? 0.3 : 0);
            ClosedWindow here = close(day, mean);
            other = DriftMonitor.restore(WATCHED, AlarmBudget.DEFAULT, Json.write(other.document()));
            assertThat(other.close(FIRST.plusDays(day), readings(mean))).isEqualTo(here);
        }
        assertThat(other.open()).isNotEmpty();
    }

    @Test
    void restored_forgetsWhatIsNoLongerWatched_andBeginsWithWhatIsNew() {
        close(0, 0.5);
        List<Statistic> others = List.of(new Statistic(Kind.OUTSIDE), WATCHED.getLast());
        DriftMonitor restored = DriftMonitor.restore(others, AlarmBudget.DEFAULT, Json.write(monitor.document()));
        assertThat(restored.open()).isEmpty();
        assertThat(restored.close(FIRST, readings(0)).opened()).isEmpty();
    }

    @Test
    void damagedState_isRefusedWithItsPlace() {
        assertThatThrownBy(() -> restored("{\"format\":2}")).isInstanceOf(DataException.class)
                .hasMessageContaining("state of the monitor.format");
        assertThatThrownBy(() -> restored(
                "{\"format\":1,\"windows\":1,\"statistics\":{\"location income\":{\"evidence\":[-1],\"z\":[]}},"
                        + "\"alarms\":[]}"))
                .hasMessageContaining("evidence: expected 8 numbers of at least 0");
        assertThatThrownBy(() -> restored("{\"format\":1,\"windows\":1,\"statistics\":{},\"alarms\":"
                + "[{\"statistic\":\"a\",\"detector\":\"day\",\"opened\":\"soon\",\"quiet\":0}]}"))
                .hasMessageContaining("opened: expected a day");
    }

    private static DriftMonitor restored(String state) {
        return DriftMonitor.restore(WATCHED, AlarmBudget.DEFAULT, state.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void statistic_watchedTwice_isRefused() {
        assertThatThrownBy(() -> new DriftMonitor(List.of(WATCHED.getFirst(), WATCHED.getFirst()), AlarmBudget.DEFAULT))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> monitor.close(FIRST, List.of())).hasMessageContaining("2 readings, got 0");
    }
}
