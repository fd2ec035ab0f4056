package io.segmenta.training;

import io.segmenta.config.Prices;
import io.segmenta.pipeline.cost.CostModel;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.RequestCounts;
import java.util.function.Supplier;

/**
 * What this function is paid by.
 *
 * @param costs of its runs
 * @param requests that it has made of S3 since it began
 */
record Billing(CostModel costs, Supplier<RequestCounts.Counted> requests) {
    /** Seconds after which a run is ended: the timeout of the function (template.yaml). */
    private static final double TIMEOUT = 900;

    /** As the environment says, with what AWS asks in its region. */
    static Billing of(Environment environment, RequestCounts requests) {
        return new Billing(new CostModel(Prices.load().in(environment.region()),
                Integer.parseInt(environment.required("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")), TIMEOUT),
                requests::counted);
    }
}
