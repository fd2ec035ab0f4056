package io.segmenta.training;

import io.segmenta.learning.Sampled;
import io.segmenta.learning.Task;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectHead;
import java.util.OptionalLong;

/**
 * One attempt at a run whose settings are valid: what it learns from, by which settings, and for whom.
 *
 * @param run as it was claimed
 * @param owner the id of the invocation, which its retries share
 * @param sampled what is known of the rows that the file which is read stands for
 * @param sampleSize of that file in bytes, where it is not the upload
 */
record Attempt(Run run, String owner, Upload upload, Settings.Valid settings, Log log, Sampled sampled,
        OptionalLong sampleSize) {
    /** An attempt at learning from the upload itself. */
    Attempt(Run run, String owner, Upload upload, Settings.Valid settings, Log log) {
        this(run, owner, upload, settings, log, Sampled.NOTHING, OptionalLong.empty());
    }

    /** The same on a sample of the upload. */
    Attempt on(Sampled sample, long size) {
        return new Attempt(run, owner, upload, settings, log, sample, OptionalLong.of(size));
    }

    /** Where the files of the run lie. */
    RunFolder folder() {
        return new RunFolder(run.dataset(), run.id());
    }

    /** What is to be learned from. */
    Task task() {
        return new Task(run.id(), run.dataset(), upload.key().file(), sampleSize.orElse(size()), settings.config(),
                settings.schema());
    }

    /** How many bytes the upload has. */
    long size() {
        return upload.object().map(ObjectHead::size).orElse(upload.size());
    }
}
