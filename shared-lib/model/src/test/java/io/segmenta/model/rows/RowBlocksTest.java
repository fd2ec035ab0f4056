package io.segmenta.model.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.contract.ContractException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowBlocksTest {
    private static final List<AssignedRow> TWO = List.of(RowFixture.row(1, "a", 0, 1), RowFixture.row(2, "b", 1, 1));

    private static byte[] file(int rows) {
        return RowFixture.of(IntStream.rangeClosed(1, rows)
                .mapToObj(number -> RowFixture.row(number, "C" + number, number % 4, 1)).toList(), true).index();
    }

    /** The hashes: {@code printf a | sha256sum} begins with ca978112ca1bbdca, that of b with 3e23e8160039594a. */
    @Test
    void index_ofTwoRows_isAsItsFormatSays() {
        byte[] index = RowFixture.of(TWO, true, List.of("s-a", "s-b")).index();
        String header = "row,customer_id,segment_id,cluster,segment_name,distance,confidence,fit,outside,between,"
                + "posterior";
        int length = RowFixture.of(TWO, true, List.of("s-a", "s-b")).rows().length;
        String lengthAsVarint = String.format("%02x%02x", (length & 127) | 128, length >> 7);
        assertThat(HexFormat.of().formatHex(index)).isEqualTo("534547424c4f434b" + "00000001" + "00000073"
                + "02" + "61" + HexFormat.of().formatHex(header.getBytes(StandardCharsets.UTF_8))
                + "02" + "03732d61" + "03732d62" + "01" + lengthAsVarint + "01" + "01" + "01" + "02"
                + "3e23e8160039594a" + "ca978112ca1bbdca");
        assertThat(RowBlocks.headLength(index)).isEqualTo(index.length - 16);
        RowBlocks read = RowBlocks.parse(index);
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.header()).isEqualTo(header);
        assertThat(read.segments()).containsExactly("s-a", "s-b");
        assertThat(read.bytes()).isEqualTo(length);
        assertThat(read.identified()).isTrue();
    }

    @Test
    void bucketBits_growWithTheBlocks() {
        assertThat(IntStream.of(0, 1, 2, 256, 257, 65_536).map(RowBlocks::bucketBits)).containsExactly(0, 0, 8, 8, 16,
                16);
    }

    @Test
    void index_cutOff_isRefused() {
        byte[] index = file(5000);
        int head = RowBlocks.headLength(index);
        for (int length = 0; length < head; length++) {
            byte[] cut = Arrays.copyOf(index, length);
            assertThatThrownBy(() -> RowBlocks.parse(cut)).isInstanceOf(ContractException.class)
                    .hasMessageStartingWith("people/assignments.blocks: it ");
        }
        assertThat(RowBlocks.parse(Arrays.copyOf(index, head)).rows()).isEqualTo(5000);
    }

    @Test
    void index_ofALaterFormat_namesBoth() {
        byte[] index = file(3);
        index[11] = 2;
        assertThatThrownBy(() -> RowBlocks.parse(index))
                .hasMessage("people/assignments.blocks: format 2 is not the one that this program reads (1)");
    }

    @Test
    void index_thatPointsBehindItsFiles_isRefusedWhenItIsFollowed() {
        RowFixture files = RowFixture.of(TWO, true);
        byte[] index = files.index();
        byte[] cut = Arrays.copyOf(index, index.length - 8);
        RowFixture broken = files.withIndex(cut);
        assertThatThrownBy(() -> broken.assigned().find("a")).isInstanceOf(ContractException.class)
                .hasMessage("people/assignments.blocks: a file ends before 16 bytes that should be there, after 8");
    }

    /** Whatever is changed, what comes is rows or a refusal: no other exception, and no memory without bound. */
    @Property(tries = 500)
    void index_changedAnywhere_isReadOrRefused(@ForAll @IntRange(min = 1, max = 9000) int rows, @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int changes) {
        RowFixture files = RowFixture.of(IntStream.rangeClosed(1, rows % 300 + rows / 300 * 300)
                .mapToObj(number -> RowFixture.row(number, "C" + number, number % 4, 1)).toList(), true);
        byte[] index = files.index();
        Random random = new Random(seed);
        int head = RowBlocks.headLength(index);
        for (int i = 0; i < changes; i++) {
            index[random.nextInt(random.nextBoolean() ? Math.min(160, head) : index.length)] = (byte) random
                    .nextInt(256);
        }
        try {
            AssignedRows assigned = files.withIndex(index).assigned();
            assigned.page(RowFilter.ALL, 0, 10);
            assigned.page(new RowFilter(List.of("s-b"), 0.5), rows / 2, 10);
            assigned.find("C1");
            assigned.surest(RowFilter.ALL, 0, 10);
        } catch (ContractException refused) {
            assertThat(refused).hasMessageMatching("(?s)(people/assignments\\.|nothing lies).+");
        } catch (IllegalArgumentException tooMany) {
            assertThat(tooMany).hasMessageContaining("rows must be at most");
        }
    }
}
