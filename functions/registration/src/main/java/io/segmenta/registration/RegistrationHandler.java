package io.segmenta.registration;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.events.EventPriming;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.sagemaker.SageMaker;
import io.segmenta.platform.snapshot.Priming;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.S3ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crac.Resource;

/**
 * The entry point of the registration function: what Lambda tells of a finished call of training in, the registered
 * versions out.
 */
public final class RegistrationHandler implements RequestHandler<LambdaDestinationEvent, Map<String, Object>> {
    private static final String SAMPLE = "{\"version\":\"1.0\",\"timestamp\":\"2026-11-21T10:16:02.456Z\","
            + "\"requestContext\":{\"condition\":\"Success\",\"approximateInvokeCount\":1},"
            + "\"requestPayload\":{\"Records\":[{\"s3\":{}}]},\"responseContext\":{\"statusCode\":200},"
            + "\"responsePayload\":{\"runs\":[{\"run_id\":\"none\"}]}}";

    private final RegisterRun registration;
    private final Log log;
    /** Only kept: the runtime refers to them weakly. */
    @SuppressWarnings("UnusedVariable")
    private final List<Resource> primings;

    /** Wires AWS. */
    public RegistrationHandler() {
        this(Environment.ofProcess(), Clock.systemUTC());
    }

    private RegistrationHandler(Environment environment, Clock clock) {
        Aws aws = Aws.of(environment);
        ObjectStore store = new S3ObjectStore(aws, environment.bucket());
        Registry registry = new SageMaker(aws).registry();
        SqlCatalogue catalogue = SqlCatalogue.of(environment);
        this.registration = new RegisterRun(store, registry, catalogue,
                environment.required("SEGMENTA_SERVING_IMAGE"), clock);
        this.log = Log.of("registration", clock);
        this.primings = List.of(Priming.register(store, registry, catalogue),
                EventPriming.register(LambdaDestinationEvent.class, SAMPLE));
    }

    RegistrationHandler(RegisterRun registration, Log log) {
        this.registration = registration;
        this.log = log;
        this.primings = List.of();
    }

    /** @return {@code models}, a list with the version of each run that ended well */
    @Override
    public Map<String, Object> handleRequest(LambdaDestinationEvent event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        List<Map<String, Object>> models = new ArrayList<>();
        for (TrainedRun run : TrainedRun.of(event)) {
            models.add(fields(registration.register(run, request)));
        }
        return Map.of("models", models);
    }

    private static Map<String, Object> fields(Model model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run_id", model.run().toString());
        fields.put("dataset", model.dataset());
        fields.put("version", model.version());
        fields.put("model_package_arn", model.arn());
        return fields;
    }
}
