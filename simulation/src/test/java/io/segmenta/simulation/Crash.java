package io.segmenta.simulation;

/** Ends an invocation as the death of its process does: nothing that it would still ask of a service is asked. */
final class Crash extends Error {
    Crash() {
        super("the process died", null, false, false);
    }
}
