package io.segmenta.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    @Test
    void many_areInTheirOrder_andNoMoreThanSomeAreUnderWay() {
        List<Integer> all = IntStream.range(0, 500).boxed().toList();
        AtomicInteger underWay = new AtomicInteger();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();

        List<Integer> doubled = AtOnce.each(all, one -> {
            seen.add(underWay.incrementAndGet());
            LockSupport.parkNanos(1_000);
            underWay.decrementAndGet();
            return 2 * one;
        });

        assertThat(doubled).isEqualTo(all.stream().map(one -> 2 * one).toList());
        assertThat(seen).allMatch(count -> count <= 32);
    }

    @Test
    void one_isDoneByWhoAsks_andNothingIsNothing() {
        assertThat(AtOnce.each(List.of(1), _ -> Thread.currentThread())).containsExactly(Thread.currentThread());
        assertThat(AtOnce.each(List.<Integer>of(), one -> one)).isEmpty();
    }

    @Test
    void fault_isThrownAsItIs() {
        assertThatThrownBy(() -> AtOnce.each(List.of(1, 2), one -> {
            throw new IllegalStateException("of " + one);
        })).isInstanceOf(IllegalStateException.class).hasMessage("of 1");
    }
}
