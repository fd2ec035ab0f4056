package io.segmenta.local.stack.spark;

import java.util.concurrent.locks.LockSupport;

/** A job for tests: {@code fail} ends with status 2, {@code wait} does not end by itself, all else is done at once. */
public final class TinyJob {

    private TinyJob() {}

    /** Does what its first argument says. */
    public static void main(String[] args) {
        if (args[0].equals("fail")) {
            System.exit(2);
        }
        while (args[0].equals("wait")) {
            LockSupport.park();
        }
    }
}
