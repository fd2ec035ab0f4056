package io.segmenta.pipeline.drift;

import io.segmenta.model.base.Check;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Watches the statistics of a model from window to window, and opens and closes alarms. It is a function of the windows
 * it was given: it can be {@linkplain #document() written down} and {@linkplain #restore gone on from} anywhere. A
 * window takes O(m log m) for m statistics. Not safe for use by several threads.
 */
public final class DriftMonitor {
    /** How much of the memory's evidence the statistics that are told of make up, and how many they are at most. */
    private static final double MOST_OF_EVIDENCE = 0.5;
    private static final int MOST_TOLD = 5;

    private final List<Statistic> statistics;
    private final AlarmBudget budget;
    private final History[] histories;
    private final MemoryDetector memory;
    private List<Alarm> alarms = new ArrayList<>();

    /**
     * Begins to watch.
     *
     * @param statistics at least one, no name twice
     */
    public DriftMonitor(List<Statistic> statistics, AlarmBudget budget) {
        this.statistics = List.copyOf(statistics);
        this.budget = Check.notNull(budget, "budget");
        Check.argument(this.statistics.stream().map(Statistic::name).distinct().count() == statistics.size(),
                "no statistic may be watched twice");
        this.memory = new MemoryDetector(statistics.size());
        this.histories = new History[statistics.size()];
        for (int i = 0; i < histories.length; i++) {
            histories[i] = new History();
        }
    }

    /** What is watched. */
    public List<Statistic> statistics() {
        return statistics;
    }

    /** Alarms that are open. */
    public List<Alarm> open() {
        return List.copyOf(alarms);
    }

    /**
     * Judges the next window.
     *
     * @param day its first day
     * @param readings one of each statistic, in their order
     */
    public ClosedWindow close(LocalDate day, List<Reading> readings) {
        Check.argument(readings.size() == statistics.size(), "there must be %d readings, got %d", statistics.size(),
                readings.size());
        List<Judgement> judgements = judge(readings);
        double mean = memory.mean();
        boolean memoryRejects = mean >= budget.memoryThreshold();
        List<Alarm> before = alarms;
        List<Alarm> closed = seeToOpen(judgements, memoryRejects);
        List<Alarm> opened = open(day, judgements, before, memoryRejects);
        alarms.addAll(opened);
        if (memoryRejects) {
            memory.reset();
        }
        return new ClosedWindow(judgements, mean, memoryRejects, opened, alarms, closed);
    }

    private List<Judgement> judge(List<Reading> readings) {
        double[] p = new double[statistics.size()];
        double[] dispersion = new double[statistics.size()];
        for (int i = 0; i < p.length; i++) {
            Reading reading = readings.get(i);
            dispersion[i] = Dispersion.of(histories[i].values());
            p[i] = reading.p(budget.tolerance(), dispersion[i]);
            if (!(reading instanceof NoReading)) {
                memory.add(i, reading, budget.tolerance(), dispersion[i]);
                histories[i].add(reading.z());
            }
        }
        memory.endWindow();
        boolean[] rejected = Holm.rejected(p, budget.dayLevel());
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            judgements.add(new Judgement(statistics.get(i), readings.get(i), dispersion[i], p[i], rejected[i],
                    memory.mean(i)));
        }
        return judgements;
    }

    /** Lets each open alarm see the window, and returns those that it closes. */
    private List<Alarm> seeToOpen(List<Judgement> judgements, boolean memoryRejects) {
        List<Alarm> open = new ArrayList<>();
        List<Alarm> closed = new ArrayList<>();
        List<String> told = memoryRejects ? names(leading(judgements)) : List.of();
        for (Alarm alarm : alarms) {
            Judgement judgement = judgement(judgements, alarm.statistic());
            boolean unread = judgement.reading() instanceof NoReading;
            Alarm after = unread
                    ? alarm
                    : alarm.after(judgement.rejected() || told.contains(alarm.statistic()) || remembers(alarm,
                            judgement));
            (after.closes() ? closed : open).add(after);
        }
        alarms = open;
        return closed;
    }

    /**
     * What a slow change goes on to show since the memory began anew: within the tolerance the evidence of a statistic
     * is expected to be no more than the windows it comes from.
     */
    private boolean remembers(Alarm alarm, Judgement judgement) {
        return alarm.detector() == Detector.MEMORY && judgement.evidence() > memory.windows();
    }

    private static Judgement judgement(List<Judgement> judgements, String name) {
        return judgements.stream().filter(one -> one.statistic().name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Alarm> open(LocalDate day, List<Judgement> judgements, List<Alarm> before,
            boolean memoryRejects) {
        List<String> known = new ArrayList<>(before.stream().map(Alarm::statistic).toList());
        List<Alarm> opened = new ArrayList<>();
        List<Judgement> rejected = judgements.stream().filter(Judgement::rejected)
                .sorted(Comparator.comparingDouble(Judgement::p)).toList();
        add(opened, known, rejected, Detector.DAY, day);
        if (memoryRejects) {
            add(opened, known, leading(judgements), Detector.MEMORY, day);
        }
        return opened;
    }

    private static void add(List<Alarm> opened, List<String> known, List<Judgement> judgements, Detector detector,
            LocalDate day) {
        for (Judgement judgement : judgements) {
            String name = judgement.statistic().name();
            if (!known.contains(name)) {
                known.add(name);
                opened.add(new Alarm(name, detector, day, 0));
            }
        }
    }

    /** Those that make up most of the evidence, the one with the most first. */
    private static List<Judgement> leading(List<Judgement> judgements) {
        double all = judgements.stream().mapToDouble(Judgement::evidence).sum();
        List<Judgement> leading = new ArrayList<>();
        double theirs = 0;
        for (Judgement one : descending(judgements, Judgement::evidence)) {
            if (leading.size() == MOST_TOLD || theirs >= MOST_OF_EVIDENCE * all) {
                break;
            }
            leading.add(one);
            theirs += one.evidence();
        }
        return leading;
    }

    private static List<Judgement> descending(List<Judgement> judgements, ToDoubleFunction<Judgement> by) {
        return judgements.stream().sorted(Comparator.comparingDouble(by).reversed()).toList();
    }

    private static List<String> names(List<Judgement> judgements) {
        return judgements.stream().map(one -> one.statistic().name()).toList();
    }

    /** Everything that the next window needs, as a JSON object. */
    public Map<String, Object> document() {
        return MonitorState.document(statistics, memory, histories, alarms);
    }

    /**
     * Goes on from what was written down. Statistics that it does not know begin anew, and so do alarms of statistics
     * that are no longer watched.
     *
     * @throws io.segmenta.model.base.DataException when it is no state of this format
     */
    public static DriftMonitor restore(List<Statistic> statistics, AlarmBudget budget, byte[] document) {
        DriftMonitor monitor = new DriftMonitor(statistics, budget);
        monitor.alarms = new ArrayList<>(
                MonitorState.restore(document, monitor.statistics, monitor.memory, monitor.histories));
        return monitor;
    }
}
