package io.segmenta.simulation;

/**
 * What may happen in a schedule.
 *
 * @param exchanges whether users copy other models over the ones that runs have written
 */
record Options(boolean exchanges) {
    /** Everything that must be borne; {@code -Dsegmenta.schedules.exchanges=true} adds exchanged models. */
    static final Options ALL = new Options(Boolean.getBoolean("segmenta.schedules.exchanges"));
}
