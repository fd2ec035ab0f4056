package io.segmenta.local.cli;

import java.util.List;

/** Turns the progress of a stage of training into that of the whole. */
final class TrainingStages {
    /** A stage and where its end is, as a share of a usual training's time. */
    private record Stage(String name, double end) {}

    private static final List<Stage> STAGES = List.of(new Stage("reading", 0.15), new Stage("features", 0.25),
            new Stage("clustering", 0.60), new Stage("judging", 0.80), new Stage("profiling", 0.85),
            new Stage("writing", 1.0));

    private TrainingStages() {}

    /**
     * How much of the whole is done.
     *
     * @param stage as the training function calls it; the unknown counts as not begun
     * @param fraction how much of the stage is done, in [0, 1]
     */
    static double overall(String stage, double fraction) {
        double begin = 0;
        for (Stage known : STAGES) {
            if (known.name().equals(stage)) {
                return begin + (known.end() - begin) * Math.clamp(fraction, 0, 1);
            }
            begin = known.end();
        }
        return 0;
    }
}
