package io.segmenta.platform.privacy;

import io.segmenta.model.base.DataException;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who has opted out, remembered and looked at again by entity tag after {@link #RECHECK}. When that fails, those of
 * before stay left out; when nothing is known yet, nobody may be answered. Safe for use by several threads: while one
 * looks, the others go on with what is known.
 */
public final class OptOutList {
    /** An opt-out is honoured within a minute: this, and the time to look. */
    public static final Duration RECHECK = Duration.ofSeconds(30);

    private final ObjectReader store;
    private final KeySource keys;
    private final LongSupplier nanoTime;
    private final Log log;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable State state;

    private record State(Known known, long at) {
        State(Optional<Predicate<String>> leftOut, Optional<String> etag, long at) {
            this(new Known(leftOut, etag), at);
        }

        Optional<String> etag() {
            return known.etag;
        }

        Optional<Predicate<String>> leftOut() {
            return known.leftOut;
        }
    }

    /**
     * What is known.
     *
     * @param leftOut whether the customer with an identifier has opted out; empty where nobody is on the list
     * @param etag of the list; empty where there is none
     */
    public record Known(Optional<Predicate<String>> leftOut, Optional<String> etag) {}

    /** @param keys asked for only where somebody is on the list */
    public OptOutList(ObjectReader store, KeySource keys, LongSupplier nanoTime, Log log) {
        this.store = store;
        this.keys = keys;
        this.nanoTime = nanoTime;
        this.log = log;
    }

    /**
     * Whether the customer with an identifier has opted out; empty where nobody has.
     *
     * @throws IOException when it is not known and cannot be found out
     */
    public Optional<Predicate<String>> leftOut() throws IOException {
        return known().leftOut;
    }

    /**
     * The same, and which list it is.
     *
     * @throws IOException when it is not known and cannot be found out
     */
    public Known known() throws IOException {
        State known = state;
        if (known == null) {
            looking.lock();
        } else if (nanoTime.getAsLong() - known.at < RECHECK.toNanos() || !looking.tryLock()) {
            return known.known;
        }
        try {
            State before = state;
            if (before == null || before.equals(known)) {
                before = look(before);
                state = before;
            }
            return before.known;
        } finally {
            looking.unlock();
        }
    }

    /** Forgets the list, as a snapshot must that is restored at another time. */
    public void forget() {
        state = null;
    }

    private State look(@Nullable State before) throws IOException {
        long now = nanoTime.getAsLong();
        try {
            return switch (store.find(OptOuts.KEY, before == null ? Optional.empty() : before.etag())) {
                case Found.Absent _ -> new State(Optional.empty(), Optional.empty(), now);
                case Found.Unchanged _ when before != null -> new State(before.leftOut(), before.etag(), now);
                case Found.Unchanged _ -> throw new IOException("unchanged since nothing was known");
                case Found.Content content -> read(content, now);
            };
        } catch (IOException | DataException failure) {
            if (before == null) {
                throw failure instanceof IOException unreachable ? unreachable
                        : new IOException(failure.getMessage(), failure);
            }
            log.error("the list of opt-outs is not read; that of before holds", "error", failure);
            return new State(before.leftOut(), before.etag(), now);
        }
    }

    private State read(Found.Content content, long now) throws IOException {
        OptOuts list = OptOuts.parse(content.bytes());
        if (list.size() == 0) {
            return new State(Optional.empty(), Optional.of(content.etag()), now);
        }
        TenantKeys known = keys.keys();
        return new State(Optional.of(list.among(known)), Optional.of(content.etag()), now);
    }
}
