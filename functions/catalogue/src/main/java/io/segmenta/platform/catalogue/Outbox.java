package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is to be told and has not been yet: written before what it tells of is done, sent after it, so that a crash in
 * between may tell twice but never nothing.
 */
public interface Outbox {
    /** Adds what is not there. */
    void put(List<Announcement> announcements);

    /** What has not been sent of a data set, the oldest first. */
    List<Announcement> unsent(String dataset, int limit);

    /** Notes that something was sent. */
    void sent(UUID announcement, Instant now);
}
