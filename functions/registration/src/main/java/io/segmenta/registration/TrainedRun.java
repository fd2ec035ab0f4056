package io.segmenta.registration;

import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunOutcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A run that ended well, as training tells of it. */
record TrainedRun(UUID id, String dataset, String bucket) {
    /**
     * The good runs in the result of training, which Lambda hands over as the {@code responsePayload} of a call.
     *
     * @throws IllegalArgumentException when the event carries no result of training
     */
    static List<TrainedRun> of(LambdaDestinationEvent event) {
        if (event != null && event.getResponsePayload() instanceof Map<?, ?> answer) {
            return RunOutcome.read(answer).stream()
                    .filter(outcome -> outcome.status() == RunOutcome.Status.SUCCEEDED).map(TrainedRun::of).toList();
        }
        throw new IllegalArgumentException("the event holds no training result: \"responsePayload\" is not an object");
    }

    private static TrainedRun of(RunOutcome outcome) {
        RunFolder folder = outcome.folder().orElseThrow();
        return new TrainedRun(folder.run(), folder.dataset(), outcome.bucket());
    }
}
