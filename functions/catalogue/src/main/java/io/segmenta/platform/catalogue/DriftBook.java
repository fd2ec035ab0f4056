package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is known of drift. Every method may be called again with the same arguments to the same effect. */
public interface DriftBook {
    /**
     * What closing a window comes to, all of it or nothing.
     *
     * @param next the state after it, whose version is one more than that before
     * @param opened alarms that it opened
     * @param closed alarms that it closed, as they are now
     * @param news what is to be told
     */
    record Closing(DriftState next, DriftWindow window, List<DriftAlarm> opened, List<DriftAlarm> closed,
            List<Announcement> news) {
        public Closing {
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
            news = List.copyOf(news);
        }
    }

    /** The state of a model's monitor; empty before its first window. */
    Optional<DriftState> state(String dataset, String model);

    /**
     * Closes a window, unless another call has closed one after the same state.
     *
     * @return whether this window is the one that was closed
     */
    boolean close(Closing closing, Instant now);

    /** The windows of a data set, the newest first. */
    List<DriftWindow> windows(String dataset, int limit);

    /** The alarms of a data set: those that are open, then the newest. */
    List<DriftAlarm> alarms(String dataset, int limit);

    /**
     * Notes who sees to an alarm, unless somebody does. It stays open or closed as it is.
     *
     * @param entry of the deed in the audit, entered when it is the first
     * @return the alarm as it is now, acknowledged by whoever was first; empty when the data set has no such alarm
     */
    Optional<DriftAlarm> acknowledge(String dataset, UUID alarm, String by, AuditEntry entry);
}
