package io.segmenta.platform.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Experiments in memory. */
final class InMemoryExperimentBook implements ExperimentBook {
    private final InMemoryOutbox outbox;
    private final Supplier<Audit> audit;
    private final Map<UUID, Experiment> experiments = new LinkedHashMap<>();
    private final List<ExperimentLook> looks = new ArrayList<>();

    InMemoryExperimentBook(InMemoryOutbox outbox, Supplier<Audit> audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    @Override
    public synchronized Experiment start(Experiment experiment, AuditEntry entry) {
        Optional<Experiment> other = running().stream().filter(one -> one.dataset().equals(experiment.dataset()))
                .findFirst();
        if (other.isPresent()) {
            return other.get();
        }
        if (experiments.putIfAbsent(experiment.id(), experiment) == null) {
            audit.get().enter(entry);
        }
        return experiments.get(experiment.id());
    }

    @Override
    public synchronized Optional<Experiment> find(UUID id) {
        return Optional.ofNullable(experiments.get(id));
    }

    @Override
    public synchronized List<Experiment> list(Optional<String> dataset, int limit) {
        return experiments.values().stream()
                .filter(one -> dataset.isEmpty() || one.dataset().equals(dataset.get()))
                .sorted(Comparator.comparing(Experiment::started).reversed().thenComparing(Experiment::id))
                .limit(limit).toList();
    }

    @Override
    public synchronized List<Experiment> running() {
        return experiments.values().stream().filter(one -> one.end().isEmpty())
                .sorted(Comparator.comparing(Experiment::started).thenComparing(Experiment::id)).toList();
    }

    @Override
    public synchronized Experiment stop(UUID id, Experiment.End end, AuditEntry entry) {
        if (experiments.get(id).end().isEmpty()) {
            audit.get().enter(entry);
        }
        end(id, end);
        return experiments.get(id);
    }

    @Override
    public synchronized void end(UUID id, Experiment.End end) {
        experiments.computeIfPresent(id, (same, one) -> one.end().isEmpty() ? one.ended(end) : one);
    }

    @Override
    public synchronized void look(ExperimentLook look, Optional<Experiment.End> end, List<Announcement> news) {
        if (experiments.get(look.experiment()).end().isPresent()) {
            return;
        }
        if (looks.stream().noneMatch(one -> one.reportKey().equals(look.reportKey()))) {
            looks.add(look);
        }
        outbox.put(news);
        end.ifPresent(how -> end(look.experiment(), how));
    }

    @Override
    public synchronized List<ExperimentLook> looks(UUID experiment, int limit) {
        return looks.stream().filter(one -> one.experiment().equals(experiment))
                .sorted(Comparator.comparing(ExperimentLook::at).reversed()).limit(limit).toList();
    }
}
