package io.segmenta.platform.catalogue;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that has changed since a model was trained.
 *
 * @param id follows from the model, the statistic and the day
 * @param model the SHA-256 of the model file
 * @param detector {@code day} or {@code memory}
 * @param effect when it was opened: standard deviations of a score, or a difference of shares
 * @param opened the first day of the window that opened it
 * @param closed the first day of the window that closed it; empty while it is open
 * @param acknowledgedBy who said that it is seen to; empty until somebody does
 */
public record DriftAlarm(UUID id, String dataset, String model, String statistic, String detector, double effect,
        LocalDate opened, Optional<LocalDate> closed, Optional<String> acknowledgedBy) {
    /** An alarm that nobody has acknowledged. */
    public DriftAlarm(UUID id, String dataset, String model, String statistic, String detector, double effect,
            LocalDate opened, Optional<LocalDate> closed) {
        this(id, dataset, model, statistic, detector, effect, opened, closed, Optional.empty());
    }
}
