package io.segmenta.simulation;

/**
 * What may happen in a schedule.
 *
 * @param exchanges whether users copy other models over the ones that runs have written
 */
record Options(boolean exchanges) {
    /** Everything that must be borne. */
    static final Options ALL = new Options(true);
}
