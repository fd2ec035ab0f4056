package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/**
 * Two weeks of live models, 500 customers a day through the gateway by a clock that is put forward; from the eighth day
 * on each data set's customers differ from those of training in one way, which is to be told by the day that
 * benchmarks/results/2026-11-30-monitoring.md tables for a change of that size.
 */
class DriftIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRAINED = 1500;
    private static final int A_DAY = 500;
    private static final int DAYS = 14;
    private static final int SHIFT = 8;
    private static final String HEADER = "visits,spend,age\n";

    private enum Change {
        /** Half a standard deviation older. */
        OLDER("location age", 1),
        /** A third of the visits are no longer told. */
        GAPS("missing visits", 1),
        /** More of the first kind, fewer of the others: 13 points of a share, where 10 take two days in the median. */
        MIX("segment", 2),
        /** Customers between two kinds, though each of their values is an ordinary one. */
        NEWCOMERS("between", 1);

        private final String statistic;
        private final int delay;

        /** @param delay in days, as tabled for changes of this size or smaller */
        Change(String statistic, int delay) {
            this.statistic = statistic;
            this.delay = delay;
        }

        String dataset() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @TempDir
    private static Path folder;
    private static Machine machine;
    private static LocalDate first;
    private static final Map<Change, JsonNode> FOUND = new EnumMap<>(Change.class);

    @BeforeAll
    static void letTwoWeeksPass() throws IOException {
        first = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        Path clock = folder.resolve("clock");
        Files.writeString(clock, Duration.ZERO.toString());
        machine = Machine.start(folder.resolve("state"), options -> options.withClock(clock));
        machine.upload("config/pipeline.yaml", "serving: {target: lambda}".getBytes(StandardCharsets.UTF_8));
        for (Change change : Change.values()) {
            machine.upload("data/" + change.dataset() + "/customers.csv",
                    customers(TRAINED, null, new Random(1)).getBytes(StandardCharsets.UTF_8));
        }
        for (Change change : Change.values()) {
            machine.decide(machine.awaitPackages(change.dataset(), 1).getFirst(), ModelApprovalStatus.APPROVED);
        }
        for (Change change : Change.values()) {
            machine.awaitServing(change.dataset(), "v1", "{\"visits\":10,\"spend\":100,\"age\":40}");
        }
        for (int day = 1; day <= DAYS; day++) {
            put(clock, first.plusDays(day - 1L), LocalTime.NOON);
            for (Change change : Change.values()) {
                ask(change, customers(A_DAY, day < SHIFT ? null : change, new Random(100L + day)));
            }
        }
        // Whoever asks next has the last day's counts written.
        put(clock, first.plusDays(DAYS), LocalTime.of(3, 0));
        for (Change change : Change.values()) {
            ask(change, HEADER + "10,100,40\n");
        }
        machine.submit("monitoring", Files.readString(Project.root().resolve("events/monitoring-hourly.json")));
        for (Change change : Change.values()) {
            String last = first.plusDays(DAYS - 1L).toString();
            Machine.await("the last day of " + change.dataset() + " to be judged", () -> monitor(change)
                    .at("/windows/0/to").asText().equals(last));
            FOUND.put(change, monitor(change));
        }
    }

    @AfterAll
    static void stopMachine() {
        machine.close();
    }

    /** Three kinds of customers by visits and spend, of any age. */
    private static String customers(int count, Change change, Random random) {
        double[][] kinds = {{10, 100}, {50, 500}, {10, 500}};
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            int kind = change == Change.MIX && i % 5 == 0 ? 0 : i % 3;
            boolean newcomer = change == Change.NEWCOMERS && i % 8 == 0;
            double visits = (newcomer ? 50 : kinds[kind][0]) + 2 * random.nextGaussian();
            double spend = (newcomer ? 100 : kinds[kind][1]) + 20 * random.nextGaussian();
            double age = 40 + 8 * random.nextGaussian() + (change == Change.OLDER ? 4 : 0);
            String told = change == Change.GAPS && i % 3 == 0 ? "" : String.format(Locale.ROOT, "%.2f", visits);
            csv.append(String.format(Locale.ROOT, "%s,%.2f,%.1f%n", told, spend, age));
        }
        return csv.toString();
    }

    private static void put(Path clock, LocalDate day, LocalTime time) throws IOException {
        Duration ahead = Duration.between(Instant.now(), day.atTime(time).toInstant(ZoneOffset.UTC));
        Path next = clock.resolveSibling("clock.next");
        Files.writeString(next, ahead.toString());
        Files.move(next, clock, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void ask(Change change, String csv) {
        assertThat(machine.post("/predict?dataset=" + change.dataset(), "text/csv", csv).statusCode()).isEqualTo(200);
    }

    private static JsonNode monitor(Change change) {
        try {
            return JSON.readTree(machine.get("/api/v1/datasets/" + change.dataset() + "/monitor").body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** No alarm before the change, and one about what changed by the tabled day. */
    private static void isAlarmedInTime(Change change) {
        JsonNode found = FOUND.get(change);
        LocalDate changed = first.plusDays(SHIFT - 1L);
        List<String> inTime = new ArrayList<>();
        for (JsonNode alarm : each(found.path("alarms"))) {
            LocalDate opened = LocalDate.parse(alarm.path("opened").asText());
            assertThat(opened).as(alarm.toString()).isAfterOrEqualTo(changed);
            if (opened.isBefore(changed.plusDays(change.delay))) {
                inTime.add(alarm.path("statistic").asText());
            }
        }
        assertThat(inTime).as(found.path("alarms").toString()).anyMatch(one -> one.startsWith(change.statistic));
        assertThat(each(found.path("windows"))).hasSize(DAYS).allSatisfy(
                window -> assertThat(window.path("records").asInt()).isBetween(A_DAY, A_DAY + 1));
        assertThat(each(found.path("windows")).stream().skip(DAYS - SHIFT + 1L))
                .allSatisfy(window -> assertThat(window.path("retrain").asText()).isEqualTo("no"));
    }

    @Test
    void shiftOfAColumn_isToldOnItsFirstDay_byTheNameOfTheColumn() {
        isAlarmedInTime(Change.OLDER);
    }

    @Test
    void valuesThatAreNoLongerTold_areAFaultOfTheData() {
        isAlarmedInTime(Change.GAPS);
        assertThat(FOUND.get(Change.GAPS).path("retrain").asText()).isEqualTo("data_fault");
    }

    @Test
    void anotherMix_movesSharesOnly() {
        isAlarmedInTime(Change.MIX);
        assertThat(FOUND.get(Change.MIX).path("retrain").asText()).isEqualTo("shares_only");
    }

    @Test
    void newKindOfCustomers_isAReasonToTrainAnew() {
        isAlarmedInTime(Change.NEWCOMERS);
        assertThat(FOUND.get(Change.NEWCOMERS).path("retrain").asText()).isEqualTo("yes");
    }
}
