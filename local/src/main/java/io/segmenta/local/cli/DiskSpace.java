package io.segmenta.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a disk has left: services that cannot write answer with a fault that does not say so, as on AWS. */
final class DiskSpace {
    /** Less than a run and the database's log may need. */
    private static final long LITTLE = 64L << 20;

    private DiskSpace() {}

    /** What is added to a message of a fault; empty where the disk has room, or nothing is known of it. */
    static String warning(Path stateDir) {
        try {
            return Files.isDirectory(stateDir) ? warning(stateDir, Files.getFileStore(stateDir).getUsableSpace()) : "";
        } catch (IOException unknown) {
            return "";
        }
    }

    /** A message with a warning behind it, as one sentence. */
    static String told(String message, String warning) {
        return warning.isEmpty() ? message : message.replaceFirst("\\.$", "") + warning;
    }

    static String warning(Path stateDir, long bytes) {
        return bytes >= LITTLE ? ""
                : "; the disk of " + stateDir + " has only " + (bytes >> 20)
                        + " MB left: make room, then give back what "
                        + "was given up meanwhile with: segmenta redrive";
    }
}
