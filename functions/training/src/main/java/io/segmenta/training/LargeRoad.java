package io.segmenta.training;

import io.segmenta.learning.Sampled;
import io.segmenta.learning.StartingPoint;
import io.segmenta.learning.Trained;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.LargeFault;
import io.segmenta.model.contract.LargeFile;
import io.segmenta.model.contract.LargeFit;
import io.segmenta.model.contract.LargeFolder;
import io.segmenta.model.contract.LargeSurvey;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The way of a file beyond one function, in four steps: a job surveys all rows, training learns from the sample that
 * the job drew, a job fits the model to all rows, training writes the run. Each step begins by looking whether its
 * result is there, so the way may be gone as often as anybody likes, and goes on where it ended. Of algorithms other
 * than k-means the third counts the rows of each segment of the model that was learned from the sample.
 */
final class LargeRoad {
    private final ObjectStore store;
    private final Trainer trainer;
    private final LargeJobs jobs;
    private final OptOutList optOuts;

    /** @param optOuts who is not trained on, which a job cannot tell */
    LargeRoad(ObjectStore store, Trainer trainer, LargeJobs jobs, OptOutList optOuts) {
        this.store = store;
        this.trainer = trainer;
        this.jobs = jobs;
        this.optOuts = optOuts;
    }

    /**
     * Whether a file is to go this way.
     *
     * @param tooLarge whether it is beyond the function
     */
    boolean takes(Attempt attempt, boolean tooLarge) {
        return LargeFile.isTable(attempt.upload().key().file())
                && switch (attempt.settings().config().distributed().enabled()) {
                    case ALWAYS -> true;
                    case AUTO -> tooLarge;
                    case NEVER -> false;
                };
    }

    /**
     * Goes as far as is possible now.
     *
     * @return what was learned, or empty while a job is at work
     * @throws DataException when the job or training cannot use the file
     * @throws JobFailedException when the job has failed as often as it may
     */
    Optional<Learned> advance(Attempt attempt, Optional<Run> before, StartingPoint start, RunMeter meter) {
        refuseWhereSomebodyHasOptedOut();
        LargeFolder folder = folder(attempt.run());
        store.readAll(folder.key(LargeFile.FAULT)).map(LargeFault::parse).ifPresent(fault -> {
            throw new DataException(reason(fault.reason()), fault.message());
        });
        Optional<LargeSurvey> survey = store.readAll(folder.key(LargeFile.SURVEY)).map(LargeSurvey::parse);
        if (survey.isEmpty()) {
            jobs.survey(attempt, folder, meter);
            return Optional.empty();
        }
        if (store.head(folder.key(LargeFile.DRAFT)).isEmpty()) {
            Trained trained = learn(attempt, folder, survey.get(), Optional.empty(), start, meter);
            Learned learned = new Learned(survey.get().dataSha256(), before, start, trained);
            store.create(folder.key(LargeFile.DRAFT), RunFile.MODEL.contentType(),
                    ObjectContent.of(learned.bytes(RunFile.MODEL)));
        }
        Optional<LargeFit> fit = store.readAll(folder.key(LargeFile.FITTED)).map(LargeFit::parse);
        if (fit.isEmpty()) {
            jobs.fit(attempt, folder, meter);
            return Optional.empty();
        }
        if (!fit.get().dataSha256().equals(survey.get().dataSha256())) {
            throw new DataException(Reason.NOT_FOUND, "the file was overwritten while it was read");
        }
        SegmentationModel fitted = model(store.readAll(folder.key(LargeFile.MODEL)).orElseThrow(
                () -> new IllegalStateException(
                        folder.prefix() + " has " + LargeFile.FITTED.path() + " but no model")));
        Trained trained = learn(attempt, folder, survey.get(), Optional.of(fitted), start, meter);
        return Optional.of(new Learned(fit.get().dataSha256(), before, start, trained));
    }

    /** Ends what is at work for a run that has ended. */
    void stop(Run run) {
        jobs.stop(folder(run));
    }

    /** Dollars that the jobs of a run have cost. */
    double usd(Run run) {
        return jobs.usd(folder(run));
    }

    private static LargeFolder folder(Run run) {
        return new LargeFolder(run.dataset(), run.id());
    }

    private void refuseWhereSomebodyHasOptedOut() {
        try {
            if (optOuts.leftOut().isPresent()) {
                throw new DataException(Reason.TOO_LARGE, "the file is beyond one function, and a run on many "
                        + "machines cannot leave out customers who have opted out; upload a sample of the rows, or "
                        + "give the training function more memory (TrainingMemory)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Trained learn(Attempt attempt, LargeFolder folder, LargeSurvey survey, Optional<SegmentationModel> fitted,
            StartingPoint start, RunMeter meter) {
        Sampled sampled = Sampled.of(survey, fitted);
        String key = folder.key(survey.sample());
        try (StoredObject sample = store.get(key).orElseThrow(
                () -> new DataException(Reason.NOT_FOUND, "the sample of the run is gone: it is deleted after a day; "
                        + "upload the file again"))) {
            return trainer.train(sample.bytes(), attempt.on(sampled, sample.head().size()), start, meter);
        }
    }

    private static SegmentationModel model(byte[] file) {
        try {
            return ModelFile.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a job of another version the reason may be a new one. */
    private static Reason reason(String code) {
        for (Reason reason : Reason.values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        return Reason.UNREADABLE;
    }
}
