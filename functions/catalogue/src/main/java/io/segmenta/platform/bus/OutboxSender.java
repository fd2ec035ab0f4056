package io.segmenta.platform.bus;

import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.Outbox;
import io.segmenta.platform.observe.Log;
import java.time.InstantSource;

/** Sends what lies in the outbox, at least once: what cannot be sent stays there, for the next call. */
public final class OutboxSender {
    private static final int AT_ONCE = 200;

    private final Outbox outbox;
    private final Bus bus;
    private final InstantSource clock;

    /** @param clock tells when something was sent */
    public OutboxSender(Outbox outbox, Bus bus, InstantSource clock) {
        this.outbox = outbox;
        this.bus = bus;
        this.clock = clock;
    }

    /** Sends what a data set has not been told of; a fault is logged and never thrown. */
    public void send(String dataset, Log log) {
        try {
            for (Announcement announcement : outbox.unsent(dataset, AT_ONCE)) {
                bus.send(announcement);
                outbox.sent(announcement.id(), clock.instant());
            }
        } catch (RuntimeException unavailable) {
            log.error("not all was told; it is tried again", "dataset", dataset, "error", unavailable);
        }
    }
}
