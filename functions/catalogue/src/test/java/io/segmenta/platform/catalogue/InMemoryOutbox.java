package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An outbox in memory. */
final class InMemoryOutbox implements Outbox {
    private final Map<UUID, Announcement> announcements = new LinkedHashMap<>();
    private final Set<UUID> sent = new HashSet<>();

    @Override
    public synchronized void put(List<Announcement> added) {
        added.forEach(one -> announcements.putIfAbsent(one.id(), one));
    }

    @Override
    public synchronized List<Announcement> unsent(String dataset, int limit) {
        return announcements.values().stream().filter(one -> one.dataset().equals(dataset) && !sent.contains(one.id()))
                .limit(limit).toList();
    }

    @Override
    public synchronized void sent(UUID announcement, Instant now) {
        sent.add(announcement);
    }
}
