package io.segmenta.benchmarks;

import io.segmenta.pipeline.drift.AlarmBudget;
import io.segmenta.pipeline.drift.Holm;
import io.segmenta.pipeline.drift.MemoryDetector;
import io.segmenta.pipeline.drift.Reading;
import java.util.List;

/** Both detectors of the monitor, which take days to differ by chance alone, and how often each rejects. */
final class DetectorPair {
    private final AlarmBudget budget;
    private final MemoryDetector memory;
    private int days;
    private int memories;

    DetectorPair(int statistics, AlarmBudget budget) {
        this.budget = budget;
        this.memory = new MemoryDetector(statistics);
    }

    void see(List<Reading> readings) {
        double[] p = new double[readings.size()];
        for (int i = 0; i < p.length; i++) {
            p[i] = readings.get(i).p(budget.tolerance(), 1);
            memory.add(i, readings.get(i), budget.tolerance(), 1);
        }
        memory.endWindow();
        for (boolean rejected : Holm.rejected(p, budget.dayLevel())) {
            if (rejected) {
                days++;
                break;
            }
        }
        if (memory.mean() >= budget.memoryThreshold()) {
            memories++;
            memory.reset();
        }
    }

    int day() {
        return days;
    }

    int memory() {
        return memories;
    }
}
