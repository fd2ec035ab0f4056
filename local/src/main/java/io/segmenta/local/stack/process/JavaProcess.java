package io.segmenta.local.stack.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Java process with the archive of its classes, which it starts from or makes when it ends. */
public final class JavaProcess {

    private static final Logger LOG = LoggerFactory.getLogger(JavaProcess.class);

    /**
     * Making an archive takes two seconds or three of one processor; a busy machine and all functions at once, more.
     */
    private static final Duration ARCHIVE_LIMIT = Duration.ofSeconds(15);

    /** After {@code SIGTERM}, and {@code SIGHUP} and {@code SIGINT}, which a terminal sends to all. */
    private static final Set<Integer> ENDED_IN_ORDER = Set.of(129, 130, 143);

    private final Process process;
    private final Optional<ClassArchive> read;
    private final Optional<ClassArchive.Making> making;

    JavaProcess(Process process, Optional<ClassArchive> read, Optional<ClassArchive.Making> making) {
        this.process = process;
        this.read = read;
        this.making = making;
    }

    /** The process itself. */
    public Process process() {
        return process;
    }

    /** Tells that the process did not come up: should that be for its archive, the next one starts without. */
    public void failed() {
        try {
            if (read.isPresent()) {
                read.get().delete();
            }
        } catch (IOException e) {
            LOG.warn("an archive of classes that may be damaged could not be deleted", e);
        }
    }

    /**
     * Ends the process and waits until it is gone.
     *
     * @param patience how long it may take to end by itself; zero to force at once
     * @param worthKeeping whether it has done its work and does none now, so that the classes it has loaded are those
     * that the next one needs; if it makes an archive, it is then given the time for that
     */
    public void end(Duration patience, boolean worthKeeping) {
        Duration given = making.isPresent() && worthKeeping && patience.compareTo(ARCHIVE_LIMIT) < 0
                ? ARCHIVE_LIMIT
                : patience;
        Processes.end(process.toHandle(), given);
        if (making.isEmpty()) {
            return;
        }
        try {
            if (worthKeeping && !process.isAlive() && ENDED_IN_ORDER.contains(process.exitValue())) {
                making.get().keep();
            } else {
                making.get().discard();
            }
        } catch (IOException e) {
            LOG.debug("the classes of {} were not kept", process, e);
        }
    }
}
