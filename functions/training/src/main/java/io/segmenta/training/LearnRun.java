package io.segmenta.training;

import io.segmenta.config.ClusteringConfig.Update;
import io.segmenta.learning.StartingPoint;
import io.segmenta.learning.Trained;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.RunStart;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunResult;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Learns from the file of an attempt and writes what came of it: here, or on many machines where the file is beyond one
 * function and the deployment has them.
 */
final class LearnRun {
    private final ObjectStore store;
    private final Catalogue catalogue;
    private final Trainer trainer;
    private final RunWriter writer;
    private final References references;
    private final Optional<LargeRoad> road;

    /** @param road the way of files beyond one function; empty where the deployment has none */
    LearnRun(ObjectStore store, Catalogue catalogue, Trainer trainer, Optional<LargeRoad> road) {
        this.store = store;
        this.catalogue = catalogue;
        this.trainer = trainer;
        this.writer = new RunWriter(store);
        this.references = new References(store, catalogue);
        this.road = road;
    }

    /**
     * Learns.
     *
     * @param meter of the attempt
     * @return empty while a job is at work for the run
     * @throws DataException when nothing can be learned from the file
     */
    Optional<RunResult> learn(Attempt attempt, RunMeter meter) {
        boolean tooLong = attempt.upload().size() > attempt.settings().maxBytes();
        if (tooLong && !takes(attempt, true)) {
            throw DataException.of(Reason.TOO_LARGE, "the file has %d bytes, read.max_bytes allows %d",
                    attempt.upload().size(), attempt.settings().maxBytes());
        }
        Run run = attempt.run();
        meter.report("reading", 0, "");
        // What began later does not count, so that a run that is resumed goes on with the same last model.
        Optional<Run> before = catalogue.succeededBefore(run.dataset(), run.createdAt());
        Update update = attempt.settings().config().clustering().update();
        RunStart begun = writer.begin(run,
                () -> references.find(update, run.dataset(), before, attempt.settings().declared()));
        StartingPoint start = StartingPoint.of(update, begun, reference -> references.model(run.dataset(), reference));
        start.note().ifPresent(note -> attempt.log().info("starting point", "run_id", run.id(), "note", note));
        Optional<Learned> learned = learned(attempt, tooLong, before, start, meter);
        return learned.map(known -> {
            meter.report("storing", 0, "");
            return writer.write(attempt, known, meter);
        });
    }

    private Optional<Learned> learned(Attempt attempt, boolean tooLong, Optional<Run> before, StartingPoint start,
            RunMeter meter) {
        if (takes(attempt, tooLong)) {
            return road.orElseThrow().advance(attempt, before, start, meter);
        }
        try {
            return Optional.of(learn(attempt, before, start, meter));
        } catch (DataException refused) {
            if (refused.reason() == Reason.TOO_LARGE && takes(attempt, meter.isBeyondMemory())) {
                return road.orElseThrow().advance(attempt, before, start, meter);
            }
            throw refused;
        }
    }

    private boolean takes(Attempt attempt, boolean tooLarge) {
        return road.filter(way -> way.takes(attempt, tooLarge)).isPresent();
    }

    /** Ends what is at work elsewhere for a run that has ended. */
    void stop(Run run) {
        road.ifPresent(way -> way.stop(run));
    }

    /** Dollars that jobs on other machines have cost for a run; none where it needed none, or nobody can tell. */
    double jobs(Attempt attempt) {
        try {
            return road.map(way -> way.usd(attempt.run())).orElse(0.0);
        } catch (RuntimeException unreachable) {
            // What a run costs is worth knowing; it must not fail for the want of it.
            attempt.log().warn("what the jobs of a run cost is not known", "run_id", attempt.run().id(), "error",
                    unreachable.getClass().getSimpleName());
            return 0;
        }
    }

    private Learned learn(Attempt attempt, Optional<Run> before, StartingPoint start, RunMeter meter) {
        MessageDigest digest = Sha256.digest();
        try (StoredObject object = store.open(attempt.upload().object().orElseThrow());
                DigestInputStream data = new DigestInputStream(object.bytes(), digest)) {
            Trained trained = trainer.train(data, attempt, start, meter);
            data.transferTo(OutputStream.nullOutputStream());
            return new Learned(HexFormat.of().formatHex(digest.digest()), before, start, trained);
        } catch (ObjectConflictException e) {
            if (isWrittenAnew(attempt)) {
                // The same file without a customer: the notice comes again, and that is read.
                throw e;
            }
            throw new DataException(Reason.NOT_FOUND, "the file was overwritten or deleted before it was read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWrittenAnew(Attempt attempt) {
        return store.head(attempt.run().key()).flatMap(Upload::original).filter(attempt.run().version()::equals)
                .isPresent();
    }
}
