package io.segmenta.registration;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.sagemaker.SageMaker;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.S3ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entry point of the registration function: what Lambda tells of a finished call of training in, the registered
 * versions out.
 */
public final class RegistrationHandler implements RequestHandler<LambdaDestinationEvent, Map<String, Object>> {
    private final RegisterRun registration;
    private final Log log;

    /** Wires AWS. */
    public RegistrationHandler() {
        this(Environment.ofProcess(), Clock.systemUTC());
    }

    private RegistrationHandler(Environment environment, Clock clock) {
        Aws aws = Aws.of(environment);
        ObjectStore store = new S3ObjectStore(aws, environment.bucket());
        Registry registry = new SageMaker(aws).registry();
        SqlCatalogue catalogue = SqlCatalogue.of(environment);
        this.registration = new RegisterRun(store, registry, catalogue, environment.names(),
                environment.required("SEGMENTA_SERVING_IMAGE"), clock);
        this.log = Log.of("registration", clock);
    }

    RegistrationHandler(RegisterRun registration, Log log) {
        this.registration = registration;
        this.log = log;
    }

    /** @return {@code models}, a list with the version of each run that ended well */
    @Override
    public Map<String, Object> handleRequest(LambdaDestinationEvent event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        List<Model> models = new ArrayList<>();
        for (TrainedRun run : TrainedRun.of(event)) {
            models.add(registration.register(run, request));
        }
        if (isTheHour(event)) {
            models.addAll(registration.registerLost(request));
        }
        return Map.of("models", models.stream().map(RegistrationHandler::fields).toList());
    }

    /** Whether the schedule called, which sends what training would send that had no run. */
    private static boolean isTheHour(LambdaDestinationEvent event) {
        return event.getRequestContext() != null && "Schedule".equals(event.getRequestContext().getCondition());
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
