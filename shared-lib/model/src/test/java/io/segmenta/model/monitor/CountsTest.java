package io.segmenta.model.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.model.monitor.Counts.Scope;
import io.segmenta.model.monitor.Counts.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static final String MODEL = "ab".repeat(32);
    private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");

    /** Three records: incomes 1, 5 and none, cities a, b and one never seen, two of segment 0 and one of none. */
    private static Counts three() {
        return new Counts(new Scope(MODEL, "shop", Source.LAMBDA, FROM, FROM.plusSeconds(60)), 3,
                columns(new long[] {1, 1, 1, 0, 1}, new long[] {1, 1, 0, 1, 0}), new long[] {2, 0, 1},
                new long[][] {{1, 1}, {0}}, 1, 1, Map.of("column:income", 2L));
    }

    private static Map<String, long[]> columns(long[] income, long[] city) {
        Map<String, long[]> columns = new LinkedHashMap<>();
        columns.put("income", income);
        columns.put("city", city);
        return columns;
    }

    private static MonitorBaseline baseline() {
        return new MonitorBaseline(40,
                List.of(new WatchedNumber("income", List.of(3.0), 1, 4, List.of(20L, 18L), 0, 0, 2)),
                List.of(new WatchedText("city", List.of("a", "b"), List.of(25L, 15L), 0, 0)),
                List.of(new WatchedSegment(30, List.of(0.5), List.of(10L, 10L), 1, 2),
                        new WatchedSegment(8, List.of(), List.of(4L), 0, 1)),
                2, 1);
    }

    @Test
    void plus_twoWindows_addsEveryCountAndSpansBoth() {
        Counts other = new Counts(new Scope(MODEL, "shop", Source.BATCH, FROM.minusSeconds(9), FROM), 1,
                columns(new long[] {0, 0, 0, 0, 1}, new long[] {0, 0, 1, 0, 0}), new long[] {0, 1, 0},
                new long[][] {{0, 0}, {1}}, 0, 0, Map.of("malformed", 1L));
        Counts both = three().plus(other);
        assertThat(both.records()).isEqualTo(4);
        assertThat(both.column("income")).containsExactly(1, 1, 1, 0, 2);
        assertThat(both.column("city")).containsExactly(1, 1, 1, 1, 0);
        assertThat(both.segments()).containsExactly(2, 1, 1);
        assertThat(both.distances()).isDeepEqualTo(new long[][] {{1, 1}, {1}});
        assertThat(both.outside()).isEqualTo(1);
        assertThat(both.between()).isEqualTo(1);
        assertThat(both.refused()).containsExactly(Map.entry("column:income", 2L), Map.entry("malformed", 1L));
        assertThat(both.scope()).isEqualTo(new Scope(MODEL, "shop", Source.SEVERAL, FROM.minusSeconds(9),
                FROM.plusSeconds(60)));
    }

    @Test
    void plus_countsOfAnotherModel_refuses() {
        Counts other = new Counts(new Scope("cd".repeat(32), "shop", Source.LAMBDA, FROM, FROM), 0,
                columns(new long[5], new long[5]), new long[3], new long[][] {{0, 0}, {0}}, 0, 0, Map.of());
        assertThatThrownBy(() -> three().plus(other)).isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be added");
    }

    @Test
    void file_writtenAndRead_isEqual() {
        byte[] file = CountsJson.write(three());
        assertThat(CountsJson.read(file, "a")).isEqualTo(three());
        assertThat(file).isEqualTo(CountsJson.write(three()));
    }

    @Test
    void baseline_itsOwnCounts_areChecked() {
        baseline().check(three());
        Counts fewer = new Counts(three().scope(), 0, columns(new long[5], new long[4]), new long[3],
                new long[][] {{0, 0}, {0}}, 0, 0, Map.of());
        assertThatThrownBy(() -> baseline().check(fewer)).isInstanceOf(DataException.class)
                .hasMessageContaining("other columns or bins");
        Counts wide = new Counts(three().scope(), 0, columns(new long[5], new long[5]), new long[3],
                new long[][] {{0, 0}, {0, 0}}, 0, 0, Map.of());
        assertThatThrownBy(() -> baseline().check(wide)).isInstanceOf(DataException.class)
                .hasMessageContaining("other segments");
    }

    /** An unseen city of four records counted twice over would pass for a number below what was usual. */
    @Test
    void baseline_textThatAddsUpLikeANumber_isRefused() {
        Counts twice = new Counts(three().scope(), 3, columns(new long[] {1, 1, 0, 0, 1}, new long[] {1, 2, 4, 1, 0}),
                new long[] {2, 0, 1}, new long[][] {{1, 1}, {0}}, 0, 0, Map.of());
        assertThatThrownBy(() -> baseline().check(twice)).isInstanceOf(DataException.class)
                .hasMessageContaining("\"city\" do not add up to 3");
    }

    @Test
    void baseline_documentWrittenAndRead_isEqual() {
        byte[] document = Json.write(baseline().toDocument());
        assertThat(MonitorBaseline.fromDocument(Json.parse(document, "monitor")))
                .isEqualTo(baseline());
        assertThat(baseline().heldOut()).isEqualTo(25);
        assertThat(baseline().outside()).isEqualTo(2);
        assertThat(baseline().between()).isEqualTo(3);
    }

    @Test
    void read_hostileFiles_areRefusedWithAReason() throws IOException {
        String good = new String(new GZIPInputStream(new ByteArrayInputStream(CountsJson.write(
                three()))).readAllBytes(), StandardCharsets.UTF_8);
        refused(good.replace("\"format\":1", "\"format\":2"), "a whole number in [1, 1]");
        refused(good.replace("\"records\":3", "\"records\":-3"), "records must be in");
        refused(good.replace("\"records\":3", "\"records\":4"), "add up to 4 records");
        refused(good.replace("\"outside\":1", "\"outside\":9"), "outside must be in");
        refused(good.replace("\"city\":[1,", "\"city\":[-1,"), "city must be in");
        refused(good.replace("\"city\":[1,", "\"city\":[0.5,"), "expected whole numbers");
        refused(good.replace("\"city\":[1,1,0,1,0]", "\"city\":[3]"), "at least 3");
        refused(good.replace("[[1,1],[0]]", "[[1,1]]"), "lists of distances");
        refused(good.replace("[[1,1],[0]]", "[[1,0],[0]]"), "do not add up");
        refused(good.replace("lambda", "nobody"), "one of [lambda");
        refused(good.replace(MODEL, "../x"), "SHA-256");
        refused(good.replace("2026-03-01T10:00:00Z", "yesterday"), "ISO 8601");
        refused(good.replace("2026-03-01T10:00:00Z", "2027-03-01T10:00:00Z"), "is before from");
        refused(good.replace("\"column:income\":2", "\"column:income\":99999999999999999"), "refused must be in");
        assertThatThrownBy(() -> CountsJson.read(new byte[] {1, 2, 3}, "x")).isInstanceOf(DataException.class)
                .hasMessageContaining("x: not gzip");
        byte[] whole = CountsJson.write(three());
        assertThatThrownBy(() -> CountsJson.read(Arrays.copyOf(whole, whole.length / 2), "x"))
                .isInstanceOf(DataException.class);
    }

    @Test
    void read_fileThatUnpacksToMuch_isRefusedBeforeItIsParsed() throws IOException {
        byte[] bomb = packed(" ".repeat(CountsJson.MOST_BYTES + 1));
        assertThat(bomb.length).isLessThan(50_000);
        assertThatThrownBy(() -> CountsJson.read(bomb, "x")).isInstanceOfSatisfying(DataException.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private static void refused(String document, String why) throws IOException {
        byte[] file = packed(document);
        assertThatThrownBy(() -> CountsJson.read(file, "x")).isInstanceOfSatisfying(DataException.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.MALFORMED)).hasMessageContaining(why);
    }

    private static byte[] packed(String document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(document.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Property(tries = 200)
    void plus_isExactInAnyOrder(@ForAll("windows") Counts a, @ForAll("windows") Counts b,
            @ForAll("windows") Counts c) {
        assertThat(a.plus(b).plus(c)).isEqualTo(c.plus(a.plus(b))).isEqualTo(b.plus(c).plus(a));
        assertThat(CountsJson.read(CountsJson.write(a.plus(b)), "x").plus(c)).isEqualTo(a.plus(b.plus(c)));
    }

    @Provide
    Arbitrary<Counts> windows() {
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 1000);
        return Combinators.combine(few, few, few, few, Arbitraries.of(Source.values())).as((x, y, z, w, source) -> {
            long n = (long) x + y;
            return new Counts(new Scope(MODEL, "shop", source, FROM.minusSeconds(z), FROM.plusSeconds(w)), n,
                    columns(new long[] {x, y, Math.min(x, z), Math.min(y, w), 0}, new long[] {y, 0, x, 0, 0}),
                    new long[] {y, x, 0}, new long[][] {{0, y}, {x}}, Math.min(n, z), Math.min(n, w),
                    Map.of("column:income", (long) z));
        });
    }
}
