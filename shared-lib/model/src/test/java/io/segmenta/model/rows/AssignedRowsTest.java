package io.segmenta.model.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AssignedRowsTest {
    private static final RowFilter SECOND = new RowFilter(List.of("s-b"), 0);

    /** Rows of segments by chance, the third of them rare. */
    private static List<AssignedRow> rows(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> RowFixture.row(number, random.nextInt(50) == 0 ? "" : "C" + number,
                        random.nextInt(500) == 0 ? 2 : random.nextInt(2) == 0 ? 0 : random.nextInt(20) == 0 ? 3 : 1,
                        random.nextInt(1001) / 1000.0))
                .toList();
    }

    private static List<AssignedRow> all(AssignedRows assigned, RowFilter filter, int limit) {
        List<AssignedRow> seen = new ArrayList<>();
        OptionalInt after = OptionalInt.of(0);
        while (after.isPresent()) {
            RowPage page = assigned.page(filter, after.getAsInt(), limit);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(page.rows());
            after = page.last();
        }
        return seen;
    }

    @Test
    void page_ofThreeRows_isTheRowsAsTheyWere() {
        List<AssignedRow> rows = List.of(RowFixture.row(1, "=cmd", 0, 0.97), RowFixture.row(2, "a,\"b\"\nc", 1, 0.5),
                RowFixture.row(3, "", 3, 0));
        AssignedRows assigned = RowFixture.of(rows, true).assigned();
        assertThat(assigned.page(RowFilter.ALL, 0, 2)).isEqualTo(new RowPage(rows.subList(0, 2), OptionalInt.of(2)));
        assertThat(assigned.page(RowFilter.ALL, 2, 2)).isEqualTo(new RowPage(rows.subList(2, 3), OptionalInt.empty()));
        assertThat(assigned.page(RowFilter.ALL, 3, 2)).isEqualTo(new RowPage(List.of(), OptionalInt.empty()));
        assertThat(assigned.find("=cmd")).containsExactly(rows.get(0));
        assertThat(assigned.find("a,\"b\"\nc")).containsExactly(rows.get(1));
        assertThat(assigned.find("")).isEmpty();
        assertThat(assigned.find("'=cmd")).isEmpty();
    }

    @Property(tries = 30)
    void everyRow_isOnOnePageAndFoundByItsIdentifier(@ForAll @IntRange(min = 0, max = 20_000) int count,
            @ForAll @IntRange(min = 1, max = 5000) int limit, @ForAll long seed) {
        List<AssignedRow> rows = rows(count, seed);
        AssignedRows assigned = RowFixture.of(rows, true).assigned();
        int atLeast = Math.max(limit, count / 50 + 1);
        assertThat(all(assigned, RowFilter.ALL, atLeast)).isEqualTo(rows);
        for (RowFilter filter : List.of(SECOND, new RowFilter(List.of("s-c", "none"), 0),
                new RowFilter(List.of(), 0.9), new RowFilter(List.of("s-a", "s-c"), 0.5),
                new RowFilter(List.of("s-unknown"), 0))) {
            assertThat(all(assigned, filter, atLeast)).isEqualTo(rows.stream().filter(filter::test).toList());
        }
        for (AssignedRow row : rows) {
            String name = row.identifier().orElseThrow();
            if (row.number() % 97 == 1 && !name.isEmpty()) {
                assertThat(assigned.find(name)).containsExactly(row);
            }
        }
        assertThat(assigned.find("nobody")).isEmpty();
        for (String segment : List.of("s-a", "s-b", "s-c", "none")) {
            assertThat(assigned.index().rows(segment))
                    .isEqualTo((int) rows.stream().filter(row -> row.segment().equals(segment)).count());
        }
    }

    @Property(tries = 200)
    void anyIdentifier_isFound(@ForAll @StringLength(min = 1, max = 12) String identifier) {
        String text = new String(identifier.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        List<AssignedRow> rows = List.of(RowFixture.row(1, "x" + text, 0, 1), RowFixture.row(2, text, 1, 1));
        assertThat(RowFixture.of(rows, true).assigned().find(text)).extracting(AssignedRow::number)
                .containsExactly(2);
    }

    @Property(tries = 20)
    void members_oneAfterAnother_areOneFile(@ForAll @IntRange(min = 0, max = 9000) int count, @ForAll boolean named,
            @ForAll long seed) throws IOException {
        List<AssignedRow> rows = rows(count, seed);
        byte[] file = RowFixture.of(rows, named).rows();
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes(),
                StandardCharsets.UTF_8)).isEqualTo(RowFixture.text(rows, named));
    }

    @Test
    void rowsWithoutIdentifiers_areFoundByTheirNumbers() {
        List<AssignedRow> rows = rows(9000, 3);
        AssignedRows assigned = RowFixture.of(rows, false).assigned();
        assertThat(assigned.index().identified()).isFalse();
        for (int number : List.of(1, 4096, 4097, 8192, 9000)) {
            assertThat(assigned.find(Integer.toString(number))).extracting(AssignedRow::number)
                    .containsExactly(number);
        }
        assertThat(assigned.find("4097").get(0).identifier()).isEmpty();
        for (String none : List.of("", "0", "9001", "-1", "1x", "12345678901", "+1")) {
            assertThat(assigned.find(none)).as(none).isEmpty();
        }
    }

    @Test
    void identifierOfSeveralRows_hasThemAll() {
        List<AssignedRow> rows = new ArrayList<>(rows(9000, 4));
        for (int number : List.of(17, 18, 8999)) {
            rows.set(number - 1, RowFixture.row(number, "twice", 0, 1));
        }
        assertThat(RowFixture.of(rows, true).assigned().find("twice")).extracting(AssignedRow::number)
                .containsExactly(17, 18, 8999);
    }

    @Test
    void reading_isOfFewStretches() {
        RowFixture files = RowFixture.of(rows(50_000, 5), true);
        AssignedRows assigned = files.assigned();
        assigned.find("C77");
        assertThat(files.reads()).as("a bucket and a block").isEqualTo(2);
        assigned.page(RowFilter.ALL, 30_000, 50);
        assertThat(files.reads()).as("one stretch more").isEqualTo(3);
    }

    @Test
    void rareSegment_endsAPageBehindSoManyBlocks() {
        int blocks = AssignedRows.MOST_BLOCKS + 3;
        List<AssignedRow> rows = new ArrayList<>();
        for (int number = 1; number <= blocks * RowBlocks.ROWS; number++) {
            rows.add(RowFixture.row(number, "", number % RowBlocks.ROWS == 7 ? 1 : 0, 1));
        }
        AssignedRows assigned = RowFixture.of(rows, true).assigned();
        RowPage first = assigned.page(SECOND, 0, 50);
        assertThat(first.rows()).hasSize(AssignedRows.MOST_BLOCKS);
        assertThat(first.last()).hasValue(AssignedRows.MOST_BLOCKS * RowBlocks.ROWS);
        RowPage second = assigned.page(SECOND, first.last().getAsInt(), 50);
        assertThat(second.rows()).hasSize(3);
        assertThat(second.last()).isEmpty();
        assertThatThrownBy(() -> assigned.surest(SECOND, 0, 1)).hasMessage("rows must be at most 100000, got 143360");
    }

    @Property(tries = 20)
    void surest_showsEachRowOnce_theSurestFirst(@ForAll @IntRange(min = 1, max = 9000) int count, @ForAll long seed) {
        List<AssignedRow> rows = rows(count, seed);
        AssignedRows assigned = RowFixture.of(rows, true).assigned();
        List<AssignedRow> seen = new ArrayList<>();
        OptionalInt after = OptionalInt.of(0);
        while (after.isPresent()) {
            RowPage page = assigned.surest(SECOND, after.getAsInt(), 700);
            seen.addAll(page.rows());
            after = page.last();
        }
        assertThat(seen).isEqualTo(rows.stream().filter(SECOND::test)
                .sorted(Comparator.comparingDouble(AssignedRow::confidence).reversed()
                        .thenComparingInt(AssignedRow::number))
                .toList());
        assertThatThrownBy(() -> assigned.surest(SECOND, count + 1, 1)).hasMessageContaining("is none of these");
    }
}
