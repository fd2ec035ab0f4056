package io.segmenta.platform.bus;

import io.segmenta.platform.catalogue.Announcement;
import java.util.ArrayList;
import java.util.List;

/** A bus in memory that may not take events. */
public final class FakeBus implements Bus {
    private final List<Announcement> sent = new ArrayList<>();
    private boolean broken;

    /** What was told, in order. */
    public List<Announcement> sent() {
        return sent;
    }

    /** Whether events are refused from now on. */
    public void breakDown(boolean now) {
        broken = now;
    }

    @Override
    public void send(Announcement announcement) {
        if (broken) {
            throw new BusException("EventBridge did not take an event: ThrottlingException");
        }
        sent.add(announcement);
    }
}
