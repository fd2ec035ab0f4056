package io.segmenta.local.cli;

/**
 * Shows how far a training has come. A second attempt begins anew; what was shown stays. Safe for use by several
 * threads.
 */
final class TrainingMeter {
    private final Meter meter;
    private double shown;

    TrainingMeter(Meter meter) {
        this.meter = meter;
    }

    /**
     * Shows progress.
     *
     * @param stage as the training function calls it; empty before the first
     * @param fraction how much of the stage is done, in [0, 1]
     * @param detail more about it, or empty
     */
    synchronized void show(String stage, double fraction, String detail) {
        shown = Math.max(shown, TrainingStages.overall(stage, fraction));
        meter.show(stage.isEmpty() ? "starting" : stage, shown, detail);
    }
}
