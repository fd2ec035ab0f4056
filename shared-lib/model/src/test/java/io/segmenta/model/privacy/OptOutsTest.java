package io.segmenta.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.DataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OptOutsTest {
    private static final String FIRST = "0123456789abcdef0123456789abcdef";
    private static final TenantKeys KEYS = TenantKeys.of(FIRST);

    @Test
    void list_isReadBack_andKnowsWhoIsOnIt() {
        OptOuts list = OptOuts.parse(OptOuts.NONE.with(KEYS.hash("a")).with(KEYS.hash("b")).with(KEYS.hash("a"))
                .write());
        assertThat(list.size()).isEqualTo(2);
        assertThat(list.holds(KEYS, "b")).isTrue();
        assertThat(list.holds(KEYS, "c")).isFalse();
        assertThat(list.without(KEYS.hashes("a")).write()).isEqualTo(KEYS.hash("b").bytes());
    }

    @Test
    void list_madeUnderAnEarlierKey_isHonouredUnderTheNext() {
        TenantKeys next = TenantKeys.parse(("{\"version\":2,\"key\":\"fedcba9876543210fedcba9876543210\","
                + "\"earlier\":{\"1\":\"" + FIRST + "\"}}").getBytes(StandardCharsets.UTF_8));
        OptOuts list = OptOuts.NONE.with(KEYS.hash("a"));
        assertThat(list.holds(next, "a")).isTrue();
        assertThat(list.without(next.hashes("a")).size()).isZero();
    }

    @Test
    void list_cutOffOrOutOfOrder_isRefused() {
        byte[] two = OptOuts.NONE.with(KEYS.hash("a")).with(KEYS.hash("b")).write();
        byte[] swapped = new byte[two.length];
        System.arraycopy(two, 17, swapped, 0, 17);
        System.arraycopy(two, 0, swapped, 17, 17);
        assertThatThrownBy(() -> OptOuts.parse(swapped)).isInstanceOf(DataException.class)
                .hasMessageContaining("privacy/optout.bin: its hashes must be in order");
        assertThatThrownBy(() -> OptOuts.parse(Arrays.copyOf(two, 20))).isInstanceOf(DataException.class)
                .hasMessageContaining("17 bytes for each customer, got 20");
    }
}
