package io.segmenta.training;

import io.segmenta.learning.Task;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectHead;

/**
 * One attempt at a run whose settings are valid: what it learns from, by which settings, and for whom.
 *
 * @param run as it was claimed
 * @param owner the id of the invocation, which its retries share
 */
record Attempt(Run run, String owner, Upload upload, Settings.Valid settings, Log log) {
    /** Where the files of the run lie. */
    RunFolder folder() {
        return new RunFolder(run.dataset(), run.id());
    }

    /** What is to be learned from. */
    Task task() {
        return new Task(run.id(), run.dataset(), upload.key().file(), size(), settings.config(), settings.schema());
    }

    /** How many bytes there are to read. */
    long size() {
        return upload.object().map(ObjectHead::size).orElse(upload.size());
    }
}
