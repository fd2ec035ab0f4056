package io.segmenta.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class YearAfterTest {
    private static final SupermarketSample BEFORE = SupermarketSample.draw(1200, 42);

    private static List<String[]> rows(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8).lines().skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    @Test
    void sameSeed_sameBytes() {
        assertThat(YearAfter.of(BEFORE, 43)).isEqualTo(YearAfter.of(SupermarketSample.draw(1200, 42), 43))
                .isNotEqualTo(YearAfter.of(BEFORE, 44));
    }

    @Test
    void bulkBuyersAreGone_andOneInTenIsNew() {
        Set<String> now = rows(YearAfter.of(BEFORE, 43)).stream().map(row -> row[0]).collect(Collectors.toSet());
        List<String[]> before = rows(BEFORE.csv());
        IntStream.range(0, before.size()).forEach(i -> assertThat(now.contains(before.get(i)[0]))
                .isEqualTo(BEFORE.truth().get(i) != ShopperKind.BULK_BUYER));
        assertThat(now.stream().filter(id -> id.compareTo("C01200") > 0).count()).isBetween(90L, 120L);
        assertThat(rows(YearAfter.of(BEFORE, 43))).allSatisfy(row -> assertThat(row).hasSize(8));
    }
}
