package io.segmenta.simulation;

/**
 * What may happen in a schedule.
 *
 * @param exchanges whether users copy other models over the ones that runs have written
 * @param oneDies whether nothing goes wrong but that one call of deployment dies at each of its attempts
 * @param whole whether in every other schedule people use all of the product, the API, scoring and monitoring too
 */
record Options(boolean exchanges, boolean oneDies, boolean whole) {
    /** Everything that must be borne. */
    static final Options ALL = new Options(true, false, true);
    /** The same of training, registration and deployment alone. */
    static final Options MODELS = new Options(true, false, false);
    /** One call of deployment is dead for good, and nothing else goes wrong. */
    static final Options ONE_DIES = new Options(false, true, false);
}
