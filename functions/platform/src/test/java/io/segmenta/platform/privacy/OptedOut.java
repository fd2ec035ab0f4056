package io.segmenta.platform.privacy;

import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.storage.InMemoryObjectStore;
import io.segmenta.platform.storage.ObjectReader;
import java.time.Clock;
import java.util.Map;

/** Who has opted out, in tests. */
public final class OptedOut {
    /** The key of every test. */
    public static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");

    private OptedOut() {}

    /** Those on the list in a bucket, looked at once. */
    public static OptOutList in(ObjectReader store) {
        return new OptOutList(store, () -> KEYS, System::nanoTime, Quiet.log("test", Clock.systemUTC()));
    }

    /** Puts a customer on the list in a bucket. */
    public static void put(InMemoryObjectStore store, String identifier) {
        store.upload(OptOuts.KEY, OptOuts.NONE.with(KEYS.hash(identifier)).write(), Map.of());
    }
}
