package io.segmenta.pipeline.drift;

/** A window with too few records to say anything of a statistic. */
public record NoReading() implements Reading {
    /** The only one. */
    public static final NoReading NONE = new NoReading();

    @Override
    public double records() {
        return 0;
    }

    @Override
    public double z() {
        return 0;
    }

    @Override
    public double p(double tolerance, double dispersion) {
        return 1;
    }

    @Override
    public void ratios(double tolerance, double dispersion, double[] ratios) {
        for (int i = 0; i < RATIOS; i++) {
            ratios[i] = 0;
        }
    }

    @Override
    public double effect() {
        return 0;
    }

    @Override
    public Interval interval(double dispersion) {
        return new Interval(0, 0);
    }
}
