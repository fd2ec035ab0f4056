package io.segmenta.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.InMemoryObjectStore;
import io.segmenta.platform.storage.ObjectReader;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OptOutListTest {
    private static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");

    private final InMemoryObjectStore bucket = new InMemoryObjectStore("b");
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicLong asked = new AtomicLong();
    private final OptOutList list = new OptOutList(new ObjectReader() {
        @Override
        public Found find(String key, Optional<String> knownEtag) throws IOException {
            asked.incrementAndGet();
            if (broken.get()) {
                throw new IOException("S3 answered 503");
            }
            return bucket.find(key, knownEtag);
        }

        @Override
        public List<String> list(String prefix) {
            return bucket.list(prefix);
        }
    }, () -> KEYS, nanos::get, Log.of("test", InstantSource.system()));

    private boolean isLeftOut(String id) throws IOException {
        return list.leftOut().filter(customers -> customers.test(id)).isPresent();
    }

    private void later() {
        nanos.addAndGet(OptOutList.RECHECK.toNanos());
    }

    @Test
    void optOut_isHonouredAfterTheRecheck_andTakenBack() throws IOException {
        assertThat(list.leftOut()).isEmpty();
        bucket.upload(OptOuts.KEY, OptOuts.NONE.with(KEYS.hash("a")).write(), Map.of());
        assertThat(list.leftOut()).isEmpty();
        assertThat(asked).hasValue(1);
        later();
        assertThat(isLeftOut("a")).isTrue();
        assertThat(isLeftOut("b")).isFalse();
        bucket.upload(OptOuts.KEY, new byte[0], Map.of());
        later();
        assertThat(list.leftOut()).isEmpty();
    }

    @Test
    void recheck_leavesTimeWithinAMinute() {
        assertThat(OptOutList.RECHECK).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void list_cannotBeReached_thatOfBeforeHolds() throws IOException {
        bucket.upload(OptOuts.KEY, OptOuts.NONE.with(KEYS.hash("a")).write(), Map.of());
        assertThat(isLeftOut("a")).isTrue();
        broken.set(true);
        later();
        assertThat(isLeftOut("a")).isTrue();
    }

    @Test
    void list_isNotKnown_isAFailureAndNotAnEmptyList() {
        broken.set(true);
        assertThatThrownBy(list::leftOut).isInstanceOf(IOException.class);
        broken.set(false);
        bucket.upload(OptOuts.KEY, new byte[3], Map.of());
        assertThatThrownBy(list::leftOut).isInstanceOf(IOException.class).hasMessageContaining("got 3 in all");
    }
}
