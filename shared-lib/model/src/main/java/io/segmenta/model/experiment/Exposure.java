package io.segmenta.model.experiment;

import io.segmenta.model.base.Check;
import java.time.Instant;

/**
 * A customer's first answer within an experiment.
 *
 * @param customer what stands for the identifier: 34 hexadecimal digits, the version of the key and a keyed hash
 * @param arm that the customer is assigned to, whichever model answered
 * @param segment the lasting id that the champion answers, which the challenger cannot change; "none" outside all
 */
public record Exposure(String customer, Arm arm, String segment, Instant at) {
    /** The segment of those that have none. */
    public static final String NO_SEGMENT = "none";

    public Exposure {
        Check.argument(customer.matches("[0-9a-f]{34}"), "customer must be a hash of 34 hexadecimal digits");
        Check.argument(segment.matches("[0-9A-Za-z_-]{1,64}"), "segment must be an id, got \"%s\"", segment);
    }
}
